import type { Tx } from '../../db/transaction.js'
import { type Allotment, type AllotmentRefusal, mayAllot } from '../../domain/relending/allotment.js'
import { termIfSet } from '../../domain/relending/facility.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Money, NO_MONEY } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { branchQuotaById } from './branch-quota-store.js'
import { facilityRules } from './facility-rules.js'

export type FromParentRefusal = RecordRefusal | AllotmentRefusal

/** Whether a quota may be given out of a branch's, as it is now; the database tests the sum again under its lock. */
export async function fitsParent(
  tx: Tx,
  parentId: string,
  wanted: {
    readonly facility: string
    readonly limit: Money
    readonly validFrom: CivilDate
    readonly validTo: CivilDate
  },
  before: Money = NO_MONEY,
): Promise<Result<null, FromParentRefusal>> {
  const above = await branchQuotaById(tx, parentId)
  if (above === undefined) return notFound('branch quota')
  const { lineage, terms } = await facilityRules(tx, wanted.facility)
  const shared = termIfSet(terms, lineage, 'quota_shared_with', wanted.validFrom)
  const asked: Allotment = { ...wanted, lineage, sharedWith: shared.ok ? (shared.value?.value ?? []) : [] }
  return mayAllot(above, asked, before)
}

/** What the database's own walls mean, where somebody was quicker. */
export const allotmentWalls = {
  reloan_branch_quota_not_overallotted: { code: 'QUOTA_ABOVE_PARENT', requested: '', left: '', limit: '' },
  reloan_quota_parent_active: { code: 'BRANCH_QUOTA_NOT_ACTIVE', state: '' },
} as const
