import type { LineProposal } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'

const PRODUCTS = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const
const STATES = ['PROPOSED', 'APPROVED', 'REJECTED'] as const

/** Lines and changes of lines that wait for a second person, and what became of the others. */
export function LineProposals() {
  const { t, word, name } = useLanguage()
  const [state] = useFilter('proposalState')
  const pages = usePages<LineProposal>('/v1/credit-line-proposals', { state })
  const columns: readonly Column<LineProposal>[] = [
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (row) => {
        const firm = name({ nameZh: row.enterpriseZh, nameEn: row.enterpriseEn })
        const line = row.creditLineId ?? row.supersedes
        return line === null ? firm : <Go to={`/app/credit-lines/${line}`}>{firm}</Go>
      },
    },
    {
      id: 'kind',
      label: t('quota.kind'),
      show: (row) => t(row.supersedes === null ? 'line.proposalNew' : 'line.proposalChange'),
    },
    { id: 'product', label: t('field.product'), show: (row) => word('product', row.product) },
    { id: 'limit', label: t('figure.limit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    { id: 'revolving', label: t('line.revolving'), show: (row) => t(row.revolving ? 'yes' : 'no') },
    {
      id: 'valid',
      label: t('quota.valid'),
      show: (row) => `${row.effectiveFrom} – ${row.effectiveTo ?? t('line.open')}`,
    },
    { id: 'document', label: t('line.documentNo'), show: (row) => row.documentNo },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="requestDecision" state={row.state} /> },
    {
      id: 'do',
      label: t('request.decided'),
      show: (row) => (row.state === 'PROPOSED' ? <Decide proposal={row} /> : (row.opinion ?? '—')),
    },
  ]
  return (
    <>
      <FilterBar>
        <ChoiceFilter
          name="proposalState"
          label={t('field.state')}
          options={STATES.map((value) => ({ value, label: word('requestDecision', value) }))}
        />
      </FilterBar>
      <PagedTable
        id="line-proposals"
        caption={t('line.proposals')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('line.noProposals')}
      />
    </>
  )
}

function Decide({ proposal }: { readonly proposal: LineProposal }) {
  const { t, word } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  if (!isApprover) return <span className="note">{t('request.waits')}</span>
  return (
    <CommandButton
      label={t('request.decide')}
      intro={t('maker.checker')}
      action="/v1/credit-line-proposals/{id}/decision"
      params={{ id: proposal.id }}
      draft={`line-proposal-${proposal.id}`}
      fixed={{ version: proposal.version }}
      fields={[
        {
          name: 'decision',
          label: t('field.decision'),
          kind: 'choice',
          options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
        },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
      ]}
    />
  )
}

/** 提出授信额度 */
export function ProposeLine() {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const [, show] = useFilter('show')
  if (!isOfficer) return null
  return (
    <CommandButton
      primary
      label={t('line.propose')}
      intro={t('maker.approver')}
      told={t('request.proposed')}
      action="/v1/credit-lines"
      draft="credit-line"
      refusals={{ LINE_EXISTS: 'product', NOT_POSITIVE: 'limit', NOT_FOUND: 'uscc' }}
      fields={[
        { name: 'uscc', label: t('field.uscc'), kind: 'text' },
        {
          name: 'product',
          label: t('field.product'),
          kind: 'choice',
          initial: 'YUN_TAN_DAI',
          options: PRODUCTS.map((value) => ({ value, label: word('product', value) })),
        },
        { name: 'limit', label: t('figure.limit'), kind: 'amount' },
        { name: 'revolving', label: t('line.revolving'), kind: 'flag', optional: true, help: t('line.revolvingHelp') },
        { name: 'effectiveFrom', label: t('field.effectiveFrom'), kind: 'date' },
        { name: 'effectiveTo', label: t('line.until'), kind: 'date', optional: true, help: t('line.untilHelp') },
        { name: 'documentNo', label: t('line.documentNo'), kind: 'text' },
      ]}
      onDone={() => show('proposals')}
    />
  )
}
