import { useMemo } from 'react'
import type { CarbonAccount } from '../../api/types.js'
import { drawn } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'

/** Emissions by month, stacked by scope. */
export function MonthChart({ months }: { readonly months: CarbonAccount['months'] }) {
  const { t } = useLanguage()
  const option = useMemo(() => {
    const series = (name: string, colour: string, of: (month: CarbonAccount['months'][number]) => string) => ({
      name,
      type: 'bar',
      stack: 'scopes',
      itemStyle: { color: colour },
      data: months.map((month) => drawn(of(month))),
    })
    return {
      grid: { left: 8, right: 8, top: 40, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value.toLocaleString()} tCO₂` },
      xAxis: { type: 'category', data: months.map((month) => month.month), axisTick: { show: false } },
      yAxis: {
        type: 'value',
        splitLine: { lineStyle: { color: '#e6ebe8' } },
      },
      series: [
        series(`${t('scope.1')} (tCO₂)`, '#c98a2b', (month) => month.totals.scope1),
        series(`${t('scope.2')} (tCO₂)`, '#2f7d63', (month) => month.totals.scope2Location),
      ],
    }
  }, [months, t])
  return <Chart option={option} label={t('account.byMonth')} height={320} />
}
