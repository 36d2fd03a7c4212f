import { civilDate, isoWeekday } from '../kernel/civil-date.js'
import type { RuleTable } from './rule-table.js'

/** 节假日 or 调休上班日: one day on which the week does not decide, as the State Council announced it. */
export interface WorkingDayRule {
  readonly day: string
  readonly kind: 'holiday' | 'make-up'
  readonly name: string
}

const SATURDAY = 6

export const workingDaysTable: RuleTable<WorkingDayRule> = {
  name: 'working-days',
  file: 'working-days.csv',
  columns: ['day', 'kind', 'name'],
  key: ({ day }) => day,
  read: (row) => {
    const day = row.text('day')
    try {
      civilDate(day)
    } catch {
      row.fail('day', 'a calendar date YYYY-MM-DD')
    }
    return { day, kind: row.oneOf('kind', ['holiday', 'make-up']), name: row.text('name') }
  },
  problems: ({ day, kind }) =>
    kind === 'make-up' && isoWeekday(civilDate(day)) < SATURDAY ? [`${day} is a weekday and needs no make-up`] : [],
}
