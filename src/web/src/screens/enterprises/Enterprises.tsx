import type { Enterprise } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatQuantity } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar, FilterTag, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'

const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED'] as const

/** 企业碳账户: everyone whose account this person may read. */
export function Enterprises() {
  const { t, word, name } = useLanguage()
  const { query } = useTimes()
  const [q] = useFilter('q')
  const [grade] = useFilter('grade')
  const [sector] = useFilter('sector')
  const pages = usePages<Enterprise>('/v1/enterprises', { ...query, q, grade, sector })
  const columns: readonly Column<Enterprise>[] = [
    {
      id: 'name',
      label: t('field.enterprise'),
      show: (row) => <Go to={`/app/enterprises/${row.uscc}`}>{name(row)}</Go>,
    },
    { id: 'uscc', label: t('field.uscc'), show: (row) => <code>{row.uscc}</code> },
    { id: 'sector', label: t('field.sector'), show: (row) => row.sectorCode },
    { id: 'region', label: t('field.region'), optional: true, show: (row) => row.regionCode },
    {
      id: 'employees',
      label: t('field.employees'),
      optional: true,
      figure: true,
      show: (row) => <Count of={row.employees} />,
    },
    { id: 'verification', label: t('field.verification'), show: (row) => word('verification', row.verification) },
    { id: 'quality', label: t('field.dataQuality'), figure: true, show: (row) => row.dataQuality },
    { id: 'grade', label: t('field.grade'), show: (row) => <Grade grade={row.grade} /> },
    {
      id: 'score',
      label: t('field.score'),
      figure: true,
      show: (row) => (row.score === null ? '—' : <span className="figure">{formatQuantity(row.score, 2)}</span>),
    },
    { id: 'ratedAsOf', label: t('field.ratedAsOf'), optional: true, show: (row) => row.ratedAsOf ?? '—' },
    { id: 'origin', label: t('field.origin'), optional: true, show: (row) => word('origin', row.origin) },
  ]
  return (
    <Page title={t('enterprises.title')}>
      <Card flush>
        <FilterBar>
          <TextFilter name="q" label={t('enterprises.search')} />
          <ChoiceFilter
            name="grade"
            label={t('field.grade')}
            options={GRADES.map((value) => ({ value, label: word('grade', value) }))}
          />
          <FilterTag name="sector" label={t('field.sector')} />
        </FilterBar>
        <PagedTable
          id="enterprises"
          caption={t('enterprises.title')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.uscc}
          opens={(row) => `/app/enterprises/${row.uscc}`}
          empty={t('enterprises.empty')}
        />
      </Card>
    </Page>
  )
}
