import { getTableColumns } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'

type Rows<T extends Readonly<Record<string, PgTable>>> = { readonly [K in keyof T]: T[K]['$inferSelect'] }

/**
 * Whole rows of tables for a statement that is written once: drizzle writes its own anew each time, which costs more than reading them.
 * `list` goes after SELECT, the tables being known by their keys; `read` makes of its columns what drizzle would. A row that a LEFT JOIN
 * did not find is none of its business.
 */
export function wholeRows<T extends Readonly<Record<string, PgTable>>>(
  tables: T,
): { readonly list: string; read(row: Readonly<Record<string, unknown>>): Rows<T> } {
  const columns = Object.entries(tables).map(
    ([key, table]) =>
      [
        key,
        Object.entries(getTableColumns(table)).map(([name, column]) => ({ name, column, as: `${key}.${name}` })),
      ] as const,
  )
  const selected = ([key, all]: (typeof columns)[number]) =>
    all.map(({ column, as }) => `${key}."${column.name}" AS "${as}"`)
  return {
    list: columns.flatMap(selected).join(', '),
    read: (row) =>
      Object.fromEntries(
        columns.map(([key, all]) => {
          const found: Record<string, unknown> = {}
          for (const { name, column, as } of all) found[name] = readColumn(column, row[as])
          return [key, found]
        }),
      ) as Rows<T>,
  }
}

const readColumn = (column: PgColumn, value: unknown): unknown =>
  value === null ? null : column.mapFromDriverValue(value)
