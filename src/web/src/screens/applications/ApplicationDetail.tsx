import { useNavigate, useParams } from 'react-router'
import { type ApplicationRecord, firmOf, type Quote, stepsOf } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { Grade, State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'

export function ApplicationDetail() {
  const { id = '' } = useParams()
  const asked = useRead<ApplicationRecord>(`/v1/loan-applications/${id}`)
  return <Await asked={asked}>{(application) => <Sheet application={application} />}</Await>
}

function Sheet({ application }: { readonly application: ApplicationRecord }) {
  const { t, word, name } = useLanguage()
  const borrower = name(firmOf(application))
  const { quotes } = application
  return (
    <Page
      title={t('application.title', { enterprise: borrower })}
      crumbs={[{ label: t('nav.applications'), to: '/app/applications' }, { label: borrower }]}
      actions={<Actions application={application} />}
    >
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="applicationState" state={application.state} /> },
            {
              label: t('field.enterprise'),
              value:
                application.uscc === null ? borrower : <Go to={`/app/enterprises/${application.uscc}`}>{borrower}</Go>,
            },
            { label: t('field.lender'), value: application.lender },
            { label: t('field.product'), value: word('product', application.product) },
            { label: t('field.amount'), value: <Amount yuan={application.amount} /> },
            { label: t('field.tenorMonths'), value: application.tenorMonths },
            { label: t('application.appliedOn'), value: application.appliedOn },
            {
              label: t('nav.pledges'),
              value:
                application.pledgeId === null ? (
                  '—'
                ) : (
                  <Go to={`/app/pledges/${application.pledgeId}`}>{t('application.openPledge')}</Go>
                ),
            },
            { label: t('field.purpose'), value: application.purpose, wide: true },
          ]}
        />
      </Card>
      {application.approval === null ? null : (
        <Card title={t('application.approval')}>
          <Facts
            items={[
              { label: t('field.decision'), value: word('decision', application.approval.decision) },
              { label: t('application.approvedAmount'), value: <Amount yuan={application.approval.approvedAmount} /> },
              { label: t('application.decidedOn'), value: application.approval.decidedOn },
              { label: t('field.opinion'), value: application.approval.opinion, wide: true },
            ]}
          />
        </Card>
      )}
      {quotes.length === 0 ? (
        <Card title={t('quote.title')}>
          <Nothing>{t('quote.none')}</Nothing>
        </Card>
      ) : (
        quotes.map((quote) => <QuoteCard key={quote.id} quote={quote} />)
      )}
      {application.trail.length === 0 ? null : (
        <Card title={t('application.trail')}>
          <ol className="trail">
            {application.trail.map((step) => (
              <li key={`${step.at}${step.action}`}>
                <time dateTime={step.at}>{formatInstant(step.at)}</time>
                <strong>{word('action', step.action)}</strong>
                <span>{step.person ?? t('audit.system')}</span>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </Page>
  )
}

/** 报价 with the whole way from the base rate to the rate offered. */
export function QuoteCard({ quote }: { readonly quote: Quote }) {
  const { t } = useLanguage()
  return (
    <Card
      title={t('quote.on', { on: quote.pricedOn })}
      extra={
        <span className="note">
          {t('quote.expires', { on: quote.expiresOn })} · <code>{quote.id.slice(0, 8)}</code>
        </span>
      }
    >
      <Totals
        items={[
          { label: t('figure.referenceRate'), value: <Rate percent={quote.referenceRate} />, note: t('quote.without') },
          { label: t('figure.discount'), value: <Bp bp={quote.discountBp} />, note: <Grade grade={quote.grade} /> },
          { label: t('quote.rate'), value: <Rate percent={quote.rate} /> },
          { label: t('figure.annualSaving'), value: <Amount yuan={quote.annualSaving} /> },
        ]}
      />
      <Explanation steps={stepsOf(quote.explanation)} />
    </Card>
  )
}

function Actions({ application }: { readonly application: ApplicationRecord }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isApprover = useHasRole('credit_approver')
  const navigate = useNavigate()
  const { href } = useTimes()
  const params = { id: application.id }
  const { quotes } = application
  const open = application.state === 'APPLIED' || application.state === 'QUOTED'
  return (
    <>
      {isOfficer && open ? (
        <CommandButton
          primary={quotes.length === 0}
          label={t('quote.new')}
          intro={t('quote.intro')}
          action="/v1/loan-applications/{id}/quotes"
          params={params}
          draft={`quote-${application.id}`}
          fields={[{ name: 'on', label: t('quote.day'), kind: 'date', initial: application.appliedOn }]}
        />
      ) : null}
      {isApprover && open && quotes.length > 0 ? (
        <CommandButton
          primary
          label={t('application.decide')}
          intro={t('maker.checker')}
          action="/v1/loan-applications/{id}/decision"
          params={params}
          draft={`decision-${application.id}`}
          fixed={{ version: application.version }}
          fields={[
            {
              name: 'decision',
              label: t('field.decision'),
              kind: 'choice',
              initial: 'APPROVE',
              options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
            },
            {
              name: 'quoteId',
              label: t('quote.title'),
              kind: 'choice',
              optional: true,
              initial: quotes.at(-1)?.id ?? '',
              options: quotes.map((quote) => ({ value: quote.id, label: `${quote.pricedOn} · ${quote.rate} %` })),
            },
            {
              name: 'approvedAmount',
              label: t('application.approvedAmount'),
              kind: 'amount',
              optional: true,
              initial: application.amount,
            },
            { name: 'on', label: t('application.decidedOn'), kind: 'date', initial: application.appliedOn },
            { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
          ]}
          shape={({ quoteId, approvedAmount, ...body }) =>
            body.decision === 'APPROVE' ? { ...body, quoteId, approvedAmount } : body
          }
        />
      ) : null}
      {isOfficer && application.state === 'APPROVED' ? (
        <CommandButton
          primary
          label={t('application.contract')}
          action="/v1/loan-applications/{id}/contract"
          params={params}
          draft={`contract-${application.id}`}
          fixed={{ version: application.version }}
          fields={[
            { name: 'contractNo', label: t('loan.contractNo'), kind: 'text' },
            { name: 'signedOn', label: t('loan.signedOn'), kind: 'date', initial: application.appliedOn },
            {
              name: 'method',
              label: t('loan.method'),
              kind: 'choice',
              initial: 'interest-only',
              options: ['interest-only', 'bullet', 'equal-instalment', 'equal-principal'].map((value) => ({
                value,
                label: word('method', value),
              })),
            },
          ]}
          onDone={(loan) => navigate(href(`/app/loans/${loan.id}`))}
        />
      ) : null}
      {application.loanId ? <Go to={`/app/loans/${application.loanId}`}>{t('application.openLoan')}</Go> : null}
    </>
  )
}
