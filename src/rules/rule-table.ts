import { type CivilDate, civilDate } from '../kernel/civil-date.js'
import type { Columns } from './columns.js'
import { columnsOf, MalformedRule } from './columns.js'

/** How well a rule is known; the words are explained beside each table's `source`. */
export const STATUS_WORDS = ['confirmed', 'secondary', 'recalled', 'derived', 'assumption', 'unknown', 'given'] as const
export type RuleStatus = (typeof STATUS_WORDS)[number]

export type RuleValue = string | readonly RuleValue[] | { readonly [member: string]: RuleValue }
export type RuleBody = { readonly [column: string]: RuleValue }

/** A rule as a file or the rule store holds it: dates and words around a body of texts. */
export interface StoredRule {
  readonly table: string
  readonly key: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly publishedOn: string | null
  readonly source: string
  readonly status: string
  readonly body: RuleBody
}

/** A rule as the product reads it. Both dates of the period are inclusive; a null end is open. */
export interface RuleRow<T> {
  readonly id: string
  readonly key: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly publishedOn: CivilDate | null
  readonly source: string
  readonly status: RuleStatus
  readonly value: T
}

/** The shape of one table: where it lies, what identifies a row, how a body is read and what would be wrong with it. */
export interface RuleTable<T> {
  readonly name: string
  /** A CSV file, or a directory of JSON files with one rule each. */
  readonly file: string
  readonly columns: readonly string[]
  readonly key: (value: T) => string
  /** @throws MalformedRule naming table, row and column */
  readonly read: (columns: Columns) => T
  /** What a well-formed row may still get wrong. */
  readonly problems?: (value: T, status: RuleStatus) => readonly string[]
}

export const DATED_COLUMNS = ['valid_from', 'valid_to', 'published_on', 'source', 'status'] as const

/** Reads a stored rule as its table says. @throws MalformedRule */
export function readRule<T>(table: RuleTable<T>, id: string, stored: Omit<StoredRule, 'key' | 'table'>): RuleRow<T> {
  const { validFrom, validTo, publishedOn, source, status, body } = stored
  const date = (column: string, text: string): CivilDate => {
    try {
      return civilDate(text)
    } catch (error) {
      throw MalformedRule.from(error, table.name, id, column)
    }
  }
  if (!isStatus(status)) throw new MalformedRule(table.name, id, 'status', STATUS_WORDS.join(' | '), status)
  if (source === '') throw new MalformedRule(table.name, id, 'source', 'a source', source)
  const value = table.read(columnsOf(table.name, id, body))
  return {
    id,
    key: table.key(value),
    validFrom: date('valid_from', validFrom),
    validTo: validTo === null ? null : date('valid_to', validTo),
    publishedOn: publishedOn === null ? null : date('published_on', publishedOn),
    source,
    status,
    value,
  }
}

const isStatus = (word: string): word is RuleStatus => (STATUS_WORDS as readonly string[]).includes(word)
