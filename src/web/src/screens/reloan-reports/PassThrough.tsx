import type { PassThrough as Report } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useTimes } from '../../shell/times.js'
import { Asked } from './Asked.js'

type Row = Report['rows'][number]

/** 利率传导: what banks pay, what they take, and what loans without a re-loan bear. */
export function PassThrough() {
  const { t, code } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<Report>('/v1/reports/reloan-pass-through', query)
  const columns = (total: Report['total']): readonly Column<Row>[] => [
    { id: 'lender', label: t('field.lender'), show: (row) => row.lender },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'n', label: t('maturity.reloans'), figure: true, show: (row) => row.reloans, total: total.reloans },
    {
      id: 'balance',
      label: t('loan.balance'),
      money: true,
      show: (row) => <Amount yuan={row.balance} />,
      total: <Amount yuan={total.balance} />,
    },
    {
      id: 'reloan',
      label: t('pass.reloanRate'),
      figure: true,
      show: (row) => <Rate percent={row.reloanRate} />,
      total: <Rate percent={total.reloanRate} />,
    },
    {
      id: 'loan',
      label: t('pass.loanRate'),
      figure: true,
      show: (row) => <Rate percent={row.loanRate} />,
      total: <Rate percent={total.loanRate} />,
    },
    {
      id: 'spread',
      label: t('pass.spread'),
      figure: true,
      show: (row) => <Bp bp={row.spreadBp} />,
      total: <Bp bp={total.spreadBp} />,
    },
  ]
  return (
    <Await asked={asked}>
      {(report) => (
        <>
          <Asked times={report} />
          <Totals
            items={[
              { label: t('pass.reloanRate'), value: <Rate percent={report.total.reloanRate} /> },
              { label: t('pass.loanRate'), value: <Rate percent={report.total.loanRate} /> },
              { label: t('pass.spread'), value: <Bp bp={report.total.spreadBp} />, note: t('pass.spreadNote') },
              report.comparison === null || report.comparison.loans === 0
                ? {
                    label: t('pass.saving'),
                    value: '—',
                    note: report.notCompared?.[code] ?? t('pass.nothingToCompare'),
                  }
                : {
                    label: t('pass.saving'),
                    value: <Bp bp={report.comparison.savingBp} />,
                    note: (
                      <>
                        {t('pass.compared', { n: report.comparison.loans })} <Rate percent={report.comparison.rate} />
                      </>
                    ),
                  },
            ]}
          />
          <Card flush title={t('pass.rows')}>
            <DataTable
              id="pass-through"
              caption={t('pass.rows')}
              columns={columns(report.total)}
              rows={report.rows}
              rowKey={(row) => row.lender + row.facility}
              empty={t('reloan.empty')}
            />
          </Card>
        </>
      )}
    </Await>
  )
}
