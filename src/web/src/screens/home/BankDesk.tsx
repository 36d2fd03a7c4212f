import {
  type Application,
  type Filing,
  firmOf,
  type LineProposal,
  type Loan,
  type Pledge,
  type SavingReport,
  type ServicingRequest,
} from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { type ToDo, ToDoList } from './ToDoList.js'

/** A bank's day: what waits for this person, and what the carbon accounts do for the bank's own lines. */
export function BankDesk() {
  const { t } = useLanguage()
  const { query } = useTimes()
  const readsReport = useHasRole('loan_officer', 'credit_approver')
  const asked = useRead<SavingReport>(readsReport ? '/v1/reports/interest-saving' : null, query)
  return (
    <>
      <ToDos />
      {readsReport ? (
        <Card title={t('home.ownLines')} extra={<Go to="/app/credit-lines">{t('home.openLines')}</Go>}>
          <Await asked={asked}>
            {({ totals }) => (
              <Totals
                items={[
                  { label: t('figure.enterprisesShort'), value: <Count of={totals.enterprises} /> },
                  { label: t('figure.totalLine'), value: <Amount yuan={totals.totalLine} /> },
                  { label: t('figure.lineIncrease'), value: <Amount yuan={totals.lineIncrease} /> },
                  { label: t('figure.averageDiscount'), value: <Bp bp={totals.averageDiscountBp} /> },
                  {
                    label: t('figure.annualSaving'),
                    value: <Amount yuan={totals.annualSaving} />,
                    note: t('figure.annualSavingNote'),
                  },
                ]}
              />
            )}
          </Await>
        </Card>
      ) : null}
    </>
  )
}

function ToDos() {
  const { t, name, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isReviewer = useHasRole('credit_reviewer')
  const isApprover = useHasRole('credit_approver')
  const isDecider = useHasRole('credit_approver', 'credit_committee')
  const needsOf = (state: Application['state']) => {
    if (isOfficer && state === 'APPLIED') return t('todo.quote')
    if (isOfficer && state === 'QUOTED') return t('todo.survey')
    if (isOfficer && state === 'RETURNED') return t('todo.resubmit')
    if (isOfficer && state === 'APPROVED') return t('todo.sign')
    if (isReviewer && state === 'SURVEYED') return t('todo.reviewApplication')
    if (isDecider && state === 'REVIEWED') return t('todo.decide')
    return null
  }
  const requests = usePages<ServicingRequest>(isApprover ? '/v1/servicing-requests' : null, { state: 'PROPOSED' })
  const lines = usePages<LineProposal>(isApprover ? '/v1/credit-line-proposals' : null, { state: 'PROPOSED' })
  const applications = usePages<Application>('/v1/loan-applications')
  const pledges = usePages<Pledge>(isOfficer ? '/v1/pledges' : null)
  const loans = usePages<Loan>(isOfficer ? '/v1/loans' : null)
  const filings = usePages<Filing>(isOfficer ? '/v1/reloan-filings' : null)
  const waiting: ToDo[] = [
    ...(applications.items ?? []).flatMap((application) => {
      const needs = needsOf(application.state)
      return needs === null
        ? []
        : [
            {
              key: application.id,
              what: needs,
              whom: name(firmOf(application)),
              amount: application.amount,
              to: `/app/applications/${application.id}`,
            },
          ]
    }),
    ...(requests.items ?? []).map((request) => ({
      key: request.id,
      what: t('todo.request'),
      whom: word('request', request.kind),
      amount: null,
      to: `/app/loans/${request.loanId}/events`,
    })),
    ...(lines.items ?? []).map((line) => ({
      key: line.id,
      what: t('todo.line'),
      whom: name({ nameZh: line.enterpriseZh, nameEn: line.enterpriseEn }),
      amount: line.limit,
      to: '/app/credit-lines?show=proposals',
    })),
    ...(isOfficer ? (pledges.items ?? []) : []).flatMap((pledge) => {
      const needs =
        pledge.state === 'CONTRACTED' ? t('todo.register') : pledge.state === 'REGISTERED' ? t('todo.freeze') : null
      return needs === null
        ? []
        : [
            {
              key: pledge.id,
              what: needs,
              whom: pledge.uscc ?? '',
              amount: pledge.securedLimit,
              to: `/app/pledges/${pledge.id}`,
            },
          ]
    }),
    ...(isOfficer ? (loans.items ?? []) : [])
      .filter((loan) => loan.state === 'CONTRACTED')
      .map((loan) => ({
        key: loan.id,
        what: t('todo.disburse'),
        whom: name(firmOf(loan)),
        amount: loan.amount,
        to: `/app/loans/${loan.id}`,
      })),
    ...(isOfficer ? (filings.items ?? []) : [])
      .filter((filing) => filing.state === 'RETURNED')
      .map((filing) => ({
        key: filing.id,
        what: t('todo.returned'),
        whom: '',
        amount: filing.requested,
        to: `/app/filings/${filing.id}`,
      })),
  ]
  return <ToDoList items={waiting} loading={applications.isPending} />
}
