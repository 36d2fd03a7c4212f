import type { ReactNode } from 'react'
import type { LiveSession } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'

// The first that fits: Edge calls itself Chrome as well, and Chrome Safari.
const BROWSERS = ['Edg', 'OPR', 'MicroMessenger', 'Firefox', 'Chrome', 'Safari'] as const
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', MicroMessenger: 'WeChat' }
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux'] as const

/** Enough to tell one's own devices apart; the whole text is the cell's title. */
function deviceOf(agent: string | null): string {
  if (agent === null) return '—'
  const browser = BROWSERS.find((name) => agent.includes(`${name}/`) || agent.includes(`Headless${name}/`))
  const system = SYSTEMS.find((name) => agent.includes(name))
  const known = [browser === undefined ? undefined : (NAMES[browser] ?? browser), system].filter(Boolean)
  return known.length === 0 ? agent.slice(0, 40) : known.join(' · ')
}

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
    {
      id: 'agent',
      label: t('session.agent'),
      show: (session) => <span title={session.agent ?? undefined}>{deviceOf(session.agent)}</span>,
    },
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
