import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { LIMITS } from '../../app/activity-import/columns.js'
import type { ImportAnomaly } from '../../app/activity-import/examine.js'
import {
  type ImportedActivities,
  type ImportInput,
  type ImportRefusal,
  importActivities,
  tryImport,
} from '../../app/activity-import/import-activities.js'
import type { ImportTable, RowProblem, TableRefusal } from '../../app/activity-import/import-table.js'
import { tableOfFile, tableOfRows } from '../../app/activity-import/read-table.js'
import { templateRows } from '../../app/activity-import/template.js'
import { type ImportRow, importsOf } from '../../app/activity-import/views.js'
import { writeCsv, writeXlsx } from '../../app/activity-import/write-sheets.js'
import { enterpriseByUscc } from '../../app/carbon/account-views.js'
import { civilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { anomalySentences, rowProblemSentences } from '../problems/import-row-sentences.js'
import { sendProblem, sentence } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { DryRunShape, ImportedShape, ImportQuery, ImportRowsBody, ImportShape } from '../shapes/activity-imports.js'
import { PageOf, PageQuery, ProblemShape, Shape, UsccText } from '../shapes/primitives.js'
import { UploadedFile } from '../uploaded-file.js'

const FILE_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const MEGABYTES = { file: LIMITS.fileBytes / 1024 ** 2, unpacked: LIMITS.unpackedBytes / 1024 ** 2 }

const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

export function registerActivityImports(app: App, services: Services): void {
  app.register(async (scope: App) => {
    for (const format of ['csv', 'xlsx'] as const)
      scope.addContentTypeParser(
        FILE_TYPES[format],
        { parseAs: 'buffer', bodyLimit: LIMITS.fileBytes },
        async (request: FastifyRequest, bytes: string | Buffer) =>
          new UploadedFile(format, request.query, Buffer.from(bytes)),
      )
    registerImport(scope, services)
  })
  registerTemplate(app)
  registerImports(app, services)
}

function registerImport(app: App, services: Services): void {
  const file = (name: string) => ({
    schema: Type.Unsafe<UploadedFile>({
      description: `${name}, at most ${MEGABYTES.file} MB${name === 'XLSX' ? ` and ${MEGABYTES.unpacked} MB unpacked` : ''}; mode, reason, acknowledge and fileName go into the query`,
    }),
  })
  app.post(
    '/v1/enterprises/:uscc/activity-imports',
    {
      config: { access: ['enterprise_user', 'data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '导入活动数据 Import activity data, or try to',
        description:
          `At most ${LIMITS.rows} rows an import. A dry run tells every problem by row and column and writes nothing. A commit takes all rows or none: ` +
          'one error refuses it, and anomalies must be acknowledged. Corrections name the reading they supersede. The same file is refused ' +
          'a second time. When the data steward imports few rows into the latest rated period the enterprise is rated and priced again at ' +
          'once; otherwise that is left to the rate-recompute job, and the answer says which. Units convert as declared, never by guess; ' +
          'formulas are refused; a number of a spreadsheet counts by the digits in its file.',
        params: Shape({ uscc: UsccText }),
        querystring: ImportQuery,
        body: {
          content: {
            'application/json': { schema: ImportRowsBody },
            [FILE_TYPES.csv]: file('CSV in UTF-8'),
            [FILE_TYPES.xlsx]: file('XLSX'),
          },
        },
        response: { 200: DryRunShape, 201: ImportedShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { mode, acknowledge, ...asked } = askedOf(request.body as Sent, request.query)
      if (mode === undefined)
        return sendProblem(request, reply, { code: 'MALFORMED_REQUEST' }, [
          { in: 'querystring', pointer: '/mode', message: 'is required with a file' },
        ])
      if (!asked.table.ok) return sendProblem(request, reply, asked.table.refusal)
      const input: ImportInput = { uscc: request.params.uscc, table: asked.table.value, reason: asked.reason }
      const today = civilDate(services.today())
      if (mode === 'dry-run') {
        const tried = await read(services, request, (tx) => tryImport(tx, input, today))
        if (!tried.ok) return sendProblem(request, reply, tried.refusal as never)
        const { rows, accepted, problems, anomalies, preview, earlier } = tried.value
        const told = { problems: problems.map(tellProblem), anomalies: anomalies.map(tellAnomaly) }
        const { sha256 } = input.table
        return reply.send({ mode, rows, accepted, ...told, preview, sha256, earlierImport: earlier } as never)
      }
      return answerCommand(
        services,
        request,
        reply,
        async (command) => tellRefusal(await importActivities(command, { ...input, acknowledge }, today)),
        (imported) => ({ status: 201, body: importedAnswer(imported) }),
      )
    },
  )
}

interface SentRows {
  readonly rows: Parameters<typeof tableOfRows>[0]
  readonly mode: 'dry-run' | 'commit'
  readonly reason?: string
  readonly acknowledge?: boolean
  readonly fileName?: string
}
type Sent = SentRows | UploadedFile

interface Asked {
  readonly mode: 'dry-run' | 'commit' | undefined
  readonly reason: string | null
  readonly acknowledge: boolean
  readonly table: Result<ImportTable, TableRefusal>
}

function askedOf(
  sent: Sent,
  query: {
    readonly mode?: string
    readonly reason?: string
    readonly acknowledge?: string
    readonly fileName?: string
  },
): Asked {
  if (!(sent instanceof UploadedFile)) {
    const { rows, mode, reason = null, acknowledge = false, fileName = null } = sent
    return { mode, reason, acknowledge, table: tableOfRows(rows, fileName) }
  }
  return {
    mode: query.mode as Asked['mode'],
    reason: query.reason ?? null,
    acknowledge: query.acknowledge === 'true',
    table: tableOfFile(sent.format, sent.bytes(), query.fileName ?? null),
  }
}

/** The problems and anomalies of a refusal, told in both languages. */
function tellRefusal<T>(result: Result<T, ImportRefusal>): Result<T, ImportRefusal> {
  if (result.ok) return result
  const { refusal } = result
  const told = {
    ...refusal,
    ...('problems' in refusal ? { problems: refusal.problems.map(tellProblem) } : {}),
    ...('anomalies' in refusal ? { anomalies: refusal.anomalies.map(tellAnomaly) } : {}),
  }
  return { ok: false, refusal: told as unknown as ImportRefusal }
}

const messageOf = (
  { zh, en }: { readonly zh: string; readonly en: string },
  facts: Readonly<Record<string, unknown>>,
) => ({
  zh: sentence(zh, facts),
  en: sentence(en, facts),
})
const tellProblem = ({ row, column, code, facts }: RowProblem) => ({
  row,
  column,
  code,
  severity: 'error',
  message: messageOf(rowProblemSentences[code], facts),
  facts,
})
const tellAnomaly = ({ row, column, code, member: _, ...facts }: ImportAnomaly) => ({
  row,
  column,
  code,
  severity: 'warning',
  message: messageOf(anomalySentences[code], facts),
  facts,
})

const importedAnswer = ({
  id,
  table,
  rows,
  recordedAt,
  anomalies,
  acknowledged,
  preview,
  rating,
}: ImportedActivities) => ({
  mode: 'commit',
  importId: id,
  rows,
  accepted: rows,
  anomalies: anomalies.map(tellAnomaly),
  acknowledged,
  preview,
  sha256: table.sha256,
  recordedAt,
  rating,
})

function registerTemplate(app: App): void {
  app.get(
    '/v1/activity-import-template',
    {
      schema: {
        tags: ['enterprises'],
        summary: '活动数据模板 The template for imports: columns, allowed words and units',
        querystring: Shape({ format: Type.Optional(Type.Enum(['csv', 'xlsx'])) }),
        response: {
          200: Type.Unsafe({ description: 'a CSV file unless format is xlsx' }),
          400: ProblemShape,
          401: ProblemShape,
        },
      },
    },
    (request, reply) => {
      const format = request.query.format ?? 'csv'
      const rows = templateRows()
      return reply
        .type(format === 'csv' ? `${FILE_TYPES.csv}; charset=utf-8` : FILE_TYPES.xlsx)
        .header('content-disposition', `attachment; filename="activity-data.${format}"`)
        .send((format === 'csv' ? writeCsv(rows) : Buffer.from(writeXlsx(rows))) as never)
    },
  )
}

function registerImports(app: App, services: Services): void {
  app.get(
    '/v1/enterprises/:uscc/activity-imports',
    {
      config: { access: ['enterprise_user', 'data_steward', 'auditor'] },
      schema: {
        tags: ['enterprises'],
        summary: '导入记录 Imports into an account, the newest first, with the anomalies that were acknowledged',
        params: Shape({ uscc: UsccText }),
        querystring: Shape(PageQuery),
        response: {
          200: PageOf(ImportShape),
          400: ProblemShape,
          401: ProblemShape,
          403: ProblemShape,
          404: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { at: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const imports = await read(services, request, async (tx) => {
        const enterprise = await enterpriseByUscc(tx, request.params.uscc)
        return enterprise && importsOf(tx, enterprise.id, limit + 1, after)
      })
      if (!imports) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'enterprise' } as never)
      return reply.send(pageOf(imports, limit, importAnswer, ({ recordedAt, id }) => ({ at: recordedAt, id })) as never)
    },
  )
}

const importAnswer = ({ anomalies, ...row }: ImportRow) => ({
  ...row,
  anomalies: (anomalies as unknown as readonly ImportAnomaly[]).map(tellAnomaly),
})
