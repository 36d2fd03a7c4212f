import { Segmented } from 'antd'
import type { SavingReport, SavingRow } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { subtract } from '../../format/decimal.js'
import { type Key, useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Lineage } from '../../parts/Lineage.js'
import { Card, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { useDemoAccounts } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { GradeChart } from './GradeChart.js'
import { PUBLISHED } from './published.js'

const CUTS = {
  institution: { rows: (r: SavingReport) => r.byInstitution, filter: 'institution', label: 'report.byInstitution' },
  grade: { rows: (r: SavingReport) => r.byGrade, filter: 'grade', label: 'report.byGrade' },
  sector: { rows: (r: SavingReport) => r.bySector, filter: 'sector', label: 'report.bySector' },
  product: { rows: (r: SavingReport) => r.byProduct, filter: 'product', label: 'report.byProduct' },
} as const satisfies Record<string, { rows: (r: SavingReport) => readonly SavingRow[]; filter: string; label: Key }>
type Cut = keyof typeof CUTS

/** 利息节约报告: the city's figures, each cut by row, each row open to the lines behind it. */
export function Report() {
  const { t } = useLanguage()
  return (
    <Page title={t('report.title')} note={t('report.note')}>
      <ReportSheet />
    </Page>
  )
}

export function ReportSheet() {
  const { query } = useTimes()
  const asked = useRead<SavingReport>('/v1/reports/interest-saving', query)
  return (
    <>
      <Lineage at="report" links={{ lines: '/app/credit-lines' }} />
      <Await asked={asked}>{(report) => <Figures report={report} />}</Await>
    </>
  )
}

function Figures({ report }: { readonly report: SavingReport }) {
  const { t } = useLanguage()
  const demo = useDemoAccounts().length > 0
  const { totals } = report
  return (
    <>
      <p className="note">{t('report.times', { asOf: report.asOf, knownAt: formatInstant(report.knownAt) })}</p>
      <Totals
        items={[
          { label: t('figure.institutions'), value: <Count of={totals.institutions} /> },
          { label: t('figure.enterprises'), value: <Count of={totals.enterprises} /> },
          { label: t('figure.lineIncrease'), value: <Amount yuan={totals.lineIncrease} /> },
          { label: t('figure.totalLine'), value: <Amount yuan={totals.totalLine} /> },
          {
            label: t('figure.averageDiscount'),
            value: <Bp bp={totals.averageDiscountBp} />,
            note: (
              <>
                {t('figure.simpleAverage')} <Bp bp={totals.simpleAverageDiscountBp} />
              </>
            ),
          },
          {
            label: t('figure.annualSaving'),
            value: <Amount yuan={totals.annualSaving} />,
            note: t('figure.annualSavingNote'),
          },
        ]}
      />
      <div className="columns">
        <Card title={t('report.grades')}>
          <GradeChart rows={report.byGrade} />
        </Card>
        {demo ? <Published totals={totals} /> : null}
      </div>
      <Cuts report={report} />
      <Definitions definitions={report.definitions} />
    </>
  )
}

function Cuts({ report }: { readonly report: SavingReport }) {
  const { t, word, name } = useLanguage()
  const [by, choose] = useFilter('by')
  const cut: Cut = by !== null && by in CUTS ? (by as Cut) : 'institution'
  const { rows, filter } = CUTS[cut]
  const { totals } = report
  const label = (row: SavingRow) =>
    cut === 'grade' ? (
      <Grade grade={row.key} />
    ) : cut === 'product' ? (
      word('product', row.key)
    ) : row.nameZh !== null && row.nameEn !== null ? (
      name({ nameZh: row.nameZh, nameEn: row.nameEn })
    ) : (
      row.key
    )
  // A hidden row has no lines that this person may see.
  const opens = (row: SavingRow) => (row.hidden ? null : `/app/credit-lines?${filter}=${encodeURIComponent(row.key)}`)
  const columns: readonly Column<SavingRow>[] = [
    {
      id: 'name',
      label: t(CUTS[cut].label),
      show: (row) =>
        row.hidden ? (
          <>
            {label(row)} <span className="flag">{t('report.hidden')}</span>
          </>
        ) : (
          <Go to="/app/credit-lines" query={{ [filter]: row.key }}>
            {label(row)}
          </Go>
        ),
    },
    {
      id: 'enterprises',
      label: t('figure.enterprisesShort'),
      figure: true,
      show: (row) => <Count of={row.enterprises} />,
      total: <Count of={totals.enterprises} />,
    },
    {
      id: 'lines',
      label: t('figure.lines'),
      figure: true,
      optional: true,
      show: (row) => <Count of={row.lines} />,
      total: <Count of={totals.lines} />,
    },
    {
      id: 'prior',
      label: t('figure.priorLimit'),
      money: true,
      optional: true,
      show: (row) => <Amount yuan={row.priorLimit} />,
      total: <Amount yuan={totals.priorLimit} />,
    },
    {
      id: 'total',
      label: t('figure.totalLine'),
      money: true,
      show: (row) => <Amount yuan={row.totalLine} />,
      total: <Amount yuan={totals.totalLine} />,
    },
    {
      id: 'increase',
      label: t('figure.lineIncrease'),
      money: true,
      show: (row) => <Amount yuan={row.lineIncrease} />,
      total: <Amount yuan={totals.lineIncrease} />,
    },
    {
      id: 'discount',
      label: t('figure.averageDiscount'),
      figure: true,
      show: (row) => <Bp bp={row.averageDiscountBp} />,
      total: <Bp bp={totals.averageDiscountBp} />,
    },
    {
      id: 'saving',
      label: t('figure.annualSaving'),
      money: true,
      show: (row) => <Amount yuan={row.annualSaving} />,
      total: <Amount yuan={totals.annualSaving} />,
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
        id="report"
        caption={t('report.title')}
        columns={columns}
        rows={rows(report)}
        rowKey={(row) => row.key}
        opens={opens}
        empty={t('report.empty')}
      />
      {rows(report).some((row) => row.hidden) ? <p className="note card-foot">{t('report.hiddenNote')}</p> : null}
    </Card>
  )
}

function Published({ totals }: { readonly totals: SavingReport['totals'] }) {
  const { t } = useLanguage()
  const shown = (kind: 'count' | 'amount' | 'bp', value: string | null) =>
    kind === 'amount' ? <Amount yuan={value} /> : kind === 'bp' ? <Bp bp={value} /> : <Count of={value} />
  return (
    <Card title={t('published.title')}>
      <p className="note">{t('published.source')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('published.figure')}</th>
            <th scope="col" className="figures">
              {t('published.article')}
            </th>
            <th scope="col" className="figures">
              {t('published.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {PUBLISHED.map(({ label, kind, published, of }) => {
            const computed = of(totals)
            return (
              <tr key={label}>
                <th scope="row">{t(label)}</th>
                <td className="figures">{shown(kind, published)}</td>
                <td className="figures">{computed === null ? '—' : shown(kind, subtract(computed, published))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}

function Definitions({ definitions }: { readonly definitions: SavingReport['definitions'] }) {
  const { t, word, code } = useLanguage()
  return (
    <details className="card definitions">
      <summary>{t('report.definitions')}</summary>
      <dl>
        {Object.entries(definitions).map(([id, sentence]) => (
          <div key={id}>
            <dt>{word('figure', id)}</dt>
            <dd>{sentence[code]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
