import type { Enterprise, Loan } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Quantity } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { useSession } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { EnterpriseLines } from '../enterprise/EnterpriseLines.js'
import { LoanTable } from '../loans/LoanTable.js'

/** An enterprise's own page: grade, lines and loans. */
export function FirmDesk() {
  const { t } = useLanguage()
  const { organisation } = useSession()
  const { query } = useTimes()
  const uscc = organisation.code
  const asked = useRead<Enterprise>(`/v1/enterprises/${uscc}`, query)
  const loans = usePages<Loan>('/v1/loans')
  return (
    <>
      <Await asked={asked}>
        {(enterprise) => (
          <Totals
            items={[
              { label: t('field.grade'), value: <Grade grade={enterprise.grade} />, note: enterprise.ratedAsOf ?? '' },
              { label: t('field.score'), value: <Quantity of={enterprise.score} places={2} /> },
              { label: t('field.dataQuality'), value: enterprise.dataQuality },
              { label: t('home.account'), value: <Go to={`/app/enterprises/${uscc}`}>{t('home.openAccount')}</Go> },
            ]}
          />
        )}
      </Await>
      <EnterpriseLines uscc={uscc} />
      <Card flush title={t('nav.loans')}>
        <LoanTable pages={loans} />
      </Card>
    </>
  )
}
