import type { LoanPosition, LoanRecord, Position, Schedule, ScheduleRow } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { subtract } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useTimes } from '../../shell/times.js'

/** What is owed, by kind, and the plan with what was paid of it. */
export function LoanStanding({ loan }: { readonly loan: LoanRecord }) {
  const { query } = useTimes()
  const position = useRead<LoanPosition>(`/v1/loans/${loan.id}/position`, query)
  const schedule = useRead<Schedule>(`/v1/loans/${loan.id}/schedule`, query)
  return (
    <>
      <Await asked={position}>{(standing) => <Owed standing={standing} />}</Await>
      <Await asked={schedule}>{(planned) => <ScheduleCard schedule={planned} />}</Await>
    </>
  )
}

const BUCKETS = ['fee', 'penalty', 'compound', 'interest', 'principal'] as const
interface OwedRow {
  readonly bucket: (typeof BUCKETS)[number]
  readonly overdue: string
  readonly today: string
  readonly due: string
}

const rowsOf = ({ due, overdue }: Position): readonly OwedRow[] =>
  BUCKETS.map((bucket) => ({
    bucket,
    overdue: overdue[bucket],
    today: subtract(due[bucket], overdue[bucket]),
    due: due[bucket],
  }))

function Owed({ standing: { position, asOf, knownAt } }: { readonly standing: LoanPosition }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<OwedRow>[] = [
    { id: 'bucket', label: t('owed.kind'), show: (row) => word('bucket', row.bucket) },
    { id: 'overdue', label: t('owed.overdue'), money: true, show: (row) => <Amount yuan={row.overdue} /> },
    { id: 'today', label: t('owed.today'), money: true, show: (row) => <Amount yuan={row.today} /> },
    {
      id: 'due',
      label: t('owed.due'),
      money: true,
      show: (row) => <Amount yuan={row.due} />,
      total: <Amount yuan={position.totalDue} />,
    },
  ]
  return (
    <Card
      flush
      title={t('owed.title')}
      extra={<span className="note">{t('report.times', { asOf, knownAt: formatInstant(knownAt) })}</span>}
    >
      {position.state === 'CONTRACTED' ? (
        <Nothing>{t('loan.noDisbursement')}</Nothing>
      ) : (
        <div className="owed">
          <DataTable
            id="owed"
            caption={t('owed.title')}
            columns={columns}
            rows={rowsOf(position)}
            rowKey={(row) => row.bucket}
          />
          <Facts
            items={[
              { label: t('loan.disbursed'), value: <Amount yuan={position.disbursed} /> },
              { label: t('owed.notDue'), value: <Amount yuan={position.notDue} /> },
              { label: t('owed.accrued'), value: <Amount yuan={position.accruedInterest} /> },
              { label: t('owed.held'), value: <Amount yuan={position.held} /> },
              { label: t('owed.oldest'), value: position.oldestUnpaidOn ?? '—' },
              { label: t('owed.daysOverdue'), value: position.daysOverdue },
              position.misused && { label: t('owed.misused'), value: <span className="flag">{t('yes')}</span> },
              position.settledOn !== null && { label: t('owed.settledOn'), value: position.settledOn },
            ]}
          />
        </div>
      )}
    </Card>
  )
}

function ScheduleCard({ schedule }: { readonly schedule: Schedule }) {
  const { t } = useLanguage()
  const { totals } = schedule
  const columns: readonly Column<ScheduleRow>[] = [
    { id: 'no', label: t('schedule.no'), figure: true, show: (row) => row.no },
    { id: 'due', label: t('schedule.dueOn'), show: (row) => row.dueOn },
    { id: 'days', label: t('schedule.days'), figure: true, show: (row) => row.days },
    {
      id: 'principal',
      label: t('schedule.principal'),
      money: true,
      show: (row) => <Amount yuan={row.principal} />,
      total: <Amount yuan={totals.principal} />,
    },
    {
      id: 'interest',
      label: t('schedule.interest'),
      money: true,
      show: (row) => <Amount yuan={row.interest} />,
      total: <Amount yuan={totals.interest} />,
    },
    {
      id: 'payment',
      label: t('schedule.payment'),
      money: true,
      show: (row) => <Amount yuan={row.due} />,
      total: <Amount yuan={totals.due} />,
    },
    { id: 'balance', label: t('schedule.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    {
      id: 'paidPrincipal',
      label: t('schedule.paidPrincipal'),
      money: true,
      show: (row) => <Amount yuan={row.paid.principal} />,
    },
    {
      id: 'paidInterest',
      label: t('schedule.paidInterest'),
      money: true,
      show: (row) => <Amount yuan={row.paid.interest} />,
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="rowState" state={row.state} /> },
  ]
  return (
    <Card flush title={t('schedule.title')} extra={<span className="note">{t(`schedule.${schedule.basis}`)}</span>}>
      <DataTable
        id="schedule"
        caption={t('schedule.title')}
        columns={columns}
        rows={schedule.rows}
        rowKey={(row) => String(row.no)}
        empty={t('schedule.none')}
      />
    </Card>
  )
}
