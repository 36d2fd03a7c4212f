import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/Language.js'
import { Card } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { useFilter } from '../../shell/times.js'

/** A drawing with the figures it is drawn from behind it; which of the two is shown is kept in the address. */
export function ChartCard({
  id,
  title,
  note,
  chart,
  table,
  empty,
}: {
  readonly id: string
  readonly title: string
  readonly note?: ReactNode
  readonly chart: ReactNode
  readonly table: ReactNode
  /** What to say where there is nothing to draw. */
  readonly empty?: ReactNode
}) {
  const { t } = useLanguage()
  const [view, choose] = useFilter(id)
  const shown = view === 'table' ? 'table' : 'chart'
  return (
    <Card
      title={title}
      extra={
        empty ? null : (
          <Segmented
            size="small"
            aria-label={t('dashboard.view', { title })}
            value={shown}
            onChange={(next) => choose(next === 'table' ? 'table' : null)}
            options={[
              { value: 'chart', label: t('dashboard.chart') },
              { value: 'table', label: t('dashboard.table') },
            ]}
          />
        )
      }
    >
      {empty ? (
        <Nothing>{empty}</Nothing>
      ) : (
        <>
          {note === undefined ? null : <p className="note">{note}</p>}
          {shown === 'table' ? <div className="dashboard-table">{table}</div> : chart}
        </>
      )}
    </Card>
  )
}
