import { Steps } from 'antd'
import { useParams } from 'react-router'
import type { Filing } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { Eligibility } from './Eligibility.js'

const LIFE = ['FILED', 'REVIEWED', 'GRANTED'] as const

export function FilingDetail() {
  const { id = '' } = useParams()
  const { t, word, name } = useLanguage()
  const asked = useRead<Filing>(`/v1/reloan-filings/${id}`)
  return (
    <Await asked={asked}>
      {(filing) => (
        <Page
          title={t('filing.title', { on: filing.filedOn })}
          crumbs={[{ label: t('nav.filings'), to: '/app/filings' }, { label: filing.filedOn }]}
          actions={<Actions filing={filing} />}
        >
          <Card>
            <Steps
              size="small"
              current={LIFE.indexOf(filing.state as (typeof LIFE)[number])}
              status={filing.state === 'RETURNED' ? 'error' : 'process'}
              items={LIFE.map((state) => ({ title: word('filingState', state) }))}
            />
          </Card>
          <Totals
            items={[
              { label: t('filing.requested'), value: <Amount yuan={filing.requested} /> },
              { label: t('filing.granted'), value: <Amount yuan={filing.granted} /> },
              { label: t('quota.drawn'), value: <Amount yuan={filing.drawn} /> },
              { label: t('field.state'), value: <State family="filingState" state={filing.state} /> },
            ]}
          />
          <Card>
            <Facts
              items={[
                filing.lender !== undefined && { label: t('field.lender'), value: name(filing.lender) },
                { label: t('reloan.facility'), value: filing.facility },
                {
                  label: t('nav.quotas'),
                  value: <Go to={`/app/quotas/${filing.quotaId}`}>{t('filing.openQuota')}</Go>,
                },
                { label: t('filing.grantedOn'), value: filing.grantedOn ?? '—' },
                { label: t('filing.reviewOpinion'), value: filing.reviewOpinion ?? '—', wide: true },
                { label: t('filing.grantOpinion'), value: filing.grantOpinion ?? '—', wide: true },
              ]}
            />
          </Card>
          {(filing.loans ?? []).map((loan) => (
            <Card
              key={loan.loanId}
              title={
                <Go to={`/app/loans/${loan.loanId}`}>
                  {loan.contractNo ?? loan.loanId.slice(0, 8)}{' '}
                  {loan.enterprise === undefined ? '' : name(loan.enterprise)}
                </Go>
              }
              extra={
                <span className="note">
                  {t('filing.requested')} <Amount yuan={loan.requested} />
                </span>
              }
            >
              <Eligibility eligibility={loan.eligibility} />
            </Card>
          ))}
        </Page>
      )}
    </Await>
  )
}

function Actions({ filing }: { readonly filing: Filing }) {
  const { t, word, name } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const isApprover = useHasRole('reloan_approver')
  const base = `/v1/reloan-filings/${filing.id}`
  const loans = filing.loans ?? []
  const version = { version: filing.version }
  if (isReviewer && filing.state === 'FILED')
    return (
      <CommandButton
        primary
        label={t('filing.review')}
        intro={t('maker.approver')}
        path={`${base}/review`}
        draft={`review-${filing.id}`}
        fixed={version}
        fields={[
          {
            name: 'decision',
            label: t('field.decision'),
            kind: 'choice',
            initial: 'PASS',
            options: ['PASS', 'RETURN'].map((value) => ({ value, label: word('decision', value) })),
          },
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  if (isApprover && filing.state === 'REVIEWED')
    return (
      <CommandButton
        primary
        label={t('filing.grant')}
        intro={t('maker.checker')}
        path={`${base}/grant`}
        draft={`grant-${filing.id}`}
        fixed={version}
        fields={[
          { name: 'amount', label: t('filing.granted'), kind: 'amount', initial: filing.requested },
          { name: 'on', label: t('filing.grantedOn'), kind: 'date', initial: filing.filedOn },
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  if (isApprover && filing.state === 'GRANTED' && filing.drawn !== filing.granted)
    return (
      <CommandButton
        primary
        label={t('filing.drawdown')}
        path={`${base}/drawdowns`}
        draft={`drawdown-${filing.id}`}
        fields={[
          {
            name: 'loanId',
            label: t('nav.loans'),
            kind: 'choice',
            initial: loans[0]?.loanId ?? '',
            options: loans.map((loan) => ({
              value: loan.loanId,
              label: loan.contractNo ?? (loan.enterprise === undefined ? loan.loanId : name(loan.enterprise)),
            })),
          },
          {
            name: 'amount',
            label: t('field.amount'),
            kind: 'amount',
            ...(filing.granted === null ? {} : { initial: filing.granted }),
          },
          {
            name: 'on',
            label: t('reloan.drawnOn'),
            kind: 'date',
            ...(filing.grantedOn === null ? {} : { initial: filing.grantedOn }),
          },
          {
            name: 'termMonths',
            label: t('reloan.term'),
            kind: 'choice',
            initial: '12',
            options: ['3', '6', '12'].map((value) => ({ value, label: t('months', { n: value }) })),
          },
        ]}
        shape={(body) => ({ ...body, termMonths: Number.parseInt(String(body.termMonths), 10) })}
      />
    )
  return null
}
