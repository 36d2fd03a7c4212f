import type { Posting } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Quantity } from '../../parts/Figure.js'
import { FilterBar, TextFilter } from '../../parts/Filters.js'
import { ChosenPurpose, LookGate } from '../../parts/Look.js'
import { Card } from '../../parts/Page.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'

/** 排放过账: the first figure of each reading and every adjustment since, none ever overwritten. */
export function Postings({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [purpose] = useFilter('purpose')
  const [month] = useFilter('month')
  const pages = usePages<Posting>(`/v1/enterprises/${uscc}/emission-postings`, {
    ...query,
    purpose,
    month: month !== null && /^\d{4}-\d{2}$/.test(month) ? month : null,
  })
  const columns: readonly Column<Posting>[] = [
    {
      id: 'no',
      label: t('posting.no'),
      show: (row) => (
        <>
          <code>{row.id}</code>
          {row.adjusts === null ? null : <span className="note"> ← {row.adjusts}</span>}
        </>
      ),
    },
    { id: 'month', label: t('field.month'), show: (row) => row.month },
    { id: 'carrier', label: t('field.carrier'), show: (row) => word('carrier', row.carrier) },
    { id: 'meter', label: t('activity.meter'), optional: true, show: (row) => row.meter },
    {
      id: 'cause',
      label: t('posting.cause'),
      show: (row) => (row.cause === null ? t('posting.first') : word('cause', row.cause)),
    },
    {
      id: 'measured',
      label: t('field.quantity'),
      figure: true,
      show: (row) => <Quantity of={row.measured} unit={row.per} places={2} />,
    },
    {
      id: 'factor',
      label: t('field.factor'),
      figure: true,
      show: (row) => (
        <>
          {row.fromFactor === null ? null : (
            <span className="note">
              <Quantity of={row.fromFactor.value} places={6} /> ({row.fromFactor.vintage ?? '—'}) →{' '}
            </span>
          )}
          <Quantity of={row.factor.value} places={6} />
          {row.factor.vintage === null ? null : <span className="note"> ({row.factor.vintage})</span>}
        </>
      ),
    },
    {
      id: 'difference',
      label: `${t('posting.difference')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={row.difference} />,
    },
    {
      id: 'tCO2',
      label: `${t('posting.becomes')} (tCO₂)`,
      figure: true,
      show: (row) => (
        <Go to={`/app/activities/${row.activityId}`}>
          <Quantity of={row.tCO2} />
        </Go>
      ),
    },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <LookGate error={pages.items === undefined ? pages.error : null} uscc={uscc}>
      <ChosenPurpose />
      <p className="note">{t('posting.note')}</p>
      <Card flush>
        <FilterBar>
          <TextFilter name="month" label={t('posting.month')} />
        </FilterBar>
        <PagedTable
          id="postings"
          caption={t('enterprise.emission-postings')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          empty={t('posting.empty')}
        />
      </Card>
    </LookGate>
  )
}
