import type { NewFact } from '../../domain/loans/servicing/commands.js'
import type { Excess, LoanFact } from '../../domain/loans/servicing/facts.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, money } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'

/** The row of `loan_event`, as far as it is the fact itself: amounts, rates and dates of the body are text. */
export interface FactRow {
  readonly id: string
  readonly no: number
  readonly kind: string
  /** As the column gives it: a day that exists. */
  readonly on: CivilDate
  readonly amount: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** What a fact says beside its day and its amount. */
export function bodyOf(fact: NewFact): Readonly<Record<string, unknown>> {
  switch (fact.kind) {
    case 'payment':
      return { excess: excessBody(fact.excess), payer: fact.payer }
    case 'rate-change':
      return {
        annualRate: formatRatePercent(fact.annualRate),
        referenceRate: formatRatePercent(fact.referenceRate),
      }
    case 'pause':
      return { to: fact.to }
    case 'restructure':
      return { method: fact.method, annualRate: formatRatePercent(fact.annualRate), dueDates: fact.dueDates }
    case 'fee':
      return { fee: fact.fee, forGuarantor: fact.forGuarantor }
    default:
      return {}
  }
}
export const amountOf = (fact: NewFact): Money | null => ('amount' in fact ? fact.amount : null)

const excessBody = (excess: Excess) =>
  excess.does === 'prepay' ? { ...excess, principal: formatMoney(excess.principal) } : excess

/** The fact of a row that was written as `bodyOf` says. @throws for any other row */
export function factOf(row: FactRow): LoanFact {
  const { id, no, on, body } = row
  const at = { id, no, on }
  const amount = row.amount === null ? null : money(row.amount)
  const given = (): Money => {
    if (amount === null) throw new Error(`event ${row.id} has no amount`)
    return amount
  }
  switch (row.kind) {
    case 'disbursement':
      return { id, no, on, kind: 'disbursement', amount: given() }
    case 'payment':
      // Of a long loan most are payments: an object that is written out costs a fraction of one that is spread.
      return {
        id,
        no,
        on,
        kind: 'payment',
        amount: given(),
        excess: excessOf(body.excess as ExcessBody),
        payer: body.payer as 'borrower' | 'guarantor',
      }
    case 'rate-change':
      return {
        ...at,
        kind: 'rate-change',
        annualRate: annualRatePercent(String(body.annualRate)),
        referenceRate: annualRatePercent(String(body.referenceRate)),
      }
    case 'pause':
      return { ...at, kind: 'pause', to: civilDate(String(body.to)) }
    case 'restructure':
      return {
        ...at,
        kind: 'restructure',
        method: body.method as Extract<LoanFact, { kind: 'restructure' }>['method'],
        annualRate: annualRatePercent(String(body.annualRate)),
        dueDates: dueDatesOfPlan(body),
      }
    case 'fee':
      return {
        ...at,
        kind: 'fee',
        amount: given(),
        fee: String(body.fee),
        forGuarantor: body.forGuarantor === true,
      }
    case 'misuse':
      return { ...at, kind: 'misuse', amount }
    case 'misuse-cleared':
    case 'write-off':
      return { ...at, kind: row.kind }
    default:
      throw new Error(`event ${row.id} is of the kind ${row.kind}, which is no fact of a life`)
  }
}

/** Of a plan and of a restructuring. */
export const dueDatesOfPlan = (body: Readonly<Record<string, unknown>>): readonly CivilDate[] =>
  (body.dueDates as readonly string[]).map(civilDate)

type ExcessBody =
  | { readonly does: 'hold' }
  | { readonly does: 'prepay'; readonly principal: string; readonly effect: 'shorten' | 'lower-instalment' }
  | { readonly does: 'pay-off' }
const excessOf = (body: ExcessBody): Excess =>
  body.does === 'prepay' ? { does: 'prepay', principal: money(body.principal), effect: body.effect } : body
