import { Alert, Tabs } from 'antd'
import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import { firmOf, type LoanPosition, type LoanRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useTimes } from '../../shell/times.js'
import { LoanSegments } from '../realised-saving/LoanSegments.js'
import { LoanActions } from './actions/LoanActions.js'
import { LoanContract } from './LoanContract.js'
import { LoanCover } from './LoanCover.js'
import { LoanEntries } from './LoanEntries.js'
import { LoanEvents } from './LoanEvents.js'
import { LoanRates } from './LoanRates.js'
import { LoanStanding } from './LoanStanding.js'

/** Each tab of a loan with its address. */
const TABS = {
  standing: LoanStanding,
  events: LoanEvents,
  rates: LoanRates,
  segments: LoanSegments,
  contract: LoanContract,
  cover: LoanCover,
  entries: LoanEntries,
} as const satisfies Record<string, ComponentType<{ readonly loan: LoanRecord }>>
type TabName = keyof typeof TABS

/** 贷款 as it stands on the day that is looked at, as known at the instant that is looked from. */
export function LoanDetail() {
  const { id = '' } = useParams()
  const asked = useRead<LoanRecord>(`/v1/loans/${id}`)
  return <Await asked={asked}>{(loan) => <Sheet loan={loan} />}</Await>
}

function Sheet({ loan }: { readonly loan: LoanRecord }) {
  const { tab = 'standing' } = useParams()
  const { t, name } = useLanguage()
  const { query, href } = useTimes()
  const navigate = useNavigate()
  const names = Object.keys(TABS) as TabName[]
  const shown = names.find((one) => one === tab) ?? 'standing'
  const Tab = TABS[shown]
  const asked = useRead<LoanPosition>(`/v1/loans/${loan.id}/position`, query)
  const position = asked.data?.position
  const isElsewhere = position !== undefined && position.on !== loan.position.on
  return (
    <Page
      title={t('loan.title', { no: loan.contractNo })}
      note={name(firmOf(loan))}
      crumbs={[{ label: t('nav.loans'), to: '/app/loans' }, { label: loan.contractNo }]}
      actions={<LoanActions loan={loan} />}
    >
      {isElsewhere ? (
        <Alert type="info" showIcon title={t('loan.lookingAt', { on: position.on, today: loan.position.on })} />
      ) : null}
      <Totals
        items={[
          {
            label: t('field.state'),
            value: <State family="loanState" state={position?.state ?? loan.state} />,
            note:
              (position?.daysOverdue ?? 0) > 0 ? (
                <span className="overdue">
                  {t('loan.overdueSince', { n: position?.daysOverdue ?? 0, on: position?.oldestUnpaidOn ?? '' })}
                </span>
              ) : undefined,
          },
          {
            label: t('loan.class'),
            value: <State family="loanClass" state={loan.class} />,
            note: isElsewhere ? t('loan.classNow', { on: loan.position.on }) : t('loan.classNote'),
          },
          {
            label: t('loan.owedPrincipal'),
            value: <Amount yuan={position?.principal ?? null} />,
            note: (
              <>
                {t('loan.amount')} <Amount yuan={loan.amount} />
              </>
            ),
          },
          {
            label: t('loan.totalDue'),
            value: <Amount yuan={position?.totalDue ?? null} />,
            note: t('loan.totalDueNote'),
          },
          {
            label: t('figure.rate'),
            value: <Rate percent={position?.annualRate ?? loan.rate} />,
            note: (
              <>
                {t('figure.referenceRate')} <Rate percent={position?.referenceRate ?? loan.referenceRate} />
              </>
            ),
          },
        ]}
      />
      <Tabs
        activeKey={shown}
        onChange={(next) => navigate(href(`/app/loans/${loan.id}/${next}`))}
        items={names.map((key) => ({ key, label: t(`loanTab.${key}`) }))}
      />
      <div className="stack">
        <Tab loan={loan} />
      </div>
    </Page>
  )
}
