import { lazy } from 'react'
import { useLanguage } from '../../language/Language.js'
import { Page } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { BANK, CENTRAL_BANK, CITY } from '../../shell/navigation.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { ReportSheet } from '../report/Report.js'

const BankDesk = lazy(() => import('./BankDesk.js').then((m) => ({ default: m.BankDesk })))
const CentralBankToDos = lazy(() => import('./CentralBankToDos.js').then((m) => ({ default: m.CentralBankToDos })))
const FirmDesk = lazy(() => import('./FirmDesk.js').then((m) => ({ default: m.FirmDesk })))

/** 工作台, by role. */
export function Home() {
  const { t, name } = useLanguage()
  const { user } = useSession()
  const isCity = useHasRole(...CITY)
  const isCentralBank = useHasRole(...CENTRAL_BANK)
  const isBank = useHasRole(...BANK)
  const isFirm = useHasRole('enterprise_user')
  return (
    <Page title={t('home.title', { name: name(user) })}>
      {isCentralBank ? <CentralBankToDos /> : null}
      {isCity ? <ReportSheet /> : null}
      {isBank ? <BankDesk /> : null}
      {isFirm ? <FirmDesk /> : null}
      {isCity || isBank || isFirm ? null : <Nothing>{t('home.noDesk')}</Nothing>}
    </Page>
  )
}
