import type { Logger } from 'pino'
import type { Database } from '../src/db/connection.js'

/** What a job is given: the run it belongs to and a way to say how far it is. */
export interface JobContext {
  readonly db: Database
  readonly log: Logger
  readonly runId: string
  readonly progress: (done: number, total: number) => Promise<void>
}

/** A thin file per job: payload → use case → result. Doing it twice must change nothing. */
export interface Job<P> {
  readonly kind: string
  readonly run: (context: JobContext, payload: P) => Promise<unknown>
}
