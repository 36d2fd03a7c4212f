import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type LookRefusal, lookInto, type Viewer } from '../account-views/look-into.js'
import { type BalanceSheetRow, balanceSheetsOf } from './balance-sheet-views.js'

/** The balance sheets of an enterprise, all versions: part of its account, opened by the operating figures, and a look that is logged. */
export const listBalanceSheets = (
  tx: Tx,
  viewer: Viewer,
  uscc: string,
  page: Parameters<typeof balanceSheetsOf>[2],
): Promise<Result<readonly BalanceSheetRow[], LookRefusal>> =>
  lookInto<readonly BalanceSheetRow[], LookRefusal>(
    tx,
    viewer,
    { uscc, what: 'account', purpose: null },
    async ({ enterprise, fieldGroups }) =>
      fieldGroups.includes('operating')
        ? ok({ answer: await balanceSheetsOf(tx, enterprise.id, page), asked: { part: 'balance-sheets' } })
        : refuse({ code: 'CONSENT_REQUIRED', uscc, fieldGroup: 'operating' }),
  )
