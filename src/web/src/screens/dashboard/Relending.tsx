import { useCallback, useMemo } from 'react'
import type { RelendingDashboard } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { drawn } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count, Rate } from '../../parts/Figure.js'
import { usePreferences } from '../../parts/preferences.js'
import { Await } from '../../parts/States.js'
import { Go, useTimes } from '../../shell/times.js'
import { ChartCard } from './ChartCard.js'
import { amountAxis, drawnAmount, GRID, INK, LEGEND } from './chart-style.js'

type Use = Pick<RelendingDashboard['months'][number], 'limit' | 'reserved' | 'drawn' | 'available' | 'drawnPercent'>

/** 再贷款: how far quotas are used and when what is drawn falls due. */
export function Relending({ months }: { readonly months: string | null }) {
  const { query } = useTimes()
  const asked = useRead<RelendingDashboard>('/v1/dashboard/city/relending', { ...query, months })
  return <Await asked={asked}>{(of) => <Sheet of={of} />}</Await>
}

function Sheet({ of }: { readonly of: RelendingDashboard }) {
  return (
    <>
      <div className="columns">
        <Months of={of} />
        <ByLender of={of} />
      </div>
      <div className="columns">
        <ByFacility of={of} />
        <Ladder of={of} />
      </div>
    </>
  )
}

/** The three parts of a quota, always in this order and dress. */
function useParts() {
  const { t } = useLanguage()
  const { unit } = usePreferences()
  return useCallback(
    (rows: readonly Use[]) =>
      (
        [
          ['drawn', INK.strong],
          ['reserved', INK.middle],
          ['available', INK.light],
        ] as const
      ).map(([part, itemStyle]) => ({
        type: 'bar',
        stack: 'quota',
        name: t(`dashboard.${part}`),
        itemStyle,
        barMaxWidth: 32,
        data: rows.map((row) => drawnAmount(row[part], unit)),
      })),
    [t, unit],
  )
}

function useUseColumns<T extends Use>(): readonly Column<T>[] {
  const { t } = useLanguage()
  return [
    { id: 'limit', label: t('dashboard.quotaLimit'), money: true, show: ({ limit }) => <Amount yuan={limit} /> },
    { id: 'drawn', label: t('dashboard.drawn'), money: true, show: (row) => <Amount yuan={row.drawn} /> },
    { id: 'reserved', label: t('dashboard.reserved'), money: true, show: (row) => <Amount yuan={row.reserved} /> },
    { id: 'available', label: t('dashboard.available'), money: true, show: (row) => <Amount yuan={row.available} /> },
    { id: 'share', label: t('dashboard.share'), figure: true, show: (row) => <Rate percent={row.drawnPercent} /> },
  ]
}

function Months({ of }: { readonly of: RelendingDashboard }) {
  const { t, code } = useLanguage()
  const { unit } = usePreferences()
  const parts = useParts()
  const option = useMemo(
    () => ({
      grid: { ...GRID, top: 64 },
      legend: LEGEND,
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: of.months.map(({ day }) => day.slice(0, 7)) },
      yAxis: [
        amountAxis(t(`unit.${unit}`), unit, code === 'zh'),
        { type: 'value', name: '%', min: 0, max: 100, splitLine: { show: false } },
      ],
      series: [
        ...parts(of.months),
        {
          type: 'line',
          name: t('dashboard.share'),
          yAxisIndex: 1,
          symbol: 'diamond',
          symbolSize: 8,
          itemStyle: INK.line,
          lineStyle: { ...INK.line, type: 'dashed' },
          data: of.months.map(({ drawnPercent }) => (drawnPercent === null ? null : drawn(drawnPercent))),
        },
      ],
    }),
    [of, unit, t, code, parts],
  )
  const own = useUseColumns<RelendingDashboard['months'][number]>()
  return (
    <ChartCard
      id="use"
      title={t('dashboard.use')}
      note={t('dashboard.useNote')}
      empty={of.months.every(({ quotas }) => quotas === 0) ? t('dashboard.noQuotas') : undefined}
      chart={<Chart option={option} label={t('dashboard.use')} height={300} />}
      table={
        <DataTable
          id="dashboard-use"
          caption={t('dashboard.use')}
          columns={[
            {
              id: 'day',
              label: t('dashboard.day'),
              show: ({ day }) => (
                <Go to="/app/quotas" query={{ asOf: day }}>
                  {day}
                </Go>
              ),
            },
            ...own,
          ]}
          rows={of.months}
          rowKey={({ day }) => day}
        />
      }
    />
  )
}

