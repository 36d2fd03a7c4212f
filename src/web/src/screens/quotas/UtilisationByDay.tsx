import { Alert } from 'antd'
import type { QuotaDays, QuotaRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { drawn } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { DayFilter } from '../filings/DayFilter.js'

type Day = QuotaDays['days'][number]

/** 额度逐日使用: limit, reserved and drawn of every day up to the one that is looked at, and the most of each day. */
export function UtilisationByDay({ quota }: { readonly quota: QuotaRecord }) {
  const { t } = useLanguage()
  const { knownAt } = useTimes()
  const [chosen] = useFilter('from')
  const from = chosen ?? startOf(quota)
  const asked = useRead<QuotaDays>(`/v1/reloan-quotas/${quota.id}/utilisation`, { from, to: quota.asOf, knownAt })
  return (
    <Card title={t('utilisation.title')}>
      <FilterBar>
        <DayFilter name="from" label={t('utilisation.from')} fallback={from} />
        <span className="note">{t('utilisation.to', { on: quota.asOf })}</span>
      </FilterBar>
      <Await asked={asked}>{(report) => <Days days={report.days} />}</Await>
    </Card>
  )
}

/** Two months back, or since the quota began. */
function startOf({ asOf, validFrom }: QuotaRecord): string {
  const back = new Date(`${asOf}T00:00:00Z`)
  back.setUTCDate(back.getUTCDate() - 60)
  const day = back.toISOString().slice(0, 10)
  return validFrom > asOf ? asOf : validFrom > day ? validFrom : day
}

function Days({ days }: { readonly days: readonly Day[] }) {
  const { t } = useLanguage()
  const wan = (amount: string) => drawn(amount) / 10_000
  const changed = days.filter((day, at) => {
    const before = days[at - 1]
    return (
      before === undefined ||
      before.drawn !== day.drawn ||
      before.reserved !== day.reserved ||
      before.limit !== day.limit
    )
  })
  const columns: readonly Column<Day>[] = [
    { id: 'day', label: t('process.on'), show: (row) => row.day },
    { id: 'limit', label: t('quota.limit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    { id: 'reserved', label: t('quota.reserved'), money: true, show: (row) => <Amount yuan={row.reserved} /> },
    { id: 'drawn', label: t('quota.drawn'), money: true, show: (row) => <Amount yuan={row.drawn} /> },
    { id: 'available', label: t('quota.available'), money: true, show: (row) => <Amount yuan={row.available} /> },
    {
      id: 'peak',
      label: t('utilisation.peak'),
      money: true,
      show: (row) => (
        <span className={row.exceeded ? 'overdue' : undefined}>
          <Amount yuan={row.peak} />
        </span>
      ),
    },
  ]
  const over = days.filter(({ exceeded }) => exceeded)
  return (
    <>
      {over.length === 0 ? null : (
        <Alert type="error" showIcon title={t('utilisation.exceeded', { n: over.length, on: over[0]?.day ?? '' })} />
      )}
      <Chart
        label={t('utilisation.title')}
        height={260}
        option={{
          grid: { left: 12, right: 16, top: 36, bottom: 8, containLabel: true },
          tooltip: { trigger: 'axis' },
          legend: { top: 0, right: 0 },
          xAxis: { type: 'category', data: days.map(({ day }) => day) },
          yAxis: { type: 'value', name: t('unit.wan'), nameTextStyle: { align: 'left' } },
          series: [
            series(
              t('quota.drawn'),
              '#14694a',
              days.map(({ drawn: amount }) => wan(amount)),
              'used',
            ),
            series(
              t('quota.reserved'),
              '#e0ae23',
              days.map(({ reserved }) => wan(reserved)),
              'used',
            ),
            {
              type: 'line',
              step: 'end',
              name: t('quota.limit'),
              symbol: days.length < 3 ? 'circle' : 'none',
              lineStyle: { type: 'dashed', color: '#c8442f' },
              itemStyle: { color: '#c8442f' },
              data: days.map(({ limit }) => wan(limit)),
            },
          ],
        }}
      />
      <DataTable
        id="utilisation-days"
        caption={t('utilisation.title')}
        columns={columns}
        rows={[...changed].reverse()}
        rowKey={(row) => row.day}
      />
      <p className="note">{t('utilisation.onlyChanges', { n: days.length })}</p>
    </>
  )
}

const series = (name: string, color: string, data: readonly number[], stack: string) => ({
  type: 'bar',
  name,
  stack,
  barMaxWidth: 28,
  itemStyle: { color },
  data,
})
