import { Steps } from 'antd'
import { useParams } from 'react-router'
import type { FilingRecord, FilingRow } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { FilingActions } from './FilingActions.js'
import { FilingRows } from './FilingRows.js'
import { RowReview } from './RowReview.js'

const ONE_REVIEW: readonly string[] = ['FILED', 'REVIEWED', 'GRANTED']
const TWO_REVIEWS: readonly string[] = ['FILED', 'FIRST_REVIEWED', 'REVIEWED', 'GRANTED']

export function FilingDetail() {
  const { id = '' } = useParams()
  const asked = useRead<FilingRecord>(`/v1/reloan-filings/${id}`)
  return <Await asked={asked}>{(filing) => <Sheet filing={filing} />}</Await>
}

function Sheet({ filing }: { readonly filing: FilingRecord }) {
  const { t, word, name } = useLanguage()
  const rows = usePages<FilingRow>(`/v1/reloan-filings/${filing.id}/rows`)
  const life = filing.reviews === 2 ? TWO_REVIEWS : ONE_REVIEW
  const at = life.indexOf(filing.state)
  return (
    <Page
      title={t('filing.title', { on: filing.filedOn })}
      note={`${name({ nameZh: filing.lenderZh, nameEn: filing.lenderEn })} · ${filing.facility}`}
      crumbs={[{ label: t('nav.filings'), to: '/app/filings' }, { label: filing.filedOn }]}
      actions={
        <>
          <RowReview filing={filing} rows={rows.items ?? []} isWhole={!rows.hasMore} />
          <FilingActions filing={filing} />
        </>
      }
    >
      <Card>
        <Steps
          size="small"
          current={Math.max(at, 0)}
          status={filing.state === 'RETURNED' ? 'error' : filing.state === 'GRANTED' ? 'finish' : 'process'}
          items={life.map((state) => ({ title: word('filingState', state) }))}
        />
      </Card>
      <Totals
        items={[
          {
            label: t('filing.requested'),
            value: <Amount yuan={filing.requested} />,
            note:
              filing.liveRequested === filing.requested ? undefined : (
                <>
                  {t('filing.stillAsked')} <Amount yuan={filing.liveRequested} />
                </>
              ),
          },
          { label: t('filing.granted'), value: <Amount yuan={filing.granted} /> },
          { label: t('quota.drawn'), value: <Amount yuan={filing.drawn} /> },
          { label: t('filing.rows'), value: t('filing.liveOf', { live: filing.liveRows, all: filing.rows }) },
          { label: t('field.state'), value: <State family="filingState" state={filing.state} /> },
        ]}
      />
      <Card>
        <Facts
          items={[
            { label: t('filing.mode'), value: word('filingMode', filing.mode) },
            filing.backfillDays !== null && {
              label: t('filing.backfill'),
              value: t('filing.days', { n: filing.backfillDays }),
            },
            { label: t('filing.reviews'), value: filing.reviews },
            { label: t('nav.quotas'), value: <Go to={`/app/quotas/${filing.quotaId}`}>{t('filing.openQuota')}</Go> },
            { label: t('filing.grantedOn'), value: filing.grantedOn ?? '—' },
            filing.reviews === 2 && {
              label: t('filing.firstOpinion'),
              value: filing.firstReviewOpinion ?? '—',
              wide: true,
            },
            {
              label: t(filing.reviews === 2 ? 'filing.secondOpinion' : 'filing.reviewOpinion'),
              value: filing.reviewOpinion ?? '—',
              wide: true,
            },
            { label: t('filing.grantOpinion'), value: filing.grantOpinion ?? '—', wide: true },
          ]}
        />
      </Card>
      <FilingRows filing={filing} pages={rows} />
    </Page>
  )
}
