import { Alert } from 'antd'
import { Problem } from '../../api/problem.js'
import type { Benchmark, FactorUse, RatingComponent, Rating as RatingDocument } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { isDecimalText } from '../../format/decimal.js'
import { formatQuantity } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity, Share } from '../../parts/Figure.js'
import { Lineage } from '../../parts/Lineage.js'
import { AwaitLook, useLook } from '../../parts/Look.js'
import { Card, Facts } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { Grade, RuleSource } from '../../parts/tags.js'
import { useTimes } from '../../shell/times.js'
import { NextGrade } from './NextGrade.js'

export function Rating({ uscc }: { readonly uscc: string }) {
  const { t } = useLanguage()
  const { query } = useTimes()
  const asked = useLook<RatingDocument>(`/v1/enterprises/${uscc}/rating`, query)
  const base = `/app/enterprises/${uscc}`
  return (
    <>
      <Lineage at="rating" links={{ lines: `${base}/credit-lines`, account: `${base}/carbon-account` }} />
      {asked.error instanceof Problem && asked.error.code === 'RATING_NOT_FOUND' ? (
        <Nothing>{t('rating.none')}</Nothing>
      ) : (
        <AwaitLook asked={asked} uscc={uscc}>
          {(rating) => <Sheet rating={rating} />}
        </AwaitLook>
      )}
    </>
  )
}

