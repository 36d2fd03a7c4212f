import type { Tx } from '../../db/transaction.js'
import { BLOCKING_STEP, END_OF_DAY } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { businessDayView, type FindingView, findingViews, stepViews } from './views.js'

const FINDINGS_SHOWN = 200

/** A finding, and whether it holds the day up until it is acknowledged. */
export const tellFinding = (finding: FindingView) => ({
  ...finding,
  blocking: finding.step === BLOCKING_STEP && finding.loanId === null,
})
export type ToldFinding = ReturnType<typeof tellFinding>

/** A business day with the steps of its end and the first of what they found; undefined when the bank has no such day. */
export async function businessDayDetail(tx: Tx, organisationId: string, day: CivilDate) {
  const shown = await businessDayView(tx, organisationId, day)
  if (shown === undefined) return undefined
  const steps = await stepViews(tx, organisationId, day)
  const findings = await findingViews(tx, { organisationId, day, limit: FINDINGS_SHOWN + 1 })
  return {
    ...shown,
    steps: steps.map((step) => ({ ...step, ...nameOf(step.step) })),
    findings: findings.slice(0, FINDINGS_SHOWN).map(tellFinding),
    moreFindings: findings.length > FINDINGS_SHOWN,
  }
}

/** Steps of earlier programs keep their word. */
function nameOf(name: string): { readonly nameZh: string; readonly nameEn: string } {
  const { nameZh, nameEn } = END_OF_DAY.find(({ step }) => step === name) ?? { nameZh: name, nameEn: name }
  return { nameZh, nameEn }
}
