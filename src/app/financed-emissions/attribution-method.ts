import type { Tx } from '../../db/transaction.js'
import type { AttributionMethod } from '../../domain/carbon/financed-emissions.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type AttributionMethodRow, attributionMethodsTable } from '../../rules/attribution-methods.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { rulesInForce } from '../rules/views.js'

export const DEFAULT_ATTRIBUTION: AttributionMethod = 'pcaf-business-loans'

export type AttributionMethodRefusal = {
  readonly code: 'ATTRIBUTION_METHOD_NOT_IN_FORCE'
  readonly method: string
  readonly on: string
}

/** The version of a method that holds on a day, as known at an instant. */
export async function attributionMethod(
  tx: Tx,
  method: AttributionMethod,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string },
): Promise<Result<RuleRow<AttributionMethodRow>, AttributionMethodRefusal>> {
  const [rule] = await rulesInForce(tx, attributionMethodsTable, { on: asOf, knownAt, keys: [method] })
  return rule ? ok(rule) : refuse({ code: 'ATTRIBUTION_METHOD_NOT_IN_FORCE', method, on: asOf })
}

export const methodAnswer = ({ id, value, source, status, validFrom }: RuleRow<AttributionMethodRow>) => ({
  id: value.method,
  version: value.version,
  ruleId: id,
  nameZh: value.nameZh,
  nameEn: value.nameEn,
  numerator: value.terms.numerator,
  denominators: value.terms.denominators,
  weighting: value.terms.weighting,
  validFrom,
  source,
  status,
})
