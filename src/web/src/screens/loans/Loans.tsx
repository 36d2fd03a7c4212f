import type { Loan } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useFilter } from '../../shell/times.js'
import { LoanTable } from './LoanTable.js'

/** 贷款 */
export function Loans() {
  const { t, word } = useLanguage()
  const [state] = useFilter('state')
  const pages = usePages<Loan>('/v1/loans', { state })
  return (
    <Page title={t('nav.loans')}>
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="state"
            label={t('field.state')}
            options={['CONTRACTED', 'DISBURSED', 'OVERDUE', 'SETTLED', 'WRITTEN_OFF', 'WITHDRAWN'].map((value) => ({
              value,
              label: word('loanState', value),
            }))}
          />
        </FilterBar>
        <LoanTable pages={pages} />
      </Card>
    </Page>
  )
}
