import { useParams } from 'react-router'
import type { RateDecision as Decision, Enterprise } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Explanation } from '../../parts/Explanation.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Lineage } from '../../parts/Lineage.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'

/** 利率决定: why this line has this rate. */
export function RateDecision() {
  const { id = '' } = useParams()
  const asked = useRead<Decision>(`/v1/rate-decisions/${id}`)
  return <Await asked={asked}>{(decision) => <Sheet decision={decision} />}</Await>
}

function Sheet({ decision }: { readonly decision: Decision }) {
  const { t, word, name } = useLanguage()
  const firm = useRead<Enterprise>(`/v1/enterprises/${decision.uscc}`)
  const enterprise = firm.data === undefined ? decision.uscc : name(firm.data)
  const base = `/app/enterprises/${decision.uscc}`
  // The rating and the account as they were when this decision was made.
  const then = { asOf: decision.pricedOn, knownAt: decision.recordedAt }
  const at = (path: string) => `${path}?${new URLSearchParams(then)}`
  return (
    <Page
      title={t('decision.title', { enterprise })}
      crumbs={[
        { label: t('lines.title'), to: '/app/credit-lines' },
        { label: enterprise, to: `${base}/credit-lines` },
        { label: t('lineage.rate') },
      ]}
    >
      <Lineage
        at="rate"
        links={{ lines: `${base}/credit-lines`, rating: at(`${base}/rating`), account: at(`${base}/carbon-account`) }}
      />
      <Totals
        items={[
          {
            label: t('figure.referenceRate'),
            value: <Rate percent={decision.referenceRate} />,
            note: t('quote.without'),
          },
          { label: t('figure.discount'), value: <Bp bp={decision.discountBp} /> },
          { label: t('figure.rate'), value: <Rate percent={decision.rate} /> },
          { label: t('figure.limit'), value: <Amount yuan={decision.limit} /> },
          {
            label: t('figure.annualSaving'),
            value: <Amount yuan={decision.annualSaving} />,
            note: t('figure.annualSavingNote'),
          },
        ]}
      />
      <Card title={t('decision.steps')}>
        <Explanation steps={decision.steps} />
      </Card>
      <Card title={t('decision.facts')}>
        <Facts
          items={[
            { label: t('field.enterprise'), value: <Go to={base}>{enterprise}</Go> },
            { label: t('field.lender'), value: name(decision.lender) },
            { label: t('field.product'), value: word('product', decision.product) },
            { label: t('field.tenorMonths'), value: decision.tenorMonths },
            { label: t('field.pricedOn'), value: decision.pricedOn },
            {
              label: t('field.grade'),
              value: (
                <Go to={`${base}/rating`} query={then}>
                  <Grade grade={decision.grade} />
                </Go>
              ),
            },
            { label: t('field.ratedAsOf'), value: decision.ratedAsOf ?? '—' },
            { label: t('field.recordedAt'), value: formatInstant(decision.recordedAt) },
            {
              label: t('hash.document'),
              value: <code title={decision.documentHash}>{decision.documentHash.slice(0, 16)}</code>,
            },
          ]}
        />
      </Card>
    </Page>
  )
}
