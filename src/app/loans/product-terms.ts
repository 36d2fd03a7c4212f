import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { parametersTable } from '../../rules/parameters.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { rulesInForce } from '../rules/views.js'

/** The published row a figure came from. */
export interface RuleSource {
  readonly ruleId: string
  readonly source: string
  readonly status: string
}
/** A word or figure of a decision with its row. */
export interface RuledText extends RuleSource {
  readonly value: string
}

/** A term of a product on a day. A product without it is a gap in the rules, not a refusal, and throws. */
export async function productTerm(tx: Tx, product: string, term: string, on: CivilDate): Promise<RuledText> {
  const [rule] = await rulesInForce(tx, pricingTermsTable, { on, keys: [`${product}/${term}`] })
  return given(rule, `${product}/${term}`, on)
}

/** A parameter on a day, as known at an instant (null: now); one without a value is a gap in the rules and throws. */
export async function parameter(
  tx: Tx,
  code: string,
  on: CivilDate,
  knownAt: string | null = null,
): Promise<RuledText> {
  const [rule] = await rulesInForce(tx, parametersTable, { on, knownAt, keys: [code] })
  return given(rule, code, on)
}

/** A count of days, months or years, with its row. */
export async function countOf(
  tx: Tx,
  code: string,
  on: CivilDate,
  knownAt: string | null = null,
): Promise<{ readonly value: number; readonly rule: RuleSource }> {
  const { value, ...rule } = await parameter(tx, code, on, knownAt)
  return { value: wholeNumber(value), rule }
}

/** @throws when the rule is no whole number */
export function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`${text} is no whole number`)
  return Number.parseInt(text, 10)
}

function given(
  rule: (RuleSourceRow & { readonly value: { readonly value: string | null } }) | undefined,
  name: string,
  on: CivilDate,
): RuledText {
  if (rule?.value.value == null) throw new Error(`no rule gives ${name} on ${on}`)
  return { value: rule.value.value, ruleId: rule.id, source: rule.source, status: rule.status }
}

interface RuleSourceRow {
  readonly id: string
  readonly source: string
  readonly status: string
}
