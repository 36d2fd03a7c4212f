import { Input, Select, Tag } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../language/Language.js'
import { useFilter } from '../shell/times.js'

/** Filters stand above their table and in the address. */
export const FilterBar = ({ children }: { readonly children: ReactNode }) => (
  <search className="filters">{children}</search>
)

export function ChoiceFilter({
  name,
  label,
  options,
  any,
}: {
  readonly name: string
  readonly label: string
  /** What no choice means; everything unless told. */
  readonly any?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}) {
  const { t } = useLanguage()
  const [value, choose] = useFilter(name)
  return (
    <Select
      aria-label={label}
      prefix={<span className="note">{label}</span>}
      value={value ?? ''}
      onChange={(next) => choose(next)}
      options={[{ value: '', label: any ?? t('filter.any') }, ...options]}
      popupMatchSelectWidth={false}
      className="filter"
    />
  )
}

/** Text that is searched for half a second after the last key. */
export function TextFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, choose] = useFilter(name)
  const [typed, setTyped] = useState(value ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed restarts the wait
  useEffect(() => {
    if (typed === (value ?? '')) return
    const timer = setTimeout(() => choose(typed.trim()), 350)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      allowClear
      className="filter-text"
    />
  )
}

/** A filter that came with the address; it can only be taken off here. */
export function FilterTag({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, choose] = useFilter(name)
  return value === null ? null : (
    <Tag closable onClose={() => choose(null)}>
      {label}: {value}
    </Tag>
  )
}
