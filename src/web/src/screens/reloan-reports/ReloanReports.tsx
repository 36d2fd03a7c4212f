import { Tabs } from 'antd'
import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useLanguage } from '../../language/Language.js'
import { Page } from '../../parts/Page.js'
import { useTimes } from '../../shell/times.js'
import { Disclosure } from './Disclosure.js'
import { Maturities } from './Maturities.js'
import { PassThrough } from './PassThrough.js'
import { Reconciliation } from './Reconciliation.js'
import { Register } from './Register.js'

const TABS = {
  maturities: Maturities,
  'pass-through': PassThrough,
  disclosure: Disclosure,
  reconciliation: Reconciliation,
  register: Register,
} as const satisfies Record<string, ComponentType>
type TabName = keyof typeof TABS

/** 再贷款报表, as of the day that is looked at. */
export function ReloanReports() {
  const { tab = 'maturities' } = useParams()
  const { t } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const names = Object.keys(TABS) as TabName[]
  const shown = names.find((one) => one === tab) ?? 'maturities'
  const Tab = TABS[shown]
  return (
    <Page title={t('nav.reloanReports')} note={t('reloanReport.note')}>
      <Tabs
        activeKey={shown}
        onChange={(next) => navigate(href(`/app/reloan-reports/${next}`))}
        items={names.map((key) => ({ key, label: t(`reloanReport.${key}`) }))}
      />
      <div className="stack">
        <Tab />
      </div>
    </Page>
  )
}
