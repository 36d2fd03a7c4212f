import { Alert } from 'antd'
import { useParams } from 'react-router'
import type { JobProgress } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { formatQuantity } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Count } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useSession } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { JobChunks } from './JobChunks.js'
import { JobFailures } from './JobFailures.js'
import { JobResult } from './JobResult.js'
import { dayOf } from './job-kinds.js'
import { Progress } from './Progress.js'
import { hasEnded, useLiveRun, type Watching } from './use-live-run.js'

/** One job run, watched while it is under way. */
export function Job() {
  const { id = '' } = useParams()
  const { asked, run, watching } = useLiveRun(id)
  return (
    <Await asked={{ data: run, error: asked.error, refetch: asked.refetch }}>
      {(progress) => <Sheet run={progress} watching={watching} />}
    </Await>
  )
}

const lasted = (from: string, to: string): string =>
  formatQuantity(String((Date.parse(to) - Date.parse(from)) / 1000), 1)

function Sheet({ run, watching }: { readonly run: JobProgress; readonly watching: Watching }) {
  const { t, word } = useLanguage()
  const title = `${word('job', run.kind)} ${dayOf(run) ?? ''}`.trim()
  const { chunks } = run
  return (
    <Page
      title={title}
      crumbs={[{ label: t('nav.jobs'), to: '/app/jobs' }, { label: title }]}
      actions={<Steering run={run} />}
    >
      <Card
        title={t('job.progress')}
        extra={
          watching === 'over' ? null : (
            <span className="note" data-watching={watching}>
              {t(watching === 'told' ? 'job.told' : 'job.asked')}
            </span>
          )
        }
      >
        <Progress run={run} />
        <Facts
          items={[
            {
              label: t('field.state'),
              value: (
                <span aria-live="polite">
                  <State family="jobState" state={run.state} />
                </span>
              ),
            },
            !hasEnded(run) && { label: t('job.step'), value: word('jobStep', run.step) },
            run.businessDay !== null && { label: t('job.businessDay'), value: run.businessDay },
            { label: t('job.created'), value: formatInstant(run.createdAt) },
            { label: t('job.started'), value: run.startedAt === null ? '—' : formatInstant(run.startedAt) },
            { label: t('job.finished'), value: run.finishedAt === null ? '—' : formatInstant(run.finishedAt) },
            run.startedAt !== null &&
              run.finishedAt !== null && {
                label: t('job.lasted'),
                value: t('job.seconds', { n: lasted(run.startedAt, run.finishedAt) }),
              },
            { label: t('job.attempt'), value: run.attempt },
            { label: t('job.takeovers'), value: run.takeovers === 0 ? t('job.noTakeovers') : run.takeovers },
            run.scheduleId !== null && {
              label: t('job.origin'),
              value: <Go to="/app/jobs/schedules">{t('job.bySchedule')}</Go>,
            },
          ]}
        />
        {run.failure === null ? null : (
          <Alert type="error" showIcon title={t('job.failedWith')} description={run.failure} />
        )}
      </Card>
      {chunks === null ? null : (
        <Totals
          items={[
            { label: t('job.chunksDone'), value: <Count of={chunks.done} /> },
            { label: t('job.chunksRunning'), value: <Count of={chunks.running} /> },
            { label: t('job.chunksPending'), value: <Count of={chunks.pending} /> },
            { label: t('job.chunksFailed'), value: <Count of={chunks.failed + chunks.cancelled} /> },
            { label: t('job.failedSubjects'), value: <Count of={run.failed} /> },
            {
              label: t('job.rate'),
              value: run.ratePerSecond === null ? '—' : t('job.perSecond', { n: formatQuantity(run.ratePerSecond, 1) }),
            },
          ]}
        />
      )}
      {run.result === null || run.result === undefined ? null : <JobResult run={run} />}
      {run.failed === 0 ? null : <JobFailures run={run} />}
      {chunks === null ? null : <JobChunks run={run} />}
    </Page>
  )
}

/** Pause, resume, cancel: each asks once more and takes a reason. */
function Steering({ run }: { readonly run: JobProgress }) {
  const { t } = useLanguage()
  const { roles } = useSession()
  if (hasEnded(run) || run.state === 'cancelling' || roles.every((role) => role === 'auditor')) return null
  const steerings = run.state === 'paused' ? (['resume', 'cancel'] as const) : (['pause', 'cancel'] as const)
  return steerings.map((steering) => (
    <CommandButton
      key={steering}
      label={t(`job.${steering}`)}
      intro={t(`job.${steering}Intro`)}
      action={`/v1/jobs/{id}/${steering}`}
      params={{ id: run.id }}
      draft={`${steering}-${run.id}`}
      fields={[{ name: 'reason', label: t('field.reason'), kind: 'longText', optional: true }]}
      shape={(values) => values}
    />
  ))
}
