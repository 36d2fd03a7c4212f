import { availableParallelism, cpus, totalmem } from 'node:os'
import { version } from 'node:process'
import type postgres from 'postgres'

const SETTINGS = [
  'shared_buffers',
  'work_mem',
  'effective_cache_size',
  'max_wal_size',
  'checkpoint_timeout',
  'synchronous_commit',
  'fsync',
  'full_page_writes',
  'wal_level',
  'max_parallel_workers_per_gather',
  'jit',
]

/** What the figures were measured on: a figure without its machine compares with nothing. */
export async function tellMachine(sql: postgres.Sql): Promise<readonly string[]> {
  const [server] = await sql<[{ version: string }]>`SELECT split_part(version(), ' on ', 1) AS version`
  const settings = await sql<{ name: string; value: string }[]>`
    SELECT name, current_setting(name) AS value FROM pg_settings WHERE name IN ${sql(SETTINGS)} ORDER BY name`
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0)
  return [
    `machine     ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gigabytes} GiB of memory`,
    `versions    ${server.version}, Node ${version}`,
    `settings    ${settings.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
  ]
}
