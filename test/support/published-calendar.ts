import { fileURLToPath } from 'node:url'
import type { WorkingCalendar } from '../../src/domain/loans/working-calendar.js'
import type { CivilDate } from '../../src/kernel/civil-date.js'
import { readRuleFiles } from '../../src/rules/read-rules.js'

/** The working calendar of the published rules. */
export function publishedCalendar(): WorkingCalendar {
  const { rows } = readRuleFiles(fileURLToPath(new URL('../../../src/rules', import.meta.url)))
  const ofKind = (kind: string) =>
    new Set(
      rows.filter((row) => row.table === 'working-days' && row.body.kind === kind).map((row) => row.key as CivilDate),
    )
  return { holidays: ofKind('holiday'), makeUpDays: ofKind('make-up') }
}
