import type { CreditReport } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { FilterBar, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useFilter } from '../../shell/times.js'
import { CreditReportTable } from './CreditReportTable.js'

/** 碳信用报告: those that this person may see. */
export function CreditReports() {
  const { t } = useLanguage()
  const [uscc] = useFilter('uscc')
  const pages = usePages<CreditReport>('/v1/credit-reports', { uscc })
  return (
    <Page title={t('nav.creditReports')} note={t('creditReport.note')}>
      <Card flush>
        <FilterBar>
          <TextFilter name="uscc" label={t('field.uscc')} />
        </FilterBar>
        <CreditReportTable pages={pages} withEnterprise empty={t('creditReport.emptyAll')} />
      </Card>
    </Page>
  )
}
