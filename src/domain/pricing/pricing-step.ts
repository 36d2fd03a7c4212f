import { type AnnualRate, type Bp, compareBp, formatBp, formatRatePercent, NO_BP, negateBp } from '../../kernel/rate.js'
import type { RuleRef } from './pricing-rules.js'

/** One line of the sum by which a reader gets from the LPR to the rate. */
export interface PricingStep {
  readonly no: number
  readonly code:
    | 'LPR'
    | 'SPREAD'
    | 'REFERENCE'
    | 'CARBON_DISCOUNT'
    | 'RATCHET'
    | 'DISCOUNT_CAP'
    | 'FLOOR'
    | 'OVERRIDE'
    | 'RATE'
  readonly labelZh: string
  readonly labelEn: string
  readonly operation: 'start' | 'plus' | 'minus' | 'at-least' | 'equals'
  /** Percent for rates, basis points for differences. */
  readonly value: string
  readonly unit: '%' | 'BP'
  /** The rate after this step, percent. */
  readonly runningPercent: string
  readonly rule: RuleRef | null
}

/** Writes a sum line by line. */
export class Steps {
  readonly all: PricingStep[] = []

  rate(
    code: PricingStep['code'],
    operation: 'start' | 'at-least' | 'equals',
    value: AnnualRate,
    labelZh: string,
    labelEn: string,
    running: AnnualRate,
    rule: RuleRef | null,
  ): void {
    this.#add({
      code,
      operation,
      value: formatRatePercent(value),
      unit: '%',
      labelZh,
      labelEn,
      runningPercent: formatRatePercent(running),
      rule,
    })
  }

  change(
    code: PricingStep['code'],
    by: Bp,
    labelZh: string,
    labelEn: string,
    running: AnnualRate,
    rule: RuleRef | null,
  ): void {
    const minus = compareBp(by, NO_BP) < 0
    this.#add({
      code,
      operation: minus ? 'minus' : 'plus',
      value: formatBp(minus ? negateBp(by) : by),
      unit: 'BP',
      labelZh,
      labelEn,
      runningPercent: formatRatePercent(running),
      rule,
    })
  }

  #add(step: Omit<PricingStep, 'no'>): void {
    this.all.push({ no: this.all.length + 1, ...step })
  }
}
