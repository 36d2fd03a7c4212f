import { isDecimalText } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Rate } from '../../parts/Figure.js'

type Body = Readonly<Record<string, unknown>>

/** The members of a fact or a proposal by their names; long lists by their ends. */
export function Told({ body }: { readonly body: Body }) {
  const { word } = useLanguage()
  const members = Object.entries(body).filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (members.length === 0) return '—'
  return (
    <span className="told with-unit">
      {members.map(([name, value]) => (
        <span key={name}>
          <span className="note">{word('told', name)}</span> <Value name={name} value={value} />
        </span>
      ))}
    </span>
  )
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { t, word } = useLanguage()
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value))
    return value.length > 3
      ? t('told.list', { n: value.length, first: String(value[0]), last: String(value.at(-1)) })
      : value.map((one) => word('toldWord', String(one))).join(t('list.comma'))
  if (typeof value === 'object') return <Told body={value as Body} />
  const text = String(value)
  if (isDecimalText(text) && /amount|principal|total/i.test(name)) return <Amount yuan={text} />
  if (isDecimalText(text) && /rate/i.test(name)) return <Rate percent={text} />
  if (name === 'product') return word('product', text)
  if (/^[0-9a-f]{64}$/.test(text)) return <code title={text}>{text.slice(0, 12)}</code>
  return /^[0-9a-f-]{36}$/.test(text) ? <code>{text.slice(0, 8)}</code> : word('toldWord', text)
}
