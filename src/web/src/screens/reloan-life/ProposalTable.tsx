import type { ReloanProposal } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'
import { BodyTold } from './BodyTold.js'

/** What banks ask of the branch and the branch of banks, with who decides; of one re-loan or of all. */
export function ProposalTable({ reloanId }: { readonly reloanId?: string }) {
  const { t, word, name } = useLanguage()
  const [state] = useFilter('proposalState')
  const pages = usePages<ReloanProposal>('/v1/reloan-proposals', { reloanId, state })
  const columns: readonly Column<ReloanProposal>[] = [
    ...(reloanId === undefined
      ? [
          {
            id: 'reloan',
            label: t('reloan.no'),
            show: (row: ReloanProposal) => (
              <>
                <Go to={`/app/reloans/${row.reloanId}`}>{row.reloanId.slice(0, 8)}</Go>
                <div className="note">{name({ nameZh: row.lenderZh, nameEn: row.lenderEn })}</div>
              </>
            ),
          },
        ]
      : []),
    { id: 'kind', label: t('proposal.kind'), show: (row) => word('reloanProposal', row.kind) },
    { id: 'on', label: t('process.on'), show: (row) => <span className="nowrap">{row.on}</span> },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'body', label: t('reloan.detail'), show: (row) => <BodyTold body={row.body} /> },
    { id: 'reason', label: t('field.reason'), show: (row) => <span className="long">{row.reason}</span> },
    {
      id: 'evidence',
      label: t('field.evidence'),
      optional: true,
      show: (row) =>
        row.evidenceHash === null ? '—' : <code title={row.evidenceHash}>{row.evidenceHash.slice(0, 12)}</code>,
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="reloanProposalState" state={row.state} /> },
    {
      id: 'decided',
      label: t('request.decided'),
      show: (row) =>
        row.decidedAt === null ? <Decide proposal={row} /> : `${row.opinion ?? ''} · ${formatInstant(row.decidedAt)}`,
    },
  ]
  return (
    <Card flush title={t('proposal.title')}>
      <FilterBar>
        <ChoiceFilter
          name="proposalState"
          label={t('field.state')}
          options={['PROPOSED', 'APPROVED', 'REJECTED'].map((value) => ({
            value,
            label: word('reloanProposalState', value),
          }))}
        />
      </FilterBar>
      <PagedTable
        id="reloan-proposals"
        caption={t('proposal.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('proposal.empty')}
      />
    </Card>
  )
}

/** The reviewer consents to what a bank asks; the approver decides over a claw-back. */
function Decide({ proposal }: { readonly proposal: ReloanProposal }) {
  const { t, word } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const isApprover = useHasRole('reloan_approver')
  const decision = {
    name: 'decision' as const,
    label: t('field.decision'),
    kind: 'choice' as const,
    options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
  }
  const opinion = { name: 'opinion' as const, label: t('field.opinion'), kind: 'longText' as const }
  const intro = (
    <>
      <p>
        <strong>{word('reloanProposal', proposal.kind)}</strong> {proposal.on} <Amount yuan={proposal.amount} />
      </p>
      <p>{proposal.reason}</p>
    </>
  )
  const common = {
    label: t('request.decide'),
    intro,
    params: { id: proposal.id },
    draft: `reloan-proposal-${proposal.id}`,
    fixed: { version: proposal.version },
  }
  if (proposal.kind === 'CLAWBACK')
    return isApprover ? (
      <CommandButton
        {...common}
        action="/v1/reloan-clawbacks/{id}/decisions"
        refusals={{ SELF_APPROVAL: 'decision' }}
        fields={[
          decision,
          {
            name: 'quota',
            label: t('clawback.quota'),
            kind: 'choice',
            initial: 'LOWER',
            options: ['LOWER', 'KEEP'].map((value) => ({ value, label: word('clawbackQuota', value) })),
          },
          opinion,
        ]}
      />
    ) : (
      <span className="note">{t('proposal.waitsApprover')}</span>
    )
  return isReviewer ? (
    <CommandButton {...common} action="/v1/reloan-proposals/{id}/decisions" fields={[decision, opinion]} />
  ) : (
    <span className="note">{t('proposal.waitsReviewer')}</span>
  )
}
