import { add, divide, type Exact, formatFixed, isZero, multiply, subtract, ZERO } from '../../kernel/exact.js'
import { addMoney, compareMoney, type Money, NO_MONEY, subtractMoney, yuan } from '../../kernel/money.js'
import { type Bp, bpExact } from '../../kernel/rate.js'

/** What one line pays under one set of rules. */
export interface LinePrice {
  /** Reference rate − executed rate. */
  readonly discount: Bp
  /** Amount × discount for one year. */
  readonly annualSaving: Money
}

export interface LineImpact {
  readonly institution: string
  readonly product: string
  readonly amount: Money
  readonly before: LinePrice
  readonly after: LinePrice
}

/** One enterprise under the rules in force and under those proposed. */
export interface EnterpriseImpact {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string
  readonly from: string
  readonly to: string
  readonly lines: readonly LineImpact[]
}

export interface MigrationCell {
  readonly from: string
  readonly to: string
  readonly enterprises: number
  readonly lines: number
  readonly amount: Money
}

export interface ImpactFigures {
  readonly lines: number
  readonly amount: Money
  /** Σ(amount × discount) ÷ Σ amount, BP, two places half-up. */
  readonly discountBpBefore: string
  readonly discountBpAfter: string
  readonly discountBpChange: string
  /** Σ of the lines' savings for a year; a negative change costs the enterprises. */
  readonly annualSavingBefore: Money
  readonly annualSavingAfter: Money
  readonly annualSavingChange: Money
}

export interface Moved {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string
  readonly from: string
  readonly to: string
  readonly amount: Money
  readonly annualSavingChange: Money
}

const MOST_MOVED = 10

/** Adds up what proposed rules would do to a book, one enterprise after the other; it holds sums and never the book. */
export class MethodImpact {
  readonly #cells = new Map<string, MigrationCell>()
  readonly #total = new Sum()
  readonly #products = new Map<string, Sum>()
  readonly #institutions = new Map<string, Sum>()
  #losers: readonly Moved[] = []
  #gainers: readonly Moved[] = []

  add(enterprise: EnterpriseImpact): void {
    const { uscc, nameZh, nameEn, from, to, lines } = enterprise
    const own = new Sum()
    for (const line of lines)
      for (const sum of [own, this.#total, of(this.#products, line.product), of(this.#institutions, line.institution)])
        sum.add(line)
    const { amount, annualSavingChange } = own.figures()
    const cell = this.#cells.get(`${from} ${to}`) ?? { from, to, enterprises: 0, lines: 0, amount: NO_MONEY }
    this.#cells.set(`${from} ${to}`, {
      from,
      to,
      enterprises: cell.enterprises + 1,
      lines: cell.lines + lines.length,
      amount: addMoney(cell.amount, amount),
    })
    const moved = { uscc, nameZh, nameEn, from, to, amount, annualSavingChange }
    const change = compareMoney(annualSavingChange, NO_MONEY)
    if (change < 0) this.#losers = most([...this.#losers, moved], 1)
    if (change > 0) this.#gainers = most([...this.#gainers, moved], -1)
  }

  /** Cells in the order of the grades, best first; a grade that is not named comes last. */
  figures(grades: readonly string[]) {
    const rank = (grade: string) => {
      const at = grades.indexOf(grade)
      return at < 0 ? grades.length : at
    }
    return {
      migration: [...this.#cells.values()].sort((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to)),
      book: this.#total.figures(),
      byProduct: sorted(this.#products).map(([product, sum]) => ({ product, ...sum.figures() })),
      byInstitution: sorted(this.#institutions).map(([institution, sum]) => ({ institution, ...sum.figures() })),
      losers: this.#losers,
      gainers: this.#gainers,
    }
  }
}

/** The first of those that moved furthest in one direction; equal ones by code. */
const most = (moved: readonly Moved[], direction: 1 | -1): readonly Moved[] =>
  [...moved]
    .sort((a, b) => direction * compareMoney(a.annualSavingChange, b.annualSavingChange) || (a.uscc < b.uscc ? -1 : 1))
    .slice(0, MOST_MOVED)

function of(sums: Map<string, Sum>, key: string): Sum {
  const sum = sums.get(key) ?? new Sum()
  sums.set(key, sum)
  return sum
}
const sorted = (sums: ReadonlyMap<string, Sum>) => [...sums].sort(([a], [b]) => (a < b ? -1 : 1))

class Sum {
  #lines = 0
  #amount: Money = NO_MONEY
  #before: Money = NO_MONEY
  #after: Money = NO_MONEY
  #weightedBefore: Exact = ZERO
  #weightedAfter: Exact = ZERO

  add({ amount, before, after }: LineImpact): void {
    this.#lines += 1
    this.#amount = addMoney(this.#amount, amount)
    this.#before = addMoney(this.#before, before.annualSaving)
    this.#after = addMoney(this.#after, after.annualSaving)
    this.#weightedBefore = add(this.#weightedBefore, multiply(yuan(amount), bpExact(before.discount)))
    this.#weightedAfter = add(this.#weightedAfter, multiply(yuan(amount), bpExact(after.discount)))
  }

  figures(): ImpactFigures {
    const whole = yuan(this.#amount)
    const average = (weighted: Exact) => formatFixed(isZero(whole) ? ZERO : divide(weighted, whole), 2)
    return {
      lines: this.#lines,
      amount: this.#amount,
      discountBpBefore: average(this.#weightedBefore),
      discountBpAfter: average(this.#weightedAfter),
      discountBpChange: average(subtract(this.#weightedAfter, this.#weightedBefore)),
      annualSavingBefore: this.#before,
      annualSavingAfter: this.#after,
      annualSavingChange: subtractMoney(this.#after, this.#before),
    }
  }
}
