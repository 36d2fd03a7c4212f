import type { Filing } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

/** 再贷款报账 */
export function Filings() {
  const { t, word, name } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const pages = usePages<Filing>('/v1/reloan-filings')
  const columns: readonly Column<Filing>[] = [
    { id: 'filed', label: t('filing.filedOn'), show: (row) => <Go to={`/app/filings/${row.id}`}>{row.filedOn}</Go> },
    { id: 'lender', label: t('field.lender'), show: (row) => name({ nameZh: row.lenderZh, nameEn: row.lenderEn }) },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'mode', label: t('filing.mode'), show: (row) => word('filingMode', row.mode) },
    { id: 'requested', label: t('filing.requested'), money: true, show: (row) => <Amount yuan={row.requested} /> },
    { id: 'granted', label: t('filing.granted'), money: true, show: (row) => <Amount yuan={row.granted} /> },
    { id: 'drawn', label: t('quota.drawn'), money: true, show: (row) => <Amount yuan={row.drawn} /> },
    { id: 'state', label: t('field.state'), show: (row) => <State family="filingState" state={row.state} /> },
  ]
  return (
    <Page title={t('nav.filings')} note={isOfficer ? t('filing.howTo') : undefined}>
      <Card flush>
        <PagedTable
          id="filings"
          caption={t('nav.filings')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/filings/${row.id}`}
          empty={t('filing.empty')}
        />
      </Card>
    </Page>
  )
}
