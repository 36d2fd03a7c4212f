import type { ReloanFinding } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { BodyTold } from '../reloan-life/BodyTold.js'

const PAGES: Readonly<Record<string, string>> = {
  reloan: '/app/reloans',
  loan: '/app/loans',
  quota: '/app/quotas',
  filing: '/app/filings',
}

/** 检查发现, each with its last day to answer; of one subject or of all. */
export function FindingTable({ subjectId }: { readonly subjectId?: string }) {
  const { t, word, name } = useLanguage()
  const { asOf } = useTimes()
  const [month] = useFilter('month')
  const [check] = useFilter('check')
  const [state] = useFilter('findingState')
  const [late] = useFilter('late')
  const pages = usePages<ReloanFinding>(
    '/v1/reloan-findings',
    subjectId === undefined ? { asOf, month, check, state, late } : { asOf },
  )
  const shown =
    subjectId === undefined ? pages : { ...pages, items: pages.items?.filter((row) => row.subjectId === subjectId) }
  const columns: readonly Column<ReloanFinding>[] = [
    {
      id: 'check',
      label: t('check.what'),
      show: (row) => (
        <>
          <code>{row.check}</code> {name({ nameZh: row.checkZh, nameEn: row.checkEn })}
          <div className="note">{row.month}</div>
        </>
      ),
    },
    {
      id: 'severity',
      label: t('check.severity'),
      show: (row) => (
        <span className={`mark mark-${row.severity === 'BREACH' ? 'no' : row.severity === 'WARNING' ? 'warn' : 'yes'}`}>
          {word('severity', row.severity)}
        </span>
      ),
    },
    {
      id: 'lender',
      label: t('field.lender'),
      show: (row) => name({ nameZh: row.lenderZh, nameEn: row.lenderEn }),
    },
    { id: 'subject', label: t('audit.subject'), show: (row) => <Subject finding={row} /> },
    { id: 'facts', label: t('check.facts'), show: (row) => <BodyTold body={row.facts} /> },
    {
      id: 'deadline',
      label: t('process.until'),
      show: (row) => (
        <span className={row.late ? 'overdue nowrap' : 'nowrap'}>
          {row.deadlineOn}
          {row.late ? <div>{t('check.late')}</div> : null}
        </span>
      ),
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="findingState" state={row.state} /> },
    {
      id: 'last',
      label: t('check.lastWord'),
      show: (row) => <span className="long">{row.steps.at(-1)?.opinion ?? '—'}</span>,
    },
    { id: 'do', label: t('table.actions'), show: (row) => <Next finding={row} /> },
  ]
  return (
    <PagedTable
      id="reloan-findings"
      caption={t('nav.findings')}
      columns={columns}
      pages={shown}
      rowKey={(row) => row.id}
      empty={t('check.none')}
    />
  )
}

function Subject({ finding }: { readonly finding: ReloanFinding }) {
  const { word } = useLanguage()
  const page = PAGES[finding.subjectKind.replace(/^reloan_(?=quota|filing)/, '')]
  const label = `${word('subject', finding.subjectKind)} ${finding.subjectId.slice(0, 8)}`
  return page === undefined ? label : <Go to={`${page}/${finding.subjectId}`}>{label}</Go>
}

/** The bank answers; the reviewer accepts or asks again. */
function Next({ finding }: { readonly finding: ReloanFinding }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isReviewer = useHasRole('reloan_reviewer')
  const { asOf } = useTimes()
  const on = { name: 'on' as const, label: t('process.on'), kind: 'date' as const, initial: asOf ?? '' }
  const common = {
    params: { id: finding.id },
    draft: `finding-${finding.id}-${finding.state}`,
    fixed: { version: finding.version },
    refusals: { DATES_OUT_OF_ORDER: 'on', DEADLINE_PASSED: 'on' },
  }
  if (isOfficer && (finding.state === 'OPEN' || finding.state === 'REOPENED'))
    return (
      <CommandButton
        {...common}
        label={t('check.answer')}
        action="/v1/reloan-findings/{id}/answers"
        fields={[
          on,
          { name: 'opinion', label: t('check.explanation'), kind: 'longText' },
          {
            name: 'evidenceHash',
            label: t('form.evidenceHash'),
            kind: 'hash',
            optional: true,
            help: t('form.hashHelp'),
          },
        ]}
      />
    )
  if (isReviewer && finding.state === 'ANSWERED')
    return (
      <CommandButton
        {...common}
        label={t('check.review')}
        intro={finding.steps.at(-1)?.opinion}
        action="/v1/reloan-findings/{id}/reviews"
        fields={[
          {
            name: 'decision',
            label: t('field.decision'),
            kind: 'choice',
            options: ['ACCEPT', 'REOPEN'].map((value) => ({ value, label: word('decision', value) })),
          },
          on,
          { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        ]}
      />
    )
  return null
}
