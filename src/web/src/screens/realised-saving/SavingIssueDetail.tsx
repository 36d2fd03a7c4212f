import { Alert, Segmented } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Restatement, Role, SavingIssueRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { Definitions } from './Definitions.js'
import { Documents } from './Documents.js'
import { ReconciliationCard } from './ReconciliationCard.js'
import { MAKERS } from './SavingIssues.js'
import { SavingTable } from './SavingTable.js'
import { SavingTotals } from './SavingTotals.js'

const PATH = '/v1/reports/realised-interest-saving/issues'
const CHECKERS: readonly Role[] = ['credit_approver', 'data_steward', 'reloan_approver']
const DIMENSIONS = ['institution', 'city', 'grade', 'product', 'sector', 'month'] as const

/** One report as it was issued; nothing of it changes any more. */
export function SavingIssueDetail() {
  const { id = '' } = useParams()
  const asked = useRead<SavingIssueRecord>(`${PATH}/${id}`)
  return <Await asked={asked}>{(issue) => <Sheet key={id} issue={issue} />}</Await>
}

function Sheet({ issue }: { readonly issue: SavingIssueRecord }) {
  const { t, name } = useLanguage()
  const [chosen, choose] = useFilter('by')
  const by = DIMENSIONS.find((one) => one === chosen) ?? 'institution'
  const { document } = issue
  const link = (other: { readonly id: string; readonly number: string } | null) =>
    other === null ? '—' : <Go to={`/app/realised-saving/issues/${other.id}`}>{other.number}</Go>
  return (
    <Page
      title={issue.number}
      note={t('saving.times', {
        from: issue.from,
        to: issue.to,
        days: document.days,
        asOf: issue.asOf,
        knownAt: formatInstant(issue.knownAt),
      })}
      crumbs={[
        { label: t('nav.realised'), to: '/app/realised-saving' },
        { label: t('issue.title'), to: '/app/realised-saving/issues' },
        { label: issue.number },
      ]}
      actions={
        <>
          <Decide issue={issue} />
          <Restate issue={issue} />
          <Documents path={`${PATH}/${issue.id}/document`} />
          <Definitions definitions={document.definitions} />
        </>
      }
    >
      {issue.restatedBy === null ? null : (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {t('issue.restatedTold')} {link(issue.restatedBy)}
            </>
          }
        />
      )}
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="issueState" state={issue.state} /> },
            { label: t('issue.issuer'), value: name(issue.issuer) },
            { label: t('issue.restates'), value: link(issue.restates) },
            { label: t('issue.made'), value: formatInstant(issue.madeAt) },
            {
              label: t('issue.decided'),
              value: issue.decidedAt === null ? t('issue.undecided') : formatInstant(issue.decidedAt),
            },
            issue.opinion !== null && { label: t('field.opinion'), value: issue.opinion },
            {
              label: t('issue.hash'),
              value: <code className="hash">{issue.documentHash}</code>,
              wide: true,
            },
          ]}
        />
      </Card>
      <SavingTotals totals={document.totals} />
      {document.restatement === null ? null : <Differences restatement={document.restatement} />}
      <Card
        flush
        title={t('report.cut')}
        extra={
          <Segmented
            value={by}
            onChange={(next) => choose(next)}
            options={DIMENSIONS.map((value) => ({ value, label: t(`savingBy.${value}`) }))}
          />
        }
      >
        <SavingTable by={by} rows={document.rows[by]} totals={document.totals} />
      </Card>
      <ReconciliationCard reconciliation={document.reconciliation} />
    </Page>
  )
}

function Decide({ issue }: { readonly issue: SavingIssueRecord }) {
  const { t } = useLanguage()
  const mayCheck = useHasRole(...CHECKERS)
  if (!mayCheck || issue.state !== 'PREPARED') return null
  return (['SIGN', 'RETURN'] as const).map((decision) => (
    <CommandButton
      key={decision}
      primary={decision === 'SIGN'}
      label={t(`issue.${decision}`)}
      intro={t(`issue.${decision}Intro`)}
      action="/v1/reports/realised-interest-saving/issues/{id}/decisions"
      params={{ id: issue.id }}
      fixed={{ decision }}
      draft={`issue-${decision}-${issue.id}`}
      fields={[{ name: 'opinion', label: t('field.opinion'), kind: 'longText' }]}
    />
  ))
}

/** What became known since is issued as a new report that explains the difference. */
function Restate({ issue }: { readonly issue: SavingIssueRecord }) {
  const { t } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const mayMake = useHasRole(...MAKERS)
  if (!mayMake || issue.state !== 'SIGNED' || issue.restatedBy !== null) return null
  return (
    <CommandButton
      label={t('issue.restate')}
      intro={t('issue.restateIntro')}
      action="/v1/reports/realised-interest-saving/issues"
      fixed={{ from: issue.from, to: issue.to, restates: issue.id }}
      draft={`restate-${issue.id}`}
      fields={[{ name: 'knownAt', label: t('times.knownAt'), kind: 'instant', optional: true }]}
      refusals={{ NOTHING_TO_RESTATE: 'knownAt' }}
      onDone={({ id }) => navigate(href(`/app/realised-saving/issues/${id}`))}
    />
  )
}

type Change = Restatement['changes'][number]

function Differences({ restatement }: { readonly restatement: Restatement }) {
  const { t, code } = useLanguage()
  const { of, before, after, difference, changes, causeNames } = restatement
  const columns: readonly Column<Change>[] = [
    {
      id: 'lender',
      label: t('field.lender'),
      show: (row) =>
        row.hidden ? (
          <>
            {row.key} <span className="flag">{t('report.hidden')}</span>
          </>
        ) : (
          row.key
        ),
    },
    { id: 'cause', label: t('field.reason'), show: (row) => causeNames[row.cause]?.[code] ?? row.cause },
    { id: 'loans', label: t('saving.loans'), figure: true, show: (row) => <Count of={row.loans} /> },
    {
      id: 'reference',
      label: t('saving.referenceInterest'),
      money: true,
      show: (row) => <Amount yuan={row.referenceInterest} signed />,
    },
    {
      id: 'executed',
      label: t('saving.executedInterest'),
      money: true,
      show: (row) => <Amount yuan={row.executedInterest} signed />,
    },
    {
      id: 'saving',
      label: t('saving.realisedSaving'),
      money: true,
      show: (row) => <Amount yuan={row.realisedSaving} signed />,
      total: <Amount yuan={difference} signed />,
    },
  ]
  return (
    <Card flush title={t('issue.differences', { number: of.number })}>
      <div className="card-body">
        <Facts
          items={[
            { label: t('issue.before', { at: formatInstant(of.knownAt) }), value: <Amount yuan={before} /> },
            { label: t('issue.after'), value: <Amount yuan={after} /> },
            { label: t('issue.difference'), value: <Amount yuan={difference} signed /> },
          ]}
        />
      </div>
      <DataTable
        id="saving-differences"
        caption={t('issue.differences', { number: of.number })}
        columns={columns}
        rows={changes}
        rowKey={(row) => `${row.key}-${row.cause}`}
        empty={t('issue.noDifferences')}
      />
    </Card>
  )
}
