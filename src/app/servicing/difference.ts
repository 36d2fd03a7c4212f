import type { AccountCode } from '../../domain/ledger/account.js'
import { debitBalances } from '../../domain/ledger/balances.js'
import type { EntryLine } from '../../domain/ledger/entry.js'
import type { Posting } from '../../domain/loans/servicing/postings.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  NO_MONEY,
  negateMoney,
  subtractMoney,
} from '../../kernel/money.js'

/** What the book holds of one posting on one account. */
export interface BookedLine {
  readonly key: string
  /** The day the posting is for, whatever day it was booked on. */
  readonly on: CivilDate
  readonly account: AccountCode
  /** Debits less credits. */
  readonly net: Money
  /** So much was booked on the other side as well: a write-off makes its allowance and uses it. */
  readonly onBothSides?: Money
  /** The first entry of the posting, where it moved this account under its key. */
  readonly first: string | null
  /** Whether later entries adjusted it. */
  readonly adjusted: boolean
}

/** What must be booked so that one posting stands in the book as it is expected. */
export interface Difference {
  readonly key: string
  readonly on: CivilDate
  /** Null where nothing is expected any more. */
  readonly posting: Posting | null
  /** The first entry booked of it, if any. */
  readonly adjusts: string | null
  /** Whether the lines undo that entry and nothing else. */
  readonly undoes: boolean
  readonly lines: readonly EntryLine[]
}

/** Expected less booked, posting by posting, in the order of the days; what is booked as expected is left out. */
export function differenceOf(expected: readonly Posting[], booked: readonly BookedLine[]): readonly Difference[] {
  const held = grouped(booked)
  const differences: Difference[] = []
  for (const [place, postings] of grouped(expected)) {
    const [posting] = postings as [Posting]
    const before = held.get(place)
    held.delete(place)
    const all = postings.flatMap(({ lines }) => lines)
    const lines = before === undefined ? all : between(debitBalances(all), before)
    const adjusts = before === undefined ? null : firstOf(before)
    differences.push({ key: posting.key, on: posting.on, posting, adjusts, undoes: false, lines })
  }
  for (const before of held.values()) {
    const [{ key, on }] = before as [BookedLine]
    const adjusts = firstOf(before)
    const undoes = adjusts !== null && !before.some(({ adjusted }) => adjusted)
    const lines = [...between(new Map(), before), ...(undoes ? before.flatMap(bothSides) : [])]
    differences.push({ key, on, posting: null, adjusts, undoes, lines: undoes ? mergedLines(lines) : lines })
  }
  return differences
    .filter(({ lines }) => lines.length > 0)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function grouped<T extends { readonly key: string; readonly on: CivilDate }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const place = `${row.on} ${row.key}`
    const group = groups.get(place)
    if (group === undefined) groups.set(place, [row])
    else group.push(row)
  }
  return groups
}

const firstOf = (booked: readonly BookedLine[]): string | null =>
  booked.find(({ first }) => first !== null)?.first ?? null

/** An entry is undone line by line: an account that it moved on both sides is moved on both again. */
const bothSides = ({ account, onBothSides = NO_MONEY }: BookedLine): readonly EntryLine[] =>
  isZeroMoney(onBothSides)
    ? []
    : [
        { account, side: 'debit', amount: onBothSides },
        { account, side: 'credit', amount: onBothSides },
      ]

function mergedLines(lines: readonly EntryLine[]): readonly EntryLine[] {
  const merged = new Map<string, EntryLine>()
  for (const line of lines) {
    const place = `${line.account} ${line.side}`
    const before = merged.get(place)
    merged.set(place, before === undefined ? line : { ...line, amount: addMoney(before.amount, line.amount) })
  }
  return [...merged.values()]
}

function between(expected: ReadonlyMap<string, Money>, booked: readonly BookedLine[]): readonly EntryLine[] {
  const nets = new Map(expected)
  for (const { account, net } of booked) nets.set(account, subtractMoney(nets.get(account) ?? NO_MONEY, net))
  return [...nets].flatMap(([account, net]): EntryLine[] => {
    if (isZeroMoney(net)) return []
    const code = account as AccountCode
    return [
      isPositiveMoney(net)
        ? { account: code, side: 'debit', amount: net }
        : { account: code, side: 'credit', amount: negateMoney(net) },
    ]
  })
}
