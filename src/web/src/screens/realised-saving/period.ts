import { useSearchParams } from 'react-router'
import { shanghaiDay } from '../../format/dates.js'
import { useTimes } from '../../shell/times.js'

export interface Period {
  readonly from: string
  readonly to: string
}

const two = (number: number): string => String(number).padStart(2, '0')
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The month, quarter, year a day lies in, and the year as far as that day. */
export function periodsOf(day: string): Readonly<Record<'month' | 'quarter' | 'year' | 'yearToDate', Period>> {
  const [year = 0, month = 0] = day.split('-').map((part) => Number.parseInt(part, 10))
  const between = (first: number, last: number): Period => ({
    from: `${year}-${two(first)}-01`,
    to: `${year}-${two(last)}-${two(lastOf(year, last))}`,
  })
  const quarter = Math.floor((month - 1) / 3) * 3
  return {
    month: between(month, month),
    quarter: between(quarter + 1, quarter + 3),
    year: between(1, 12),
    yearToDate: { from: `${year}-01-01`, to: day },
  }
}

/** The period in the address; else the year up to the day that is looked at. */
export function usePeriod() {
  const [params, setParams] = useSearchParams()
  const { asOf } = useTimes()
  const day = asOf ?? shanghaiDay(new Date())
  const usual = periodsOf(day).yearToDate
  const period: Period = { from: params.get('from') ?? usual.from, to: params.get('to') ?? usual.to }
  const choose = ({ from, to }: Period) =>
    setParams(
      (now) => {
        const changed = new URLSearchParams(now)
        changed.set('from', from)
        changed.set('to', to)
        return changed
      },
      { replace: true },
    )
  return { period, choose, day }
}

export const SAVING_FILTERS = ['city', 'institution', 'enterprise', 'grade', 'product', 'sector'] as const

/** The filters of the report that stand in the address. */
export function useSavingFilters(): Readonly<Record<(typeof SAVING_FILTERS)[number], string | null>> {
  const [params] = useSearchParams()
  return Object.fromEntries(SAVING_FILTERS.map((name) => [name, params.get(name)])) as ReturnType<
    typeof useSavingFilters
  >
}
