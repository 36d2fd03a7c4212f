import { useMemo } from 'react'
import type { CityDashboard } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Chart } from '../../parts/Chart.js'
import { Count } from '../../parts/Figure.js'
import { GRADE_COLOURS } from '../../parts/grade-colours.js'
import { Go } from '../../shell/times.js'
import { ChartCard } from './ChartCard.js'

const ORDER = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED', 'NONE']
const place = (grade: string) => (ORDER.indexOf(grade) < 0 ? ORDER.length : ORDER.indexOf(grade))
const inOrder = (grades: Iterable<string>) => [...new Set(grades)].sort((a, b) => place(a) - place(b))

/** 等级迁徙: enterprises by grade on two days, as flows and as a table of from and to. */
export function Grades({ of }: { readonly of: CityDashboard }) {
  const { t, word } = useLanguage()
  const option = useMemo(() => {
    const node = (side: 'started' | 'ended', grade: string) => `${t(`dashboard.${side}`)} ${word('grade', grade)}`
    const nodes = (['started', 'ended'] as const).flatMap((side) =>
      inOrder(of.migration.map((move) => (side === 'started' ? move.from : move.to))).map((grade) => ({
        name: node(side, grade),
        depth: side === 'started' ? 0 : 1,
        itemStyle: { color: GRADE_COLOURS[grade] ?? '#6f7d86' },
        label: { position: side === 'started' ? 'right' : 'left' },
      })),
    )
    return {
      tooltip: { trigger: 'item' },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          nodeGap: 14,
          layoutIterations: 0,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          lineStyle: { color: 'target', opacity: 0.35 },
          label: { formatter: ({ name, value }: { name: string; value: number }) => `${name} ${value}` },
          data: nodes,
          links: of.migration
            .filter(({ enterprises }) => enterprises !== null)
            .map(({ from, to, enterprises }) => ({
              source: node('started', from),
              target: node('ended', to),
              value: enterprises,
            })),
        },
      ],
    }
  }, [of, t, word])
  return (
    <ChartCard
      id="grades"
      title={t('dashboard.grades')}
      note={t('dashboard.gradesNote', { since: of.since, asOf: of.asOf })}
      empty={of.migration.length === 0 ? t('dashboard.noMoves') : undefined}
      chart={<Chart option={option} label={t('dashboard.grades')} height={320} />}
      table={<Matrix of={of} />}
    />
  )
}

function Matrix({ of }: { readonly of: CityDashboard }) {
  const { t, word } = useLanguage()
  const rows = inOrder(of.migration.map(({ from }) => from))
  const columns = inOrder(of.migration.map(({ to }) => to))
  const cell = (from: string, to: string) => of.migration.find((move) => move.from === from && move.to === to)
  const sum = (cells: CityDashboard['migration']) =>
    cells.some(({ hidden }) => hidden) ? null : cells.reduce((all, { enterprises }) => all + (enterprises ?? 0), 0)
  return (
    <div className="table-scroll">
      <table className="plain-table matrix" aria-label={t('dashboard.grades')}>
        <thead>
          <tr>
            <th scope="col">
              {t('dashboard.from')} \ {t('dashboard.to')}
            </th>
            {columns.map((to) => (
              <th key={to} scope="col" className="figures">
                {word('grade', to)}
              </th>
            ))}
            <th scope="col" className="figures">
              {t('dashboard.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from}>
              <th scope="row">{word('grade', from)}</th>
              {columns.map((to) => (
                <td key={to} className={from === to ? 'figures stayed' : 'figures'}>
                  <Cell of={cell(from, to)} since={of.since} />
                </td>
              ))}
              <td className="figures">
                <Count of={sum(of.migration.filter((move) => move.from === from))} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('dashboard.total')}</th>
            {columns.map((to) => (
              <td key={to} className="figures">
                <Count of={sum(of.migration.filter((move) => move.to === to))} />
              </td>
            ))}
            <td className="figures">
              <Count of={sum(of.migration)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Cell({ of, since }: { readonly of: CityDashboard['migration'][number] | undefined; readonly since: string }) {
  const { t } = useLanguage()
  if (of === undefined) return <Count of={0} />
  if (of.hidden) return <span className="flag">{t('dashboard.hidden')}</span>
  if (of.lineage === null) return <Count of={of.enterprises} />
  return (
    <Go to="/app/dashboard/grade-moves" query={{ from: of.from, to: of.to, since }}>
      <Count of={of.enterprises} />
    </Go>
  )
}
