import type { ContractTerms } from '../../../../src/domain/loans/contract-terms.js'
import { dueDatesEvery } from '../../../../src/domain/loans/periods.js'
import type { LoanFact, LoanLife } from '../../../../src/domain/loans/servicing/facts.js'
import { type Replay, replay } from '../../../../src/domain/loans/servicing/replay.js'
import { type CivilDate, civilDate } from '../../../../src/kernel/civil-date.js'
import { formatMoney, money } from '../../../../src/kernel/money.js'
import { annualRatePercent } from '../../../../src/kernel/rate.js'

export const day = (text: string): CivilDate => civilDate(text)

export const TERMS: ContractTerms = {
  product: 'YUN_TAN_DAI',
  kind: 'loan',
  method: 'equal-instalment',
  dayCount: 'actual/360',
  rounding: 'half-up',
  instalments: { kind: 'from-start', months: 1 },
  holidays: 'none',
  monthEnd: 'last-day',
  gracePrincipalPeriods: 0,
  graceInterestPeriods: 0,
  repricing: 'fixed',
  penalty: { overdueUplift: '0.5', misuseUplift: '1', graceDays: 0 },
  compound: { charged: true, base: ['interest', 'compound'], afterMaturity: 'penalty' },
  waterfall: {
    normal: ['fee', 'penalty', 'compound', 'interest', 'principal'],
    bad: ['principal', 'interest', 'penalty', 'compound', 'fee'],
    badFromDaysOverdue: 91,
    across: 'by-kind',
  },
  rules: [],
}

/** A fact without the members that every one has. */
export type Told = LoanFact extends infer F ? (F extends LoanFact ? Omit<F, 'id' | 'no'> : never) : never

export const drawn = (on: string, amount: string): Told => ({
  kind: 'disbursement',
  on: day(on),
  amount: money(amount),
})
export const paid = (on: string, amount: string): Told => ({
  kind: 'payment',
  on: day(on),
  amount: money(amount),
  excess: { does: 'hold' },
  payer: 'borrower',
})

/** A loan paid out on one day, due each month from then on, with what is told to have happened to it. */
export const lifeOf = (
  {
    on = '2024-01-15',
    amount = '120000.00',
    months = 12,
    rate = '3.60',
    ...terms
  }: { on?: string; amount?: string; months?: number; rate?: string } & Partial<ContractTerms> = {},
  facts: readonly Told[] = [],
): LoanLife => {
  const dueDates = dueDatesEvery(day(on), { months: 1 }, months)
  if (!dueDates.ok) throw new Error(dueDates.refusal.code)
  return {
    terms: { ...TERMS, ...terms },
    annualRate: annualRatePercent(rate),
    referenceRate: annualRatePercent(rate),
    dueDates: dueDates.value,
    facts: [drawn(on, amount), ...facts].map((fact, no) => ({ ...fact, id: `fact-${no}`, no }) as LoanFact),
  }
}

export const replayed = (life: LoanLife): Replay => {
  const loan = replay(life)
  if (!loan.ok) throw new Error(JSON.stringify(loan.refusal))
  return loan.value
}

/** Debits less credits of every account that moved, as text. */
export const balancesOf = (loan: Replay, through: string, closing = true): Readonly<Record<string, string>> => {
  const balances = new Map<string, bigint>()
  for (const { lines } of loan.postingsThrough(day(through), closing))
    for (const { account, side, amount } of lines) {
      const fen = BigInt(formatMoney(amount).replace('.', ''))
      balances.set(account, (balances.get(account) ?? 0n) + (side === 'debit' ? fen : -fen))
    }
  return Object.fromEntries(
    [...balances].filter(([, fen]) => fen !== 0n).map(([account, fen]) => [account, fen.toString()]),
  )
}
