import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { ExportDataset, ExportRun } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant, shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable, PagedTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Go, useTimes } from '../../shell/times.js'
import { TakeFile } from './TakeFile.js'

const POLL_MS = 2_000
export const isUnderWay = ({ state }: Pick<ExportRun, 'state'>): boolean => state === 'REQUESTED' || state === 'WRITING'

/** 数据导出: what may be taken out, by whom it was taken, and until when it is kept. */
export function Exports() {
  const { t } = useLanguage()
  const asked = useRead<{ readonly items: readonly ExportDataset[] }>('/v1/export-datasets')
  return (
    <Page title={t('nav.exports')} note={t('export.note')}>
      <Card flush title={t('export.datasets')}>
        <Await asked={asked}>{({ items }) => <Datasets datasets={items} />}</Await>
      </Card>
      <Runs />
    </Page>
  )
}

function Datasets({ datasets }: { readonly datasets: readonly ExportDataset[] }) {
  const { t, code } = useLanguage()
  const columns: readonly Column<ExportDataset>[] = [
    { id: 'name', label: t('export.dataset'), show: (row) => row[code] },
    { id: 'about', label: t('export.about'), show: (row) => <span className="long">{row.about[code]}</span> },
    { id: 'columns', label: t('export.columns'), figure: true, show: (row) => row.columns.length },
    {
      id: 'masked',
      label: t('export.masked'),
      show: (row) => (
        <span className="long">
          <Masked dataset={row} />
        </span>
      ),
    },
    { id: 'ask', label: t('table.actions'), show: (row) => <Ask dataset={row} /> },
  ]
  return (
    <DataTable
      id="export-datasets"
      caption={t('export.datasets')}
      columns={columns}
      rows={datasets}
      rowKey={(row) => row.name}
      empty={t('export.noDatasets')}
    />
  )
}

function Masked({ dataset }: { readonly dataset: ExportDataset }) {
  const { t, code } = useLanguage()
  const masked = dataset.columns.filter((column) => column.masked)
  return masked.length === 0
    ? t('export.nothingMasked')
    : t('export.maskedColumns', { columns: masked.map((column) => column[code]).join(t('list.comma')) })
}

function Ask({ dataset }: { readonly dataset: ExportDataset }) {
  const { t, code } = useLanguage()
  const { asOf, href } = useTimes()
  const navigate = useNavigate()
  const filterNames = dataset.filters.map(({ name }) => name)
  return (
    <CommandButton
      label={t('export.ask')}
      intro={
        <>
          {dataset[code]} · {dataset.about[code]} <Masked dataset={dataset} />
        </>
      }
      action="/v1/exports"
      draft={`export-${dataset.name}`}
      fields={[
        {
          name: 'format',
          label: t('export.format'),
          kind: 'choice',
          initial: 'xlsx',
          options: (['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`export.${value}`) })),
        },
        {
          name: 'asOf',
          label: t('times.asOf'),
          kind: 'date',
          optional: true,
          initial: asOf ?? shanghaiDay(new Date()),
        },
        { name: 'knownAt', label: t('times.knownAt'), kind: 'instant', optional: true },
        ...dataset.filters.map((filter) => ({
          name: filter.name,
          label: filter[code],
          kind: filter.name === 'from' ? ('date' as const) : ('text' as const),
          optional: true,
        })),
        { name: 'reason', label: t('export.reason'), kind: 'longText', help: t('export.reasonHelp') },
      ]}
      shape={(values) => ({
        dataset: dataset.name,
        format: values.format,
        asOf: values.asOf,
        knownAt: values.knownAt,
        reason: values.reason,
        filters: Object.fromEntries(
          filterNames.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]),
        ),
      })}
      onDone={({ id }) => navigate(href(`/app/exports/${id}`))}
    />
  )
}

function Runs() {
  const { t, code } = useLanguage()
  const pages = usePages<ExportRun>('/v1/exports')
  const { again } = pages
  const isWatched = pages.items?.some(isUnderWay) ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again makes no new question
  useEffect(() => {
    if (!isWatched) return
    const timer = setInterval(again, POLL_MS)
    return () => clearInterval(timer)
  }, [isWatched])
  const columns: readonly Column<ExportRun>[] = [
    {
      id: 'dataset',
      label: t('export.dataset'),
      show: (row) => (
        <Go to={`/app/exports/${row.id}`}>
          {code === 'zh' ? row.datasetZh : row.datasetEn} <span className="note">{row.format.toUpperCase()}</span>
        </Go>
      ),
    },
    { id: 'asOf', label: t('times.asOf'), show: (row) => row.asOf },
    { id: 'state', label: t('field.state'), show: (row) => <State family="exportState" state={row.state} /> },
    { id: 'rows', label: t('export.rows'), figure: true, show: (row) => <Count of={row.rows} /> },
    { id: 'bytes', label: t('export.bytes'), figure: true, show: (row) => <Count of={row.bytes} /> },
    { id: 'by', label: t('export.by'), show: (row) => `${row.requestedBy ?? '—'} · ${row.organisation}` },
    { id: 'at', label: t('export.requestedAt'), show: (row) => formatInstant(row.requestedAt) },
    {
      id: 'expires',
      label: t('export.expires'),
      show: (row) => (row.expiresAt === null ? '—' : formatInstant(row.expiresAt)),
    },
    { id: 'downloads', label: t('export.downloads'), figure: true, show: (row) => <Count of={row.downloads} /> },
    { id: 'reason', label: t('export.reason'), optional: true, show: (row) => row.reason },
    { id: 'known', label: t('times.knownAt'), optional: true, show: (row) => formatInstant(row.knownAt) },
    { id: 'file', label: t('table.actions'), show: (row) => <TakeFile run={row} /> },
  ]
  return (
    <Card flush title={t('export.runs')}>
      <PagedTable
        id="exports"
        caption={t('export.runs')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        opens={(row) => `/app/exports/${row.id}`}
        empty={t('export.empty')}
      />
    </Card>
  )
}
