import { useSearchParams } from 'react-router'
import { firmOf, type LoanSaving, type LoanSavings } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { formatShare } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Go, useTimes } from '../../shell/times.js'
import { PeriodBar } from './PeriodBar.js'
import { usePeriod, useSavingFilters } from './period.js'
import { SavingLineage } from './SavingLineage.js'
import { shareOf } from './share-of.js'

const PATH = '/v1/lineage/loan-savings'

/** The loans behind a cell of the report, each with its share; the shares add up to the cell. */
export function SavingLoans() {
  const { t, word, name } = useLanguage()
  const { query } = useTimes()
  const { period } = usePeriod()
  const filters = useSavingFilters()
  const [params] = useSearchParams()
  const question = { ...query, ...period, ...filters }
  const whole = useRead<LoanSavings>(PATH, { ...question, limit: '1' })
  const pages = usePages<LoanSaving>(PATH, question)
  const totals = whole.data?.totals
  const report = `/app/realised-saving?${params}`
  const opens = (row: LoanSaving) => `/app/loans/${row.loanId}/segments?from=${period.from}&to=${period.to}`
  const columns: readonly Column<LoanSaving>[] = [
    { id: 'firm', label: t('field.enterprise'), show: (row) => name(firmOf(row)) },
    {
      id: 'contract',
      label: t('saving.contract'),
      show: (row) => <Go to={opens(row)}>{row.contractNo}</Go>,
    },
    { id: 'lender', label: t('field.lender'), show: (row) => row.lender },
    { id: 'product', label: t('field.product'), show: (row) => word('product', row.product) },
    { id: 'sector', label: t('field.sector'), optional: true, show: (row) => row.sector },
    {
      id: 'reference',
      label: t('saving.referenceInterest'),
      money: true,
      show: (row) => <Amount yuan={row.referenceInterest} />,
      total: <Amount yuan={totals?.referenceInterest} />,
    },
    {
      id: 'executed',
      label: t('saving.executedInterest'),
      money: true,
      show: (row) => <Amount yuan={row.executedInterest} />,
      total: <Amount yuan={totals?.executedInterest} />,
    },
    {
      id: 'saving',
      label: t('saving.realisedSaving'),
      money: true,
      show: (row) => (
        <Go to={opens(row)}>
          <Amount yuan={row.realisedSaving} />
        </Go>
      ),
      total: <Amount yuan={totals?.realisedSaving} />,
    },
    {
      id: 'share',
      label: t('saving.share'),
      figure: true,
      show: (row) => {
        const share = totals && shareOf(row.realisedSaving, totals.realisedSaving)
        return share === undefined || share === null ? '—' : `${formatShare(share)} %`
      },
    },
  ]
  return (
    <Page
      title={t('saving.loansTitle')}
      note={t('saving.loansNote')}
      crumbs={[{ label: t('nav.realised'), to: report }, { label: t('saving.loansTitle') }]}
    >
      <SavingLineage at="loans" links={{ report }} />
      <Await asked={whole}>
        {(told) => (
          <p className="note">
            {t('saving.loansTimes', {
              from: told.from,
              to: told.to,
              n: told.totals.loans,
              asOf: told.asOf,
              knownAt: formatInstant(told.knownAt),
            })}
          </p>
        )}
      </Await>
      <Card flush>
        <PeriodBar />
        {whole.error === null ? (
          <PagedTable
            id="saving-loans"
            caption={t('saving.loansTitle')}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.loanId}
            opens={opens}
            empty={t('saving.empty')}
          />
        ) : null}
      </Card>
    </Page>
  )
}
