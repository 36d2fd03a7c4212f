import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { parametersTable } from '../../rules/parameters.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { rulesInForce } from '../rules/views.js'

/** A figure of a decision with the published row it came from. */
export interface RuledFigure {
  readonly value: string
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** A term of a product on a day. A product without it is a gap in the rules, not a refusal, and throws. */
export async function productTerm(tx: Tx, product: string, term: string, on: CivilDate): Promise<RuledFigure> {
  const [rule] = await rulesInForce(tx, pricingTermsTable, { on, keys: [`${product}/${term}`] })
  return figureOf(rule, `${product}/${term}`, on)
}

/** A parameter on a day; one without a value is a gap in the rules and throws. */
export async function parameter(tx: Tx, code: string, on: CivilDate): Promise<RuledFigure> {
  const [rule] = await rulesInForce(tx, parametersTable, { on, keys: [code] })
  return figureOf(rule, code, on)
}

function figureOf(
  rule:
    | { readonly id: string; readonly source: string; readonly status: string; readonly value: { value: string | null } }
    | undefined,
  name: string,
  on: CivilDate,
): RuledFigure {
  if (rule?.value.value == null) throw new Error(`no rule gives ${name} on ${on}`)
  return { value: rule.value.value, ruleId: rule.id, source: rule.source, status: rule.status }
}
