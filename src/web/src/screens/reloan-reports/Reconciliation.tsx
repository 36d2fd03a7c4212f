import type { Reconciled } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Go, useTimes } from '../../shell/times.js'

/** 对账: each re-loan on both books, pair of accounts by pair. */
export function Reconciliation() {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const pages = usePages<Reconciled>('/v1/reports/reloan-reconciliation', query)
  const columns: readonly Column<Reconciled>[] = [
    {
      id: 'reloan',
      label: t('reloan.no'),
      show: (row) => (
        <>
          <Go to={`/app/reloans/${row.reloanId}`}>{row.contractNo}</Go>
          <div className="note">{row.facility}</div>
        </>
      ),
    },
    { id: 'lender', label: t('field.lender'), show: (row) => row.lender },
    { id: 'drawn', label: t('reloan.drawnOn'), show: (row) => row.drawnOn },
    { id: 'principal', label: t('loan.owedPrincipal'), money: true, show: (row) => <Amount yuan={row.principal} /> },
    { id: 'accounts', label: t('reconcile.accounts'), show: (row) => <Pairs row={row} /> },
    {
      id: 'verdict',
      label: t('filing.outcome'),
      show: (row) =>
        row.causes.length === 0 ? (
          <span className="mark mark-yes">{t('reconcile.same')}</span>
        ) : (
          <span className="mark mark-no">{row.causes.map((one) => word('cause', one)).join(t('list.comma'))}</span>
        ),
    },
  ]
  return (
    <Card flush>
      <PagedTable
        id="reconciliation"
        caption={t('reloanReport.reconciliation')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.reloanId}
        opens={(row) => `/app/reloans/${row.reloanId}`}
        empty={t('reloan.empty')}
      />
    </Card>
  )
}

function Pairs({ row }: { readonly row: Reconciled }) {
  const { t } = useLanguage()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('reconcile.pair')}</th>
          <th scope="col" className="figures">
            {t('reconcile.lender')}
          </th>
          <th scope="col" className="figures">
            {t('reconcile.branch')}
          </th>
          <th scope="col" className="figures">
            {t('reconcile.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {row.accounts.map((pair) => (
          <tr key={pair.lenderAccount + pair.branchAccount}>
            <td>
              <code>{pair.lenderAccount}</code> ↔ <code>{pair.branchAccount}</code>
            </td>
            <td className="figures">
              <Amount yuan={pair.lender} />
            </td>
            <td className="figures">
              <Amount yuan={pair.branch} />
            </td>
            <td className="figures">
              <Amount yuan={pair.difference} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
