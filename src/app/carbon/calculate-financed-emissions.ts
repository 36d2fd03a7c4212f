import { type AttributionMethod, type FinancedLoan, financedEmissions } from '../../domain/carbon/financed-emissions.js'
import { type Money, money } from '../../kernel/money.js'
import { tonnes } from '../../kernel/quantity.js'
import { ok } from '../../kernel/result.js'
import { figure, optionalFigure, tonnesFigure } from './figures.js'

export interface FinancedLoanInput {
  readonly outstanding: string
  readonly equity?: string
  readonly debt?: string
  readonly totalAssets?: string
  readonly evic?: string
  readonly emissions: { readonly scope1: string; readonly scope2: string; readonly scope3?: string }
  readonly dataQuality: number
}

/** Financed emissions of loans that are stored nowhere. @throws MalformedValue */
export function calculateFinancedEmissions(input: {
  readonly method: AttributionMethod
  readonly loans: readonly FinancedLoanInput[]
}) {
  const result = financedEmissions(input.method, input.loans.map(loanOf))
  if (!result.ok) return result
  const { loans, totals, dataQuality } = result.value
  return ok({
    method: input.method,
    loans: loans.map(({ attributionFactor, emissions }) => ({
      ...figure('attributionFactor', attributionFactor),
      emissions: {
        ...tonnesFigure('scope1', emissions.scope1),
        ...tonnesFigure('scope2', emissions.scope2),
        ...tonnesFigure('scope3', emissions.scope3),
      },
    })),
    totals: {
      ...tonnesFigure('scope1', totals.scope1),
      ...tonnesFigure('scope2', totals.scope2),
      ...tonnesFigure('scope3', totals.scope3),
      ...tonnesFigure('total', totals.total),
    },
    ...optionalFigure('dataQuality', dataQuality),
  })
}

const AMOUNTS = ['equity', 'debt', 'totalAssets', 'evic'] as const

function loanOf({ outstanding, emissions, dataQuality, ...given }: FinancedLoanInput): FinancedLoan {
  const amounts: Partial<Record<(typeof AMOUNTS)[number], Money>> = {}
  for (const name of AMOUNTS) {
    const text = given[name]
    if (text !== undefined) amounts[name] = money(text)
  }
  return {
    outstanding: money(outstanding),
    ...amounts,
    emissions: {
      scope1: tonnes(emissions.scope1),
      scope2: tonnes(emissions.scope2),
      ...(emissions.scope3 === undefined ? {} : { scope3: tonnes(emissions.scope3) }),
    },
    dataQuality,
  }
}
