import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { RealisedDimension, RealisedReport, Role } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { Definitions } from './Definitions.js'
import { Documents } from './Documents.js'
import { PeriodBar } from './PeriodBar.js'
import { usePeriod, useSavingFilters } from './period.js'
import { ReconciliationCard } from './ReconciliationCard.js'
import { SavingLineage } from './SavingLineage.js'
import { SavingTable } from './SavingTable.js'
import { SavingTotals } from './SavingTotals.js'

const PATH = '/v1/reports/realised-interest-saving'
const DIMENSIONS = ['institution', 'city', 'enterprise', 'grade', 'product', 'sector', 'month'] as const
/** Who sees loans, and may therefore ask by enterprise and narrow the report. */
const OF_LOANS: readonly Role[] = ['loan_officer', 'credit_approver', 'enterprise_user', 'auditor']
export const ISSUE_READERS: readonly Role[] = [
  'loan_officer',
  'credit_approver',
  'data_steward',
  'reloan_reviewer',
  'reloan_approver',
  'auditor',
]

/** 降息让利报告: what borrowers really saved in a period, night by night, reconciled with the books. */
export function RealisedSaving() {
  const { t } = useLanguage()
  const { query } = useTimes()
  const { period } = usePeriod()
  const filters = useSavingFilters()
  const [chosen] = useFilter('by')
  const by = DIMENSIONS.find((one) => one === chosen) ?? 'institution'
  const question = { ...query, ...period, ...filters }
  const readsIssues = useHasRole(...ISSUE_READERS)
  return (
    <Page
      title={t('nav.realised')}
      note={t('saving.note')}
      actions={
        <>
          {readsIssues ? <Go to="/app/realised-saving/issues">{t('issue.title')}</Go> : null}
          <Documents
            path={`${PATH}/document`}
            query={{ ...question, enterprises: by === 'enterprise' ? 'yes' : null }}
          />
        </>
      }
    >
      <SavingLineage at="report" />
      <div className="card">
        <PeriodBar />
      </div>
      <Sheet key={JSON.stringify([question, by])} question={question} by={by} />
    </Page>
  )
}

function Sheet({
  question,
  by,
}: {
  readonly question: Readonly<Record<string, string | null>>
  readonly by: RealisedDimension
}) {
  const { t } = useLanguage()
  const seesLoans = useHasRole(...OF_LOANS)
  const [params, setParams] = useSearchParams()
  const asked = useRead<RealisedReport>(PATH, { ...question, by })
  const [, choose] = useFilter('by')
  const dimensions = DIMENSIONS.filter((one) => seesLoans || one !== 'enterprise')
  const narrow = (key: string) => {
    const next = new URLSearchParams(params)
    next.set(by, key)
    next.set('by', by === 'enterprise' ? 'month' : 'enterprise')
    setParams(next)
  }
  return (
    <Await asked={asked}>
      {(report) => (
        <>
          <div className="row saving-times">
            <p className="note">
              {t('saving.times', {
                from: report.from,
                to: report.to,
                days: report.days,
                asOf: report.asOf,
                knownAt: formatInstant(report.knownAt),
              })}
            </p>
            <Definitions definitions={report.definitions} />
          </div>
          <SavingTotals totals={report.totals} />
          <Card
            flush
            title={t('report.cut')}
            extra={
              <Segmented
                value={by}
                onChange={(next) => choose(next)}
                options={dimensions.map((value) => ({ value, label: t(`savingBy.${value}`) }))}
              />
            }
          >
            <Rows report={report} question={question} {...(seesLoans && by !== 'month' ? { narrow } : {})} />
          </Card>
          <ReconciliationCard reconciliation={report.reconciliation} />
        </>
      )}
    </Await>
  )
}

/** The rows; enterprises come a page at a time. */
function Rows({
  report,
  question,
  narrow,
}: {
  readonly report: RealisedReport
  readonly question: Readonly<Record<string, string | null>>
  readonly narrow?: (key: string) => void
}) {
  const { t } = useLanguage()
  const [cursor, setCursor] = useState<string | null>(null)
  const [before, setBefore] = useState<RealisedReport['rows']>([])
  // The next page is of the very instant of the first.
  const next = useRead<RealisedReport>(cursor === null ? null : PATH, {
    ...question,
    by: report.by,
    knownAt: report.knownAt,
    cursor,
  })
  const last = cursor === null ? report : next.data
  const rows = cursor === null ? report.rows : [...before, ...(next.data?.rows ?? [])]
  const more = last?.nextCursor ?? null
  return (
    <>
      <SavingTable by={report.by} rows={rows} totals={report.totals} {...(narrow === undefined ? {} : { narrow })} />
      {report.by === 'enterprise' && report.nextCursor !== null ? (
        <div className="more">
          <span className="note">
            {t(more === null && !next.isFetching ? 'table.shownAll' : 'table.shownSoFar', { n: rows.length })}
          </span>
          {more === null && !next.isFetching ? null : (
            <Button
              loading={next.isFetching}
              onClick={() => {
                setBefore(rows)
                setCursor(more)
              }}
            >
              {t('table.more')}
            </Button>
          )}
        </div>
      ) : null}
    </>
  )
}
