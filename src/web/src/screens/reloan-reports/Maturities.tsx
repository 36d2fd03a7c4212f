import type { Maturities as Report } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { drawn } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useTimes } from '../../shell/times.js'
import { Asked } from './Asked.js'

type Rung = Report['rungs'][number]

/** 期限结构: what is owed by the days that are left. */
export function Maturities() {
  const { query } = useTimes()
  const asked = useRead<Report>('/v1/reports/reloan-maturities', query)
  return <Await asked={asked}>{(report) => <Ladder report={report} />}</Await>
}

function Ladder({ report }: { readonly report: Report }) {
  const { t, code } = useLanguage()
  const label = (rung: Rung) => (code === 'zh' ? rung.zh : rung.en)
  return (
    <>
      <Asked times={report} />
      <Card title={t('maturity.chart')}>
        <Chart
          label={t('maturity.chart')}
          height={240}
          option={{
            grid: { left: 12, right: 12, top: 16, bottom: 8, containLabel: true },
            tooltip: { trigger: 'axis' },
            xAxis: { type: 'category', data: report.rungs.map(label) },
            yAxis: { type: 'value' },
            series: [
              {
                type: 'bar',
                name: t('loan.balance'),
                barMaxWidth: 48,
                itemStyle: { color: '#14694a' },
                data: report.rungs.map(({ balance }) => drawn(balance) / 10_000),
              },
            ],
          }}
        />
      </Card>
      <Card flush title={t('maturity.all')}>
        <Rungs rungs={report.rungs} />
      </Card>
      {(report.byFacility.length > 1 ? report.byFacility : []).map(({ facility, rungs }) => (
        <Card key={facility} flush title={facility}>
          <Rungs rungs={rungs} />
        </Card>
      ))}
    </>
  )
}

function Rungs({ rungs }: { readonly rungs: readonly Rung[] }) {
  const { t, code } = useLanguage()
  const columns: readonly Column<Rung>[] = [
    { id: 'rung', label: t('maturity.left'), show: (row) => (code === 'zh' ? row.zh : row.en) },
    { id: 'reloans', label: t('maturity.reloans'), figure: true, show: (row) => row.reloans },
    { id: 'balance', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    { id: 'rate', label: t('maturity.rate'), figure: true, show: (row) => <Rate percent={row.weightedRate} /> },
  ]
  return <DataTable id="rungs" caption={t('maturity.all')} columns={columns} rows={rungs} rowKey={(row) => row.rung} />
}
