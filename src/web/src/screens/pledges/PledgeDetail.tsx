import { Alert, Steps } from 'antd'
import { useParams } from 'react-router'
import type { CollateralAlert, Pledge } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { AlertTable } from '../alerts/AlertTable.js'
import { ProcessCard } from '../rights/ProcessCard.js'
import type { OpenStep, Process } from '../rights/process.js'
import { PledgeStep } from './PledgeSteps.js'

const LIFE = ['CONTRACTED', 'REG_PENDING', 'REGISTERED', 'FROZEN_CONFIRMED', 'RELEASING', 'RELEASED'] as const
/** States beside the straight way stand at the step they came from. */
const BESIDE: Readonly<Record<string, (typeof LIFE)[number]>> = {
  CHANGED: 'FROZEN_CONFIRMED',
  EXTENDED: 'FROZEN_CONFIRMED',
  OBJECTED: 'FROZEN_CONFIRMED',
  ENFORCED: 'RELEASING',
  LAPSED: 'RELEASED',
}

/** 质押: its file with every receipt, its clocks, its open steps and its alerts. */
export function PledgeDetail() {
  const { id = '' } = useParams()
  const { t } = useLanguage()
  const asked = useRead<Pledge>(`/v1/pledges/${id}`)
  const process = useRead<Process>(`/v1/pledges/${id}/process`)
  const isOfficer = useHasRole('loan_officer')
  const opens = (step: OpenStep) => isOfficer && step.by.includes('lender')
  return (
    <Await asked={asked}>
      {(pledge) => (
        <Page
          title={t('pledge.title', { no: pledge.certificateNo })}
          crumbs={[{ label: t('nav.pledges'), to: '/app/pledges' }, { label: pledge.certificateNo }]}
          actions={isOfficer ? <Receipts pledge={pledge} /> : null}
        >
          <Life pledge={pledge} />
          <File pledge={pledge} />
          <Await asked={process}>
            {(told) => (
              <ProcessCard
                process={told}
                family="pledgeState"
                opens={opens}
                form={(step) => <PledgeStep pledge={pledge} step={step} />}
              />
            )}
          </Await>
          <Alerts pledge={pledge} />
        </Page>
      )}
    </Await>
  )
}

function Life({ pledge }: { readonly pledge: Pledge }) {
  const { t, word } = useLanguage()
  const at = BESIDE[pledge.state] ?? (pledge.state as (typeof LIFE)[number])
  const isStopped = pledge.state === 'OBJECTED' || pledge.state === 'LAPSED' || pledge.state === 'ENFORCED'
  return (
    <>
      {isStopped ? (
        <Alert type="warning" showIcon title={t('pledge.stopped', { state: word('pledgeState', pledge.state) })} />
      ) : null}
      <Card>
        <Steps
          size="small"
          current={LIFE.indexOf(at)}
          status={isStopped ? 'error' : pledge.state === 'RELEASED' ? 'finish' : 'process'}
          items={LIFE.map((state) => ({ title: word('pledgeState', state) }))}
        />
      </Card>
    </>
  )
}

const withDay = (no: string | null, on: string | null) => (no === null ? '—' : `${no} (${on ?? '—'})`)

function File({ pledge }: { readonly pledge: Pledge }) {
  const { t, word } = useLanguage()
  return (
    <Card title={t('pledge.file')}>
      <Facts
        items={[
          { label: t('field.state'), value: <State family="pledgeState" state={pledge.state} /> },
          { label: t('pledge.rank'), value: t('pledge.rankNo', { n: pledge.rank }) },
          { label: t('pledge.pledgor'), value: pledge.uscc === null ? '—' : <code>{pledge.uscc}</code> },
          {
            label: t('product.title'),
            value: <Go to={`/app/data-products/${pledge.dataProductId}`}>{t('pledge.openProduct')}</Go>,
          },
          { label: t('product.right'), value: word('right', pledge.rightType) },
          { label: t('pledge.securedLimit'), value: <Amount yuan={pledge.securedLimit} /> },
          { label: t('pledge.queryNo'), value: withDay(pledge.queryCertificateNo, pledge.queryCertificateOn) },
          { label: t('pledge.contractedOn'), value: pledge.contractedOn },
          { label: t('pledge.registrationNo'), value: withDay(pledge.registrationNo, pledge.registeredOn) },
          { label: t('pledge.registrationEnd'), value: pledge.registrationValidTo ?? '—' },
          { label: t('pledge.freezeNo'), value: withDay(pledge.freezeReceiptNo, pledge.frozenOn) },
          { label: t('pledge.annotationNo'), value: withDay(pledge.annotationReceiptNo, pledge.annotatedOn) },
          { label: t('pledge.cancellationNo'), value: withDay(pledge.cancellationNo, pledge.cancelledOn) },
          { label: t('pledge.unfreezeNo'), value: withDay(pledge.unfreezeReceiptNo, pledge.unfrozenOn) },
          { label: t('pledge.releasedOn'), value: pledge.releasedOn ?? '—' },
          {
            label: t('pledge.modificationCode'),
            value: t(pledge.hasModificationCode ? 'pledge.codeSealed' : 'pledge.noCode'),
          },
        ]}
      />
    </Card>
  )
}

/** The annotation of the registry, or two officers' word that it is not had. */
function Receipts({ pledge }: { readonly pledge: Pledge }) {
  const { t } = useLanguage()
  if (pledge.annotationReceiptNo !== null || !['REGISTERED', 'FROZEN_CONFIRMED'].includes(pledge.state)) return null
  const common = { params: { id: pledge.id }, fixed: { version: pledge.version } }
  return (
    <>
      <CommandButton
        {...common}
        label={t('pledge.annotate')}
        action="/v1/pledges/{id}/annotation"
        draft={`annotation-${pledge.id}`}
        refusals={{ DATES_OUT_OF_ORDER: 'annotatedOn' }}
        fields={[
          { name: 'annotationReceiptNo', label: t('pledge.annotationNo'), kind: 'text' },
          { name: 'annotatedOn', label: t('pledge.annotatedOn'), kind: 'date' },
        ]}
      />
      <CommandButton
        {...common}
        label={t('pledge.waive')}
        intro={t('pledge.waiveIntro')}
        action="/v1/pledges/{id}/annotation-waiver"
        draft={`waiver-${pledge.id}`}
        refusals={{ DATES_OUT_OF_ORDER: 'on', WAIVER_SIGNED: 'reason' }}
        fields={[
          { name: 'on', label: t('process.on'), kind: 'date' },
          { name: 'reason', label: t('field.reason'), kind: 'longText' },
        ]}
      />
    </>
  )
}

function Alerts({ pledge }: { readonly pledge: Pledge }) {
  const { t } = useLanguage()
  const pages = usePages<CollateralAlert>('/v1/collateral-alerts', { pledgeId: pledge.id })
  return (
    <Card flush title={t('nav.alerts')}>
      <AlertTable pages={pages} />
    </Card>
  )
}
