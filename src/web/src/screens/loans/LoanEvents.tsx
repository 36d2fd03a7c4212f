import type { Allocation, Allocations, LoanEvent, LoanRecord } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { RequestTable } from '../servicing/RequestTable.js'
import { Told } from './Told.js'

/** What happened to the loan, what waits to happen, and where each payment went. */
export function LoanEvents({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  return (
    <>
      <Events loan={loan} />
      <Allocated loan={loan} />
      <Card flush title={t('request.title')}>
        <RequestTable loanId={loan.id} empty={t('request.noneOfLoan')} />
      </Card>
    </>
  )
}

/** Kinds that can be taken back; a disbursement is ended by paying off, a reversal by doing the thing anew. */
const REVERSIBLE = new Set([
  'payment',
  'rate-change',
  'pause',
  'restructure',
  'fee',
  'misuse',
  'misuse-cleared',
  'write-off',
])

function Events({ loan }: { readonly loan: LoanRecord }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const pages = usePages<LoanEvent>(`/v1/loans/${loan.id}/events`)
  const columns: readonly Column<LoanEvent>[] = [
    { id: 'on', label: t('event.on'), show: (row) => row.on },
    {
      id: 'kind',
      label: t('event.kind'),
      show: (row) => (
        <span className={row.reversedBy === null ? undefined : 'taken-back'}>{word('fact', row.kind)}</span>
      ),
    },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'detail', label: t('event.detail'), show: (row) => <Told body={row.body} /> },
    { id: 'reason', label: t('field.reason'), show: (row) => row.reason ?? '—' },
    {
      id: 'recorded',
      label: t('field.recordedAt'),
      show: (row) => (
        <>
          {formatInstant(row.recordedAt)}
          {row.reversedBy === null ? null : <div className="flag">{t('event.reversed')}</div>}
          {row.reverses === null ? null : (
            <div className="note">{t('event.reverses', { id: row.reverses.slice(0, 8) })}</div>
          )}
        </>
      ),
    },
    { id: 'id', label: t('event.id'), optional: true, show: (row) => <code>{row.id.slice(0, 8)}</code> },
    ...(isOfficer
      ? [
          {
            id: 'do',
            label: t('table.actions'),
            show: (row: LoanEvent) =>
              row.reversedBy === null && row.reverses === null && REVERSIBLE.has(row.kind) ? (
                <CommandButton
                  label={t('event.reverse')}
                  intro={t('event.reverseIntro', { kind: word('fact', row.kind), on: row.on })}
                  action="/v1/loans/{id}/events/{eventId}/reversals"
                  params={{ id: loan.id, eventId: row.id }}
                  draft={`reversal-${row.id}`}
                  told={t('request.proposed')}
                  fixed={{ version: loan.version }}
                  fields={[
                    { name: 'reason', label: t('field.reason'), kind: 'longText' },
                    { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true },
                  ]}
                />
              ) : null,
          },
        ]
      : []),
  ]
  return (
    <Card flush title={t('event.title')} extra={<span className="note">{t('event.note')}</span>}>
      <PagedTable
        id="loan-events"
        caption={t('event.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('loan.noDisbursement')}
      />
    </Card>
  )
}

function Allocated({ loan }: { readonly loan: LoanRecord }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<Allocations>(`/v1/loans/${loan.id}/allocations`, query)
  const columns: readonly Column<Allocation>[] = [
    { id: 'on', label: t('event.on'), show: (row) => row.on },
    { id: 'bucket', label: t('owed.kind'), show: (row) => word('bucket', row.bucket) },
    { id: 'no', label: t('schedule.no'), figure: true, show: (row) => row.no ?? '—' },
    { id: 'due', label: t('schedule.dueOn'), show: (row) => row.dueOn ?? t('allocation.early') },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    {
      id: 'event',
      label: t('event.id'),
      show: (row) => (row.eventId === null ? t('allocation.held') : <code>{row.eventId.slice(0, 8)}</code>),
    },
  ]
  return (
    <Card flush title={t('allocation.title')}>
      <Await asked={asked}>
        {({ allocations }) => (
          <DataTable
            id="allocations"
            caption={t('allocation.title')}
            columns={columns}
            rows={allocations}
            rowKey={(row) => `${row.eventId}${row.on}${row.bucket}${row.no}${row.dueOn}${row.amount}`}
            empty={t('allocation.none')}
          />
        )}
      </Await>
    </Card>
  )
}
