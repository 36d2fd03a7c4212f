import type { Tx } from '../../db/transaction.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { ok, type Result } from '../../kernel/result.js'
import type { OpenAccount, Sight } from '../account-views/look-into.js'
import { instantOf } from './account-views.js'
import { type ListedPosting, listPostings } from './adjustments-views.js'
import { figure } from './figures.js'

export type PostingAnswer = ReturnType<typeof postingAnswer>

/** Postings of an account as of a day, as known at an instant (null: now), in the order in which they were made. */
export async function readPostings(
  tx: Tx,
  { enterprise }: Pick<OpenAccount, 'enterprise'>,
  times: { readonly asOf: CivilDate; readonly knownAt: string | null },
  page: {
    readonly month: CivilMonth | null
    readonly carrier: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<Result<Sight<readonly PostingAnswer[]>, never>> {
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rows = await listPostings(tx, enterprise.id, { ...asked, ...page })
  const { month, carrier, after } = page
  const narrowed = Object.entries({ month, carrier, after }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return ok({ answer: rows.map(postingAnswer), asked: { ...asked, ...Object.fromEntries(narrowed), of: 'postings' } })
}

const postingAnswer = (row: ListedPosting) => ({
  id: row.id,
  month: row.month,
  carrier: row.carrier,
  meter: row.meter,
  adjusts: row.adjusts,
  cause: row.cause,
  activityId: row.activityId,
  measured: row.measured,
  per: row.per,
  fromFactor:
    row.fromFactorCode === null
      ? null
      : { code: row.fromFactorCode, value: row.fromFactorValue, vintage: row.fromFactorVintage },
  factor: {
    code: row.factorCode,
    value: row.factorValue,
    vintage: row.factorVintage,
    ruleIds: row.factorRuleIds,
    own: row.factorOwn,
  },
  ...figure('tCO2', exact(row.tCO2)),
  ...figure('difference', exact(row.difference)),
  asOf: row.asOf,
  knownAt: row.knownAt,
  recordedAt: row.recordedAt,
})
