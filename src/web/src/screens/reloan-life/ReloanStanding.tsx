import type { ReloanLife } from '../../api/types.js'
import { stepsOf } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Go } from '../../shell/times.js'
import type { OfReloan } from './ReloanDetail.js'

type Backing = ReloanLife['standing']['backing'][number]

/** What a re-loan is, what backs it and how its rate came about. */
export function ReloanStanding({ reloan, life }: OfReloan) {
  const { t } = useLanguage()
  const { standing } = life
  const steps = stepsOf(reloan.explanation)
  const columns: readonly Column<Backing>[] = [
    {
      id: 'loan',
      label: t('reloan.backing'),
      show: (row) => (
        <Go to={`/app/loans/${row.loanId}`}>
          {row.loanId === reloan.loanId ? reloan.contractNo : row.loanId.slice(0, 8)}
        </Go>
      ),
    },
    { id: 'amount', label: t('reloan.backs'), money: true, show: (row) => <Amount yuan={row.amount} /> },
  ]
  return (
    <>
      <Card>
        <Facts
          items={[
            { label: t('reloan.facility'), value: reloan.facility },
            { label: t('reloan.drawnOn'), value: life.drawnOn },
            { label: t('reloan.term'), value: t('months', { n: standing.termMonths }) },
            { label: t('loan.dueOn'), value: standing.dueOn },
            { label: t('reloan.filing'), value: <Go to={`/app/filings/${reloan.filingId}`}>{t('right.open')}</Go> },
            { label: t('nav.quotas'), value: <Go to={`/app/quotas/${reloan.quotaId}`}>{t('right.open')}</Go> },
            {
              label: t('reloan.penaltyRate'),
              value: life.penalty === null ? t('reloan.noPenalty') : <Rate percent={life.penalty.rate} />,
            },
            { label: t('field.recordedAt'), value: formatInstant(reloan.recordedAt) },
          ]}
        />
      </Card>
      <Card flush title={t('reloan.backings')}>
        <DataTable
          id="reloan-backing"
          caption={t('reloan.backings')}
          columns={columns}
          rows={standing.backing}
          rowKey={(row) => row.loanId}
          empty={t('reloan.noBacking')}
        />
      </Card>
      {steps.length === 0 ? null : (
        <Card title={t('reloan.rateSteps')}>
          <Explanation steps={steps} />
        </Card>
      )}
    </>
  )
}
