import { firmOf, type Loan } from '../../api/types.js'
import type { Pages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'

export function LoanTable({ pages }: { readonly pages: Pages<Loan> }) {
  const { t, word, name } = useLanguage()
  const columns: readonly Column<Loan>[] = [
    {
      id: 'contract',
      label: t('loan.contractNo'),
      show: (row) => <Go to={`/app/loans/${row.id}`}>{row.contractNo}</Go>,
    },
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (row) => name(firmOf(row)),
    },
    {
      id: 'lender',
      label: t('field.lender'),
      optional: true,
      show: (row) => row.lender,
    },
    { id: 'product', label: t('field.product'), show: (row) => word('product', row.product) },
    { id: 'amount', label: t('loan.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'balance', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    { id: 'rate', label: t('figure.rate'), figure: true, show: (row) => <Rate percent={row.rate} /> },
    { id: 'signed', label: t('loan.signedOn'), optional: true, show: (row) => row.signedOn },
    {
      id: 'overdue',
      label: t('owed.daysOverdue'),
      figure: true,
      show: (row) => (row.daysOverdue > 0 ? <span className="overdue">{row.daysOverdue}</span> : '0'),
    },
    { id: 'class', label: t('loan.class'), show: (row) => <State family="loanClass" state={row.class} /> },
    { id: 'next', label: t('loan.nextEventOn'), optional: true, show: (row) => row.nextEventOn ?? '—' },
    { id: 'state', label: t('field.state'), show: (row) => <State family="loanState" state={row.state} /> },
  ]
  return (
    <PagedTable
      id="loans"
      caption={t('nav.loans')}
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      opens={(row) => `/app/loans/${row.id}`}
      empty={t('loan.empty')}
    />
  )
}
