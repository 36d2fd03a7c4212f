import { useParams } from 'react-router'
import type { Disbursement, Loan, Reloan, Schedule, ScheduleRow } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { JournalEntries } from '../../parts/JournalEntries.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

export function LoanDetail() {
  const { id = '' } = useParams()
  const asked = useRead<Loan>(`/v1/loans/${id}`)
  return <Await asked={asked}>{(loan) => <Sheet loan={loan} />}</Await>
}

function Sheet({ loan }: { readonly loan: Loan }) {
  const { t, word, name } = useLanguage()
  const reloans = loan.reloans ?? (loan.reloan ? [loan.reloan] : [])
  return (
    <Page
      title={t('loan.title', { no: loan.contractNo })}
      crumbs={[{ label: t('nav.loans'), to: '/app/loans' }, { label: loan.contractNo }]}
      actions={<Disburse loan={loan} />}
    >
      <Totals
        items={[
          { label: t('loan.amount'), value: <Amount yuan={loan.amount} /> },
          { label: t('loan.disbursed'), value: <Amount yuan={loan.disbursed} /> },
          { label: t('loan.balance'), value: <Amount yuan={loan.balance} /> },
          {
            label: t('figure.rate'),
            value: <Rate percent={loan.rate} />,
            note: (
              <>
                {t('figure.referenceRate')} <Rate percent={loan.referenceRate} />
              </>
            ),
          },
          { label: t('field.state'), value: <State family="loanState" state={loan.state} /> },
        ]}
      />
      <Card>
        <Facts
          items={[
            {
              label: t('field.enterprise'),
              value:
                loan.enterprise === undefined ? (
                  '—'
                ) : (
                  <Go to={`/app/enterprises/${loan.enterprise.uscc}`}>{name(loan.enterprise)}</Go>
                ),
            },
            loan.lender !== undefined && { label: t('field.lender'), value: name(loan.lender) },
            { label: t('field.product'), value: word('product', loan.product) },
            { label: t('field.tenorMonths'), value: loan.tenorMonths },
            { label: t('loan.method'), value: word('method', loan.method) },
            { label: t('loan.dayCount'), value: loan.dayCount },
            { label: t('loan.signedOn'), value: loan.signedOn },
            {
              label: t('nav.applications'),
              value: <Go to={`/app/applications/${loan.applicationId}`}>{t('loan.openApplication')}</Go>,
            },
            loan.pledgeId !== null && {
              label: t('nav.pledges'),
              value: <Go to={`/app/pledges/${loan.pledgeId}`}>{t('application.openPledge')}</Go>,
            },
            { label: t('field.purpose'), value: loan.purpose, wide: true },
          ]}
        />
      </Card>
      <Disbursements rows={loan.disbursements ?? []} />
      <ScheduleCard id={loan.id} />
      {loan.quote === undefined ? null : (
        <Card title={t('loan.why')}>
          <Explanation steps={loan.quote.steps} />
        </Card>
      )}
      <Card title={t('loan.entries')}>
        <JournalEntries entries={loan.entries ?? []} />
      </Card>
      {reloans.length === 0 ? null : <Reloans rows={reloans} />}
    </Page>
  )
}

function Disburse({ loan }: { readonly loan: Loan }) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  if (!isOfficer || (loan.state !== 'CONTRACTED' && loan.state !== 'DISBURSED') || loan.disbursed === loan.amount)
    return null
  return (
    <CommandButton
      primary
      label={t('loan.disburse')}
      intro={t('loan.disburseIntro')}
      path={`/v1/loans/${loan.id}/disbursements`}
      draft={`disbursement-${loan.id}`}
      fixed={{ version: loan.version }}
      fields={[
        { name: 'amount', label: t('field.amount'), kind: 'amount', initial: loan.amount },
        { name: 'on', label: t('loan.disbursedOn'), kind: 'date', initial: loan.signedOn },
        { name: 'noteNo', label: t('loan.noteNo'), kind: 'text' },
        { name: 'payee', label: t('loan.payee'), kind: 'text' },
        { name: 'queryCertificateNo', label: t('pledge.queryNo'), kind: 'text', help: t('loan.secondQuery') },
        { name: 'queryCertificateOn', label: t('pledge.queryOn'), kind: 'date' },
        { name: 'useEvidence', label: t('loan.useEvidence'), kind: 'longText' },
      ]}
    />
  )
}

