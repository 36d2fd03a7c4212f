import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { parameter } from '../loans/product-terms.js'

/** Whether a pledge of the day needs, beside its number and freeze, the papers of both registers (I-10, I-12). */
export const receiptsRequired = async (tx: Tx, on: CivilDate): Promise<boolean> =>
  (await parameter(tx, 'pledge.receipts_required', on)).value === 'yes'
