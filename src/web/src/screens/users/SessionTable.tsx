import type { ReactNode } from 'react'
import type { LiveSession } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'

/** Open sessions of a person. */
export function SessionTable({
  sessions,
  action,
}: {
  readonly sessions: readonly LiveSession[]
  readonly action?: (session: LiveSession) => ReactNode
}) {
  const { t, word } = useLanguage()
  const columns: readonly Column<LiveSession>[] = [
    { id: 'opened', label: t('session.opened'), show: (session) => formatInstant(session.createdAt) },
    { id: 'expires', label: t('session.expires'), show: (session) => formatInstant(session.expiresAt) },
    { id: 'address', label: t('session.address'), show: (session) => <code>{session.address ?? '—'}</code> },
    { id: 'agent', label: t('session.agent'), show: (session) => <span className="long">{session.agent ?? '—'}</span> },
    { id: 'awaits', label: t('session.awaits'), show: (session) => word('awaits', session.awaits) },
    ...(action === undefined ? [] : [{ id: 'action', label: '', show: action }]),
  ]
  return (
    <DataTable
      id="sessions"
      caption={t('profile.sessions')}
      columns={columns}
      rows={sessions}
      rowKey={(session) => session.id}
      empty={t('session.empty')}
    />
  )
}
