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
        <span className="note">
          {error.code}
          {error.requestId === null ? null : ` · ${t('state.request', { id: error.requestId })}`}
        </span>
      }
    />
  )
}
