import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor, OrganisationKind, Role } from '../actor.js'
import type { CellKind } from '../spreadsheets/cell.js'

/** What an export asks: the rows of a day as known at an instant, narrowed, for a reader whose rows alone are told. */
export interface ExportQuestion {
  readonly reader: Actor
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly filters: Readonly<Record<string, string>>
}

export type ExportRow = Readonly<Record<string, string | null>>
export interface ExportColumn {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly kind: CellKind
  /** Who gets the column empty. */
  readonly hiddenFrom?: readonly OrganisationKind[]
}

export interface ExportFilter {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** What a value looks like; anything else is refused before it reaches a query. */
  readonly test: { test(text: string): boolean }
}

export interface Dataset {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** Which rows there are, and of what time their columns speak. */
  readonly about: { readonly zh: string; readonly en: string }
  readonly access: readonly Role[]
  readonly columns: readonly ExportColumn[]
  readonly filters: readonly ExportFilter[]
  readonly size: (tx: Tx, question: ExportQuestion) => Promise<number>
  /** All rows in their order, some at a time. */
  readonly rows: (tx: Tx, question: ExportQuestion, atATime: number) => AsyncIterable<readonly ExportRow[]>
}

/** Columns that stay empty for a reader. */
export const maskedFor = (columns: readonly ExportColumn[], { organisationKind }: Actor): readonly string[] =>
  columns.filter(({ hiddenFrom }) => hiddenFrom?.includes(organisationKind) === true).map(({ key }) => key)

export const mayExport = ({ access }: Dataset, { roles }: Pick<Actor, 'roles'>): boolean =>
  access.some((role) => roles.includes(role))
