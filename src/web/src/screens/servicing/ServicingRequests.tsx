import { useLanguage } from '../../language/Language.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { RequestTable } from './RequestTable.js'

const STATES = ['PROPOSED', 'APPROVED', 'REJECTED'] as const

/** 贷后变更: what one person proposed and another decides. */
export function ServicingRequests() {
  const { t, word } = useLanguage()
  return (
    <Page title={t('nav.requests')} note={t('request.note')}>
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="requestState"
            label={t('field.state')}
            options={STATES.map((value) => ({ value, label: word('requestDecision', value) }))}
          />
        </FilterBar>
        <RequestTable empty={t('request.empty')} />
      </Card>
    </Page>
  )
}
