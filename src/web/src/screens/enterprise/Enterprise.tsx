import { Tabs } from 'antd'
import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { EnterpriseRecord, Role } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { LookGate } from '../../parts/Look.js'
import { Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { BANK } from '../../shell/navigation.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { ActivityImports } from './ActivityImports.js'
import { CarbonAccount } from './CarbonAccount.js'
import { EnterpriseLines } from './EnterpriseLines.js'
import { EnterpriseReports } from './EnterpriseReports.js'
import { Improve } from './Improve.js'
import { Postings } from './Postings.js'
import { Rating } from './Rating.js'
import { Statements } from './Statements.js'
import { Verifications } from './Verifications.js'

type Roles = readonly Role[] | null
/** Each tab with its address and who may open it (null: whoever may see the enterprise). */
const TABS = {
  'carbon-account': { roles: null, Tab: CarbonAccount },
  statements: { roles: null, Tab: Statements },
  'emission-postings': { roles: null, Tab: Postings },
  rating: { roles: null, Tab: Rating },
  improve: { roles: null, Tab: Improve },
  'credit-lines': { roles: null, Tab: EnterpriseLines },
  'credit-reports': { roles: null, Tab: EnterpriseReports },
  verifications: { roles: null, Tab: Verifications },
  'activity-imports': { roles: ['enterprise_user', 'data_steward', 'auditor'], Tab: ActivityImports },
} as const satisfies Record<string, { roles: Roles; Tab: ComponentType<{ readonly uscc: string }> }>
type TabName = keyof typeof TABS

/** One enterprise: its account, rating, lines, reports and data, each with an address of its own. */
export function Enterprise() {
  const { uscc = '', tab = 'carbon-account' } = useParams()
  const { t, word, name } = useLanguage()
  const { query, href } = useTimes()
  const navigate = useNavigate()
  const isOwn = useHasRole('enterprise_user')
  const isBank = useHasRole(...BANK)
  const { roles: own } = useSession()
  const names = (Object.keys(TABS) as TabName[]).filter((one) => {
    const roles: Roles = TABS[one].roles
    return roles === null || roles.some((role) => own.includes(role))
  })
  const shown = names.find((one) => one === tab) ?? 'carbon-account'
  const { Tab } = TABS[shown]
  const asked = useRead<EnterpriseRecord>(`/v1/enterprises/${uscc}`, query)
  return (
    <LookGate error={asked.data === undefined ? asked.error : null} uscc={uscc}>
      <Await asked={asked}>
        {(enterprise) => (
          <Page
            title={name(enterprise)}
            crumbs={[
              isOwn ? { label: t('nav.home'), to: '/app' } : { label: t('enterprises.title'), to: '/app/enterprises' },
              { label: name(enterprise) },
            ]}
          >
            <div className="card card-body">
              <Facts
                items={[
                  // A bank is not told of every grade here: absent does not mean unrated.
                  {
                    label: t('field.grade'),
                    value: isBank && enterprise.grade === null ? '—' : <Grade grade={enterprise.grade} />,
                  },
                  { label: t('field.uscc'), value: <code>{enterprise.uscc}</code> },
                  { label: t('field.sector'), value: enterprise.sectorCode },
                  { label: t('field.region'), value: enterprise.regionCode },
                  { label: t('field.employees'), value: enterprise.employees },
                  { label: t('field.verification'), value: word('verification', enterprise.verification) },
                  { label: t('field.dataQuality'), value: enterprise.dataQuality },
                  { label: t('field.origin'), value: word('origin', enterprise.origin) },
                ]}
              />
            </div>
            <Tabs
              activeKey={shown}
              onChange={(next) => navigate(href(`/app/enterprises/${uscc}/${next}`))}
              items={names.map((key) => ({ key, label: t(`enterprise.${key}`) }))}
            />
            <Tab uscc={uscc} />
          </Page>
        )}
      </Await>
    </LookGate>
  )
}
