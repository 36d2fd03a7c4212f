import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/transaction.js'
import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { reloanDrawdown } from '../../domain/ledger/postings.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { addWorkingDays } from '../../domain/loans/working-calendar.js'
import { type DrawRefusal, drawReloan as decideDraw, type ReloanRateRow } from '../../domain/relending/draw.js'
import { draw as drawQuota } from '../../domain/relending/quota.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { addMoney, formatMoney, type Money, money, NO_MONEY, subtractMoney } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { ReloanRate } from '../../rules/reloan-rates.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { bookEntries } from '../ledger/book-entry.js'
import { workingCalendar } from '../working-days/views.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { loanToDrawOn } from './draw-views.js'
import { reloanRules, rulesOf } from './facility-rules.js'
import {
  drawFromGrant,
  type FilingRow,
  filingById,
  insertDraw,
  lockLoanOfRow,
  lockRow,
  type ReloanRow,
} from './filing-store.js'
import { drawFromQuota, type QuotaRow, quotaById, quotaOfFiling, testConstraintsNow } from './quota-store.js'

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
 * in the branch's. Only the row and its loan are held from the start; the filing and then the quota at the very end, so that draws on one
 * quota wait for one another only while they commit.
 */
export async function drawReloan(command: Command, input: DrawInput): Promise<Result<ReloanRow, DrawReloanRefusal>> {
  const { tx, actor } = command
  const { loanId, amount, on, termMonths } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  // Sent together, run in this order: the loan is read once it is held.
  const [row, , filing, quota, loan, rulesNow] = await Promise.all([
    lockRow(tx, input.filingId, loanId),
    lockLoanOfRow(tx, input.filingId, loanId),
    filingById(tx, input.filingId),
    quotaOfFiling(tx, input.filingId),
    loanToDrawOn(tx, loanId),
    reloanRules(tx),
  ])
  if (quota === undefined || filing === undefined) return notFound('filing')
  const active = activeQuota(quota)
  if (!active.ok) return active
  const { state, granted, grantedOn } = filing
  if (state !== 'GRANTED' || granted === null || grantedOn === null)
    return refuse({ code: 'STATE_FORBIDS', state, event: 'draw', allowed: [] })
  if (row === undefined || loan === undefined) return notFound('loan')
  const { lineage, terms } = rulesOf(rulesNow, filing.facility)
  const balance = money(loan.balance)
  const backing = filing.mode === 'BORROW_FIRST' ? addMoney(balance, money(loan.undisbursed)) : balance
  const drawn = decideDraw({
    grant: { amount: granted, drawn: filing.drawn, on: grantedOn },
    loan: {
      id: loanId,
      balance: backing,
      lastDisbursedOn: loan.lastOn === null ? null : civilDate(loan.lastOn),
      requested: row.requested,
      drawn: row.drawn,
      reloans: money(loan.reloans),
    },
    mode: filing.mode,
    lineage,
    terms,
    rates: ratesOn(rulesNow.rates, on),
    quota,
    amount,
    termMonths,
    on,
  })
  if (!drawn.ok) return drawn
  const { rate, rateRow, rules, dueOn } = drawn.value

  const id = randomUUID()
  const noteDue = await noteDueOn(tx, filing, loan.lastOn, on)
  const [reloan, booked] = await Promise.all([
    insertDraw(
      tx,
      {
        id,
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
          balance: formatMoney(backing),
          rules,
        },
        drawnBy: actor.userId,
      },
      noteDue,
    ),
    bookBothBooks(command, quota, { id, amount, drawnOn: on }),
    recordEvent(command, {
      action: 'reloan.drawn',
      subjectKind: 'reloan',
      subjectId: id,
      detail: {
        filingId: filing.id,
        loanId,
        amount: formatMoney(amount),
        on,
        dueOn,
        ratePercent: formatRatePercent(rate),
      },
    }),
  ])
  if (!booked.ok) return booked
  const [, ofGrant, ofQuota] = await Promise.all([
    testConstraintsNow(tx),
    drawFromGrant(tx, filing.id, amount),
    drawFromQuota(tx, { quotaId: quota.id, amount, on, reloanId: id, drawnBy: actor.userId }),
  ])
  if (!ofGrant) return refuseAboveGrant(tx, filing.id, amount)
  return ofQuota ? ok(reloan) : refuseByQuota(tx, quota.id, amount, on)
}

/** What is posted on the day, whatever the table. */
const ratesOn = (posted: readonly RuleRow<ReloanRate>[], on: CivilDate): readonly ReloanRateRow[] =>
  posted
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo))
    .map(({ id, value, validFrom, source, status }) => ({
      ...value,
      tenor: value.tenor as ReloanRateRow['tenor'],
      effectiveFrom: validFrom,
      rule: { ruleId: id, source, status },
    }))

/** 先借后贷: the last day for the note of a loan that is not paid out yet. */
async function noteDueOn(
  tx: Tx,
  { backfillDays }: FilingRow,
  lastPaidOn: string | null,
  on: CivilDate,
): Promise<CivilDate | null> {
  if (backfillDays === null || lastPaidOn !== null) return null
  return addWorkingDays(await workingCalendar(tx), on, backfillDays)
}

/** Somebody else drew meanwhile: what is left of the grant now. */
async function refuseAboveGrant(tx: Tx, filingId: string, amount: Money): Promise<Result<never, DrawReloanRefusal>> {
  const filing = await filingById(tx, filingId)
  if (filing === undefined) return notFound('filing')
  const left = subtractMoney(filing.granted ?? NO_MONEY, filing.drawn)
  return refuse({ code: 'DRAW_ABOVE_GRANT', requested: formatMoney(amount), left: formatMoney(left) })
}

async function refuseByQuota(
  tx: Tx,
  quotaId: string,
  amount: Money,
  on: CivilDate,
): Promise<Result<never, DrawReloanRefusal>> {
  const quota = await quotaById(tx, quotaId)
  if (quota === undefined) return notFound('filing')
  const active = activeQuota(quota)
  if (!active.ok) return active
  const drawn = drawQuota(quota, amount, on)
  if (drawn.ok) throw new Error(`quota ${quotaId} refused ${formatMoney(amount)} that it has`)
  return drawn
}

async function bookBothBooks(
  command: Command,
  quota: QuotaRow,
  reloan: Pick<ReloanRow, 'id' | 'amount' | 'drawnOn'>,
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
