import { Type } from 'typebox'
import { LIMITS } from '../../app/activity-import/columns.js'
import { TotalsShape } from './carbon.js'
import { DateText, IdText, InstantText, MonthText, NameText, Nullable, Shape } from './primitives.js'

/** Whatever the row says is judged with the others and told by row and column, so these are texts and nothing more. */
const CellText = Type.String({ maxLength: 2000 })

const ImportedRow = Shape({
  month: Type.Optional(CellText),
  meter: Type.Optional(CellText),
  carrier: Type.Optional(CellText),
  quantity: Type.Optional(CellText),
  unit: Type.Optional(CellText),
  greenQuantity: Type.Optional(CellText),
  enthalpyKjPerKg: Type.Optional(CellText),
  source: Type.Optional(CellText),
  evidence: Type.Optional(CellText),
  dataQuality: Type.Optional(Type.Union([Type.Integer(), CellText])),
  supersedes: Type.Optional(CellText),
})

export const ModeText = Type.Enum(['dry-run', 'commit'], {
  description: 'dry-run writes nothing',
  examples: ['dry-run'],
})
export const FileNameText = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]+$' })

export const ImportRowsBody = Shape({
  rows: Type.Array(ImportedRow, {
    maxItems: LIMITS.rows,
    examples: [
      [{ month: '2024-05', carrier: 'electricity', quantity: '864912', unit: 'kWh', source: 'park-platform' }],
    ],
  }),
  mode: ModeText,
  reason: Type.Optional(NameText),
  acknowledge: Type.Optional(Type.Boolean({ description: 'the anomalies were checked and are right' })),
  fileName: Type.Optional(FileNameText),
})

/** For files; a JSON body has these as members. */
export const ImportQuery = Shape({
  mode: Type.Optional(ModeText),
  reason: Type.Optional(NameText),
  acknowledge: Type.Optional(Type.Enum(['true', 'false'])),
  fileName: Type.Optional(FileNameText),
})

const Message = Shape({ zh: Type.String(), en: Type.String() })
const Fact = Type.Object({}, { additionalProperties: true })
const RowProblemShape = Shape({
  row: Type.Integer({ description: 'as the spreadsheet counts, its first row is 1; of JSON rows the first is 1' }),
  column: Type.String({ examples: ['green_quantity'] }),
  code: Type.String(),
  severity: Type.Enum(['error', 'warning']),
  message: Message,
  facts: Fact,
})
export const RowProblems = Type.Array(RowProblemShape)

const Preview = Nullable(Type.Array(Shape({ month: MonthText, before: TotalsShape, after: TotalsShape })))

export const DryRunShape = Shape({
  mode: Type.Literal('dry-run'),
  rows: Type.Integer(),
  accepted: Type.Integer({ description: 'rows without an error' }),
  problems: RowProblems,
  anomalies: RowProblems,
  preview: Preview,
  sha256: Type.String(),
  earlierImport: Nullable(Shape({ id: IdText, recordedAt: InstantText })),
})

const Outcome = Type.Object({}, { additionalProperties: true })
export const ImportedShape = Shape({
  mode: Type.Literal('commit'),
  importId: IdText,
  rows: Type.Integer(),
  accepted: Type.Integer(),
  anomalies: RowProblems,
  acknowledged: Type.Boolean(),
  preview: Preview,
  sha256: Type.String(),
  recordedAt: InstantText,
  rating: Shape(
    {
      by: Type.Enum(['this-import', 'rate-recompute']),
      reason: Type.String({ examples: ['LATEST_RATED_PERIOD_TOUCHED'] }),
      asOf: Nullable(DateText),
      outcome: Nullable(Outcome),
      lines: Type.Array(Outcome),
    },
    {
      description:
        'whether the enterprise was rated and priced again with the import, or waits for the rate-recompute job',
    },
  ),
})

export const ImportShape = Shape({
  id: IdText,
  format: Type.Enum(['json', 'csv', 'xlsx']),
  fileName: Nullable(Type.String()),
  sha256: Type.String(),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  anomalies: RowProblems,
  acknowledged: Type.Boolean(),
  reason: Nullable(Type.String()),
  recordedBy: Type.String(),
  recordedAt: InstantText,
})
