import { useLanguage } from '../../language/Language.js'
import { useFilter } from '../../shell/times.js'

/** A day kept in the address. */
export function DayFilter({
  name,
  label,
  fallback,
}: {
  readonly name: string
  readonly label: string
  readonly fallback?: string
}) {
  const [value, choose] = useFilter(name)
  const { code } = useLanguage()
  return (
    <label className="day-filter" lang={code}>
      <span className="note">{label}</span>
      <input
        type="date"
        className="plain-input"
        value={value ?? fallback ?? ''}
        onChange={(event) => choose(event.target.value)}
      />
    </label>
  )
}
