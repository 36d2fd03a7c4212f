import type { SubsidyProgramme } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { RuleSource } from '../../parts/tags.js'
import { useTimes } from '../../shell/times.js'
import { SubsidyTable } from './SubsidyTable.js'

const STATES = ['CLAIMED', 'APPROVED', 'PAID', 'REJECTED', 'RECOVERED'] as const

/** 贴息: a ledger of its own beside the loans. */
export function Subsidies() {
  const { t, word, name } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<{ readonly items: readonly SubsidyProgramme[] }>('/v1/subsidy-programmes', query)
  const columns: readonly Column<SubsidyProgramme>[] = [
    { id: 'name', label: t('subsidy.programme'), show: (row) => name(row) },
    {
      id: 'shape',
      label: t('subsidy.shape'),
      show: (row) =>
        row.shape === null ? (
          <span className="flag">{t('subsidy.termsUnknown')}</span>
        ) : (
          `${word('subsidyShape', row.shape)} ${row.value ?? ''}`
        ),
    },
    { id: 'for', label: t('subsidy.beneficiary'), show: (row) => word('beneficiary', row.beneficiary) },
    { id: 'cap', label: t('subsidy.cap'), money: true, show: (row) => <Amount yuan={row.capPerEnterpriseYear} /> },
    {
      id: 'products',
      label: t('field.product'),
      show: (row) => row.products.map((product) => word('product', product)).join(t('list.comma')) || t('filter.any'),
    },
    { id: 'valid', label: t('quota.valid'), show: (row) => `${row.validFrom} – ${row.validTo ?? ''}` },
    { id: 'rule', label: t('rule.source'), show: (row) => <RuleSource rule={row.rule} /> },
  ]
  return (
    <Page title={t('nav.subsidies')} note={t('subsidy.note')}>
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="subsidyState"
            label={t('field.state')}
            options={STATES.map((value) => ({ value, label: word('subsidyState', value) }))}
          />
        </FilterBar>
        <SubsidyTable empty={t('subsidy.empty')} />
      </Card>
      <Card flush title={t('subsidy.programmes')}>
        <Await asked={asked}>
          {({ items }) => (
            <DataTable
              id="subsidy-programmes"
              caption={t('subsidy.programmes')}
              columns={columns}
              rows={items}
              rowKey={(row) => row.programme}
              empty={t('subsidy.noProgrammes')}
            />
          )}
        </Await>
      </Card>
    </Page>
  )
}
