import { firmOf, type Loan, type LoanEvent, type ServicingRequest } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'
import { Told } from '../loans/Told.js'

/** Changes of loans that a second person decides: of one loan, or of all with the loan they change. */
export function RequestTable({ loanId, empty }: { readonly loanId?: string; readonly empty: string }) {
  const { t, word } = useLanguage()
  const [state] = useFilter('requestState')
  const pages = usePages<ServicingRequest>('/v1/servicing-requests', {
    loan: loanId,
    state: loanId === undefined ? state : null,
  })
  const columns: readonly Column<ServicingRequest>[] = [
    ...(loanId === undefined
      ? [{ id: 'loan', label: t('nav.loans'), show: (row: ServicingRequest) => <LoanLink id={row.loanId} /> }]
      : []),
    { id: 'kind', label: t('request.kind'), show: (row) => word('request', row.kind) },
    { id: 'body', label: t('request.wording'), show: (row) => <Wording request={row} /> },
    { id: 'reason', label: t('field.reason'), show: (row) => <span className="long">{row.reason}</span> },
    {
      id: 'evidence',
      label: t('field.evidence'),
      optional: true,
      show: (row) =>
        row.evidenceHash === null ? '—' : <code title={row.evidenceHash}>{row.evidenceHash.slice(0, 12)}</code>,
    },
    { id: 'at', label: t('request.proposedAt'), show: (row) => formatInstant(row.recordedAt) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="requestDecision" state={row.state} /> },
    {
      id: 'decided',
      label: t('request.decided'),
      show: (row) =>
        row.decidedAt === null ? <Decide request={row} /> : `${row.opinion ?? ''} · ${formatInstant(row.decidedAt)}`,
    },
  ]
  return (
    <PagedTable
      id={loanId === undefined ? 'servicing-requests' : 'loan-requests'}
      caption={t('request.title')}
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      empty={empty}
    />
  )
}

/** What would happen; a reversal names the event by what it was. */
function Wording({ request: { loanId, kind, body } }: { readonly request: ServicingRequest }) {
  const { word } = useLanguage()
  const events = usePages<LoanEvent>(kind === 'reversal' ? `/v1/loans/${loanId}/events` : null)
  const event = events.items?.find(({ id }) => id === body.eventId)
  if (event === undefined) return <Told body={body} />
  return (
    <>
      {event.on} {word('fact', event.kind)} <Amount yuan={event.amount} /> <Told body={event.body} />
    </>
  )
}

function LoanLink({ id }: { readonly id: string }) {
  const { name } = useLanguage()
  const loans = usePages<Loan>('/v1/loans')
  const loan = loans.items?.find((one) => one.id === id)
  return (
    <>
      <Go to={`/app/loans/${id}/events`}>{loan?.contractNo ?? id.slice(0, 8)}</Go>
      {loan === undefined ? null : <div className="note">{name(firmOf(loan))}</div>}
    </>
  )
}

function Decide({ request }: { readonly request: ServicingRequest }) {
  const { t, word } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  if (!isApprover) return <span className="note">{t('request.waits')}</span>
  return (
    <CommandButton
      label={t('request.decide')}
      intro={
        <>
          <p>
            <strong>{word('request', request.kind)}</strong> <Wording request={request} />
          </p>
          <p>{request.reason}</p>
          <p>{t('maker.checker')}</p>
        </>
      }
      action="/v1/servicing-requests/{id}/decisions"
      params={{ id: request.id }}
      draft={`request-${request.id}`}
      fixed={{ version: request.version }}
      fields={[
        {
          name: 'decision',
          label: t('field.decision'),
          kind: 'choice',
          options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
        },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
      ]}
    />
  )
}
