import type { JobChunk, JobProgress } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useFilter } from '../../shell/times.js'

const STATES = ['PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const
const instant = (at: string | null) => (at === null ? '—' : formatInstant(at))

/** 分块: what each worker did of a run. */
export function JobChunks({ run }: { readonly run: JobProgress }) {
  const { t, word } = useLanguage()
  const [state] = useFilter('chunkState')
  const pages = usePages<JobChunk>(`/v1/jobs/${run.id}/chunks`, { state })
  const columns: readonly Column<JobChunk>[] = [
    { id: 'no', label: t('chunk.no'), figure: true, show: (row) => row.no },
    { id: 'state', label: t('field.state'), show: (row) => <State family="chunkState" state={row.state} /> },
    { id: 'done', label: t('chunk.done'), figure: true, show: (row) => <Count of={row.done} /> },
    { id: 'changed', label: t('chunk.changed'), figure: true, show: (row) => <Count of={row.changed} /> },
    { id: 'failed', label: t('job.failedSubjects'), figure: true, show: (row) => <Count of={row.failed} /> },
    { id: 'attempt', label: t('job.attempt'), figure: true, show: (row) => row.attempt },
    { id: 'takeovers', label: t('job.takeovers'), figure: true, show: (row) => row.takeovers },
    { id: 'worker', label: t('chunk.worker'), show: (row) => row.worker ?? '—' },
    { id: 'failure', label: t('field.reason'), show: (row) => <span className="long">{row.failure ?? '—'}</span> },
    { id: 'started', label: t('job.started'), show: (row) => instant(row.startedAt) },
    { id: 'finished', label: t('job.finished'), show: (row) => instant(row.finishedAt) },
    {
      id: 'range',
      label: t('chunk.range'),
      optional: true,
      show: (row) => (
        <code>
          {row.after ?? '…'} – {row.to}
        </code>
      ),
    },
  ]
  return (
    <Card flush title={t('chunk.title')}>
      <FilterBar>
        <ChoiceFilter
          name="chunkState"
          label={t('field.state')}
          options={STATES.map((value) => ({ value, label: word('chunkState', value) }))}
        />
      </FilterBar>
      <PagedTable
        id="job-chunks"
        caption={t('chunk.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => String(row.no)}
        empty={t('chunk.empty')}
      />
    </Card>
  )
}
