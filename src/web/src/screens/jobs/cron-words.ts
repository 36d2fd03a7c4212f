import type { Language } from '../../language/Language.js'

const FIELD = /^(\d{1,2}) (\d{1,2}) (\S+) (\S+) (\S+)$/
const NUMBERS = /^\d{1,2}(,\d{1,2})*$/
const SPAN = /^(\d)-(\d)$/

/** A schedule's cron as a person says it; what it cannot say is told as it stands. */
export function cronWords(cron: string, { t, word }: Pick<Language, 't' | 'word'>): string {
  const [, minute = '', hour = '', days = '', months = '', weekdays = ''] = FIELD.exec(cron) ?? []
  const comma = t('list.comma')
  const at = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  const daysOf = () => {
    if (days === '*') return ''
    if (days === 'L') return t('cron.lastDay')
    return NUMBERS.test(days) ? t('cron.days', { days: days.replaceAll(',', comma) }) : null
  }
  const weekdaysOf = () => {
    if (weekdays === '*') return ''
    const [, from, to] = SPAN.exec(weekdays) ?? []
    if (from !== undefined && to !== undefined)
      return t('cron.span', { from: word('weekday', from), to: word('weekday', to) })
    if (!NUMBERS.test(weekdays)) return null
    return weekdays
      .split(',')
      .map((day) => word('weekday', day))
      .join(comma)
  }
  const monthsOf = () => {
    if (months === '*') return ''
    return NUMBERS.test(months)
      ? months
          .split(',')
          .map((month) => word('month', month))
          .join(comma)
      : null
  }
  const [inMonths, onDays, onWeekdays] = [monthsOf(), daysOf(), weekdaysOf()]
  if (hour === '' || inMonths === null || onDays === null || onWeekdays === null) return cron
  if (onDays === '' && onWeekdays === '')
    return inMonths === '' ? t('cron.daily', { at }) : t('cron.dailyIn', { months: inMonths, at })
  const on = [onDays, onWeekdays].filter((part) => part !== '').join(t('cron.or'))
  if (inMonths !== '') return t('cron.in', { months: inMonths, on, at })
  return onDays === '' ? t('cron.weekly', { on, at }) : t('cron.monthly', { on, at })
}
