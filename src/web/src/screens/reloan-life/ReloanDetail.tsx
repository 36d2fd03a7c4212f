import { Alert, Tabs } from 'antd'
import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Reloan, ReloanLife } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useTimes } from '../../shell/times.js'
import { FindingTable } from '../findings/FindingTable.js'
import { ProposalTable } from './ProposalTable.js'
import { ReloanActions } from './ReloanActions.js'
import { ReloanEvents } from './ReloanEvents.js'
import { ReloanInterest } from './ReloanInterest.js'
import { ReloanShortfall } from './ReloanShortfall.js'
import { ReloanStanding } from './ReloanStanding.js'

export interface OfReloan {
  readonly reloan: Reloan
  readonly life: ReloanLife
}

const Proposals = ({ reloan }: OfReloan) => <ProposalTable reloanId={reloan.id} />
const Findings = ({ reloan }: OfReloan) => <FindingTable subjectId={reloan.id} />

/** Each tab of a re-loan with its address. */
const TABS = {
  standing: ReloanStanding,
  shortfall: ReloanShortfall,
  interest: ReloanInterest,
  events: ReloanEvents,
  proposals: Proposals,
  findings: Findings,
} as const satisfies Record<string, ComponentType<OfReloan>>
type TabName = keyof typeof TABS

/** 再贷款 as it stands on the day that is looked at. */
export function ReloanDetail() {
  const { id = '' } = useParams()
  const { query } = useTimes()
  const reloan = useRead<Reloan>(`/v1/reloans/${id}`)
  const life = useRead<ReloanLife>(`/v1/reloans/${id}/life`, query)
  return (
    <Await asked={reloan}>
      {(one) => <Await asked={life}>{(lived) => <Sheet reloan={one} life={lived} />}</Await>}
    </Await>
  )
}

function Sheet({ reloan, life }: OfReloan) {
  const { tab = 'standing' } = useParams()
  const { t, name } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const names = Object.keys(TABS) as TabName[]
  const shown = names.find((one) => one === tab) ?? 'standing'
  const Tab = TABS[shown]
  const { standing } = life
  const title = t('reloan.title', { no: reloan.contractNo })
  return (
    <Page
      title={title}
      note={`${name({ nameZh: reloan.lenderZh, nameEn: reloan.lenderEn })} · ${reloan.facility}`}
      crumbs={[{ label: t('nav.reloans'), to: '/app/reloans' }, { label: reloan.contractNo }]}
      actions={<ReloanActions reloan={reloan} life={life} />}
    >
      {life.penalty?.unknown ? (
        <Alert
          type="warning"
          showIcon
          title={t('reloan.penaltyUnknown', { parameter: life.penalty.unknown.parameter })}
          description={t('reloan.penaltyUnknownDo', { document: life.penalty.unknown.document })}
        />
      ) : null}
      <Totals
        items={[
          {
            label: t('field.state'),
            value: <State family="reloanState" state={standing.state} />,
            note:
              standing.overdueFrom === null ? undefined : (
                <span className="overdue">{t('reloan.overdueFrom', { on: standing.overdueFrom })}</span>
              ),
          },
          {
            label: t('loan.balance'),
            value: <Amount yuan={standing.balance} />,
            note: (
              <>
                {t('reloan.drawn')} <Amount yuan={life.amount} />
              </>
            ),
          },
          { label: t('figure.rate'), value: <Rate percent={standing.rate} /> },
          {
            label: t('loan.dueOn'),
            value: standing.dueOn,
            note: t('reloan.extendedTimes', { n: standing.extensions }),
          },
          {
            label: t('reloan.returned'),
            value: <Amount yuan={standing.returned} />,
            note:
              standing.clawedBack === '0.00' ? undefined : (
                <>
                  {t('reloan.clawedBack')} <Amount yuan={standing.clawedBack} />
                </>
              ),
          },
        ]}
      />
      <Tabs
        activeKey={shown}
        onChange={(next) => navigate(href(`/app/reloans/${reloan.id}/${next}`))}
        items={names.map((key) => ({ key, label: t(`reloanTab.${key}`) }))}
      />
      <div className="stack">
        <Tab reloan={reloan} life={life} />
      </div>
    </Page>
  )
}
