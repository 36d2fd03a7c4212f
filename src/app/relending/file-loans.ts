import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type EligibilityLine, roomUnderRatio, testLoan } from '../../domain/relending/eligibility.js'
import type { FilingMode } from '../../domain/relending/facility-term.js'
import {
  fileLoans as decideFiling,
  type FiledLoan,
  type FilingRefusal,
  rowFaults,
} from '../../domain/relending/filing.js'
import { type FilingTermRefusal, filingTerms } from '../../domain/relending/filing-terms.js'
import { availableOf } from '../../domain/relending/quota.js'
import { type FacilityTermsUnknown, requiredTermsKnown } from '../../domain/relending/term-value.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { documentHash } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { factsOf, type LoanToTest, loansToTest } from './backing-loans.js'
import { type FacilityRules, facilityRules } from './facility-rules.js'
import { type FilingRow, insertFiling, lockLoanStates } from './filing-store.js'
import { type QuotaRow, quotaById } from './quota-store.js'
import { type RowsWrong, type WrongRow, wrongRow } from './row-faults.js'

export interface RowToFile {
  readonly loanId: string
  readonly requested: Money
  /** SHA-256 of the papers of the row 用途证明、合同、借据. */
  readonly evidenceHash: string | null
}
export interface FilingInput {
  readonly quotaId: string
  readonly filedOn: CivilDate
  readonly loans: readonly RowToFile[]
  readonly mode: FilingMode
  /** File the rows that can be and leave out the others; else one wrong row stops the batch. */
  readonly onlyEligible: boolean
  readonly today: CivilDate
}

export type FileLoansRefusal =
  | RecordRefusal
  | QuotaRefusal
  | DateOrderRefusal
  | FacilityTermsUnknown
  | FilingTermRefusal
  | RowsWrong
  /** With every line of the loan that fails. */
  | (FilingRefusal & { readonly ineligible?: readonly Ineligible[] })
export interface Ineligible {
  readonly loan: string
  readonly lines: readonly EligibilityLine[]
}

export interface Filed {
  readonly filing: FilingRow
  readonly rows: number
  readonly leftOut: readonly WrongRow[]
}

/**
 * 报账: a lender files loans of its own for re-lending, each tested line by line; the test is kept with its row. Facts are read for the
 * whole batch, rules once. The loans' states are held, so that of two filings of one loan the second sees the first.
 */
export async function fileLoans(command: Command, input: FilingInput): Promise<Result<Filed, FileLoansRefusal>> {
  const { tx, actor } = command
  const { quotaId, filedOn, mode } = input
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
  const found = await loansToTest(tx, loanIds, null, filedOn)
  const rules = await facilityRules(tx, quota.facility)

  const batch = testedBatch(input, found, rules, quota)
  const one = input.loans.length === 1
  if (one && batch.unseen.length > 0) return notFound('loan')
  const required = requiredTermsKnown(rules.terms, rules.lineage, filedOn)
  if (!required.ok) return required
  const terms = filingTerms(rules.terms, rules.lineage, mode, filedOn)
  if (!terms.ok) return terms

  const faults = rowFaults(actor.organisationId, batch.loans)
  const leftOut = [
    ...batch.unseen,
    ...faults.map(({ at, refusal }) => {
      const { loan, row, eligibility } = batch.loans[at] as TestedRow
      return wrongRow(row, loan, refusal, refusal.code === 'LOAN_NOT_ELIGIBLE' ? eligibility : null)
    }),
  ].toSorted((a, b) => a.row - b.row)
  const wrongAt = new Set(faults.map(({ at }) => at))
  const fit = batch.loans.filter((_, at) => !wrongAt.has(at))
  if (!one && leftOut.length > 0 && (fit.length === 0 || !input.onlyEligible))
    return refuse({ code: 'FILING_ROWS_WRONG', filed: loanIds.length, wrong: leftOut.length, rows: leftOut })

  const loans = one ? batch.loans : fit
  const filing = decideFiling({
    lender: actor.organisationId,
    filedBy: actor.userId,
    filedOn,
    quota,
    loans,
    reviews: terms.value.reviews,
  })
  if (!filing.ok) return refuse({ ...filing.refusal, ...ineligibleOf(loans) })

  const alreadyFiled = { code: 'LOAN_ALREADY_FILED', loan: loanIds.join(), filing: '', facility: '' } as const
  const filed = await refusingConstraints(
    tx,
    { reloan_filing_loan_one_live: alreadyFiled, reloan_backing_one_claim: alreadyFiled },
    (savepoint) =>
      insertFiling(
        savepoint,
        {
          quotaId,
          facility: quota.facility,
          centralBankId: quota.centralBankId,
          lenderId: actor.organisationId,
          filedOn,
          ...terms.value,
          requested: filing.value.requested,
          filedBy: actor.userId,
        },
        loans.map(({ loan, enterpriseId, requested, eligibility, evidenceHash }) => ({
          loanId: loan,
          enterpriseId,
          requested,
          eligibility: eligibility.lines,
          evidenceHash,
        })),
      ),
  )
  if (!filed.ok) return filed
  const rows = loans.map(({ loan, requested, evidenceHash }) => ({
    loan,
    requested: formatMoney(requested),
    evidenceHash,
  }))
  await recordEvent(command, {
    action: 'reloan_filing.filed',
    subjectKind: 'reloan_filing',
    subjectId: filed.value.id,
    detail: {
      quotaId,
      filedOn,
      mode,
      requested: formatMoney(filing.value.requested),
      loans: rows.length,
      rowsHash: documentHash(rows),
      leftOut: leftOut.length,
    },
  })
  return ok({ filing: filed.value, rows: rows.length, leftOut })
}

type TestedRow = FiledLoan & {
  readonly row: number
  readonly enterpriseId: string
  readonly evidenceHash: string | null
}

function testedBatch(
  { loans, filedOn, mode }: FilingInput,
  found: ReadonlyMap<string, LoanToTest>,
  rules: FacilityRules,
  quota: QuotaRow,
): { readonly loans: readonly TestedRow[]; readonly unseen: readonly WrongRow[] } {
  const quotaAvailable = availableOf(quota)
  const tested: TestedRow[] = []
  const unseen: WrongRow[] = []
  for (const [at, { loanId, requested, evidenceHash }] of loans.entries()) {
    const loan = found.get(loanId)
    if (loan === undefined) {
      unseen.push(wrongRow(at + 1, loanId, notFound('loan').refusal))
      continue
    }
    const asked = factsOf(loan, rules, { requested, filedOn, quotaAvailable, mode })
    tested.push({
      row: at + 1,
      loan: loanId,
      lender: loan.lenderId,
      enterpriseId: loan.enterpriseId,
      requested,
      eligibility: testLoan(asked),
      otherFiling: loan.otherFiling,
      room: roomUnderRatio(asked),
      evidenceHash,
    })
  }
  return { loans: tested, unseen }
}

const ineligibleOf = (loans: readonly FiledLoan[]): { readonly ineligible?: readonly Ineligible[] } => {
  const ineligible = loans
    .filter(({ eligibility }) => !eligibility.eligible)
    .map(({ loan, eligibility }) => ({ loan, lines: eligibility.lines }))
  return ineligible.length === 0 ? {} : { ineligible }
}
