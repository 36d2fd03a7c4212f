import type { LoanRecord } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Card } from '../../parts/Page.js'
import { LoanGuarantees } from '../guarantees/LoanGuarantees.js'
import { ClaimSubsidy } from '../subsidies/ClaimSubsidy.js'
import { SubsidyTable } from '../subsidies/SubsidyTable.js'

/** What stands beside the borrower: the guarantor's share, and what the treasury pays of the interest. */
export function LoanCover({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  return (
    <>
      <LoanGuarantees loan={loan} />
      <Card flush title={t('subsidy.title')} extra={<ClaimSubsidy loan={loan} />}>
        <SubsidyTable loanId={loan.id} empty={t('subsidy.noneOfLoan')} />
      </Card>
    </>
  )
}
