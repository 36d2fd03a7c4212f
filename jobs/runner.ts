/** Whatever carries job runs: in this process, or BullMQ. One contract test holds both. */
export interface Runner {
  /** Tells of a run that is recorded and committed. */
  enqueue(jobRunId: string): Promise<void>
  /** Finishes what is running, takes nothing new. */
  close(): Promise<void>
}
