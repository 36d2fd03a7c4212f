import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/Language.js'
import { FilterBar, FilterTag } from '../../parts/Filters.js'
import { periodsOf, SAVING_FILTERS, usePeriod } from './period.js'

const QUICK = ['month', 'quarter', 'year', 'yearToDate'] as const

/** The period of the figures, and what they are narrowed to. */
export function PeriodBar({ children }: { readonly children?: ReactNode }) {
  const { t } = useLanguage()
  const { period, choose, day } = usePeriod()
  const quick = periodsOf(day)
  return (
    <FilterBar>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="row period-end">
          <span className="note">{t(`saving.${end}`)}</span>
          <input
            type="date"
            className="plain-input"
            value={period[end]}
            required
            onChange={({ target }) => target.value !== '' && choose({ ...period, [end]: target.value })}
          />
        </label>
      ))}
      {QUICK.map((name) => (
        <Button
          key={name}
          size="small"
          aria-pressed={quick[name].from === period.from && quick[name].to === period.to}
          onClick={() => choose(quick[name])}
        >
          {t(`saving.${name}`)}
        </Button>
      ))}
      {SAVING_FILTERS.map((name) => (
        <FilterTag key={name} name={name} label={t(`savingBy.${name}`)} />
      ))}
      {children}
    </FilterBar>
  )
}
