import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url))
/** What a test sets itself or leaves out; the rest of the environment is handed on. */
const SETTINGS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'DEMO',
  'HOST',
  'PORT',
  'DUTY',
  'ADMIN_PASSWORD',
  'DATA_DIR',
]

export interface Program {
  readonly child: ChildProcess
  /** Resolves with everything printed once the pattern has appeared. */
  until(pattern: RegExp): Promise<string>
  /** Resolves with the exit code and everything printed. */
  readonly ended: Promise<{ code: number | null; output: string }>
}

/** Starts the product as a process of its own. */
export function startProgram(env: Readonly<Record<string, string>>): Program {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name)))
  const child = spawn(process.execPath, [MAIN], {
    env: { ...own, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }))
  })
  return {
    child,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(output)) resolve(output)
        }
        listeners.add(look)
        void ended.then(() => reject(new Error(`ended before ${pattern}: ${output}`)))
        look()
      }),
  }
}

/** The address that a started program printed. */
export const addressIn = (output: string): string => /(http:\/\/127\.0\.0\.1:\d+) /.exec(output)?.[1] ?? 'no address'
