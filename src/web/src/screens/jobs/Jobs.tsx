import { useNavigate } from 'react-router'
import type { JobRun } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { CENTRAL_BANK } from '../../shell/navigation.js'
import { useSession } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { Progress } from './Job.js'

const STEWARDS = ['administrator', 'data_steward'] as const
const RUNNABLE = [
  { action: '/v1/jobs/rate-recompute', kind: 'rate-recompute', intro: 'job.recomputeIntro', roles: STEWARDS },
  { action: '/v1/jobs/post-emissions', kind: 'post-emissions', intro: 'job.postIntro', roles: STEWARDS },
  {
    action: '/v1/jobs/interest-saving-report',
    kind: 'interest-saving-report',
    intro: 'job.reportIntro',
    roles: [...STEWARDS, ...CENTRAL_BANK, 'auditor'],
  },
] as const

/** 作业: what ran, what is running, and what may be run. */
export function Jobs() {
  const { t, word } = useLanguage()
  const { roles } = useSession()
  const { asOf, href } = useTimes()
  const navigate = useNavigate()
  const pages = usePages<JobRun>('/v1/jobs')
  const columns: readonly Column<JobRun>[] = [
    { id: 'kind', label: t('job.kind'), show: (run) => word('job', run.kind) },
    { id: 'asOf', label: t('times.asOf'), show: (run) => String(run.payload.asOf ?? '—') },
    { id: 'state', label: t('field.state'), show: (run) => <State family="jobState" state={run.state} /> },
    { id: 'progress', label: t('job.progress'), show: (run) => <Progress run={run} /> },
    { id: 'created', label: t('job.created'), show: (run) => formatInstant(run.createdAt) },
    {
      id: 'finished',
      label: t('job.finished'),
      show: (run) => (run.finishedAt === null ? '—' : formatInstant(run.finishedAt)),
    },
  ]
  return (
    <Page
      title={t('nav.jobs')}
      note={t('job.note')}
      actions={RUNNABLE.filter((job) => job.roles.some((role) => roles.includes(role))).map((job) => (
        <CommandButton
          key={job.kind}
          label={word('job', job.kind)}
          action={job.action}
          draft={`job-${job.kind}`}
          intro={t(job.intro)}
          fields={[{ name: 'asOf', label: t('times.asOf'), kind: 'date', optional: true, initial: asOf ?? '' }]}
          shape={(values) => values}
          onDone={(run) => navigate(href(`/app/jobs/${run.id}`))}
        />
      ))}
    >
      <Card flush>
        <PagedTable
          id="jobs"
          caption={t('nav.jobs')}
          columns={columns}
          pages={pages}
          rowKey={(run) => run.id}
          opens={(run) => `/app/jobs/${run.id}`}
          empty={t('job.empty')}
        />
      </Card>
    </Page>
  )
}
