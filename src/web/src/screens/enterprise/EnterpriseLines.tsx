import type { CreditLine } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Lineage } from '../../parts/Lineage.js'
import { Card } from '../../parts/Page.js'
import { useTimes } from '../../shell/times.js'
import { CreditLineTable } from '../credit-lines/CreditLineTable.js'

export function EnterpriseLines({ uscc }: { readonly uscc: string }) {
  const { t } = useLanguage()
  const { query } = useTimes()
  const pages = usePages<CreditLine>(`/v1/enterprises/${uscc}/credit-lines`, query)
  return (
    <>
      <Lineage
        at="lines"
        links={{ rating: `/app/enterprises/${uscc}/rating`, account: `/app/enterprises/${uscc}/carbon-account` }}
      />
      <Card flush>
        <CreditLineTable pages={pages} withEnterprise={false} empty={t('lines.emptyEnterprise')} />
      </Card>
    </>
  )
}
