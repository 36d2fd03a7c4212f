import { Type } from 'typebox'
import type { Actor } from '../../app/actor.js'
import { type Dataset, maskedFor } from '../../app/exports/dataset.js'
import { DATASETS } from '../../app/exports/datasets.js'
import type { DownloadView, ExportView } from '../../app/exports/views.js'
import { problems, sentence } from '../problems.js'
import { DateText, IdText, InstantText, Nullable, Shape } from './primitives.js'

const Both = Shape({ zh: Type.String(), en: Type.String() })
const Named = Shape({ key: Type.String(), zh: Type.String(), en: Type.String() })
const CountText = Type.String({ pattern: '^\\d{1,18}$' })
const Format = Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])

export const ExportBody = Shape({
  dataset: Type.String({ minLength: 1, maxLength: 60, description: 'a name of GET /v1/export-datasets' }),
  format: Format,
  filters: Type.Optional(
    Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 200 }), { description: '按数据集的筛选项' }),
  ),
  asOf: Type.Optional(DateText),
  knownAt: Type.Optional(InstantText),
  reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S', description: '用途:导出为何需要' }),
})

export const ExportShape = Shape({
  id: IdText,
  runId: IdText,
  organisation: Type.String(),
  requestedBy: Nullable(Type.String()),
  dataset: Type.String(),
  datasetZh: Type.String(),
  datasetEn: Type.String(),
  format: Format,
  filters: Type.Record(Type.String(), Type.String()),
  reason: Type.String(),
  asOf: DateText,
  knownAt: InstantText,
  state: Type.Union(
    (['REQUESTED', 'WRITING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED'] as const).map((state) => Type.Literal(state)),
  ),
  failure: Nullable(Shape({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  rows: Nullable(CountText),
  bytes: Nullable(CountText),
  sha256: Nullable(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  masking: Shape({ columns: Type.Array(Named), zh: Type.String(), en: Type.String() }),
  requestedAt: InstantText,
  readyAt: Nullable(InstantText),
  expiresAt: Nullable(InstantText),
  downloads: Type.Integer(),
  lastDownloadAt: Nullable(InstantText),
  file: Nullable(Type.String({ description: 'where the file is taken from, while there is one' })),
})

export const ExportDetailShape = Shape({
  ...ExportShape.properties,
  takenBy: Type.Array(Shape({ by: Nullable(Type.String()), at: InstantText })),
})

export const ExportDatasetShape = Shape({
  name: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  about: Both,
  columns: Type.Array(
    Shape({ key: Type.String(), zh: Type.String(), en: Type.String(), kind: Type.String(), masked: Type.Boolean() }),
  ),
  filters: Type.Array(Shape({ name: Type.String(), zh: Type.String(), en: Type.String() })),
})

const NOTHING_MASKED = { zh: '各栏对本机构全部显示。', en: 'Every column is told to this organisation.' }

/** What an export left empty, in words. */
export function tellMasking(dataset: Dataset | undefined, masked: readonly string[]) {
  const columns = (dataset?.columns ?? [])
    .filter(({ key }) => masked.includes(key))
    .map(({ key, zh, en }) => ({ key, zh, en }))
  if (columns.length === 0) return { columns, ...NOTHING_MASKED }
  return {
    columns,
    zh: `对本机构不显示、留空的栏:${columns.map(({ zh }) => zh).join('、')}。`,
    en: `Left empty for this organisation: ${columns.map(({ en }) => en).join('; ')}.`,
  }
}

export function tellExport({ organisationId: _, ...view }: ExportView) {
  const dataset = DATASETS[view.dataset]
  const { masked, failure, ...rest } = view
  const row = failure === null ? undefined : problems[failure.code as keyof typeof problems]
  return {
    ...rest,
    datasetZh: dataset?.zh ?? view.dataset,
    datasetEn: dataset?.en ?? view.dataset,
    failure:
      failure === null
        ? null
        : {
            code: failure.code,
            zh: row === undefined ? failure.code : sentence(row.zh, failure),
            en: row === undefined ? failure.code : sentence(row.en, failure),
          },
    masking: tellMasking(dataset, masked),
    file: view.state === 'READY' ? `/v1/exports/${view.id}/file` : null,
  }
}

export const tellExportDetail = (view: ExportView, takenBy: readonly DownloadView[]) => ({
  ...tellExport(view),
  takenBy,
})

export const tellDataset = (dataset: Dataset, actor: Actor) => {
  const masked = maskedFor(dataset.columns, actor)
  return {
    name: dataset.name,
    zh: dataset.zh,
    en: dataset.en,
    about: dataset.about,
    columns: dataset.columns.map(({ key, zh, en, kind }) => ({ key, zh, en, kind, masked: masked.includes(key) })),
    filters: dataset.filters.map(({ name, zh, en }) => ({ name, zh, en })),
  }
}
