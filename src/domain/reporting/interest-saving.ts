import { add, divide, type Exact, exactOf, formatFixed, multiply, ZERO } from '../../kernel/exact.js'
import { addMoney, type Money, NO_MONEY, subtractMoney, yuan } from '../../kernel/money.js'
import { type Bp, bpExact, compareBp, NO_BP } from '../../kernel/rate.js'

/** A credit line with the price it has on the report's day. */
export interface PricedLine {
  readonly enterprise: string
  readonly institution: string
  readonly product: string
  readonly grade: string
  readonly sector: string
  readonly priorLimit: Money
  readonly limit: Money
  /** Reference rate − executed rate. */
  readonly discount: Bp
  /** Limit × discount for one year, rounded when the line was priced. */
  readonly annualSaving: Money
}

export interface SavingFigures {
  readonly institutions: number
  readonly enterprises: number
  readonly lines: number
  readonly priorLimit: Money
  readonly totalLine: Money
  readonly lineIncrease: Money
  /** Σ(limit × discount) ÷ Σ limit, BP, two places half-up. */
  readonly averageDiscountBp: string
  /** Σ discount ÷ number of lines, BP, two places half-up. */
  readonly simpleAverageDiscountBp: string
  /** Σ of the lines' savings at full use for a year, so that parts always add up to the whole. */
  readonly annualSaving: Money
}

export type SavingDimension = 'institution' | 'grade' | 'sector' | 'product'

export interface InterestSaving {
  readonly totals: SavingFigures
  readonly by: Readonly<Record<SavingDimension, readonly { readonly key: string; readonly figures: SavingFigures }[]>>
}

const DIMENSIONS = ['institution', 'grade', 'sector', 'product'] as const

/** Adds up the lines that have a discount: a line priced at its reference rate saves nobody anything and is not counted. */
export function interestSaving(lines: Iterable<PricedLine>): InterestSaving {
  const total = new Sum()
  const groups = new Map<SavingDimension, Map<string, Sum>>(DIMENSIONS.map((dimension) => [dimension, new Map()]))
  for (const line of lines) {
    if (compareBp(line.discount, NO_BP) <= 0) continue
    total.add(line)
    for (const [dimension, sums] of groups) {
      const key = line[dimension]
      const sum = sums.get(key) ?? new Sum()
      sums.set(key, sum)
      sum.add(line)
    }
  }
  const rowsOf = (dimension: SavingDimension) =>
    [...(groups.get(dimension) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, sum]) => ({ key, figures: sum.figures() }))
  return {
    totals: total.figures(),
    by: {
      institution: rowsOf('institution'),
      grade: rowsOf('grade'),
      sector: rowsOf('sector'),
      product: rowsOf('product'),
    },
  }
}

class Sum {
  readonly #institutions = new Set<string>()
  readonly #enterprises = new Set<string>()
  #lines = 0
  #priorLimit: Money = NO_MONEY
  #limit: Money = NO_MONEY
  #annualSaving: Money = NO_MONEY
  #discount: Exact = ZERO
  #weighted: Exact = ZERO

  add(line: PricedLine): void {
    this.#institutions.add(line.institution)
    this.#enterprises.add(line.enterprise)
    this.#lines += 1
    this.#priorLimit = addMoney(this.#priorLimit, line.priorLimit)
    this.#limit = addMoney(this.#limit, line.limit)
    this.#annualSaving = addMoney(this.#annualSaving, line.annualSaving)
    this.#discount = add(this.#discount, bpExact(line.discount))
    this.#weighted = add(this.#weighted, multiply(yuan(line.limit), bpExact(line.discount)))
  }

  figures(): SavingFigures {
    return {
      institutions: this.#institutions.size,
      enterprises: this.#enterprises.size,
      lines: this.#lines,
      priorLimit: this.#priorLimit,
      totalLine: this.#limit,
      lineIncrease: subtractMoney(this.#limit, this.#priorLimit),
      averageDiscountBp: this.#lines === 0 ? '0.00' : formatFixed(divide(this.#weighted, yuan(this.#limit)), 2),
      simpleAverageDiscountBp:
        this.#lines === 0 ? '0.00' : formatFixed(divide(this.#discount, exactOf(this.#lines)), 2),
      annualSaving: this.#annualSaving,
    }
  }
}