function Disbursements({ rows }: { readonly rows: readonly Disbursement[] }) {
  const { t } = useLanguage()
  const columns: readonly Column<Disbursement>[] = [
    { id: 'note', label: t('loan.noteNo'), show: (row) => row.noteNo },
    { id: 'on', label: t('loan.disbursedOn'), show: (row) => row.disbursedOn },
    { id: 'due', label: t('loan.dueOn'), show: (row) => row.dueOn },
    { id: 'amount', label: t('field.amount'), figure: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'payee', label: t('loan.payee'), show: (row) => row.payee },
    { id: 'use', label: t('loan.useEvidence'), show: (row) => row.useEvidence },
  ]
  return (
    <Card flush title={t('loan.disbursements')}>
      <DataTable
        id="disbursements"
        caption={t('loan.disbursements')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={t('loan.noDisbursement')}
      />
    </Card>
  )
}

function ScheduleCard({ id }: { readonly id: string }) {
  const { t } = useLanguage()
  const asked = useRead<Schedule>(`/v1/loans/${id}/schedule`)
  const totals = asked.data?.totals
  const columns: readonly Column<ScheduleRow>[] = [
    { id: 'no', label: t('schedule.no'), figure: true, show: (row) => row.no },
    { id: 'due', label: t('schedule.dueOn'), show: (row) => row.dueOn },
    { id: 'days', label: t('schedule.days'), figure: true, show: (row) => row.days },
    {
      id: 'principal',
      label: t('schedule.principal'),
      figure: true,
      show: (row) => <Amount yuan={row.principal} />,
      total: <Amount yuan={totals?.principal} />,
    },
    {
      id: 'interest',
      label: t('schedule.interest'),
      figure: true,
      show: (row) => <Amount yuan={row.interest} />,
      total: <Amount yuan={totals?.interest} />,
    },
    {
      id: 'payment',
      label: t('schedule.payment'),
      figure: true,
      show: (row) => <Amount yuan={row.due} />,
      total: <Amount yuan={totals?.due} />,
    },
    { id: 'balance', label: t('schedule.balance'), figure: true, show: (row) => <Amount yuan={row.balance} /> },
  ]
  return (
    <Card flush title={t('schedule.title')}>
      {asked.error !== null ? (
        <Nothing>{t('schedule.none')}</Nothing>
      ) : (
        <Await asked={asked}>
          {(schedule) => (
            <DataTable
              id="schedule"
              caption={t('schedule.title')}
              columns={columns}
              rows={schedule.rows}
              rowKey={(row) => String(row.no)}
              empty={t('schedule.none')}
            />
          )}
        </Await>
      )}
    </Card>
  )
}

function Reloans({ rows }: { readonly rows: readonly Reloan[] }) {
  const { t } = useLanguage()
  const columns: readonly Column<Reloan>[] = [
    {
      id: 'filing',
      label: t('nav.filings'),
      show: (row) => <Go to={`/app/filings/${row.filingId}`}>{row.filingId.slice(0, 8)}</Go>,
    },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'amount', label: t('field.amount'), figure: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'rate', label: t('figure.rate'), figure: true, show: (row) => <Rate percent={row.rate} /> },
    { id: 'drawn', label: t('reloan.drawnOn'), show: (row) => row.drawnOn },
    { id: 'due', label: t('loan.dueOn'), show: (row) => row.dueOn },
  ]
  return (
    <Card flush title={t('nav.reloans')}>
      <DataTable id="loan-reloans" caption={t('nav.reloans')} columns={columns} rows={rows} rowKey={(row) => row.id} />
    </Card>
  )
}
