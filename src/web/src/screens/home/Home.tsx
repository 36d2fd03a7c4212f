import { lazy } from 'react'
import { useLanguage } from '../../language/Language.js'
import { Page } from '../../parts/Page.js'
import { BANK, CITY } from '../../shell/navigation.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { Report } from '../report/Report.js'

const BankDesk = lazy(() => import('./BankDesk.js').then((m) => ({ default: m.BankDesk })))
const FirmDesk = lazy(() => import('./FirmDesk.js').then((m) => ({ default: m.FirmDesk })))

/** 工作台, by role. */
export function Home() {
  const { t, name } = useLanguage()
  const { user } = useSession()
  const isCity = useHasRole(...CITY)
  const isBank = useHasRole(...BANK)
  const isFirm = useHasRole('enterprise_user')
  if (isCity) return <Report />
  return (
    <Page title={t('home.title', { name: name(user) })}>
      {isBank ? <BankDesk /> : null}
      {isFirm ? <FirmDesk /> : null}
    </Page>
  )
}
