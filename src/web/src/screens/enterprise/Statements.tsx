import { Segmented, Switch } from 'antd'
import type { Statement, StatementChange, Statements as StatementsAnswer } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity } from '../../parts/Figure.js'
import { AwaitLook, useLook } from '../../parts/Look.js'
import { Card, Facts } from '../../parts/Page.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { StatementDetail } from './StatementDetail.js'
import { StatementsChart } from './StatementsChart.js'

const PERIODS = ['month', 'quarter', 'year', 'rolling12'] as const

/** 碳排放报表: by month, quarter, year or rolling twelve months, first stated and like for like. */
export function Statements({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [chosen, choosePeriod] = useFilter('period')
  const [restated, chooseRestated] = useFilter('restated')
  const period = PERIODS.find((one) => one === chosen) ?? 'year'
  const asked = useLook<StatementsAnswer>(`/v1/enterprises/${uscc}/statements`, { ...query, period, restated })
  return (
    <>
      <div className="row statement-tools">
        <Segmented
          value={period}
          onChange={(next) => choosePeriod(next)}
          options={PERIODS.map((value) => ({ value, label: word('period', value) }))}
        />
        {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is a button that the label holds */}
        <label className="row">
          <Switch
            size="small"
            checked={restated === 'true'}
            onChange={(on) => chooseRestated(on ? 'true' : null)}
            aria-label={t('statement.restated')}
          />
          {t('statement.restated')}
        </label>
      </div>
      <AwaitLook asked={asked} uscc={uscc}>
        {(answer) => <Sheet answer={answer} />}
      </AwaitLook>
    </>
  )
}

const spanOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
  from === to ? from : `${from} – ${to}`

function Sheet({ answer }: { readonly answer: StatementsAnswer }) {
  const { t, word } = useLanguage()
  const [at, chooseAt] = useFilter('at')
  const { items, verification } = answer
  const shown = items.find((item) => item.from === at) ?? items.findLast((item) => item.complete) ?? items.at(-1)
  const tonnes = (id: keyof Statement['totals'], label: string, optional = false): Column<Statement> => ({
    id,
    label: `${label} (tCO₂)`,
    figure: true,
    optional,
    show: (row) => <Quantity of={row.totals[id]} places={2} />,
  })
  const columns: readonly Column<Statement>[] = [
    {
      id: 'period',
      label: t('field.period'),
      show: (row) => (
        <button
          type="button"
          className="as-link"
          aria-current={row === shown ? 'true' : undefined}
          onClick={() => chooseAt(row.from)}
        >
          {spanOf(row)}
        </button>
      ),
    },
    tonnes('scope1', t('scope.1')),
    tonnes('scope2Location', t('statement.location')),
    tonnes('scope2Market', t('statement.market')),
    tonnes('total', t('statement.total')),
    tonnes('biogenic', t('statement.biogenic'), true),
    tonnes('exported', t('statement.exported'), true),
    {
      id: 'uncertainty',
      label: t('statement.uncertainty'),
      figure: true,
      show: (row) =>
        row.uncertainty.percent === null ? (
          <span title={word('reason', row.uncertainty.reason)}>—</span>
        ) : (
          <>
            ± <Quantity of={row.uncertainty.percent} unit="%" places={1} />
          </>
        ),
    },
    {
      id: 'quality',
      label: t('field.dataQuality'),
      figure: true,
      show: (row) => <Quantity of={row.dataQuality} places={2} />,
    },
    {
      id: 'complete',
      label: t('statement.months'),
      figure: true,
      show: (row) => (
        <>
          {row.complete ? null : <span className="flag">{t('statement.incomplete')}</span>} {row.monthsWithData}
        </>
      ),
    },
  ]
  return (
    <>
      <p className="note">
        {t('statement.times', {
          asOf: answer.asOf,
          knownAt: formatInstant(answer.knownAt),
          set: answer.factorSet,
        })}
      </p>
      {items.length > 1 ? (
        <Card title={t('statement.chart')}>
          <StatementsChart items={items} />
        </Card>
      ) : null}
      <Card flush title={t('statement.title')}>
        <DataTable
          id="statements"
          caption={t('statement.title')}
          columns={columns}
          rows={[...items].reverse()}
          rowKey={(row) => `${row.from}${row.to}`}
          empty={t('account.empty')}
        />
      </Card>
      {answer.history === null ? null : <History rows={answer.history} />}
      {shown === undefined ? null : <StatementDetail statement={shown} title={spanOf(shown)} />}
      <Card title={t('verification.title')}>
        <Facts
          items={[
            { label: t('verification.level'), value: word('verification', verification.level) },
            { label: t('verification.verifier'), value: verification.verifierName ?? verification.verifierCode ?? '—' },
            { label: t('verification.statementNo'), value: verification.statementNo ?? '—' },
            {
              label: t('quota.valid'),
              value:
                verification.validFrom === null ? '—' : `${verification.validFrom} – ${verification.validTo ?? ''}`,
            },
          ]}
        />
      </Card>
    </>
  )
}

/** 重述: what was first said of a period, what is said now, and why they differ. */
function History({ rows }: { readonly rows: readonly StatementChange[] }) {
  const { t } = useLanguage()
  const figure = (id: string, label: string, of: (row: StatementChange) => string): Column<StatementChange> => ({
    id,
    label: `${label} (tCO₂)`,
    figure: true,
    show: (row) => <Quantity of={of(row)} places={2} />,
  })
  const columns: readonly Column<StatementChange>[] = [
    { id: 'before', label: t('history.before'), show: (row) => spanOf(row.before) },
    { id: 'after', label: t('history.after'), show: (row) => spanOf(row) },
    figure('first', t('history.first'), (row) => row.firstStated),
    figure('restated', t('history.restated'), (row) => row.restated),
    figure('now', t('history.now'), (row) => row.after),
    figure('difference', t('history.difference'), (row) => row.difference),
    figure('activity', t('history.activity'), (row) => row.causes.activity),
    figure('factor', t('history.factor'), (row) => row.causes.factor),
    figure('method', t('history.method'), (row) => row.causes.method),
  ]
  return (
    <Card flush title={t('history.title')}>
      <DataTable
        id="statement-history"
        caption={t('history.title')}
        columns={columns}
        rows={[...rows].reverse()}
        rowKey={(row) => row.from}
        empty={t('history.empty')}
      />
      <p className="note card-foot">{t('history.note')}</p>
    </Card>
  )
}
