import type { JobFailure, JobProgress } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { Go } from '../../shell/times.js'
import { subjectAddress } from './job-kinds.js'

/** What a run could not do, subject by subject, and why. */
export function JobFailures({ run }: { readonly run: JobProgress }) {
  const { t, code } = useLanguage()
  const pages = usePages<JobFailure>(`/v1/jobs/${run.id}/failures`)
  const columns: readonly Column<JobFailure>[] = [
    {
      id: 'subject',
      label: t('failure.subject'),
      show: ({ subjectId }) => {
        const address = subjectAddress(run.kind, subjectId)
        return address === null ? <code>{subjectId}</code> : <Go to={address}>{subjectId}</Go>
      },
    },
    {
      id: 'reason',
      label: t('field.reason'),
      show: (row) => (
        <span className="long">
          {row[code]} <span className="note">{row.reason.code}</span>
        </span>
      ),
    },
    { id: 'chunk', label: t('chunk.no'), figure: true, show: (row) => row.chunkNo },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Card flush title={t('failure.title')} extra={<span className="note">{t('failure.note')}</span>}>
      <PagedTable
        id="job-failures"
        caption={t('failure.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => `${row.chunkNo}-${row.no}`}
        empty={t('failure.empty')}
      />
    </Card>
  )
}
