import type { Tx } from '../../db/transaction.js'
import { CARRIERS, DECLARED_CARRIERS } from '../../domain/carbon/carrier.js'
import type { CarrierUncertainty } from '../../domain/carbon/uncertainty.js'
import { exact } from '../../kernel/exact.js'
import { parametersTable } from '../../rules/parameters.js'
import { rulesInForce } from '../rules/views.js'
import type { TwoTimes } from './account-views.js'

const PREFIX = 'uncertainty.'
const KEYS = [...CARRIERS, ...DECLARED_CARRIERS].map((carrier) => `${PREFIX}${carrier}`)

/** Half the 95 % interval of each carrier, in percent, as the rules in force have it; an unknown one is left out. */
export async function carrierUncertainty(tx: Tx, { asOf, knownAt }: TwoTimes): Promise<CarrierUncertainty> {
  const rules = await rulesInForce(tx, parametersTable, { on: asOf, knownAt, keys: KEYS })
  return new Map(
    rules.flatMap(({ id, value: { code, value } }) =>
      value === null ? [] : [[code.slice(PREFIX.length), { percent: exact(value), ruleId: id }] as const],
    ),
  )
}
