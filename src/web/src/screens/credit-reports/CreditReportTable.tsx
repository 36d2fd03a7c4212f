import type { CreditReport } from '../../api/types.js'
import type { Pages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Go } from '../../shell/times.js'

/** Reports, each open in the console and in print. */
export function CreditReportTable({
  pages,
  withEnterprise,
  empty,
}: {
  readonly pages: Pages<CreditReport>
  readonly withEnterprise: boolean
  readonly empty: string
}) {
  const { t, word, name } = useLanguage()
  const columns: readonly Column<CreditReport>[] = [
    {
      id: 'number',
      label: t('creditReport.number'),
      show: (row) => <Go to={`/app/credit-reports/${row.id}`}>{row.number}</Go>,
    },
    ...(withEnterprise
      ? [{ id: 'uscc', label: t('field.enterprise'), show: (row: CreditReport) => <code>{row.uscc}</code> }]
      : []),
    { id: 'asOf', label: t('creditReport.day'), show: (row) => row.asOf },
    { id: 'purpose', label: t('consent.purpose'), show: (row) => word('purpose', row.purpose) },
    { id: 'for', label: t('creditReport.issuedFor'), show: (row) => name(row.issuedFor) },
    { id: 'issued', label: t('creditReport.issuedAt'), show: (row) => formatInstant(row.issuedAt) },
    { id: 'check', label: t('creditReport.checkCode'), optional: true, show: (row) => <code>{row.checkCode}</code> },
    {
      id: 'state',
      label: t('field.state'),
      show: (row) =>
        row.restatedBy === null ? (
          <span className="state state-good">{t('creditReport.latest')}</span>
        ) : (
          <span className="state">{t('creditReport.restatedBy', { number: row.restatedBy.number })}</span>
        ),
    },
    {
      id: 'pdf',
      label: t('creditReport.print'),
      show: (row) => (
        <a href={row.links.pdf} target="_blank" rel="noopener" aria-label={`PDF ${row.number}`}>
          PDF
        </a>
      ),
    },
  ]
  return (
    <PagedTable
      id="credit-reports"
      caption={t('nav.creditReports')}
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      opens={(row) => `/app/credit-reports/${row.id}`}
      empty={empty}
    />
  )
}
