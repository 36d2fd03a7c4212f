import type { FinancedLoan } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Quantity } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { useTimes } from '../../shell/times.js'

/** The loans behind the report, each with its share of the borrower or the reason why it has none. */
export function FinancedLoans({ method }: { readonly method: string }) {
  const { t, name, code, word } = useLanguage()
  const { query } = useTimes()
  const pages = usePages<FinancedLoan>('/v1/reports/financed-emissions/loans', { ...query, method })
  const columns: readonly Column<FinancedLoan>[] = [
    { id: 'contract', label: t('loan.contractNo'), show: (row) => row.contractNo },
    { id: 'enterprise', label: t('field.enterprise'), show: (row) => name(row.enterprise) },
    { id: 'lender', label: t('field.lender'), optional: true, show: (row) => name(row.lender) },
    { id: 'product', label: t('field.product'), optional: true, show: (row) => word('product', row.product) },
    { id: 'amount', label: t('financed.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    {
      id: 'factor',
      label: t('financed.factor'),
      figure: true,
      show: (row) =>
        row.attribution === null ? (
          '—'
        ) : (
          <span title={`${row.attribution.numerator} ÷ ${row.attribution.denominator} (${row.attribution.basis})`}>
            <Quantity of={row.attribution.factor} places={6} />
          </span>
        ),
    },
    {
      id: 'total',
      label: `${t('field.tCO2')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={row.emissions?.total} places={2} />,
    },
    {
      id: 'quality',
      label: t('financed.quality'),
      figure: true,
      show: (row) =>
        row.dataQuality === null ? '—' : <span title={row.dataQuality[code]}>{row.dataQuality.score}</span>,
    },
    {
      id: 'reason',
      label: t('field.reason'),
      show: (row) => (row.reason === null ? '—' : <span className="long">{row.reason[code]}</span>),
    },
  ]
  return (
    <Card flush title={t('financed.loans')}>
      <PagedTable
        id="financed-loans"
        caption={t('financed.loans')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.loanId}
        opens={(row) => `/app/loans/${row.loanId}`}
        empty={t('financed.empty')}
      />
    </Card>
  )
}
