import type { AccountView } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { FilterBar, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'

/** 查询日志: who looked into an account, when, for what and with which answer. */
export function AccountViews() {
  const { t, word, name } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const [uscc] = useFilter('uscc')
  const pages = usePages<AccountView>('/v1/account-views', { uscc })
  const columns: readonly Column<AccountView>[] = [
    { id: 'at', label: t('view.at'), show: (row) => formatInstant(row.at) },
    { id: 'organisation', label: t('field.organisation'), show: (row) => name(row.organisation) },
    { id: 'who', label: t('audit.who'), show: (row) => row.username },
    {
      id: 'uscc',
      label: t('field.enterprise'),
      optional: isFirm,
      show: (row) =>
        row.uscc === null ? (
          '—'
        ) : (
          <Go to={`/app/enterprises/${row.uscc}`}>
            <code>{row.uscc}</code>
          </Go>
        ),
    },
    { id: 'purpose', label: t('look.purpose'), show: (row) => word('purpose', row.purpose) },
    { id: 'what', label: t('view.what'), show: (row) => word('viewable', row.what) },
    {
      id: 'asked',
      label: t('view.asked'),
      show: (row) => (
        <span className="long">
          {Object.entries(row.asked)
            .map(([id, value]) => `${word('asked', id)} ${id.endsWith('At') ? formatInstant(value) : value}`)
            .join(t('list.comma'))}
        </span>
      ),
    },
    {
      id: 'consent',
      label: t('consent.title'),
      optional: true,
      show: (row) => (row.consentId === null ? '—' : <code title={row.consentId}>{row.consentId.slice(0, 8)}</code>),
    },
    {
      id: 'hash',
      label: t('view.hash'),
      optional: true,
      show: (row) => <code title={row.resultHash}>{row.resultHash.slice(0, 12)}</code>,
    },
    { id: 'request', label: t('audit.request'), optional: true, show: (row) => <code>{row.requestId}</code> },
  ]
  return (
    <Page title={t(isFirm ? 'view.titleOwn' : 'nav.accountViews')} note={t('view.note')}>
      <Card flush>
        {isFirm ? null : (
          <FilterBar>
            <TextFilter name="uscc" label={t('field.uscc')} />
          </FilterBar>
        )}
        <PagedTable
          id="account-views"
          caption={t('nav.accountViews')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          empty={t('view.empty')}
        />
      </Card>
    </Page>
  )
}
