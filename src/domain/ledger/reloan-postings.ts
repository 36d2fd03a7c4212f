import type { Money } from '../../kernel/money.js'
import type { AccountCode, Side } from './account.js'
import type { EntryLine } from './entry.js'

/** What one event books on the lender's book and on the branch's. */
export interface BothBooks {
  readonly lender: readonly EntryLine[]
  readonly branch: readonly EntryLine[]
}

/** The branch's account for each of the lender's: its deposit, its borrowing, the interest it owes, the interest it has cost. */
export const MIRROR_ACCOUNT = {
  '1003': '2002',
  '2004': '1302',
  '2231': '1132',
  '6411': '6011',
} as const satisfies Partial<Record<AccountCode, AccountCode>>

export type MirroredAccount = keyof typeof MIRROR_ACCOUNT

export interface MirroredLine extends EntryLine {
  readonly account: MirroredAccount
}

const OTHER_SIDE: Readonly<Record<Side, Side>> = { debit: 'credit', credit: 'debit' }

/** The lender's lines as the branch books them: the mirrored account, on the other side. */
export const mirrorOf = (lines: readonly MirroredLine[]): readonly EntryLine[] =>
  lines.map(({ account, side, amount }) => ({ account: MIRROR_ACCOUNT[account], side: OTHER_SIDE[side], amount }))

/** What happens to a re-loan after its drawing. */
export type ReloanEventKind = 'returned' | 'clawed-back' | 'interest-accrued' | 'interest-settled'

const ACCOUNTS: Readonly<
  Record<ReloanEventKind, { readonly debit: MirroredAccount; readonly credit: MirroredAccount }>
> = {
  returned: { debit: '2004', credit: '1003' },
  'clawed-back': { debit: '2004', credit: '1003' },
  'interest-accrued': { debit: '6411', credit: '2231' },
  'interest-settled': { debit: '2231', credit: '1003' },
}

/** The lender's lines of an event; a return and a claw-back move the principal alone. */
export const reloanEventLines = (kind: ReloanEventKind, amount: Money): readonly MirroredLine[] => [
  { account: ACCOUNTS[kind].debit, side: 'debit', amount },
  { account: ACCOUNTS[kind].credit, side: 'credit', amount },
]

export const reloanEventPostings = (kind: ReloanEventKind, amount: Money): BothBooks => {
  const lender = reloanEventLines(kind, amount)
  return { lender, branch: mirrorOf(lender) }
}
