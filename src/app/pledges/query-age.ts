import type { Tx } from '../../db/transaction.js'
import type { QueryAge } from '../../domain/collateral/pledge.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { countOf } from '../loans/product-terms.js'

/** For how many days a query of the pledge registry stays good. */
export async function queryAgeOn(tx: Tx, on: CivilDate): Promise<QueryAge> {
  const { value: days, rule } = await countOf(tx, 'pledge.query_max_age_d', on)
  return { days, rule }
}
