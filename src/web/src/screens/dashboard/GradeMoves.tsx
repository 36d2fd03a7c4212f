import type { GradeMove } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { useMoverColumns } from './Movers.js'
import { useDashboardTitle } from './use-dashboard-title.js'

const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED', 'NONE'] as const

/** The enterprises behind a cell of the migration. */
export function GradeMoves() {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [since] = useFilter('since')
  const [from] = useFilter('from')
  const [to] = useFilter('to')
  const dashboard = useDashboardTitle()
  const pages = usePages<GradeMove>(since === null ? null : '/v1/dashboard/city/grade-moves', {
    ...query,
    since,
    from,
    to,
  })
  const columns = useMoverColumns()
  const options = GRADES.map((value) => ({ value, label: word('grade', value) }))
  return (
    <Page
      title={t('dashboard.movesTitle')}
      note={since === null ? undefined : t('dashboard.gradesNote', { since, asOf: query.asOf ?? '—' })}
      crumbs={[{ label: dashboard, to: '/app/dashboard' }, { label: t('dashboard.movesTitle') }]}
    >
      <Card flush>
        <FilterBar>
          <ChoiceFilter name="from" label={t('dashboard.from')} options={options} />
          <ChoiceFilter name="to" label={t('dashboard.to')} options={options} />
        </FilterBar>
        {since === null ? (
          <Nothing>{t('dashboard.noMoves')}</Nothing>
        ) : (
          <PagedTable
            id="dashboard-moves"
            caption={t('dashboard.movesTitle')}
            columns={columns}
            pages={pages}
            rowKey={({ uscc }) => uscc}
            empty={t('dashboard.noMovers')}
          />
        )}
      </Card>
    </Page>
  )
}
