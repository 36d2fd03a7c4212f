import { Tabs } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { EnterpriseRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { CarbonAccount } from './CarbonAccount.js'
import { EnterpriseLines } from './EnterpriseLines.js'
import { Rating } from './Rating.js'

const TABS = ['carbon-account', 'rating', 'credit-lines'] as const

/** One enterprise: its account, its rating and its credit lines, each with an address of its own. */
export function Enterprise() {
  const { uscc = '', tab = 'carbon-account' } = useParams()
  const { t, word, name } = useLanguage()
  const { query, href } = useTimes()
  const navigate = useNavigate()
  const isOwn = useHasRole('enterprise_user')
  const asked = useRead<EnterpriseRecord>(`/v1/enterprises/${uscc}`, query)
  return (
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
                { label: t('field.grade'), value: <Grade grade={enterprise.grade} /> },
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
            activeKey={tab}
            onChange={(next) => navigate(href(`/app/enterprises/${uscc}/${next}`))}
            items={TABS.map((key) => ({ key, label: t(`enterprise.${key}`) }))}
          />
          {tab === 'rating' ? (
            <Rating uscc={uscc} />
          ) : tab === 'credit-lines' ? (
            <EnterpriseLines uscc={uscc} />
          ) : (
            <CarbonAccount uscc={uscc} />
          )}
        </Page>
      )}
    </Await>
  )
}
