import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { COMPARED } from '../../domain/collateral/alert.js'
import { compareRegisters } from '../../domain/collateral/compare-registers.js'
import { cureDay } from '../../domain/collateral/watch.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { countOf } from '../loans/product-terms.js'
import { cureAlerts, raiseAlerts } from '../pledges/alert-store.js'
import { type ComparedRow, comparedPledges } from './reconcile-views.js'

export interface Reconciled {
  readonly pledges: number
  readonly raised: number
  readonly cured: number
}

const PLEDGES_PER_CHUNK = 500

/** 登记核对: compares every registered pledge with the latest lists of the three registers as of a day; each difference is an alert until it is gone. */
export async function reconcileRegisters(
  db: Database,
  { on }: { readonly on: CivilDate },
  progress: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<Reconciled> {
  const sum = { pledges: 0, raised: 0, cured: 0 }
  for (let after: string | null = null; ; ) {
    const chunk = await withTransaction(db, SYSTEM, (tx) => compareChunk(tx, after, on))
    sum.pledges += chunk.rows.length
    sum.raised += chunk.raised
    sum.cured += chunk.cured
    await progress(sum.pledges, sum.pledges)
    after = chunk.rows.at(-1)?.id ?? null
    if (chunk.rows.length < PLEDGES_PER_CHUNK) return sum
  }
}

async function compareChunk(tx: Tx, after: string | null, on: CivilDate) {
  const cure = await countOf(tx, 'collateral.cure_d', on)
  const rows = await comparedPledges(tx, { after, on, limit: PLEDGES_PER_CHUNK })
  const found = rows.flatMap((row) =>
    compareRegisters(row, registersOf(row), cureDay(on, cure.value)).map((finding) => ({
      pledgeId: row.id,
      ...finding,
    })),
  )
  const raised = await raiseAlerts(tx, found, on, [cure.rule.ruleId])
  const cured = await cureAlerts(tx, { pledgeIds: rows.map(({ id }) => id), kinds: COMPARED, found }, on)
  return { rows, raised, cured }
}

const registersOf = ({ movables, exchange, certificates }: ComparedRow) => ({
  movables,
  exchange: exchange && {
    asOf: exchange.asOf,
    rows: exchange.rows.map((row) => ({
      ...row,
      registrationNo: row.registrationNo === '' ? null : row.registrationNo,
      frozen: row.frozen === 'true',
    })),
  },
  certificates: certificates && {
    asOf: certificates.asOf,
    rows: certificates.rows.map((row) => ({ ...row, pledgeNoted: row.pledgeNoted === 'true' })),
  },
})
