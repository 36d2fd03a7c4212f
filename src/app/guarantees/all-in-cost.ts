import { type AnnualisedRateAnswer, annualisedRate } from '../../domain/loans/annualised-rate.js'
import type { YearlyFee } from '../../domain/loans/guarantee.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import type { Schedule } from '../../domain/loans/schedule-request.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'

type Rates = Pick<AnnualisedRateAnswer, 'irrPercent' | 'simplePercent'>
/** 综合成本: a year's cost of a loan in percent, by its interest alone and with the guarantor's fee. */
export interface AllInCost {
  readonly withoutFee: Rates
  readonly withFee: Rates
  readonly methodNotes: readonly string[]
}

/** The plan of a loan with the fees of its guarantee beside; a fee due before the loan is paid out counts on the day it is. */
export function allInCost(
  principal: Money,
  disbursedOn: CivilDate,
  rows: Schedule['rows'],
  fees: readonly YearlyFee[],
): Result<AllInCost, CalculationRefusal> {
  const flows = rows.filter(({ due }) => isPositiveMoney(due)).map(({ dueOn, due }) => ({ on: dueOn, amount: due }))
  const loan = { principal, disbursedOn, flows }
  const withoutFee = annualisedRate(loan)
  if (!withoutFee.ok) return withoutFee
  const withFee = annualisedRate({
    ...loan,
    fees: fees.map(({ dueOn, amount }) => ({ on: dueOn < disbursedOn ? disbursedOn : dueOn, amount })),
  })
  if (!withFee.ok) return withFee
  return ok({
    withoutFee: ratesOf(withoutFee.value),
    withFee: ratesOf(withFee.value),
    methodNotes: withFee.value.methodNotes,
  })
}

const ratesOf = ({ irrPercent, simplePercent }: AnnualisedRateAnswer): Rates => ({ irrPercent, simplePercent })
