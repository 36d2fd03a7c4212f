import { useParams } from 'react-router'
import type { RateDecision as Decision } from '../../api/types.js'
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
  const { t, word, name } = useLanguage()
  const asked = useRead<Decision>(`/v1/rate-decisions/${id}`)
  return (
    <Await asked={asked}>
      {(decision) => {
        const base = `/app/enterprises/${decision.enterprise.uscc}`
        return (
          <Page
            title={t('decision.title', { enterprise: name(decision.enterprise) })}
            crumbs={[
              { label: t('lines.title'), to: '/app/credit-lines' },
              { label: name(decision.enterprise), to: `${base}/credit-lines` },
              { label: t('lineage.rate') },
            ]}
          >
            <Lineage
              at="rate"
              links={{
                report: '/app/report',
                lines: `${base}/credit-lines`,
                rating: `${base}/rating`,
                account: `${base}/carbon-account`,
              }}
            />
            <Totals
              items={[
                { label: t('figure.referenceRate'), value: <Rate percent={decision.referenceRate} /> },
                { label: t('figure.discount'), value: <Bp bp={decision.discountBp} /> },
                { label: t('figure.rate'), value: <Rate percent={decision.rate} /> },
                {
                  label: t('figure.annualSaving'),
                  value: <Amount yuan={decision.annualSaving} />,
                  note: t('figure.annualSavingNote'),
                },
              ]}
            />
            <div className="columns two-one">
              <Card title={t('decision.steps')}>
                <Explanation explanation={decision.explanation} />
              </Card>
              <Card title={t('decision.facts')}>
                <Facts
                  items={[
                    { label: t('field.lender'), value: name(decision.lender) },
                    { label: t('field.product'), value: word('product', decision.product) },
                    { label: t('field.pricedOn'), value: decision.pricedOn },
                    decision.limit !== undefined && {
                      label: t('figure.limit'),
                      value: <Amount yuan={decision.limit} />,
                    },
                    {
                      label: t('field.grade'),
                      value: (
                        <Go to={`${base}/rating`} query={{ asOf: decision.pricedOn }}>
                          <Grade grade={decision.grade} />
                        </Go>
                      ),
                    },
                    { label: t('field.recordedAt'), value: formatInstant(decision.recordedAt) },
                    decision.documentHash !== undefined && {
                      label: t('hash.document'),
                      value: <code title={decision.documentHash}>{decision.documentHash.slice(0, 16)}</code>,
                    },
                  ]}
                />
              </Card>
            </div>
          </Page>
        )
      }}
    </Await>
  )
}
