import type postgres from 'postgres'
import { APP_ROLE, connectRaw } from '../../../src/db/connection.js'
import { settled } from './recompute.js'

/** What a run wrote, by the table it wrote it to; `$run` is the run. */
const WRITTEN = {
  wordings: 'SELECT * FROM rate_wording',
  rates: "SELECT * FROM loan_rate WHERE job_run_id = '$run'",
  changes: "SELECT * FROM loan_event WHERE kind = 'rate-change'",
} as const
type Written = keyof typeof WRITTEN
const TABLES = { wordings: 'rate_wording', rates: 'loan_rate', changes: 'loan_event' } as const satisfies Record<
  Written,
  string
>
/** Loans of one transaction where two connections share the work: what was fastest of 5,000 to 50,000. */
const LOANS_A_CHUNK = 20_000

const ROWS_AT_ONCE = 5_000

const columnsOf = async (sql: postgres.Sql, table: string): Promise<string> => {
  const rows = await sql<{ name: string }[]>`
    SELECT quote_ident(attname) AS name FROM pg_attribute
    WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`
  return rows.map(({ name }) => name).join(', ')
}

/** Copies what the run in one database wrote into tables of another, from where it is written again: what the limit starts from. */
export async function stageRows(from: string, to: string, runId: string): Promise<void> {
  const source = connectRaw({ url: from, max: 1, applicationName: 'tandai bench' })
  const target = connectRaw({ url: to, max: 1, applicationName: 'tandai bench' })
  try {
    await target.unsafe('DROP SCHEMA IF EXISTS staged CASCADE; CREATE SCHEMA staged')
    for (const [name, query] of Object.entries(WRITTEN) as [Written, string][]) {
      const columns = await columnsOf(source, TABLES[name])
      await target.unsafe(`CREATE TABLE staged.${name} AS SELECT ${columns} FROM ${TABLES[name]} WITH NO DATA`)
      await source.begin(async (tx: postgres.TransactionSql) => {
        await tx.unsafe("SELECT enter_scope('system')")
        const rows = tx.unsafe<{ row: string }[]>(
          `SELECT to_json(w)::text AS row FROM (SELECT ${columns} FROM (${query.replace('$run', runId)}) written) w`,
        )
        for await (const some of rows.cursor(ROWS_AT_ONCE))
          await target.unsafe(
            `INSERT INTO staged.${name} SELECT * FROM jsonb_populate_recordset(NULL::staged.${name}, $1::text::jsonb)`,
            [`[${some.map(({ row }) => row).join(',')}]`],
          )
      })
    }
    // The chunks of the limit are ranges of the same key, told apart beforehand: finding them is no work of it.
    await target.unsafe(`
      CREATE TABLE staged.ranges AS
        SELECT no, min(loan_id::text)::uuid AS first, max(loan_id::text)::uuid AS last
        FROM (SELECT loan_id, (row_number() OVER (ORDER BY loan_id) - 1) / ${LOANS_A_CHUNK} AS no FROM staged.rates) numbered GROUP BY no ORDER BY no;
      CREATE INDEX ON staged.rates (loan_id); CREATE INDEX ON staged.changes (loan_id);
      CLUSTER staged.rates USING rates_loan_id_idx; CLUSTER staged.changes USING changes_loan_id_idx;
      CREATE TABLE staged.run AS SELECT '${runId}'::uuid AS id;
      GRANT USAGE ON SCHEMA staged TO ${APP_ROLE}; GRANT SELECT ON ALL TABLES IN SCHEMA staged TO ${APP_ROLE}`)
    for (const table of ['rates', 'changes']) await target.unsafe(`VACUUM ANALYZE staged.${table}`)
  } finally {
    await Promise.all([source.end({ timeout: 5 }), target.end({ timeout: 5 })])
  }
}

/** Writes the staged rows to their tables with plain SQL, under the program's role and its policies. @returns seconds */
export async function bareRecompute(url: string, connections: 1 | 2): Promise<number> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  const sql = connectRaw({ url, role: APP_ROLE, max: connections, applicationName: 'tandai bench' })
  try {
    await inScope(owner, (tx) =>
      tx.unsafe("INSERT INTO job_run (id, kind, payload, payload_hash) SELECT id, 'bench', '{}', '' FROM staged.run"),
    )
    const insert = Object.fromEntries(
      await Promise.all(
        Object.entries(TABLES).map(async ([name, table]) => [name, await insertOf(owner, name as Written, table)]),
      ),
    ) as Record<Written, string>
    const ranges = await sql<{ first: string; last: string }[]>`SELECT first, last FROM staged.ranges ORDER BY no`
    // Opened and asked once, so that no connection is made on the clock.
    await Promise.all(Array.from({ length: connections }, () => sql`SELECT pg_sleep(0.05)`))
    await settled(owner)
    const from = performance.now()
    await inScope(sql, (tx) => tx.unsafe(insert.wordings))
    if (connections === 1) await inScope(sql, (tx) => tx.unsafe(insert.rates).then(() => tx.unsafe(insert.changes)))
    else {
      let next = 0
      const hand = async () => {
        for (let range = ranges[next++]; range !== undefined; range = ranges[next++]) {
          const within = ` WHERE loan_id BETWEEN '${range.first}' AND '${range.last}'`
          await inScope(sql, (tx) => tx.unsafe(insert.rates + within).then(() => tx.unsafe(insert.changes + within)))
        }
      }
      await Promise.all(Array.from({ length: connections }, hand))
    }
    return (performance.now() - from) / 1e3
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), sql.end({ timeout: 5 })])
  }
}

const inScope = <T>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>) =>
  sql.begin(async (tx: postgres.TransactionSql) => {
    await tx.unsafe("SELECT set_config('tandai.scope', 'system', true)")
    return work(tx)
  })

async function insertOf(sql: postgres.Sql, staged: Written, table: string): Promise<string> {
  const columns = await columnsOf(sql, table)
  const given = staged === 'wordings' ? 'OVERRIDING SYSTEM VALUE' : ''
  return `INSERT INTO ${table} (${columns}) ${given} SELECT ${columns} FROM staged.${staged}`
}
