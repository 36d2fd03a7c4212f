import { useParams } from 'react-router'
import { type ApplicationRecord, firmOf, type Quote, stepsOf } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { Grade, State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { ApplicationActions, newestFirst } from './ApplicationActions.js'
import { ApplicationSteps } from './ApplicationSteps.js'
import { QuoteOverride } from './QuoteOverride.js'

export function ApplicationDetail() {
  const { id = '' } = useParams()
  const asked = useRead<ApplicationRecord>(`/v1/loan-applications/${id}`)
  return <Await asked={asked}>{(application) => <Sheet application={application} />}</Await>
}

function Sheet({ application }: { readonly application: ApplicationRecord }) {
  const { t, word, name } = useLanguage()
  const borrower = name(firmOf(application))
  const { quotes } = application
  const isBeforeContract = ['APPLIED', 'QUOTED', 'SURVEYED', 'REVIEWED', 'RETURNED'].includes(application.state)
  return (
    <Page
      title={t('application.title', { enterprise: borrower })}
      crumbs={[{ label: t('nav.applications'), to: '/app/applications' }, { label: borrower }]}
      actions={<ApplicationActions application={application} />}
    >
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="applicationState" state={application.state} /> },
            { label: t('application.round'), value: application.round },
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
        newestFirst(quotes).map((quote) => <QuoteCard key={quote.id} quote={quote} canOverride={isBeforeContract} />)
      )}
      <ApplicationSteps steps={application.steps} />
    </Page>
  )
}

/** 报价 with the whole way from the base rate to the rate offered. */
export function QuoteCard({ quote, canOverride = false }: { readonly quote: Quote; readonly canOverride?: boolean }) {
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
      {canOverride ? <QuoteOverride quote={quote} /> : null}
    </Card>
  )
}
