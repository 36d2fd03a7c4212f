import { Alert, Button, Checkbox, Input } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import type { Commands } from '../../api/generated.js'
import { Problem } from '../../api/problem.js'
import type { ActivityImport, RowProblem } from '../../api/types.js'
import { useUpload } from '../../api/use-command.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { Refused } from '../../parts/Refused.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { ImportPreview, ImportProblems } from './ImportPreview.js'

type DryRun = Commands['/v1/enterprises/{uscc}/activity-imports']['answer']
interface Imported {
  readonly rows: number
  readonly rating: { readonly by: 'this-import' | 'rate-recompute'; readonly asOf: string | null }
}

/** 导入活动数据: a file is tried first, every problem told by row and column; then all of it is taken, or nothing. */
export function ActivityImports({ uscc }: { readonly uscc: string }) {
  const mayImport = useHasRole('enterprise_user', 'data_steward')
  return (
    <>
      {mayImport ? <Upload uscc={uscc} /> : null}
      <EarlierImports uscc={uscc} mayImport={mayImport} />
    </>
  )
}

function Upload({ uscc }: { readonly uscc: string }) {
  const { t } = useLanguage()
  const path = `/v1/enterprises/${uscc}/activity-imports`
  const trial = useUpload<DryRun>(path)
  const commit = useUpload<Imported>(path)
  const [file, setFile] = useState<File | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    setFile(chosen)
    commit.reset()
    trial.mutate({ file: chosen, query: { mode: 'dry-run', fileName: chosen.name } })
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  return (
    <Card
      title={t('import.title')}
      extra={
        <span className="row">
          <a href="/v1/activity-import-template?format=xlsx" download>
            {t('import.templateXlsx')}
          </a>
          <a href="/v1/activity-import-template?format=csv" download>
            {t('import.templateCsv')}
          </a>
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx"
          aria-label={t('import.choose')}
          hidden
          onChange={(event) => {
            take(event.target.files?.[0])
            // The same file can be chosen again after it was put right.
            event.target.value = ''
          }}
        />
        <Button type="primary" loading={trial.isPending} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <span className="note">{file === null ? t('import.drop') : file.name}</span>
      </div>
      <p className="note">{t('import.note')}</p>
      {trial.error === null ? null : <Refused error={trial.error} />}
      {commit.data === undefined ? null : <Done uscc={uscc} imported={commit.data} />}
      {trial.data === undefined || file === null || commit.data !== undefined ? null : (
        <Trial
          key={trial.submittedAt}
          tried={trial.data}
          refused={commit.error}
          sending={commit.isPending}
          commit={(query) => commit.mutate({ file, query: { ...query, mode: 'commit', fileName: file.name } })}
        />
      )}
    </Card>
  )
}

function Done({ uscc, imported }: { readonly uscc: string; readonly imported: Imported }) {
  const { t } = useLanguage()
  const { by, asOf } = imported.rating
  return (
    <Alert
      type="success"
      showIcon
      title={t('import.done', { n: imported.rows })}
      description={
        <>
          {by === 'this-import' ? t('import.rated', { asOf: asOf ?? '—' }) : t('import.ratedLater')}{' '}
          <Go to={`/app/enterprises/${uscc}/carbon-account`}>{t('import.openAccount')}</Go>
        </>
      }
    />
  )
}

/** What a commit that was refused after all says of the rows: somebody else may have imported in between. */
const problemsOf = (error: Error | null): readonly RowProblem[] => {
  const { problems = [], anomalies = [] } = (error instanceof Problem ? error.facts : {}) as Record<
    string,
    RowProblem[]
  >
  return [...problems, ...anomalies]
}

function Trial({
  tried,
  refused,
  sending,
  commit,
}: {
  readonly tried: DryRun
  readonly refused: Error | null
  readonly sending: boolean
  readonly commit: (query: Readonly<Record<string, string | null>>) => void
}) {
  const { t } = useLanguage()
  const [acknowledged, setAcknowledged] = useState(false)
  const [reason, setReason] = useState('')
  const { problems, anomalies } = tried
  const isClean = problems.length === 0
  const mustAcknowledge = anomalies.length > 0
  return (
    <div className="stack">
      <Alert
        type={isClean ? (mustAcknowledge ? 'warning' : 'success') : 'error'}
        showIcon
        title={t(isClean ? (mustAcknowledge ? 'import.anomalous' : 'import.clean') : 'import.refused', {
          rows: tried.rows,
          accepted: tried.accepted,
          problems: problems.length,
          anomalies: anomalies.length,
        })}
      />
      {tried.earlierImport === null ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('import.earlier', { at: formatInstant(tried.earlierImport.recordedAt) })}
        />
      )}
      <ImportProblems rows={[...problems, ...anomalies]} />
      <ImportPreview months={tried.preview} />
      {refused === null ? null : (
        <>
          <Refused error={refused} />
          <ImportProblems rows={problemsOf(refused)} />
        </>
      )}
      {isClean ? (
        <div className="commit">
          {mustAcknowledge ? (
            <Checkbox checked={acknowledged} onChange={(event) => setAcknowledged(event.target.checked)}>
              {t('import.acknowledge')}
            </Checkbox>
          ) : null}
          <Input
            aria-label={t('import.reason')}
            placeholder={`${t('import.reason')} (${t('form.optional')})`}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
          />
          <Button
            type="primary"
            loading={sending}
            disabled={mustAcknowledge && !acknowledged}
            onClick={() => commit({ reason: reason.trim(), acknowledge: acknowledged ? 'true' : null })}
          >
            {t('import.commit', { n: tried.rows })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function EarlierImports({ uscc, mayImport }: { readonly uscc: string; readonly mayImport: boolean }) {
  const { t } = useLanguage()
  const pages = usePages<ActivityImport>(`/v1/enterprises/${uscc}/activity-imports`)
  const columns: readonly Column<ActivityImport>[] = [
    { id: 'at', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
    { id: 'file', label: t('import.file'), show: (row) => row.fileName ?? row.format.toUpperCase() },
    { id: 'rows', label: t('import.rows'), figure: true, show: (row) => row.rows },
    {
      id: 'anomalies',
      label: t('import.anomalies'),
      figure: true,
      show: (row) => row.anomalies.length,
    },
    {
      id: 'acknowledged',
      label: t('import.acknowledged'),
      show: (row) => (row.anomalies.length === 0 ? '—' : t(row.acknowledged ? 'yes' : 'no')),
    },
    { id: 'reason', label: t('field.reason'), show: (row) => row.reason ?? '—' },
    { id: 'by', label: t('audit.who'), optional: true, show: (row) => row.recordedBy },
    {
      id: 'hash',
      label: t('view.hash'),
      optional: true,
      show: (row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code>,
    },
  ]
  return (
    <Card flush title={t('import.earlierImports')}>
      <PagedTable
        id="activity-imports"
        caption={t('import.earlierImports')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t(mayImport ? 'import.empty' : 'import.emptyReader')}
      />
    </Card>
  )
}
