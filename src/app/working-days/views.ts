import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { WorkingCalendar } from '../../domain/loans/working-calendar.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { workingDaysTable } from '../../rules/working-days.js'

/** The working calendar as known at an instant (null: now), of every year announced by then. */
export async function workingCalendar(tx: Tx, knownAt: string | null = null): Promise<WorkingCalendar> {
  const rows = await tx.execute<{ kind: string; days: readonly CivilDate[] }>(sql`
    SELECT kind, jsonb_agg(key) AS days FROM (
      SELECT DISTINCT ON (key, valid_from) key, body ->> 'kind' AS kind FROM rule
      WHERE table_name = ${workingDaysTable.name} AND known_from <= coalesce(${knownAt}::timestamptz, 'infinity')
      ORDER BY key, valid_from, known_from DESC, id DESC) known
    GROUP BY kind`)
  const daysOf = (kind: string) => new Set(rows.find((row) => row.kind === kind)?.days ?? [])
  return { holidays: daysOf('holiday'), makeUpDays: daysOf('make-up') }
}
