import { Tabs } from 'antd'
import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useLanguage } from '../../language/Language.js'
import { Page } from '../../parts/Page.js'
import { useTimes } from '../../shell/times.js'
import { DisputeDetail, Disputes } from '../disputes/Disputes.js'
import { ListingDetail, Listings } from '../listings/Listings.js'
import { OrderDetail, Orders } from '../listings/Orders.js'
import { AuthorisationDetail, Authorisations } from './Authorisations.js'
import { RegistrationDetail, Registrations } from './Registrations.js'
import { ResourceDetail, Resources } from './Resources.js'
import type { SubjectName } from './StepForm.js'

/** The links of the chain in their order. */
const LISTS: Record<SubjectName, ComponentType> = {
  authorisations: Authorisations,
  resources: Resources,
  registrations: Registrations,
  listings: Listings,
  orders: Orders,
  disputes: Disputes,
}
const DETAILS: Record<SubjectName, ComponentType<{ readonly id: string }>> = {
  authorisations: AuthorisationDetail,
  resources: ResourceDetail,
  registrations: RegistrationDetail,
  listings: ListingDetail,
  orders: OrderDetail,
  disputes: DisputeDetail,
}
const isSubject = (name: string): name is SubjectName => name in LISTS

/** 权利链: authorisation, registration, listing, orders, disputes. */
export function Rights() {
  const { tab = 'authorisations' } = useParams()
  const { t } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const shown = isSubject(tab) ? tab : 'authorisations'
  const List = LISTS[shown]
  return (
    <Page title={t('nav.rights')} note={t('rights.note')}>
      <Tabs
        activeKey={shown}
        onChange={(next) => navigate(href(`/app/rights/${next}`))}
        items={(Object.keys(LISTS) as SubjectName[]).map((key) => ({ key, label: t(`rights.${key}`) }))}
      />
      <div className="stack">
        <List key={shown} />
      </div>
    </Page>
  )
}

/** One link of the chain. */
export function Right() {
  const { tab = '', id = '' } = useParams()
  const Detail = DETAILS[isSubject(tab) ? tab : 'authorisations']
  return <Detail id={id} />
}
