import { useMemo } from 'react'
import type { CityDashboard } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count } from '../../parts/Figure.js'
import { usePreferences } from '../../parts/preferences.js'
import { Go } from '../../shell/times.js'
import { ChartCard } from './ChartCard.js'
import { amountAxis, drawnAmount, GRID, INK, LEGEND } from './chart-style.js'

type Month = CityDashboard['growth'][number]

/** 授信增长: what was in force at each month-end. */
export function Growth({ of }: { readonly of: CityDashboard }) {
  const { t, code } = useLanguage()
  const { unit } = usePreferences()
  const option = useMemo(
    () => ({
      grid: { ...GRID, top: 64 },
      legend: LEGEND,
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: of.growth.map(({ day }) => day.slice(0, 7)) },
      yAxis: [
        amountAxis(t(`unit.${unit}`), unit, code === 'zh'),
        { type: 'value', name: t('dashboard.lines'), splitLine: { show: false }, nameTextStyle: { align: 'right' } },
      ],
      series: [
        {
          type: 'bar',
          stack: 'limit',
          name: t('dashboard.priorLimit'),
          itemStyle: INK.light,
          barMaxWidth: 36,
          data: of.growth.map(({ priorLimit }) => drawnAmount(priorLimit, unit)),
        },
        {
          type: 'bar',
          stack: 'limit',
          name: t('dashboard.increase'),
          itemStyle: INK.strong,
          barMaxWidth: 36,
          data: of.growth.map(({ increase }) => drawnAmount(increase, unit)),
        },
        {
          type: 'line',
          name: t('dashboard.lines'),
          yAxisIndex: 1,
          symbol: 'diamond',
          symbolSize: 8,
          itemStyle: INK.line,
          lineStyle: { ...INK.line, type: 'dashed' },
          data: of.growth.map(({ lines }) => lines),
        },
      ],
    }),
    [of, unit, t, code],
  )
  const columns: readonly Column<Month>[] = [
    {
      id: 'day',
      label: t('dashboard.day'),
      show: ({ day, lineage }) =>
        lineage === null ? (
          day
        ) : (
          <Go to="/app/dashboard/lines" query={{ asOf: day }}>
            {day}
          </Go>
        ),
    },
    { id: 'lines', label: t('dashboard.lines'), figure: true, show: ({ lines }) => <Count of={lines} /> },
    { id: 'firms', label: t('dashboard.enterprises'), figure: true, show: (row) => <Count of={row.enterprises} /> },
    { id: 'limit', label: t('dashboard.limit'), money: true, show: ({ limit }) => <Amount yuan={limit} /> },
    { id: 'prior', label: t('dashboard.priorLimit'), money: true, show: (row) => <Amount yuan={row.priorLimit} /> },
    { id: 'increase', label: t('dashboard.increase'), money: true, show: (row) => <Amount yuan={row.increase} /> },
  ]
  return (
    <ChartCard
      id="growth"
      title={t('dashboard.growth')}
      note={t('dashboard.growthNote')}
      chart={<Chart option={option} label={t('dashboard.growth')} height={320} />}
      table={
        <DataTable
          id="dashboard-growth"
          caption={t('dashboard.growth')}
          columns={columns}
          rows={of.growth}
          rowKey={({ day }) => day}
        />
      }
    />
  )
}