function Sheet({ rating }: { readonly rating: RatingDocument }) {
  const { t, word } = useLanguage()
  return (
    <>
      {rating.stale ? <Alert type="warning" showIcon title={t('rating.stale')} /> : null}
      <div className="columns two-one">
        <div className="stack">
          {rating.components.length === 0 ? (
            <Card title={t('rating.components')}>
              <Nothing>{t(rating.withheld.length > 0 ? 'look.noComponents' : 'rating.noComponents')}</Nothing>
            </Card>
          ) : (
            <>
              <Components components={rating.components} score={rating.score} />
              <Card title={t('rating.next')}>
                <NextGrade next={rating.toNextGrade} />
              </Card>
            </>
          )}
        </div>
        <div className="stack">
          <Card title={t('rating.result')}>
            <p className="rating-result">
              <Grade grade={rating.grade} />
              <strong className="figure">{rating.scoreRounded ?? '—'}</strong>
            </p>
            <Facts
              items={[
                { label: t('field.ratedAsOf'), value: rating.ratedAsOf },
                { label: t('rating.validUntil'), value: rating.validUntil },
                { label: t('field.recordedAt'), value: formatInstant(rating.recordedAt), wide: true },
                { label: t('rating.method'), value: `${rating.method.id} ${rating.method.version}`, wide: true },
                { label: t('rule.status'), value: <RuleSource rule={rating.method} />, wide: true },
              ]}
            />
          </Card>
          <Card title={t('rating.caps')}>
            {rating.vetoes.length === 0 ? null : (
              <ul className="plain-list">
                {rating.vetoes.map((veto) => (
                  <li key={veto}>{word('veto', veto)}</li>
                ))}
              </ul>
            )}
            {rating.caps.length === 0 ? (
              <p className="note">{t('rating.noCaps')}</p>
            ) : (
              <ul className="plain-list">
                {rating.caps.map(({ reason }) => (
                  <li key={reason}>{word('cap', reason)}</li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
      <Factors factors={rating.factors} />
      <Benchmarks rows={rating.benchmarks} />
      <Card title={t('rating.inputs')}>
        <Facts
          items={Object.entries(rating.inputs)
            .filter(([, value]) => typeof value !== 'object' || value === null)
            .map(([id, value]) => ({ label: word('input', id), value: <InputValue id={id} value={value} /> }))}
        />
        <p className="note hashes">
          {Object.entries(rating.hashes).map(([id, hash]) => (
            <span key={id} title={hash}>
              {word('hash', id)} <code>{hash.slice(0, 12)}</code>
            </span>
          ))}
        </p>
      </Card>
    </>
  )
}

/** Codes stay as they are; figures are shown as figures. */
function InputValue({ id, value }: { readonly id: string; readonly value: unknown }) {
  const { word } = useLanguage()
  if (id === 'verification') return word('verification', String(value))
  if (typeof value !== 'string' || !isDecimalText(value) || id.endsWith('Code')) return String(value ?? '—')
  return (
    <span className="figure" title={value}>
      {formatQuantity(value, value.includes('.') ? 4 : 0)}
    </span>
  )
}

/** What was measured, in the form people know it: shares in percent, quality as a whole number. */
function Measured({ component: { id, metric } }: { readonly component: RatingComponent }) {
  if (id === 'TREND' || id === 'GREEN') return <Share of={metric} />
  return <Quantity of={metric} places={id === 'DQ' ? 0 : 4} />
}

function Components({
  components,
  score,
}: {
  readonly components: readonly RatingComponent[]
  readonly score: string | null
}) {
  const { t, word } = useLanguage()
  const columns: readonly Column<RatingComponent>[] = [
    { id: 'component', label: t('rating.component'), show: (row) => word('component', row.id) },
    { id: 'metric', label: t('account.own'), figure: true, show: (row) => <Measured component={row} /> },
    { id: 'benchmark', label: t('account.benchmark'), figure: true, show: (row) => <Quantity of={row.benchmark} /> },
    { id: 'k', label: 'K', figure: true, show: (row) => <Quantity of={row.k} /> },
    { id: 'score', label: t('rating.score'), figure: true, show: (row) => <Quantity of={row.score} places={2} /> },
    {
      id: 'weight',
      label: t('rating.weight'),
      figure: true,
      show: (row) => <Quantity of={row.weight} places={0} />,
    },
    {
      id: 'points',
      label: t('rating.points'),
      figure: true,
      show: (row) => (
        <>
          <Quantity of={row.points} />
          {row.reason ? <span className="flag">{word('reason', row.reason)}</span> : null}
        </>
      ),
      total: <Quantity of={score} />,
    },
  ]
  return (
    <Card flush title={t('rating.components')}>
      <DataTable
        id="rating-components"
        caption={t('rating.components')}
        columns={columns}
        rows={components}
        rowKey={(row) => row.id}
      />
    </Card>
  )
}

function Factors({ factors }: { readonly factors: readonly FactorUse[] }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<FactorUse>[] = [
    { id: 'code', label: t('field.factor'), show: (row) => <code>{row.code}</code> },
    { id: 'value', label: t('field.value'), figure: true, show: (row) => <Quantity of={row.value} unit={row.unit} /> },
    { id: 'set', label: t('factor.set'), show: (row) => row.set },
    {
      id: 'vintage',
      label: t('factor.vintage'),
      show: (row) => (
        <>
          {row.vintage ?? '—'}{' '}
          {row.fallback ? <span className="flag">{word('reason', 'FACTOR_VINTAGE_FALLBACK')}</span> : null}
        </>
      ),
    },
    { id: 'published', label: t('factor.publishedOn'), show: (row) => row.publishedOn ?? '—' },
    { id: 'source', label: t('rule.source'), show: (row) => <RuleSource rule={row} /> },
  ]
  return (
    <Card flush title={t('rating.factors')}>
      <DataTable
        id="rating-factors"
        caption={t('rating.factors')}
        columns={columns}
        rows={factors}
        rowKey={(row) => `${row.code}${row.vintage}`}
      />
    </Card>
  )
}

function Benchmarks({ rows }: { readonly rows: readonly Benchmark[] }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<Benchmark>[] = [
    { id: 'metric', label: t('account.intensity'), show: (row) => word('component', row.metric) },
    { id: 'mean', label: t('account.benchmark'), figure: true, show: (row) => <Quantity of={row.mean} /> },
    { id: 'entities', label: t('rating.entities'), figure: true, show: (row) => row.entities },
    { id: 'sector', label: t('field.sector'), show: (row) => row.sector },
    { id: 'period', label: t('field.period'), show: (row) => `${row.period.from} – ${row.period.to}` },
    { id: 'source', label: t('rule.source'), show: (row) => <RuleSource rule={row} /> },
  ]
  return (
    <Card flush title={t('rating.benchmarks')}>
      <DataTable
        id="rating-benchmarks"
        caption={t('rating.benchmarks')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.ruleId}
      />
    </Card>
  )
}
