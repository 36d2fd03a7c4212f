import { useNavigate } from 'react-router'
import type { Role, SavingIssue } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { periodsOf, usePeriod } from './period.js'

export const MAKERS: readonly Role[] = ['loan_officer', 'credit_approver', 'data_steward', 'reloan_reviewer']

/** 已出具的报告: prepared by one person, signed by another, restated by a new one. */
export function SavingIssues() {
  const { t, name } = useLanguage()
  const { href } = useTimes()
  const { day } = usePeriod()
  const navigate = useNavigate()
  const mayMake = useHasRole(...MAKERS)
  const pages = usePages<SavingIssue>('/v1/reports/realised-interest-saving/issues')
  const other = (issue: { readonly id: string; readonly number: string } | null) =>
    issue === null ? '—' : <Go to={`/app/realised-saving/issues/${issue.id}`}>{issue.number}</Go>
  const columns: readonly Column<SavingIssue>[] = [
    {
      id: 'number',
      label: t('issue.number'),
      show: (row) => <Go to={`/app/realised-saving/issues/${row.id}`}>{row.number}</Go>,
    },
    { id: 'issuer', label: t('issue.issuer'), show: (row) => name(row.issuer) },
    {
      id: 'period',
      label: t('field.period'),
      show: (row) => <span className="nowrap">{`${row.from} – ${row.to}`}</span>,
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="issueState" state={row.state} /> },
    {
      id: 'saving',
      label: t('saving.realisedSaving'),
      money: true,
      show: (row) => <Amount yuan={row.realisedSaving} />,
    },
    { id: 'restates', label: t('issue.restates'), show: (row) => other(row.restates) },
    { id: 'restatedBy', label: t('issue.restatedBy'), show: (row) => other(row.restatedBy) },
    { id: 'known', label: t('times.knownAt'), optional: true, show: (row) => formatInstant(row.knownAt) },
    { id: 'made', label: t('issue.made'), show: (row) => formatInstant(row.madeAt) },
    {
      id: 'decided',
      label: t('issue.decided'),
      show: (row) => (row.decidedAt === null ? '—' : formatInstant(row.decidedAt)),
    },
  ]
  const month = periodsOf(day).month
  return (
    <Page
      title={t('issue.title')}
      note={t('issue.note')}
      crumbs={[{ label: t('nav.realised'), to: '/app/realised-saving' }, { label: t('issue.title') }]}
      actions={
        mayMake ? (
          <CommandButton
            primary
            label={t('issue.prepare')}
            intro={t('issue.prepareIntro')}
            action="/v1/reports/realised-interest-saving/issues"
            draft="saving-issue"
            fields={[
              { name: 'from', label: t('saving.from'), kind: 'date', initial: month.from },
              { name: 'to', label: t('saving.to'), kind: 'date', initial: month.to },
              { name: 'knownAt', label: t('times.knownAt'), kind: 'instant', optional: true },
            ]}
            refusals={{ SAVING_PERIOD_NOT_OVER: 'to', FROM_AFTER_TO: 'from', PERIOD_ISSUED_ALREADY: 'from' }}
            onDone={({ id }) => navigate(href(`/app/realised-saving/issues/${id}`))}
          />
        ) : null
      }
    >
      <Card flush>
        <PagedTable
          id="saving-issues"
          caption={t('issue.title')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/realised-saving/issues/${row.id}`}
          empty={t('issue.empty')}
        />
      </Card>
    </Page>
  )
}
