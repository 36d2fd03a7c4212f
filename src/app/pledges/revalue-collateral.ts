import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type LtvCap, type LtvClass, maxSecured } from '../../domain/collateral/loan-to-value.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, money, NO_MONEY, subtractMoney } from '../../kernel/money.js'
import { SYSTEM } from '../actor.js'
import { ltvCapOn } from './collateral.js'
import { insertRevaluations, type Revaluation } from './revaluation-store.js'
import { type ValuedPledgeRow, valuedPledges } from './revaluation-views.js'

export interface RevaluationOutcome {
  readonly on: string
  readonly pledges: number
  /** Rows added: pledges whose worth is new or another than was recorded last. */
  readonly changed: number
  /** Pledges without a value in force: they secure nothing. */
  readonly withoutValue: number
}

const PLEDGES_PER_CHUNK = 500

/**
 * 押品重估: what every pledge in service is worth as of a day, by the value adopted last and the cap in force. The watch of collateral
 * judges principal against value; this records what the value was. Each chunk is one transaction, and done twice it writes once.
 */
export async function revalueCollateral(
  db: Database,
  { on, jobRunId }: { readonly on: CivilDate; readonly jobRunId: string | null },
  progress: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<RevaluationOutcome> {
  const sum = { on, pledges: 0, changed: 0, withoutValue: 0 }
  for (let after: string | null = null; ; ) {
    const { rows, changed, withoutValue } = await withTransaction(db, SYSTEM, async (tx) => {
      const rows = await valuedPledges(tx, { after, on, limit: PLEDGES_PER_CHUNK })
      const caps = await capsOf(tx, rows, on)
      const worth = rows.map((row) => worthOf(row, caps))
      const changed = await insertRevaluations(tx, worth, { on, jobRunId })
      return { rows, changed, withoutValue: worth.filter(({ value }) => value === null).length }
    })
    sum.pledges += rows.length
    sum.changed += changed
    sum.withoutValue += withoutValue
    await progress(sum.pledges, sum.pledges)
    after = rows.at(-1)?.pledgeId ?? null
    if (rows.length < PLEDGES_PER_CHUNK) return sum
  }
}

/** The cap of each class among the rows: decided once, whatever the number of pledges. */
async function capsOf(tx: Tx, rows: readonly ValuedPledgeRow[], on: CivilDate): Promise<ReadonlyMap<LtvClass, LtvCap>> {
  const caps = new Map<LtvClass, LtvCap>()
  for (const ltvClass of new Set(rows.map((row) => row.ltvClass))) {
    if (ltvClass === null) continue
    const cap = await ltvCapOn(tx, { ltvClass }, on)
    if (!cap.ok) throw new Error(`no cap of class ${ltvClass} is in force on ${on}`)
    caps.set(ltvClass, cap.value)
  }
  return caps
}

function worthOf(row: ValuedPledgeRow, caps: ReadonlyMap<LtvClass, LtvCap>): Revaluation {
  const { pledgeId, lenderId, enterpriseId, priorLimit, valuationId, adoptedValue, ltvClass } = row
  const parties = { pledgeId, lenderId, enterpriseId, priorLimit }
  const cap = ltvClass === null ? undefined : caps.get(ltvClass)
  if (valuationId === null || adoptedValue === null || cap === undefined)
    return { ...parties, mostSecured: formatMoney(NO_MONEY), value: null }
  const left = subtractMoney(maxSecured(money(adoptedValue), cap), money(priorLimit))
  return {
    ...parties,
    mostSecured: formatMoney(isPositiveMoney(left) ? left : NO_MONEY),
    value: { valuationId, adoptedValue, cap: formatExact(cap.cap), capRuleId: cap.rule.ruleId },
  }
}
