import type { Subsidy } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'

/** Claims of interest subsidies, of one loan or of all, each with the step that comes next. */
export function SubsidyTable({ loanId, empty }: { readonly loanId?: string; readonly empty: string }) {
  const { t, word } = useLanguage()
  const [state] = useFilter('subsidyState')
  const pages = usePages<Subsidy>('/v1/subsidies', { loan: loanId, state })
  const columns: readonly Column<Subsidy>[] = [
    ...(loanId === undefined
      ? [
          {
            id: 'loan',
            label: t('loan.contractNo'),
            show: (row: Subsidy) => (
              <Go to={`/app/loans/${row.loanId}/cover`}>{row.contractNo ?? row.loanId.slice(0, 8)}</Go>
            ),
          },
        ]
      : []),
    { id: 'programme', label: t('subsidy.programme'), show: (row) => row.programme },
    { id: 'period', label: t('field.period'), show: (row) => `${row.from} – ${row.to}` },
    { id: 'for', label: t('subsidy.beneficiary'), show: (row) => word('beneficiary', row.beneficiary) },
    {
      id: 'interest',
      label: t('subsidy.interestPaid'),
      money: true,
      show: (row) => <Amount yuan={row.interestPaid} />,
    },
    { id: 'amount', label: t('subsidy.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'state', label: t('field.state'), show: (row) => <State family="subsidyState" state={row.state} /> },
    {
      id: 'last',
      label: t('field.opinion'),
      show: (row) => {
        const last = row.steps.at(-1)
        return last === undefined ? '—' : `${last.on} ${last.opinion}`
      },
    },
    { id: 'do', label: t('table.actions'), show: (row) => <NextStep subsidy={row} /> },
  ]
  return (
    <PagedTable
      id="subsidies"
      caption={t('subsidy.title')}
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      empty={empty}
    />
  )
}

function NextStep({ subsidy }: { readonly subsidy: Subsidy }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isApprover = useHasRole('credit_approver')
  const last = subsidy.steps.at(-1)?.on ?? subsidy.claimedOn
  const common = {
    params: { id: subsidy.id },
    fixed: { version: subsidy.version },
    refusals: { BUSINESS_DATE_AHEAD: 'on', PERIOD_CLOSED: 'on' },
  }
  if (isApprover && (subsidy.state === 'CLAIMED' || subsidy.state === 'APPROVED'))
    return (
      <CommandButton
        {...common}
        label={t('subsidy.decide')}
        intro={t('maker.checker')}
        action="/v1/subsidies/{id}/decision"
        draft={`subsidy-decision-${subsidy.id}`}
        fields={[
          {
            name: 'decision',
            label: t('field.decision'),
            kind: 'choice',
            initial: subsidy.state === 'CLAIMED' ? 'APPROVE' : 'REJECT',
            options: (subsidy.state === 'CLAIMED' ? ['APPROVE', 'REJECT'] : ['REJECT']).map((value) => ({
              value,
              label: word('decision', value),
            })),
          },
          { name: 'on', label: t('application.decidedOn'), kind: 'date', initial: last },
          { name: 'reference', label: t('subsidy.reference'), kind: 'text', optional: true },
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  if (isOfficer && subsidy.state === 'APPROVED')
    return (
      <CommandButton
        {...common}
        label={t('subsidy.pay')}
        action="/v1/subsidies/{id}/payment"
        draft={`subsidy-payment-${subsidy.id}`}
        fields={[
          { name: 'on', label: t('subsidy.paidOn'), kind: 'date', initial: last },
          { name: 'reference', label: t('subsidy.reference'), kind: 'text' },
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  if (isApprover && subsidy.state === 'PAID')
    return (
      <CommandButton
        {...common}
        label={t('subsidy.recover')}
        intro={t('subsidy.recoverIntro')}
        action="/v1/subsidies/{id}/recovery"
        draft={`subsidy-recovery-${subsidy.id}`}
        fields={[
          { name: 'on', label: t('subsidy.recoveredOn'), kind: 'date', initial: last },
          { name: 'reference', label: t('subsidy.reference'), kind: 'text' },
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  return null
}
