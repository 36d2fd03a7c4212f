import { readFile } from 'node:fs/promises'
import { platform } from 'node:process'
import type postgres from 'postgres'

/** Of `/proc/<pid>/stat`: a hundredth of a second on every Linux. */
const TICKS_PER_SECOND = 100

/** What a process has worked so far, seconds of user and system time; null where the system does not tell. */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const stat = platform === 'linux' ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null) : null
  if (stat === null) return null
  // The name of the program, in brackets, may hold blanks.
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(utime) + Number(stime)) / TICKS_PER_SECOND
}

/** The same of all the server processes of the database that is connected to, this connection's own left out; null for a server on another machine. */
export async function backendSeconds(sql: postgres.Sql, databaseUrl: string): Promise<number | null> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(databaseUrl).hostname)) return null
  const backends = await sql<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
  const times = await Promise.all(backends.map(({ pid }) => cpuSeconds(pid)))
  return times.reduce<number | null>((sum, time) => (sum === null || time === null ? null : sum + time), 0)
}
