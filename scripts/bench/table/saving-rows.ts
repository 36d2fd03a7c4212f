import { SYSTEM } from '../../../src/app/actor.js'
import { realisedSaving } from '../../../src/app/reports/realised-saving.js'
import { NO_FILTER, type SavingPeriod } from '../../../src/app/reports/realised-saving-views.js'
import { APP_ROLE, connect, connectRaw } from '../../../src/db/connection.js'
import { type Tx, withTransaction } from '../../../src/db/transaction.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { freshDatabase } from '../fresh-database.js'
import { makeBook } from '../province/book.js'
import { atMost, type BenchRow, grouped, median, seconds } from './bench-row.js'

const MOST_AGAINST_BARE = 1.5
/** A quarter that cuts the first and the last segment of most loans. */
const PERIOD = { from: civilDate('2025-09-15'), to: civilDate('2025-12-14'), asOf: civilDate('2026-01-01') }
const AUDITOR = { ...SYSTEM, scope: 'auditor' } as const

export interface SavingOptions {
  readonly loans: number
  readonly seed: number
  readonly turns: number
  readonly say: (line: string) => void
}

/** The same figures of the same rows, summed by the one statement that reads them: a scan, no second look, no names, no ledger. */
const BARE = (counts: string) => `
  SELECT lender_id${counts}, sum(sign * executed) AS executed, sum(sign * reference) AS reference, sum(sign * nights) AS nights,
    sum(balance * (sign * nights)) AS balance_nights, sum(discount * (sign * nights)) AS discount_nights,
    sum(balance * discount * (sign * nights)) AS weighted_nights
  FROM (SELECT s.lender_id, s.loan_id, s.enterprise_id, s.sign, s.balance, s.reference_rate - s.rate AS discount,
          least(s.to_on, $2::date) - greatest(s.from_on, $1::date) AS nights,
          CASE WHEN s.from_on >= $1::date AND s.to_on <= $2::date THEN s.executed
            ELSE interest_between(s.executed_before, s.executed_night, s.divisor, s.half_even, greatest($1::date - s.from_on, 0), least(s.to_on, $2::date) - s.from_on) END AS executed,
          CASE WHEN s.from_on >= $1::date AND s.to_on <= $2::date THEN s.reference
            ELSE interest_between(s.reference_before, s.reference_night, s.divisor, s.half_even, greatest($1::date - s.from_on, 0), least(s.to_on, $2::date) - s.from_on) END AS reference
        FROM interest_segment s WHERE s.from_on < $2::date AND s.to_on > $1::date AND s.recorded_at <= $3::timestamptz) cut
  GROUP BY lender_id ORDER BY lender_id`
const WITH_COUNTS = BARE(', count(DISTINCT loan_id) AS loans, count(DISTINCT enterprise_id) AS enterprises')
const SUMS_ALONE = BARE('')

/** The report by institution against the bare aggregate, by turns on one book whose loans have three segments each. */
export async function savingRows(options: SavingOptions): Promise<readonly BenchRow[]> {
  const { loans, seed, turns, say } = options
  const book = await freshDatabase()
  const db = connect({ url: book.ownerUrl, role: APP_ROLE, max: 1, applicationName: 'tandai bench' })
  const sql = connectRaw({ url: book.ownerUrl, role: APP_ROLE, max: 1, applicationName: 'tandai bench' })
  try {
    await makeBook(book.ownerUrl, {
      loans,
      seed,
      policy: 'three-segments',
      journal: 'whole',
      connections: 2,
      say: () => undefined,
    })
    const period: SavingPeriod = { ...PERIOD, knownAt: new Date().toISOString() }
    const end = '2025-12-15'
    const report = () =>
      withTransaction(
        db,
        AUDITOR,
        (tx: Tx) => realisedSaving(tx, { ...period, by: 'institution', filter: NO_FILTER, page: null }),
        { readOnly: true },
      )
    const bare = (statement: string) =>
      sql.begin('read only', async (tx) => {
        await tx.unsafe("SELECT set_config('tandai.scope', 'auditor', true)")
        return tx.unsafe<{ executed: string; reference: string; loans?: string }[]>(statement, [
          period.from,
          end,
          period.knownAt,
        ])
      })
    const [told] = [await report()]
    if (!told.ok) throw new Error(JSON.stringify(told.refusal))
    const summed = await bare(WITH_COUNTS)
    const saved = told.value.rows.reduce((sum, row) => sum + fen(row.realisedSaving ?? '0.00'), 0n)
    const bareSaved = summed.reduce((sum, row) => sum + fen(row.reference) - fen(row.executed), 0n)
    const times = { report: [] as number[], counts: [] as number[], sums: [] as number[] }
    for (let turn = 0; turn < turns + 1; turn++) {
      times.report.push(await timed(report))
      times.counts.push(await timed(() => bare(WITH_COUNTS)))
      times.sums.push(await timed(() => bare(SUMS_ALONE)))
    }
    const [took, counts, sums] = [median(times.report), median(times.counts), median(times.sums)]
    say(
      `  saving report of ${grouped(loans)} loans ${seconds(took)}, bare with counts ${seconds(counts)}, sums alone ${seconds(sums)}`,
    )
    return [
      atMost(
        `realised-saving report of ${grouped(loans)} loans × 3 segments`,
        [seconds(took), took],
        [
          `bare aggregate ${seconds(counts)} (its sums without counting loans and enterprises ${seconds(sums)})`,
          counts,
        ],
        MOST_AGAINST_BARE,
      ),
      {
        work: 'its saving is that of the bare aggregate',
        measured: `${saved} fen`,
        against: `${bareSaved} fen`,
        ratio: null,
        mustReach: 'equal',
        reached: saved === bareSaved && saved > 0n,
      },
    ]
  } finally {
    await Promise.all([db.close(), sql.end({ timeout: 5 })])
    await book.close()
  }
}

const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''))

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1e3
}
