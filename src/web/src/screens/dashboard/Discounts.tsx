import { useCallback, useMemo } from 'react'
import type { CityDashboard } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count } from '../../parts/Figure.js'
import { Go } from '../../shell/times.js'
import { ChartCard } from './ChartCard.js'
import { GRID, INK } from './chart-style.js'

type Band = CityDashboard['discounts'][number]

/** A band's bounds in words. */
export function useBandLabel() {
  const { t } = useLanguage()
  return useCallback(
    ({ band, over, upTo }: Pick<Band, 'band' | 'over' | 'upTo'>): string =>
      band === 0 ? t('dashboard.bandNone') : t(band > 0 ? 'dashboard.bandOver' : 'dashboard.bandUnder', { over, upTo }),
    [t],
  )
}

/** Bands between the first and the last that hold no line are drawn as gaps of their width. */
const withGaps = (bands: readonly Band[]): readonly Pick<Band, 'band' | 'over' | 'upTo' | 'lines'>[] => {
  const [first, last] = [bands[0]?.band ?? 0, bands.at(-1)?.band ?? 0]
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const band = first + at
    const found = bands.find((one) => one.band === band)
    return (
      found ?? {
        band,
        over: `${10 * (band > 0 ? band - 1 : band)}`,
        upTo: `${10 * (band > 0 ? band : band + 1)}`,
        lines: 0,
      }
    )
  })
}

/** 优惠分布: lines by tens of basis points. */
export function Discounts({ of }: { readonly of: CityDashboard }) {
  const { t } = useLanguage()
  const label = useBandLabel()
  const option = useMemo(() => {
    const bands = withGaps(of.discounts)
    return {
      grid: GRID,
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: bands.map(label), axisLabel: { interval: 0, hideOverlap: true } },
      yAxis: { type: 'value', name: t('dashboard.lines'), minInterval: 1 },
      series: [
        {
          type: 'bar',
          name: t('dashboard.lines'),
          itemStyle: INK.strong,
          barCategoryGap: '12%',
          label: { show: true, position: 'top' },
          data: bands.map(({ lines }) => lines),
        },
      ],
    }
  }, [of, t, label])
  const columns: readonly Column<Band>[] = [
    {
      id: 'band',
      label: t('dashboard.band'),
      show: (band) =>
        band.lineage === null || band.hidden ? (
          <>
            {label(band)} {band.hidden ? <span className="flag">{t('dashboard.hidden')}</span> : null}
          </>
        ) : (
          <Go to="/app/dashboard/lines" query={{ band: String(band.band) }}>
            {label(band)}
          </Go>
        ),
    },
    { id: 'lines', label: t('dashboard.lines'), figure: true, show: ({ lines }) => <Count of={lines} /> },
    { id: 'firms', label: t('dashboard.enterprises'), figure: true, show: (row) => <Count of={row.enterprises} /> },
    { id: 'limit', label: t('dashboard.limit'), money: true, show: ({ limit }) => <Amount yuan={limit} /> },
  ]
  return (
    <ChartCard
      id="discounts"
      title={t('dashboard.discounts')}
      note={t('dashboard.discountsNote', {
        weighted: of.discounted.averageDiscountBp ?? '—',
        simple: of.discounted.simpleAverageDiscountBp ?? '—',
      })}
      empty={of.discounts.length === 0 ? t('dashboard.noDiscounts') : undefined}
      chart={<Chart option={option} label={t('dashboard.discounts')} height={300} />}
      table={
        <DataTable
          id="dashboard-discounts"
          caption={t('dashboard.discounts')}
          columns={columns}
          rows={of.discounts}
          rowKey={({ band }) => String(band)}
        />
      }
    />
  )
}
