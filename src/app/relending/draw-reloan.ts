import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { reloanDrawdown } from '../../domain/ledger/postings.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type DrawRefusal, drawReloan as decideDraw, type ReloanRateRow } from '../../domain/relending/draw.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { addMoney, formatMoney, type Money } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { reloanRatesTable } from '../../rules/reloan-rates.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { bookEntries } from '../ledger/book-entry.js'
import { rulesInForce } from '../rules/views.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { loansToTest } from './backing-loans.js'
import { facilityRules } from './facility-rules.js'
import {
  insertReloan,
  lockFiling,
  lockFilingLoans,
  lockLoanStates,
  type ReloanRow,
  setFilingLoanDrawn,
  updateFiling,
} from './filing-store.js'
import { lockQuotaOf } from './grant-filing.js'
import { addMovement, type QuotaRow, updateQuota } from './quota-store.js'

export type DrawReloanRefusal = RecordRefusal | QuotaRefusal | DrawRefusal | DateOrderRefusal | PeriodClosedRefusal

export interface DrawInput {
  readonly filingId: string
  readonly loanId: string
  readonly amount: Money
  readonly on: CivilDate
  readonly termMonths: number
  readonly today: CivilDate
}

/**
 * 提款: a re-loan on one loan of a granted filing, at the rate posted that day and frozen, booked in the lender's book and mirrored
 * in the branch's. Draws of one quota wait for one another; locks are taken in the order quota, filing, its loans, loan state.
 */
export async function drawReloan(command: Command, input: DrawInput): Promise<Result<ReloanRow, DrawReloanRefusal>> {
  const { tx, actor } = command
  const { loanId, amount, on, termMonths } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const quota = await lockQuotaOf(command, input.filingId)
  const filing = quota && (await lockFiling(tx, input.filingId))
  if (quota === undefined || filing === undefined) return notFound('filing')
  const active = activeQuota(quota)
  if (!active.ok) return active
  const { state, granted, grantedOn } = filing
  if (state !== 'GRANTED' || granted === null || grantedOn === null)
    return refuse({ code: 'STATE_FORBIDS', state, event: 'draw', allowed: [] })
  const filed = (await lockFilingLoans(tx, filing.id)).find((row) => row.loanId === loanId)
  if (filed === undefined) return notFound('loan')
  await lockLoanStates(tx, [loanId])
  const backing = (await loansToTest(tx, [loanId], filing.id)).get(loanId)
  if (backing === undefined) return notFound('loan')
  const { lineage, terms } = await facilityRules(tx, filing.facility)
  const rates = await rulesInForce(tx, reloanRatesTable, { on })
  const drawn = decideDraw({
    grant: { amount: granted, drawn: filing.drawn, on: grantedOn },
    loan: {
      id: loanId,
      balance: backing.loan.balance,
      lastDisbursedOn: backing.loan.disbursed?.lastOn ?? null,
      requested: filed.requested,
      drawn: filed.drawn,
      reloans: backing.reloans,
    },
    lineage,
    terms,
    rates: rates.map(({ id, value, validFrom, source, status }) => ({
      ...value,
      tenor: value.tenor as ReloanRateRow['tenor'],
      effectiveFrom: validFrom,
      rule: { ruleId: id, source, status },
    })),
    quota,
    amount,
    termMonths,
    on,
  })
  if (!drawn.ok) return drawn
  const { rate, rateRow, rules, dueOn } = drawn.value

  const reloan = await insertReloan(tx, {
    filingId: filing.id,
    quotaId: quota.id,
    facility: filing.facility,
    centralBankId: filing.centralBankId,
    lenderId: filing.lenderId,
    loanId,
    amount,
    rate,
    termMonths,
    drawnOn: on,
    dueOn,
    explanation: {
      ratePercent: formatRatePercent(rate),
      rateTable: rateRow.rateTable,
      tenor: rateRow.tenor,
      effectiveFrom: rateRow.effectiveFrom,
      balance: formatMoney(backing.loan.balance),
      rules,
    },
    drawnBy: actor.userId,
  })
  const booked = await bookBothBooks(command, quota, reloan)
  if (!booked.ok) return booked
  await updateQuota(tx, quota.id, { reserved: drawn.value.quota.reserved, drawn: drawn.value.quota.drawn })
  await addMovement(tx, quota, { kind: 'DRAWN', amount, movedOn: on, subjectId: reloan.id, recordedBy: actor.userId })
  await setFilingLoanDrawn(tx, filing.id, loanId, addMoney(filed.drawn, amount))
  await updateFiling(tx, filing.id, { drawn: addMoney(filing.drawn, amount) })
  await recordEvent(command, {
    action: 'reloan.drawn',
    subjectKind: 'reloan',
    subjectId: reloan.id,
    detail: {
      filingId: filing.id,
      loanId,
      amount: formatMoney(amount),
      on,
      dueOn,
      ratePercent: formatRatePercent(rate),
    },
  })
  return ok(reloan)
}

async function bookBothBooks(
  command: Command,
  quota: QuotaRow,
  reloan: ReloanRow,
): Promise<Result<unknown, PeriodClosedRefusal>> {
  const { lender, branch } = reloanDrawdown(reloan.amount)
  const drawn = {
    bookedOn: reloan.drawnOn,
    event: 'reloan.drawn',
    subjectKind: 'reloan',
    subjectId: reloan.id,
  }
  return bookEntries(command, [
    { ...drawn, organisationId: quota.lenderId, lines: lender },
    { ...drawn, organisationId: quota.centralBankId, lines: branch },
  ])
}
