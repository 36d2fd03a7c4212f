import {
  type Disbursement,
  type DisbursementCheck,
  type DisbursementChecks,
  firmOf,
  type LoanRecord,
  type LoanReloan,
} from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { BANK } from '../../shell/navigation.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { LoanTerms } from './LoanTerms.js'

/** What was agreed, what must be met before money goes out, and what went out. */
export function LoanContract({ loan }: { readonly loan: LoanRecord }) {
  const { t, word, name } = useLanguage()
  const isBank = useHasRole(...BANK, 'auditor')
  return (
    <>
      <Card title={t('loan.parties')}>
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
            { label: t('loan.amount'), value: <Amount yuan={loan.amount} /> },
            { label: t('field.tenorMonths'), value: loan.tenorMonths },
            { label: t('loan.signedOn'), value: loan.signedOn },
            {
              label: t('nav.applications'),
              value: <Go to={`/app/applications/${loan.applicationId}`}>{t('loan.openApplication')}</Go>,
            },
            loan.pledgeId !== null && {
              label: t('nav.pledges'),
              value: <Go to={`/app/pledges/${loan.pledgeId}`}>{t('application.openPledge')}</Go>,
            },
            loan.creditLineId !== null && {
              label: t('nav.creditLines'),
              value: <Go to={`/app/credit-lines/${loan.creditLineId}`}>{t('loan.openLine')}</Go>,
            },
            { label: t('field.purpose'), value: loan.purpose, wide: true },
          ]}
        />
      </Card>
      {isBank && loan.disbursed !== loan.amount ? <Checks loan={loan} /> : null}
      <Disbursements rows={loan.disbursements} />
      <LoanTerms terms={loan.terms} />
      {loan.reloans.length === 0 ? null : <Reloans rows={loan.reloans} />}
    </>
  )
}

function Checks({ loan }: { readonly loan: LoanRecord }) {
  const { t, code } = useLanguage()
  const asked = useRead<DisbursementChecks>(`/v1/loans/${loan.id}/disbursement-checks`, { on: loan.position.on })
  const columns: readonly Column<DisbursementCheck>[] = [
    {
      id: 'met',
      label: t('check.met'),
      show: (row) => (
        <span className={row.met ? 'mark mark-yes' : 'mark mark-no'}>{t(row.met ? 'check.yes' : 'check.no')}</span>
      ),
    },
    { id: 'condition', label: t('check.condition'), show: (row) => row.name[code] },
    {
      id: 'why',
      label: t('check.why'),
      show: (row) => (
        <span className="long">
          {row.why?.[code] ?? '—'}
          {row.cure === null ? null : <strong className="cure">{row.cure[code]}</strong>}
        </span>
      ),
    },
  ]
  return (
    <Card
      flush
      title={t('check.title')}
      extra={<span className="note">{t('check.on', { on: loan.position.on })}</span>}
    >
      <Await asked={asked}>
        {({ checks, ready }) => (
          <>
            <DataTable
              id="disbursement-checks"
              caption={t('check.title')}
              columns={columns}
              rows={checks}
              rowKey={(row) => row.condition}
            />
            <p className="more">
              <span className={ready ? 'mark mark-yes' : 'mark mark-no'}>
                {t(ready ? 'check.ready' : 'check.notReady')}
              </span>
            </p>
          </>
        )}
      </Await>
    </Card>
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
