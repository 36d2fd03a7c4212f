import { Alert } from 'antd'
import { Problem } from '../api/problem.js'
import { useLanguage } from '../language/Language.js'

/** What the server answered to a submission, where the person reads it. */
export function Refused({ error }: { readonly error: Error }) {
  const { t } = useLanguage()
  if (!(error instanceof Problem)) return <Alert type="warning" showIcon title={t('form.noAnswer')} />
  return (
    <Alert
      type="error"
      showIcon
      title={error.detail || error.code}
      description={
        <>
          <Places problems={error.facts.problems} />
          <span className="note">
            {error.code}
            {error.requestId === null ? null : ` · ${t('state.request', { id: error.requestId })}`}
          </span>
        </>
      }
    />
  )
}

/** Where a refusal names all the places that are wrong. */
function Places({ problems }: { readonly problems: unknown }) {
  const placed = (Array.isArray(problems) ? problems : []).filter(
    (one): one is { readonly pointer: string; readonly problem: string } => typeof one?.pointer === 'string',
  )
  if (placed.length === 0) return null
  return (
    <ul className="plain-list">
      {placed.map(({ pointer, problem }) => (
        <li key={`${pointer}${problem}`}>
          <code>{pointer}</code> {problem}
        </li>
      ))}
    </ul>
  )
}
