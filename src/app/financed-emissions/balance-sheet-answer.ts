import type { BalanceSheetRow } from './balance-sheet-views.js'

/** One version of a balance sheet as it is shown. */
export const balanceSheetAnswer = (uscc: string, { enterpriseId: _, ...row }: BalanceSheetRow) => ({ uscc, ...row })
