import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A program of the bench in a process of its own. */
export interface Child {
  /** What it said when it was ready. */
  readonly ready: unknown
  /** The most memory it has held so far, megabytes; null where the system does not tell. */
  peakMb(): Promise<number | null>
  stop(): Promise<void>
}

/** Starts a program beside this file and waits until it says that it is ready. @throws when it ends before */
export async function startChild(program: string, args: readonly string[]): Promise<Child> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as unknown),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${program} ended with ${code} before it was ready`)
    }),
  ])
  return { ready, peakMb: () => peakOf(child), stop: () => stopped(child) }
}

/** `VmHWM`: the highest resident size the process ever had, which no sample can miss. */
async function peakOf({ pid }: ChildProcess): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return peak === undefined ? null : Number(peak) / 1024
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
