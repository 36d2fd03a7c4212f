import { Steps } from 'antd'
import { useParams } from 'react-router'
import type { FilingRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { EligibilityLines } from './EligibilityLines.js'
import { FilingActions } from './FilingActions.js'

const LIFE: readonly string[] = ['FILED', 'REVIEWED', 'GRANTED']

export function FilingDetail() {
  const { id = '' } = useParams()
  const asked = useRead<FilingRecord>(`/v1/reloan-filings/${id}`)
  return <Await asked={asked}>{(filing) => <Sheet filing={filing} />}</Await>
}

function Sheet({ filing }: { readonly filing: FilingRecord }) {
  const { t, word, name } = useLanguage()
  const at = LIFE.indexOf(filing.state)
  return (
    <Page
      title={t('filing.title', { on: filing.filedOn })}
      crumbs={[{ label: t('nav.filings'), to: '/app/filings' }, { label: filing.filedOn }]}
      actions={<FilingActions filing={filing} />}
    >
      <Card>
        <Steps
          size="small"
          current={Math.max(at, 0)}
          status={filing.state === 'RETURNED' ? 'error' : filing.state === 'GRANTED' ? 'finish' : 'process'}
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
            { label: t('field.lender'), value: name({ nameZh: filing.lenderZh, nameEn: filing.lenderEn }) },
            { label: t('reloan.facility'), value: filing.facility },
            { label: t('nav.quotas'), value: <Go to={`/app/quotas/${filing.quotaId}`}>{t('filing.openQuota')}</Go> },
            { label: t('filing.grantedOn'), value: filing.grantedOn ?? '—' },
            { label: t('filing.reviewOpinion'), value: filing.reviewOpinion ?? '—', wide: true },
            { label: t('filing.grantOpinion'), value: filing.grantOpinion ?? '—', wide: true },
          ]}
        />
      </Card>
      {filing.loans.map((loan) => (
        <Card
          key={loan.loanId}
          title={
            <>
              <Go to={`/app/loans/${loan.loanId}`}>{loan.contractNo}</Go>{' '}
              {name({ nameZh: loan.enterpriseZh, nameEn: loan.enterpriseEn })}
            </>
          }
          extra={
            <span className="note">
              {t('loan.balance')} <Amount yuan={loan.balance} /> · {t('filing.requested')}{' '}
              <Amount yuan={loan.requested} /> · {t('quota.drawn')} <Amount yuan={loan.drawn} />
            </span>
          }
        >
          <EligibilityLines lines={loan.eligibility} />
        </Card>
      ))}
    </Page>
  )
}
