import type { ReactNode } from 'react'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useFilter } from '../../shell/times.js'
import { SUBJECT_PATHS, type SubjectName } from './StepForm.js'

interface Row {
  readonly id: string
  readonly state: string
}

/** One kind of subject of the rights chain, by state, newest first. */
export function SubjectList<T extends Row>({
  subject,
  states,
  columns,
  actions,
}: {
  readonly subject: SubjectName
  readonly states: readonly string[]
  readonly columns: readonly Column<T>[]
  readonly actions?: ReactNode
}) {
  const { t, word } = useLanguage()
  const [state] = useFilter('state')
  const pages = usePages<T>(SUBJECT_PATHS[subject], { state })
  const family = `${subject}State`
  return (
    <Card flush>
      <FilterBar>
        <ChoiceFilter
          name="state"
          label={t('field.state')}
          options={states.map((value) => ({ value, label: word(family, value) }))}
        />
        <span className="push">{actions}</span>
      </FilterBar>
      <PagedTable
        id={subject}
        caption={t(`rights.${subject}`)}
        columns={[
          ...columns,
          { id: 'state', label: t('field.state'), show: (row) => <State family={family} state={row.state} /> },
        ]}
        pages={pages}
        rowKey={(row) => row.id}
        opens={(row) => `/app/rights/${subject}/${row.id}`}
        empty={t(state === null ? `rights.${subject}Empty` : 'filter.nothing')}
      />
    </Card>
  )
}
