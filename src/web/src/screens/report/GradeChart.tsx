import { useMemo } from 'react'
import type { SavingRow } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { GRADE_COLOURS } from '../../parts/grade-colours.js'

/** Enterprises by grade. */
export function GradeChart({ rows }: { readonly rows: readonly SavingRow[] }) {
  const { t, word } = useLanguage()
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 40, top: 8, bottom: 4, containLabel: true },
      xAxis: { type: 'value', splitLine: { show: false }, axisLabel: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => word('grade', row.key)),
        axisTick: { show: false },
        axisLine: { show: false },
      },
      series: [
        {
          type: 'bar',
          barWidth: 26,
          label: { show: true, position: 'right' },
          data: rows.map((row) => ({
            value: row.enterprises,
            itemStyle: { color: GRADE_COLOURS[row.key] ?? '#8a948f', borderRadius: 3 },
          })),
        },
      ],
    }),
    [rows, word],
  )
  return <Chart option={option} label={t('report.grades')} height={Math.max(220, 44 * rows.length)} />
}
