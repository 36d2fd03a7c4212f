import { useParams } from 'react-router'
import {
  type Disbursement,
  firmOf,
  type LoanRecord,
  type LoanReloan,
  type Schedule,
  type ScheduleRow,
  stepsOf,
} from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { subtract } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { JournalEntries } from '../../parts/JournalEntries.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

export function LoanDetail() {
  const { id = '' } = useParams()
  const asked = useRead<LoanRecord>(`/v1/loans/${id}`)
  return <Await asked={asked}>{(loan) => <Sheet loan={loan} />}</Await>
}

function Sheet({ loan }: { readonly loan: LoanRecord }) {
  const { t, word, name } = useLanguage()
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
                loan.uscc === null ? (
                  name(firmOf(loan))
                ) : (
                  <Go to={`/app/enterprises/${loan.uscc}`}>{name(firmOf(loan))}</Go>
                ),
            },
            { label: t('field.lender'), value: loan.lender },
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
      <Disbursements rows={loan.disbursements} />
      <ScheduleCard schedule={loan.schedule} />
      {loan.quote === null ? null : (
        <Card title={t('loan.why')}>
          <Explanation steps={stepsOf(loan.quote.explanation)} />
        </Card>
      )}
      <Card title={t('loan.entries')}>
        <JournalEntries entries={loan.entries} />
      </Card>
      {loan.reloans.length === 0 ? null : <Reloans rows={loan.reloans} />}
    </Page>
  )
}

function Disburse({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  if (!isOfficer || (loan.state !== 'CONTRACTED' && loan.state !== 'DISBURSED') || loan.disbursed === loan.amount)
    return null
  return (
    <CommandButton
      primary
      label={t('loan.disburse')}
      intro={t('loan.disburseIntro')}
      action="/v1/loans/{id}/disbursements"
      params={{ id: loan.id }}
      draft={`disbursement-${loan.id}`}
      fixed={{ version: loan.version, queryIsClean: true }}
      fields={[
        { name: 'amount', label: t('field.amount'), kind: 'amount', initial: subtract(loan.amount, loan.disbursed) },
        { name: 'on', label: t('loan.disbursedOn'), kind: 'date', initial: loan.signedOn },
        { name: 'noteNo', label: t('loan.noteNo'), kind: 'text' },
        { name: 'payee', label: t('loan.payee'), kind: 'text' },
        {
          name: 'queryCertificateNo',
          label: t('pledge.queryNo'),
          kind: 'text',
          help: t('loan.secondQuery'),
          optional: loan.pledgeId === null,
        },
        { name: 'queryCertificateOn', label: t('pledge.queryOn'), kind: 'date', optional: loan.pledgeId === null },
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
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
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

function ScheduleCard({ schedule }: { readonly schedule: Schedule }) {
  const { t } = useLanguage()
  const { totals } = schedule
  const columns: readonly Column<ScheduleRow>[] = [
    { id: 'no', label: t('schedule.no'), show: (row) => row.no },
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

function Reloans({ rows }: { readonly rows: readonly LoanReloan[] }) {
  const { t } = useLanguage()
  const columns: readonly Column<LoanReloan>[] = [
    {
      id: 'filing',
      label: t('nav.filings'),
      show: (row) => <Go to={`/app/filings/${row.filingId}`}>{row.filingId.slice(0, 8)}</Go>,
    },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'drawn', label: t('reloan.drawnOn'), show: (row) => row.drawnOn },
    { id: 'due', label: t('loan.dueOn'), show: (row) => row.dueOn },
  ]
  return (
    <Card flush title={t('nav.reloans')}>
      <DataTable id="loan-reloans" caption={t('nav.reloans')} columns={columns} rows={rows} rowKey={(row) => row.id} />
    </Card>
  )
}
