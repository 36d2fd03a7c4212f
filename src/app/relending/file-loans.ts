import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type EligibilityLine, roomUnderRatio, testLoan } from '../../domain/relending/eligibility.js'
import { fileLoans as decideFiling, type FiledLoan, type FilingRefusal } from '../../domain/relending/filing.js'
import { availableOf } from '../../domain/relending/quota.js'
import { type FacilityTermsUnknown, requiredTermsKnown } from '../../domain/relending/term-value.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { factsOf, loansToTest } from './backing-loans.js'
import { facilityRules } from './facility-rules.js'
import { type FilingRow, insertFiling, lockLoanStates } from './filing-store.js'
import { quotaById } from './quota-store.js'

export interface FilingInput {
  readonly quotaId: string
  readonly filedOn: CivilDate
  readonly loans: readonly { readonly loanId: string; readonly requested: Money }[]
  readonly today: CivilDate
}

export type FileLoansRefusal =
  | RecordRefusal
  | QuotaRefusal
  | DateOrderRefusal
  | FacilityTermsUnknown
  /** With every line of every loan that fails, so that a batch is put right in one go. */
  | (FilingRefusal & { readonly ineligible?: readonly Ineligible[] })
export interface Ineligible {
  readonly loan: string
  readonly lines: readonly EligibilityLine[]
}

/**
 * 报账: a lender files loans of its own for re-lending. Each is tested line by line and the test is kept with the filing. The
 * loans' states are held, so that of two filings of one loan the second sees the first.
 */
export async function fileLoans(command: Command, input: FilingInput): Promise<Result<FilingRow, FileLoansRefusal>> {
  const { tx, actor } = command
  const { quotaId, filedOn } = input
  const order = datesInOrder([
    ['filedOn', filedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const quota = await quotaById(tx, quotaId)
  if (quota === undefined) return notFound('quota')
  const active = activeQuota(quota)
  if (!active.ok) return active
  const loanIds = input.loans.map(({ loanId }) => loanId)
  await lockLoanStates(tx, loanIds)
  const found = await loansToTest(tx, loanIds, null)
  const rules = await facilityRules(tx, quota.facility)
  const required = requiredTermsKnown(rules.terms, rules.lineage, filedOn)

  const loans: (FiledLoan & { readonly enterpriseId: string })[] = []
  for (const { loanId, requested } of input.loans) {
    const loan = found.get(loanId)
    if (loan === undefined) return notFound('loan')
    const asked = factsOf(loan, rules, { requested, filedOn, quotaAvailable: availableOf(quota) })
    const eligibility = testLoan(asked)
    const room = roomUnderRatio(asked)
    const { lenderId: lender, otherFiling, enterpriseId } = loan
    loans.push({ loan: loanId, lender, requested, eligibility, otherFiling, room, enterpriseId })
  }
  if (!required.ok) return required
  const filing = decideFiling({ lender: actor.organisationId, filedBy: actor.userId, filedOn, quota, loans })
  if (!filing.ok) return refuse({ ...filing.refusal, ...ineligibleOf(loans) })

  const filed = await refusingConstraints(
    tx,
    { reloan_filing_loan_one_live: { code: 'LOAN_ALREADY_FILED', loan: loanIds.join(), filing: '', facility: '' } },
    (savepoint) =>
      insertFiling(
        savepoint,
        {
          quotaId,
          facility: quota.facility,
          centralBankId: quota.centralBankId,
          lenderId: actor.organisationId,
          filedOn,
          requested: filing.value.requested,
          filedBy: actor.userId,
        },
        loans.map(({ loan, enterpriseId, requested, eligibility }) => ({
          loanId: loan,
          enterpriseId,
          requested,
          eligibility: eligibility.lines,
        })),
      ),
  )
  if (!filed.ok) return filed
  await recordEvent(command, {
    action: 'reloan_filing.filed',
    subjectKind: 'reloan_filing',
    subjectId: filed.value.id,
    detail: { quotaId, filedOn, requested: formatMoney(filing.value.requested), loans: loanIds },
  })
  return filed
}

const ineligibleOf = (loans: readonly FiledLoan[]): { readonly ineligible?: readonly Ineligible[] } => {
  const ineligible = loans
    .filter(({ eligibility }) => !eligibility.eligible)
    .map(({ loan, eligibility }) => ({ loan, lines: eligibility.lines }))
  return ineligible.length === 0 ? {} : { ineligible }
}
