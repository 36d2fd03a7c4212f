import type { CollateralAlert } from '../../api/types.js'
import type { Pages } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { BodyTold } from '../reloan-life/BodyTold.js'
import { Deadline } from '../rights/ProcessCard.js'

const TONES: Readonly<Record<string, string>> = { NOTICE: 'yes', WATCH: 'warn', MARGIN_CALL: 'no', STOP: 'no' }

/** 押品预警: what the watch found, how grave, by when, and how the bank answers. */
export function AlertTable({ pages }: { readonly pages: Pages<CollateralAlert> }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<CollateralAlert>[] = [
    {
      id: 'level',
      label: t('alert.level'),
      show: (row) => <span className={`mark mark-${TONES[row.level] ?? 'warn'}`}>{word('alertLevel', row.level)}</span>,
    },
    {
      id: 'kind',
      label: t('alert.kind'),
      show: (row) => (
        <>
          {word('alertKind', row.kind)}
          {row.subject === '' ? null : <div className="note">{row.subject}</div>}
        </>
      ),
    },
    {
      id: 'facts',
      label: t('check.facts'),
      show: (row) => <BodyTold body={(row.facts ?? {}) as Readonly<Record<string, unknown>>} />,
    },
    {
      id: 'pledge',
      label: t('subject.pledge'),
      show: (row) => (
        <>
          <Go to={`/app/pledges/${row.pledgeId}`}>{row.pledgeId.slice(0, 8)}</Go>
          {row.loanId === null ? null : (
            <div className="note">
              <Go to={`/app/loans/${row.loanId}`}>{t('subject.loan')}</Go>
            </div>
          )}
        </>
      ),
    },
    { id: 'raised', label: t('alert.raisedOn'), show: (row) => <span className="nowrap">{row.raisedOn}</span> },
    {
      id: 'due',
      label: t('process.until'),
      show: (row) => (row.state === 'OPEN' || row.state === 'ANSWERED' ? <Deadline on={row.dueOn} /> : row.dueOn),
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="alertState" state={row.state} /> },
    { id: 'do', label: t('table.actions'), show: (row) => <Next alert={row} /> },
  ]
  return (
    <PagedTable
      id="alerts"
      caption={t('nav.alerts')}
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      empty={t('alert.none')}
    />
  )
}

/** The officer answers with what was done; the approver lets rest what stops nothing. */
function Next({ alert }: { readonly alert: CollateralAlert }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isApprover = useHasRole('credit_approver')
  if (alert.state !== 'OPEN' && alert.state !== 'ANSWERED') return null
  const common = { params: { id: alert.id }, draft: `alert-${alert.id}`, fixed: { version: alert.version } }
  const on = { name: 'on' as const, label: t('process.on'), kind: 'date' as const, initial: shanghaiDay(new Date()) }
  const opinion = { name: 'opinion' as const, label: t('field.opinion'), kind: 'longText' as const }
  if (isOfficer)
    return (
      <CommandButton
        {...common}
        label={t('alert.answer')}
        intro={t('alert.answerIntro')}
        action="/v1/collateral-alerts/{id}/answers"
        refusals={{
          ANSWER_NOT_FOR_KIND: 'answer',
          ANSWER_NOT_ON_RECORD: 'reference',
          DATES_OUT_OF_ORDER: 'on',
        }}
        fields={[
          {
            name: 'answer',
            label: t('alert.answerWith'),
            kind: 'choice',
            options: ['part-repayment', 'added-collateral', 'substitution', 'explanation'].map((value) => ({
              value,
              label: word('alertAnswer', value),
            })),
          },
          { name: 'reference', label: t('alert.reference'), kind: 'text', help: t('alert.referenceHelp') },
          on,
          opinion,
        ]}
      />
    )
  return isApprover && alert.level !== 'STOP' ? (
    <CommandButton
      {...common}
      label={t('alert.close')}
      intro={t('alert.closeIntro')}
      action="/v1/collateral-alerts/{id}/closing"
      refusals={{ DATES_OUT_OF_ORDER: 'on', PRECONDITION_UNMET: 'opinion' }}
      fields={[on, opinion]}
    />
  ) : null
}
