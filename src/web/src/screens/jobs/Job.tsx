import { Alert, Progress as Bar } from 'antd'
import { useParams } from 'react-router'
import type { JobRun } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { groupThousands, isDecimalText } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'

export function Progress({ run }: { readonly run: JobRun }) {
  const percent =
    run.total === null || run.total === 0
      ? run.state === 'succeeded'
        ? 100
        : 0
      : Math.floor((run.done * 100) / run.total)
  const status = run.state === 'failed' ? 'exception' : run.state === 'succeeded' ? 'success' : 'active'
  return (
    <div className="progress">
      <Bar percent={percent} status={status} size="small" aria-label={`${run.done} / ${run.total ?? '?'}`} />
      {run.total === null ? null : (
        <span className="note figure">
          {run.done} / {run.total}
        </span>
      )}
    </div>
  )
}

const live = (run: JobRun | undefined) => (run?.state === 'queued' || run?.state === 'running' ? 700 : false)

/** One job run, watched while it is under way. */
export function Job() {
  const { id = '' } = useParams()
  const { t, word } = useLanguage()
  const asked = useRead<JobRun>(`/v1/jobs/${id}`, {}, { refetchInterval: live })
  return (
    <Await asked={asked}>
      {(run) => (
        <Page
          title={word('job', run.kind)}
          crumbs={[{ label: t('nav.jobs'), to: '/app/jobs' }, { label: word('job', run.kind) }]}
        >
          <Card>
            <div aria-live="polite">
              <Progress run={run} />
            </div>
            <Facts
              items={[
                { label: t('field.state'), value: <State family="jobState" state={run.state} /> },
                { label: t('times.asOf'), value: String(run.payload.asOf ?? '—') },
                { label: t('job.attempt'), value: run.attempt },
                { label: t('job.created'), value: formatInstant(run.createdAt) },
                { label: t('job.started'), value: run.startedAt === null ? '—' : formatInstant(run.startedAt) },
                { label: t('job.finished'), value: run.finishedAt === null ? '—' : formatInstant(run.finishedAt) },
              ]}
            />
            {run.failure === null ? null : <Alert type="error" showIcon title={run.failure} />}
          </Card>
          {run.result === null || run.result === undefined ? null : (
            <Card title={t('job.result')}>
              <ResultFacts result={run.result} />
            </Card>
          )}
        </Page>
      )}
    </Await>
  )
}

/** What a job answered; a document within it is shown as facts of its own. */
function ResultFacts({ result, family = 'result' }: { readonly result: unknown; readonly family?: string }) {
  const { word } = useLanguage()
  if (typeof result !== 'object' || result === null) return String(result)
  return (
    <Facts
      items={Object.entries(result).map(([id, value]) => ({
        label: word(family, id),
        value: <ResultValue value={value} />,
        wide: typeof value === 'object' && value !== null,
      }))}
    />
  )
}

function ResultValue({ value }: { readonly value: unknown }) {
  const { t } = useLanguage()
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value)) return <pre className="document">{JSON.stringify(value, null, 2)}</pre>
  if (typeof value === 'object' && value !== null) return <ResultFacts result={value} family="figure" />
  const text = String(value ?? '—')
  return isDecimalText(text) ? <span className="figure">{groupThousands(text)}</span> : text
}
