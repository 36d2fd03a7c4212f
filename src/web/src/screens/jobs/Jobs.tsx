import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { JobRun, Role } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant, shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { CENTRAL_BANK } from '../../shell/navigation.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { dayOf, JOB_KINDS, JOB_STATES } from './job-kinds.js'
import { Progress } from './Progress.js'
import { hasEnded } from './use-live-run.js'

const STEWARDS: readonly Role[] = ['administrator', 'data_steward']
const DESK: readonly Role[] = ['administrator', 'loan_officer', 'credit_approver']
const QUOTA: readonly Role[] = ['administrator', ...CENTRAL_BANK]
/** Jobs of a day that a person may start, each with who may. */
const OF_A_DAY = [
  { kind: 'rate-recompute', intro: 'job.recomputeIntro', roles: STEWARDS },
  { kind: 'post-emissions', intro: 'job.postIntro', roles: STEWARDS },
  { kind: 'interest-saving-report', intro: 'job.reportIntro', roles: [...STEWARDS, ...CENTRAL_BANK, 'auditor'] },
  { kind: 'city-dashboard', intro: 'job.dashboardIntro', roles: [...STEWARDS, ...CENTRAL_BANK] },
  { kind: 'collateral-watch', intro: 'job.watchIntro', roles: DESK },
  { kind: 'collateral-revaluation', intro: 'job.revaluationIntro', roles: DESK },
  { kind: 'register-reconciliation', intro: 'job.reconciliationIntro', roles: DESK },
  { kind: 'quota-snapshot', intro: 'job.snapshotIntro', roles: QUOTA },
] as const

const POLL_MS = 3_000

/** 作业: what ran, what is running, and what may be run. */
export function Jobs() {
  const { t, word } = useLanguage()
  const [kind] = useFilter('kind')
  const [state] = useFilter('state')
  const pages = usePages<JobRun>('/v1/jobs', { kind, state })
  const { again } = pages
  const isWatched = pages.items?.some((run) => !hasEnded(run) && run.state !== 'paused') ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again makes no new question
  useEffect(() => {
    if (!isWatched) return
    const timer = setInterval(again, POLL_MS)
    return () => clearInterval(timer)
  }, [isWatched])
  const columns: readonly Column<JobRun>[] = [
    {
      id: 'kind',
      label: t('job.kind'),
      show: (run) => <Go to={`/app/jobs/${run.id}`}>{word('job', run.kind)}</Go>,
    },
    { id: 'asOf', label: t('job.day'), show: (run) => dayOf(run) ?? '—' },
    { id: 'state', label: t('field.state'), show: (run) => <State family="jobState" state={run.state} /> },
    { id: 'progress', label: t('job.progress'), show: (run) => <Progress run={run} /> },
    { id: 'failed', label: t('job.failedSubjects'), figure: true, show: (run) => <Count of={run.failed} /> },
    {
      id: 'origin',
      label: t('job.origin'),
      show: (run) => t(run.scheduleId === null ? 'job.byHand' : 'job.bySchedule'),
    },
    { id: 'created', label: t('job.created'), show: (run) => formatInstant(run.createdAt) },
    {
      id: 'finished',
      label: t('job.finished'),
      show: (run) => (run.finishedAt === null ? '—' : formatInstant(run.finishedAt)),
    },
    { id: 'attempt', label: t('job.attempt'), figure: true, optional: true, show: (run) => run.attempt },
    { id: 'takeovers', label: t('job.takeovers'), figure: true, optional: true, show: (run) => run.takeovers },
  ]
  return (
    <Page title={t('nav.jobs')} note={t('job.note')} actions={<Go to="/app/jobs/schedules">{t('schedules.title')}</Go>}>
      <Start />
      <Card flush title={t('job.runs')}>
        <FilterBar>
          <ChoiceFilter
            name="kind"
            label={t('job.kind')}
            options={JOB_KINDS.map((value) => ({ value, label: word('job', value) }))}
          />
          <ChoiceFilter
            name="state"
            label={t('field.state')}
            options={JOB_STATES.map((value) => ({ value, label: word('jobState', value) }))}
          />
        </FilterBar>
        <PagedTable
          id="jobs"
          caption={t('nav.jobs')}
          columns={columns}
          pages={pages}
          rowKey={(run) => run.id}
          opens={(run) => `/app/jobs/${run.id}`}
          empty={t(kind === null && state === null ? 'job.empty' : 'job.emptyFiltered')}
        />
      </Card>
    </Page>
  )
}

/** What this person may start. */
function Start() {
  const { t, word } = useLanguage()
  const { roles } = useSession()
  const { asOf, href } = useTimes()
  const navigate = useNavigate()
  const maySteward = useHasRole(...STEWARDS)
  const startable = OF_A_DAY.filter((job) => job.roles.some((role) => roles.includes(role)))
  if (startable.length === 0) return null
  const opened = ({ id }: { readonly id: string }) => navigate(href(`/app/jobs/${id}`))
  return (
    <Card title={t('job.start')}>
      <div className="actions">
        {maySteward ? (
          <CommandButton
            label={word('job', 'loan-rate-recompute')}
            action="/v1/jobs/loan-rate-recompute"
            draft="job-loan-rate-recompute"
            intro={t('job.loanRatesIntro')}
            fields={[
              { name: 'on', label: t('recompute.on'), kind: 'date', initial: asOf ?? shanghaiDay(new Date()) },
              {
                name: 'loans',
                label: t('recompute.loans'),
                kind: 'choice',
                initial: 'changed',
                options: (['changed', 'all'] as const).map((value) => ({ value, label: t(`recompute.${value}`) })),
              },
            ]}
            refusals={{ DATES_OUT_OF_ORDER: 'on' }}
            onDone={opened}
          />
        ) : null}
        {startable.map((job) => (
          <CommandButton
            key={job.kind}
            label={word('job', job.kind)}
            action={`/v1/jobs/${job.kind}`}
            draft={`job-${job.kind}`}
            intro={t(job.intro)}
            fields={[{ name: 'asOf', label: t('times.asOf'), kind: 'date', optional: true, initial: asOf ?? '' }]}
            shape={(values) => values}
            onDone={opened}
          />
        ))}
      </div>
    </Card>
  )
}
