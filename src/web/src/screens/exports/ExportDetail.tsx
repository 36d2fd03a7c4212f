import { Alert } from 'antd'
import { useParams } from 'react-router'
import type { ExportRecord, JobProgress } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { Progress } from '../jobs/Progress.js'
import { isUnderWay } from './Exports.js'
import { TakeFile } from './TakeFile.js'

const POLL_MS = 1_000

/** One export: what was asked, how far it is, what it leaves out, who took it. */
export function ExportDetail() {
  const { id = '' } = useParams()
  const asked = useRead<ExportRecord>(
    `/v1/exports/${id}`,
    {},
    { refetchInterval: (run) => (run !== undefined && isUnderWay(run) ? POLL_MS : false) },
  )
  return <Await asked={asked}>{(run) => <Sheet run={run} />}</Await>
}

type Taken = ExportRecord['takenBy'][number]

function Sheet({ run }: { readonly run: ExportRecord }) {
  const { t, code } = useLanguage()
  const title = code === 'zh' ? run.datasetZh : run.datasetEn
  const filters = Object.entries(run.filters)
  const columns: readonly Column<Taken>[] = [
    { id: 'by', label: t('export.takenBy'), show: (row) => row.by ?? '—' },
    { id: 'at', label: t('export.takenAt'), show: (row) => formatInstant(row.at) },
  ]
  return (
    <Page
      title={title}
      note={t('export.times', { asOf: run.asOf, knownAt: formatInstant(run.knownAt) })}
      crumbs={[{ label: t('nav.exports'), to: '/app/exports' }, { label: title }]}
      actions={<TakeFile run={run} primary />}
    >
      {run.failure === null ? null : (
        <Alert type="error" showIcon title={run.failure[code]} description={run.failure.code} />
      )}
      {run.state === 'EXPIRED' ? <Alert type="info" showIcon title={t('export.expiredTold')} /> : null}
      <Card title={t('export.asked')}>
        {isUnderWay(run) ? <Writing runId={run.runId} /> : null}
        <Facts
          items={[
            { label: t('field.state'), value: <State family="exportState" state={run.state} /> },
            { label: t('export.format'), value: run.format.toUpperCase() },
            { label: t('export.rows'), value: <Count of={run.rows} /> },
            { label: t('export.bytes'), value: <Count of={run.bytes} /> },
            { label: t('export.by'), value: `${run.requestedBy ?? '—'} · ${run.organisation}` },
            { label: t('export.requestedAt'), value: formatInstant(run.requestedAt) },
            { label: t('export.readyAt'), value: run.readyAt === null ? '—' : formatInstant(run.readyAt) },
            { label: t('export.expires'), value: run.expiresAt === null ? '—' : formatInstant(run.expiresAt) },
            {
              label: t('export.filters'),
              value:
                filters.length === 0
                  ? t('export.noFilters')
                  : filters.map(([name, value]) => `${name} = ${value}`).join(t('list.comma')),
            },
            { label: t('job.origin'), value: <Go to={`/app/jobs/${run.runId}`}>{t('export.run')}</Go> },
            { label: t('export.reason'), value: run.reason, wide: true },
            { label: t('export.masked'), value: run.masking[code], wide: true },
            run.sha256 !== null && {
              label: t('export.sha256'),
              value: <code className="hash">{run.sha256}</code>,
              wide: true,
            },
          ]}
        />
      </Card>
      <Card flush title={t('export.taken')}>
        <DataTable
          id="export-taken"
          caption={t('export.taken')}
          columns={columns}
          rows={run.takenBy}
          rowKey={(row) => `${row.by}${row.at}`}
          empty={t('export.notTaken')}
        />
      </Card>
    </Page>
  )
}

/** How far the file is. */
function Writing({ runId }: { readonly runId: string }) {
  const asked = useRead<JobProgress>(`/v1/jobs/${runId}`, {}, { refetchInterval: () => POLL_MS })
  return asked.data === undefined ? null : <Progress run={asked.data} />
}
