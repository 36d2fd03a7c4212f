import { useParams } from 'react-router'
import type { BusinessDayRecord, EndOfDayStep, Finding } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

/** While the day ends, its steps are watched; one that is held up waits for people. */
const live = (day: BusinessDayRecord | undefined) =>
  day?.state === 'CLOSING' && !day.steps.some((step) => step.state === 'BLOCKED') ? 1000 : false

/** One business day: the steps of its end with their progress, and what they found. */
export function BusinessDay() {
  const { day = '' } = useParams()
  const asked = useRead<BusinessDayRecord>(`/v1/business-days/${day}`, {}, { refetchInterval: live })
  return <Await asked={asked}>{(record) => <Sheet record={record} />}</Await>
}

function Sheet({ record }: { readonly record: BusinessDayRecord }) {
  const { t, word, name } = useLanguage()
  const steps: readonly Column<EndOfDayStep>[] = [
    { id: 'no', label: t('day.no'), figure: true, show: (row) => row.no },
    { id: 'step', label: t('day.step'), show: (row) => name(row) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="dayStep" state={row.state} /> },
    { id: 'done', label: t('day.loansDone'), figure: true, show: (row) => <Count of={row.done} /> },
    { id: 'refused', label: t('day.refused'), figure: true, show: (row) => <Count of={row.refused} /> },
    {
      id: 'started',
      label: t('job.started'),
      show: (row) => (row.startedAt === null ? '—' : formatInstant(row.startedAt)),
    },
    {
      id: 'finished',
      label: t('job.finished'),
      show: (row) => (row.finishedAt === null ? '—' : formatInstant(row.finishedAt)),
    },
  ]
  return (
    <Page
      title={t('day.title', { day: record.day })}
      crumbs={[{ label: t('nav.businessDays'), to: '/app/business-days' }, { label: record.day }]}
      actions={<Close record={record} />}
    >
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="dayState" state={record.state} /> },
            { label: t('day.calendar'), value: word('dayCalendar', record.calendar) },
            {
              label: t('day.previous'),
              value:
                record.previousDay === null ? (
                  '—'
                ) : (
                  <Go to={`/app/business-days/${record.previousDay}`}>{record.previousDay}</Go>
                ),
            },
            { label: t('day.openedAt'), value: formatInstant(record.openedAt) },
            { label: t('day.closedAt'), value: record.closedAt === null ? '—' : formatInstant(record.closedAt) },
          ]}
        />
      </Card>
      <Card flush title={t('day.steps')}>
        <div aria-live="polite">
          <DataTable
            id="end-of-day-steps"
            caption={t('day.steps')}
            columns={steps}
            rows={record.steps}
            rowKey={(row) => row.step}
            empty={t('day.notClosing')}
          />
        </div>
      </Card>
      <Findings record={record} />
    </Page>
  )
}

function Close({ record }: { readonly record: BusinessDayRecord }) {
  const { t } = useLanguage()
  const mayClose = useHasRole('loan_officer', 'credit_approver')
  if (!mayClose || record.state === 'CLOSED') return null
  return (
    <CommandButton
      primary
      label={t(record.state === 'OPEN' ? 'day.close' : 'day.closeAgain')}
      intro={t('day.closeIntro')}
      action="/v1/business-days/{day}/close"
      params={{ day: record.day }}
      draft={`business-day-${record.day}`}
      fixed={{ version: record.version }}
      fields={[]}
    />
  )
}

function Findings({ record }: { readonly record: BusinessDayRecord }) {
  const { t, name } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  const stepName = (step: string) => {
    const found = record.steps.find((one) => one.step === step)
    return found === undefined ? step : name(found)
  }
  const columns: readonly Column<Finding>[] = [
    {
      id: 'blocking',
      label: t('finding.weight'),
      show: (row) => (
        <span className={row.blocking && row.acknowledgedBy === null ? 'mark mark-no' : 'mark mark-warn'}>
          {t(
            row.blocking ? (row.acknowledgedBy === null ? 'finding.blocking' : 'finding.acknowledged') : 'finding.note',
          )}
        </span>
      ),
    },
    { id: 'step', label: t('day.step'), show: (row) => stepName(row.step) },
    {
      id: 'loan',
      label: t('nav.loans'),
      show: (row) =>
        row.loanId === null ? '—' : <Go to={`/app/loans/${row.loanId}`}>{row.contractNo ?? row.loanId.slice(0, 8)}</Go>,
    },
    {
      id: 'reason',
      label: t('field.reason'),
      show: (row) => (
        <span className="long">
          {row.reason} <span className="note">{row.code}</span>
        </span>
      ),
    },
    {
      id: 'opinion',
      label: t('field.opinion'),
      show: (row) =>
        row.acknowledgedBy !== null ? (
          (row.opinion ?? '—')
        ) : row.blocking && isApprover ? (
          <CommandButton
            label={t('finding.acknowledge')}
            intro={
              <>
                <p>{row.reason}</p>
                <p>{t('finding.intro')}</p>
              </>
            }
            action="/v1/business-days/{day}/findings/{id}/acknowledgement"
            params={{ day: record.day, id: row.id }}
            draft={`finding-${row.id}`}
            fields={[{ name: 'opinion', label: t('field.opinion'), kind: 'longText' }]}
          />
        ) : row.blocking ? (
          <span className="note">{t('finding.waits')}</span>
        ) : (
          '—'
        ),
    },
  ]
  return (
    <Card
      flush
      title={t('finding.title')}
      extra={record.moreFindings ? <span className="note">{t('finding.more')}</span> : undefined}
    >
      <DataTable
        id="findings"
        caption={t('finding.title')}
        columns={columns}
        rows={record.findings}
        rowKey={(row) => row.id}
        empty={t('finding.none')}
      />
    </Card>
  )
}
