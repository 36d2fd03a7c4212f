import type { Dispute, DisputeRecord } from '../../api/types.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import type { Column } from '../../parts/DataTable.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { SubjectDetail } from '../rights/SubjectDetail.js'
import { SubjectList } from '../rights/SubjectList.js'

const STATES = [
  'FILED',
  'ACCEPTED',
  'EVIDENCE',
  'NEGOTIATION',
  'MEDIATION',
  'REGISTRY_DECISION',
  'ARBITRATION',
  'LITIGATION',
  'DECIDED',
  'EXECUTED',
  'DISMISSED',
  'WITHDRAWN',
]
const KINDS = ['ownership', 'trade', 'valuation', 'carbon-data', 'pledge'] as const

/** 争议 */
export function Disputes() {
  const { t, word } = useLanguage()
  const files = useHasRole('enterprise_user', 'loan_officer', 'operator_officer', 'exchange_officer')
  const columns: readonly Column<Dispute>[] = [
    {
      id: 'kind',
      label: t('dispute.kind'),
      show: (row) => <Go to={`/app/rights/disputes/${row.id}`}>{word('disputeKind', row.kind)}</Go>,
    },
    { id: 'filer', label: t('party.filer'), show: (row) => row.filer ?? '—' },
    { id: 'respondent', label: t('party.respondent'), show: (row) => row.respondent ?? '—' },
    { id: 'host', label: t('dispute.host'), show: (row) => row.host },
    { id: 'claim', label: t('dispute.claim'), show: (row) => <span className="long">{row.claim}</span> },
  ]
  return <SubjectList subject="disputes" states={STATES} columns={columns} actions={files ? <FileDispute /> : null} />
}

function FileDispute() {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      label={t('dispute.file')}
      intro={t('dispute.intro')}
      action="/v1/disputes"
      draft="dispute"
      refusals={{
        DATES_OUT_OF_ORDER: 'on',
        NOT_FOUND: 'host',
        DISPUTE_HOST_UNFIT: 'host',
        DISPUTE_BETWEEN_TWO: 'respondent',
      }}
      fields={[
        {
          name: 'kind',
          label: t('dispute.kind'),
          kind: 'choice',
          initial: 'ownership',
          options: KINDS.map((value) => ({ value, label: word('disputeKind', value) })),
        },
        { name: 'host', label: t('dispute.host'), kind: 'text', help: t('dispute.hostHelp') },
        { name: 'certificateNo', label: t('product.certificateNo'), kind: 'text', optional: true },
        { name: 'orderId', label: t('order.no'), kind: 'text', optional: true },
        { name: 'respondent', label: t('party.respondent'), kind: 'text', optional: true },
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
        { name: 'claim', label: t('dispute.claim'), kind: 'longText' },
        { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', help: t('form.hashHelp') },
      ]}
    />
  )
}

export function DisputeDetail({ id }: { readonly id: string }) {
  const { t, word } = useLanguage()
  return (
    <SubjectDetail<DisputeRecord>
      subject="disputes"
      id={id}
      title={(row) => t('dispute.title', { kind: word('disputeKind', row.kind) })}
      facts={(row) => [
        { label: t('party.filer'), value: row.filer ?? '—' },
        { label: t('party.respondent'), value: row.respondent ?? '—' },
        { label: t('dispute.host'), value: row.host },
        { label: t('right.arbitration'), value: t(row.arbitrationClause ? 'yes' : 'no') },
        row.registrationId !== null && {
          label: t('rights.registrations'),
          value: <Go to={`/app/rights/registrations/${row.registrationId}`}>{t('right.open')}</Go>,
        },
        row.orderId !== null && {
          label: t('rights.orders'),
          value: <Go to={`/app/rights/orders/${row.orderId}`}>{t('right.open')}</Go>,
        },
        { label: t('dispute.claim'), value: row.claim, wide: true },
      ]}
    />
  )
}
