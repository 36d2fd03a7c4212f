import { useMemo } from 'react'
import type { Statement } from '../../api/types.js'
import { drawn } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'

/** Emissions by period, stacked by scope. */
export function StatementsChart({ items }: { readonly items: readonly Statement[] }) {
  const { t } = useLanguage()
  const option = useMemo(() => {
    const series = (name: string, colour: string, of: (item: Statement) => string) => ({
      name: `${name} (tCO₂)`,
      type: 'bar',
      stack: 'scopes',
      barMaxWidth: 64,
      itemStyle: { color: colour },
      data: items.map((item) => drawn(of(item))),
    })
    return {
      grid: { left: 8, right: 8, top: 40, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 24 },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value.toLocaleString()} tCO₂` },
      xAxis: {
        type: 'category',
        data: items.map(({ from, to }) => (from === to ? to : `${from} – ${to}`)),
        axisTick: { show: false },
      },
      yAxis: { type: 'value', splitLine: { lineStyle: { color: '#e6ebe8' } } },
      series: [
        series(t('scope.1'), '#c98a2b', ({ totals }) => totals.scope1),
        series(t('scope.2'), '#2f7d63', ({ totals }) => totals.scope2Location),
      ],
    }
  }, [items, t])
  return <Chart option={option} label={t('statement.chart')} height={260} />
}