function ByLender({ of }: { readonly of: RelendingDashboard }) {
  const { t, code } = useLanguage()
  const rows = useMemo(
    () =>
      of.byLender.map((row) => ({
        ...row,
        key: row.lender,
        label: (code === 'zh' ? row.nameZh : row.nameEn) ?? row.lender,
      })),
    [of, code],
  )
  return <UseBy id="lenders" title={t('dashboard.byLender')} by={t('dashboard.lender')} rows={rows} />
}

function ByFacility({ of }: { readonly of: RelendingDashboard }) {
  const { t, word } = useLanguage()
  const rows = useMemo(
    () =>
      of.byFacility.flatMap(({ facility, months }) => {
        const last = months.at(-1)
        return last === undefined || last.quotas === 0
          ? []
          : [{ ...last, key: facility, label: word('facility', facility) }]
      }),
    [of, word],
  )
  return <UseBy id="facilities" title={t('dashboard.byFacility')} by={t('dashboard.facility')} rows={rows} />
}

type UseRow = Use & { readonly key: string; readonly label: string }

/** Quotas of the day by something that has a name, one bar each. */
function UseBy({
  id,
  title,
  by,
  rows,
}: {
  readonly id: string
  readonly title: string
  readonly by: string
  readonly rows: readonly UseRow[]
}) {
  const { t, code } = useLanguage()
  const { unit } = usePreferences()
  const parts = useParts()
  const option = useMemo(
    () => ({
      grid: { ...GRID, bottom: 28 },
      legend: LEGEND,
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisLabel: { width: 130, overflow: 'truncate' },
      },
      xAxis: { ...amountAxis(t(`unit.${unit}`), unit, code === 'zh'), nameLocation: 'middle', nameGap: 26 },
      series: parts(rows),
    }),
    [rows, unit, t, code, parts],
  )
  const own = useUseColumns<UseRow>()
  return (
    <ChartCard
      id={id}
      title={title}
      empty={rows.length === 0 ? t('dashboard.noQuotas') : undefined}
      chart={<Chart option={option} label={title} height={Math.max(220, 96 + 36 * rows.length)} />}
      table={
        <DataTable
          id={`dashboard-${id}`}
          caption={title}
          columns={[{ id: 'name', label: by, show: (row) => <Go to="/app/quotas">{row.label}</Go> }, ...own]}
          rows={rows}
          rowKey={({ key }) => key}
        />
      }
    />
  )
}

type Rung = RelendingDashboard['ladder']['rungs'][number]

function Ladder({ of }: { readonly of: RelendingDashboard }) {
  const { t, code } = useLanguage()
  const { unit } = usePreferences()
  const { rungs } = of.ladder
  const option = useMemo(
    () => ({
      grid: GRID,
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: rungs.map(({ zh, en }) => (code === 'zh' ? zh : en)),
        axisLabel: { interval: 0, width: 72, overflow: 'break' },
      },
      yAxis: amountAxis(t(`unit.${unit}`), unit, code === 'zh'),
      series: [
        {
          type: 'bar',
          name: t('dashboard.balance'),
          itemStyle: INK.strong,
          barMaxWidth: 40,
          data: rungs.map(({ balance }) => drawnAmount(balance, unit)),
        },
      ],
    }),
    [rungs, unit, t, code],
  )
  const columns: readonly Column<Rung>[] = [
    {
      id: 'rung',
      label: t('dashboard.left'),
      show: ({ zh, en }) => <Go to="/app/reloan-reports/maturities">{code === 'zh' ? zh : en}</Go>,
    },
    { id: 'reloans', label: t('dashboard.reloans'), figure: true, show: ({ reloans }) => <Count of={reloans} /> },
    { id: 'balance', label: t('dashboard.balance'), money: true, show: ({ balance }) => <Amount yuan={balance} /> },
    { id: 'rate', label: t('dashboard.rate'), figure: true, show: (row) => <Rate percent={row.weightedRate} /> },
  ]
  return (
    <ChartCard
      id="ladder"
      title={t('dashboard.ladder')}
      empty={rungs.every(({ reloans }) => reloans === 0) ? t('dashboard.noReloans') : undefined}
      chart={<Chart option={option} label={t('dashboard.ladder')} height={300} />}
      table={
        <DataTable
          id="dashboard-ladder"
          caption={t('dashboard.ladder')}
          columns={columns}
          rows={rungs}
          rowKey={({ rung }) => rung}
        />
      }
    />
  )
}
