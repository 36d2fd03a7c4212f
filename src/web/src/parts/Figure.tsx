import type { ReactNode } from 'react'
import { isDecimalText } from '../format/decimal.js'
import { formatAmount, formatBp, formatQuantity, formatRate, formatShare } from '../format/figures.js'
import { useLanguage } from '../language/Language.js'
import { usePreferences } from './preferences.js'

type Text = string | number | null | undefined

const asText = (value: Text): string | null => {
  const text = value === null || value === undefined ? null : String(value)
  return text !== null && isDecimalText(text) ? text : null
}

const Shown = ({
  title,
  children,
  unit,
}: {
  readonly title?: string
  readonly children: ReactNode
  readonly unit?: string
}) => (
  <span className="figure" title={title}>
    {children}
    {unit === undefined ? null : <span className="figure-unit">{unit}</span>}
  </span>
)
const None = () => <span className="figure figure-none">—</span>

/** An amount of yuan in the unit the user has chosen; the yuan are in the title. */
export function Amount({ yuan, signed = false }: { readonly yuan: Text; readonly signed?: boolean }) {
  const { unit } = usePreferences()
  const { t } = useLanguage()
  const text = asText(yuan)
  if (text === null) return <None />
  const sign = signed && !text.startsWith('-') && /[1-9]/.test(text) ? '+' : ''
  return (
    <span className="figure" title={`${formatAmount(text, 'yuan')} 元`}>
      {sign + formatAmount(text, unit)}
      <span className="figure-unit money-unit">{t(`unit.${unit}`)}</span>
    </span>
  )
}
export function Rate({ percent }: { readonly percent: Text }) {
  const text = asText(percent)
  return text === null ? <None /> : <Shown unit="%">{formatRate(text)}</Shown>
}
export function Bp({ bp }: { readonly bp: Text }) {
  const text = asText(bp)
  return text === null ? <None /> : <Shown unit="BP">{formatBp(text)}</Shown>
}
export function Share({ of }: { readonly of: Text }) {
  const text = asText(of)
  return text === null ? (
    <None />
  ) : (
    <Shown title={text} unit="%">
      {formatShare(text)}
    </Shown>
  )
}
/** A quantity rounded for people; the unrounded figure is in the title. */
export function Quantity({
  of,
  unit,
  places = 4,
}: {
  readonly of: Text
  readonly unit?: string
  readonly places?: number
}) {
  const text = asText(of)
  return text === null ? (
    <None />
  ) : (
    <Shown title={text} {...(unit === undefined ? {} : { unit })}>
      {formatQuantity(text, places)}
    </Shown>
  )
}
export const Count = ({ of }: { readonly of: Text }) => <Quantity of={of} places={0} />
