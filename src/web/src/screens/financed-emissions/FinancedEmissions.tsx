import { Segmented } from 'antd'
import type { FinancedReport, FinancedRow } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { type Key, useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count, Quantity } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { RuleSource } from '../../parts/tags.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { FinancedLoans } from './FinancedLoans.js'

const METHODS = ['pcaf-business-loans', 'cn-average-balance'] as const
const CUTS = {
  institution: { rows: (r: FinancedReport) => r.byInstitution, label: 'report.byInstitution' },
  sector: { rows: (r: FinancedReport) => r.bySector, label: 'report.bySector' },
  quality: { rows: (r: FinancedReport) => r.byDataQuality, label: 'financed.byQuality' },
} as const satisfies Record<string, { rows: (r: FinancedReport) => readonly FinancedRow[]; label: Key }>
type Cut = keyof typeof CUTS

/** 融资碳排放: what loans finance of their borrowers' emissions, by a named method, with what it does not cover. */
export function FinancedEmissions() {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [chosen, choose] = useFilter('method')
  const method = METHODS.find((one) => one === chosen) ?? 'pcaf-business-loans'
  const asked = useRead<FinancedReport>('/v1/reports/financed-emissions', { ...query, method })
  return (
    <Page
      title={t('nav.financed')}
      note={t('financed.note')}
      actions={
        <Segmented
          value={method}
          onChange={(next) => choose(next)}
          options={METHODS.map((value) => ({ value, label: word('attribution', value) }))}
        />
      }
    >
      <Await asked={asked}>{(report) => <Sheet report={report} />}</Await>
      <FinancedLoans method={method} />
    </Page>
  )
}

function Sheet({ report }: { readonly report: FinancedReport }) {
  const { t, name, code } = useLanguage()
  const { totals, method, coverage } = report
  return (
    <>
      <p className="note">
        {t('financed.times', {
          asOf: report.asOf,
          knownAt: formatInstant(report.knownAt),
          from: report.period.from,
          to: report.period.to,
        })}
        {report.population === null ? null : ` · ${report.population[code]}`}
      </p>
      <Totals
        items={[
          { label: t('figure.financedLoans'), value: <Count of={totals.loans} /> },
          { label: t('financed.amount'), value: <Amount yuan={totals.amount} /> },
          {
            label: t('financed.total'),
            value: <Quantity of={totals.total} unit="tCO₂" places={2} />,
            note: t('financed.totalNote'),
          },
          { label: t('scope.1'), value: <Quantity of={totals.scope1} unit="tCO₂" places={2} /> },
          { label: t('statement.location'), value: <Quantity of={totals.scope2} unit="tCO₂" places={2} /> },
          { label: t('financed.quality'), value: <Quantity of={totals.dataQuality} places={2} /> },
          {
            label: t('financed.coverage'),
            value: <Quantity of={coverage.amountPercent} unit="%" places={2} />,
            note: t('financed.coverageNote', { n: coverage.withoutFigures.loans }),
          },
        ]}
      />
      <Cuts report={report} />
      <div className="columns">
        <Left
          title={t('financed.without')}
          rows={coverage.reasons}
          empty={t(totals.loans === 0 ? 'financed.allAttributed' : 'financed.allCovered')}
        />
        <Left title={t('financed.nothing')} rows={report.nothingAttributed} empty={t('financed.allAttributed')} />
      </div>
      <Card title={t('financed.method')}>
        <Facts
          items={[
            { label: t('field.name'), value: `${name(method)} ${method.version}` },
            { label: t('rule.source'), value: <RuleSource rule={method} />, wide: true },
            ...Object.entries(report.apart).map(([id, sentence]) => ({
              label: t(`apart.${id as keyof FinancedReport['apart']}`),
              value: sentence[code],
              wide: true,
            })),
          ]}
        />
      </Card>
      <details className="card definitions">
        <summary>{t('report.definitions')}</summary>
        <dl>
          {Object.entries(report.definitions).map(([id, sentence]) => (
            <div key={id}>
              <dd>{sentence[code]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function Cuts({ report }: { readonly report: FinancedReport }) {
  const { t, name } = useLanguage()
  const [by, choose] = useFilter('by')
  const cut: Cut = by !== null && by in CUTS ? (by as Cut) : 'institution'
  const { totals } = report
  const tonnes = (id: 'scope1' | 'scope2' | 'unsplit' | 'total', label: string): Column<FinancedRow> => ({
    id,
    label: `${label} (tCO₂)`,
    figure: true,
    show: (row) => <Quantity of={row[id]} places={2} />,
    total: <Quantity of={totals[id]} places={2} />,
  })
  const columns: readonly Column<FinancedRow>[] = [
    {
      id: 'name',
      label: t(CUTS[cut].label),
      show: (row) =>
        row.nameZh === null || row.nameEn === null ? row.key : name({ nameZh: row.nameZh, nameEn: row.nameEn }),
    },
    {
      id: 'loans',
      label: t('figure.financedLoans'),
      figure: true,
      show: (row) => <Count of={row.loans} />,
      total: <Count of={totals.loans} />,
    },
    {
      id: 'amount',
      label: t('financed.amount'),
      money: true,
      show: (row) => <Amount yuan={row.amount} />,
      total: <Amount yuan={totals.amount} />,
    },
    tonnes('scope1', t('scope.1')),
    tonnes('scope2', t('statement.location')),
    tonnes('unsplit', t('financed.unsplit')),
    tonnes('total', t('statement.total')),
    {
      id: 'quality',
      label: t('financed.quality'),
      figure: true,
      show: (row) => <Quantity of={row.dataQuality} places={2} />,
      total: <Quantity of={totals.dataQuality} places={2} />,
    },
  ]
  return (
    <Card
      flush
      title={t('report.cut')}
      extra={
        <Segmented
          value={cut}
          onChange={(next) => choose(next)}
          options={(Object.keys(CUTS) as Cut[]).map((value) => ({ value, label: t(CUTS[value].label) }))}
        />
      }
    >
      <DataTable
        id="financed"
        caption={t('nav.financed')}
        columns={columns}
        rows={CUTS[cut].rows(report)}
        rowKey={(row) => row.key}
        empty={t('financed.empty')}
      />
    </Card>
  )
}

/** Loans that are in no sum, by the reason. */
function Left({
  title,
  rows,
  empty,
}: {
  readonly title: string
  readonly rows: FinancedReport['nothingAttributed']
  readonly empty: string
}) {
  const { t, word } = useLanguage()
  const columns: readonly Column<(typeof rows)[number]>[] = [
    {
      id: 'reason',
      label: t('field.reason'),
      show: (row) => <span className="long">{word('noFigures', row.reason)}</span>,
    },
    { id: 'loans', label: t('figure.financedLoans'), figure: true, show: (row) => <Count of={row.loans} /> },
    { id: 'amount', label: t('financed.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
  ]
  return (
    <Card flush title={title}>
      <DataTable
        id="financed-left"
        caption={title}
        columns={columns}
        rows={rows.filter((row) => row.loans > 0)}
        rowKey={(row) => row.reason}
        empty={empty}
      />
    </Card>
  )
}
