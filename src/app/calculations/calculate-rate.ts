import { type AnnualisedRateAnswer, annualisedRate } from '../../domain/loans/annualised-rate.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { type Flow, type XirrAnswer, xirr } from '../../domain/loans/xirr.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'

export interface FlowInput {
  readonly on: string
  readonly amount: string
}
export interface AnnualisedRateInput {
  readonly principal: string
  readonly disbursedOn: string
  readonly flows: readonly FlowInput[]
  readonly fees?: readonly FlowInput[]
}

const flowOf = ({ on, amount }: FlowInput): Flow => ({ on: civilDate(on), amount: money(amount) })

/** The internal rate of dated flows. @throws MalformedValue */
export const calculateXirr = ({
  flows,
}: {
  readonly flows: readonly FlowInput[]
}): Result<XirrAnswer, CalculationRefusal> => xirr(flows.map(flowOf))

/** What a loan costs a year with its fees. @throws MalformedValue */
export const calculateAnnualisedRate = (input: AnnualisedRateInput): Result<AnnualisedRateAnswer, CalculationRefusal> =>
  annualisedRate({
    principal: money(input.principal),
    disbursedOn: civilDate(input.disbursedOn),
    flows: input.flows.map(flowOf),
    fees: input.fees?.map(flowOf),
  })
