import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import type { InterestSegment } from '../../domain/loans/servicing/interest-segments.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { formatMoney } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import type { SegmentRow } from './store.js'

/** The rows of a loan's segments. */
export const segmentRows = (
  loanId: string,
  { rounding }: Pick<ContractTerms, 'rounding'>,
  segments: readonly InterestSegment[],
): readonly SegmentRow[] =>
  segments.map(
    ({
      from,
      to,
      settlesOn,
      dueOn,
      balance,
      annualRate,
      referenceRate,
      weight,
      divisor,
      taken,
      rateDecisionId,
      grade,
    }) => ({
      loan_id: loanId,
      from_on: from,
      to_on: to,
      settles_on: settlesOn,
      due_on: dueOn === settlesOn ? null : dueOn,
      weight: `${weight}`,
      divisor: `${divisor}`,
      half_even: rounding === 'half-even' && taken === null,
      balance: formatMoney(moneyOfFen(balance)),
      rate: formatRatePercent(annualRate),
      reference_rate: formatRatePercent(referenceRate),
      taken: taken && formatMoney(moneyOfFen(taken.executed)),
      reference_taken: taken && formatMoney(moneyOfFen(taken.reference)),
      rate_decision_id: rateDecisionId,
      grade,
    }),
  )
