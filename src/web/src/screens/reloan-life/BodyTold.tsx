import { isDecimalText } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Go } from '../../shell/times.js'

const LOANS: readonly string[] = ['out', 'in', 'loanId', 'loans', 'lost']
/** Members whose values are words of another family. */
const FAMILIES: Readonly<Record<string, string>> = {
  event: 'take',
  allowed: 'take',
  state: 'pledgeState',
  right: 'right',
  rightType: 'right',
  what: 'subject',
  class: 'loanClass',
  losses: 'loss',
}
/** Which rule rows were used stands with the rules, not among the facts. */
const RULES: readonly string[] = ['rules', 'ruleIds']
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
const MONEY = /^\d+\.\d{2}$/

/** The members of a fact by name; loans are links, amounts stand in the unit that was chosen. */
export function BodyTold({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const { word } = useLanguage()
  const members = Object.entries(body).filter(
    ([name, value]) => value !== null && value !== '' && !RULES.includes(name),
  )
  if (members.length === 0) return <>—</>
  return (
    <ul className="plain-list">
      {members.map(([name, value]) => (
        <li key={name}>
          <span className="note">{word('member', name)}</span> <Value name={name} value={value} />
        </li>
      ))}
    </ul>
  )
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { word } = useLanguage()
  if (Array.isArray(value))
    return value.map((one, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list of a fact does not change
      <span key={at}>
        {at === 0 ? '' : ', '}
        <Value name={name} value={one} />
      </span>
    ))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([inner, one], at) => (
      <span key={inner}>
        {at === 0 ? '' : ' · '}
        <Value name={inner} value={one} />
      </span>
    ))
  const text = String(value)
  if (ID.test(text))
    return LOANS.includes(name) ? (
      <Go to={`/app/loans/${text}`}>{text.slice(0, 8)}</Go>
    ) : (
      <code title={text}>{text.slice(0, 8)}</code>
    )
  if (MONEY.test(text) && isDecimalText(text)) return <Amount yuan={text} />
  return word(FAMILIES[name] ?? 'value', text)
}
