import { Button, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Problem } from '../api/problem.js'
import { useLanguage } from '../language/Language.js'

export const Loading = () => {
  const { t } = useLanguage()
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton active paragraph={{ rows: 5 }} />
    </div>
  )
}

/** Nothing to show, and what to do about it. */
export const Nothing = ({ children }: { readonly children: ReactNode }) => <p className="nothing">{children}</p>

export function NoPermission({ detail }: { readonly detail?: string }) {
  const { t } = useLanguage()
  return (
    <Result
      status="warning"
      title={t('state.noPermission')}
      subTitle={detail ?? t('state.noPermissionDo')}
      extra={<Link to="/app">{t('state.home')}</Link>}
    />
  )
}

/** What went wrong and what can be done about it. */
export function Failure({ error, again }: { readonly error: Error; readonly again?: () => void }) {
  const { t } = useLanguage()
  if (error instanceof Problem && error.status === 403) return <NoPermission detail={error.detail} />
  const known = error instanceof Problem && error.status < 500
  return (
    <Result
      status={known ? 'info' : 'error'}
      title={error instanceof Problem ? error.detail || error.code : t('state.noAnswer')}
      subTitle={
        error instanceof Problem ? (
          <span className="note">
            {error.code}
            {error.requestId === null ? null : ` · ${t('state.request', { id: error.requestId })}`}
          </span>
        ) : (
          t('state.noAnswerDo')
        )
      }
      extra={again === undefined ? null : <Button onClick={again}>{t('state.again')}</Button>}
    />
  )
}

interface Asked<T> {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Shows a document once it is there; until then why not. */
export function Await<T>({ asked, children }: { readonly asked: Asked<T>; readonly children: (data: T) => ReactNode }) {
  if (asked.error !== null && asked.data === undefined)
    return <Failure error={asked.error} again={() => void asked.refetch()} />
  return asked.data === undefined ? <Loading /> : children(asked.data)
}
