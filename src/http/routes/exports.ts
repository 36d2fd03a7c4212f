import { Type } from 'typebox'
import { mayExport } from '../../app/exports/dataset.js'
import { DATASETS } from '../../app/exports/datasets.js'
import { requestExport } from '../../app/exports/request-export.js'
import { takeExport } from '../../app/exports/take-export.js'
import { downloadViews, exportView, exportViews } from '../../app/exports/views.js'
import { WORKBOOK_TYPE } from '../../app/spreadsheets/workbook.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { look } from '../look.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  ExportBody,
  ExportDatasetShape,
  ExportDetailShape,
  ExportShape,
  tellDataset,
  tellExport,
  tellExportDetail,
} from '../shapes/exports.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['exports']
const ACCESS = [...new Set(Object.values(DATASETS).flatMap(({ access }) => access))]
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: WORKBOOK_TYPE } as const
const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
  503: ProblemShape,
}

export function registerExports(app: App, services: Services): void {
  app.get(
    '/v1/export-datasets',
    {
      config: { access: ACCESS },
      schema: {
        tags,
        summary: '可导出的数据 What the reader may export, with the columns that stay empty for it',
        response: { 200: Shape({ items: Type.Array(ExportDatasetShape) }), ...Refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const items = Object.values(DATASETS).filter((dataset) => mayExport(dataset, actor))
      return reply.send({ items: items.map((dataset) => tellDataset(dataset, actor)) } as never)
    },
  )

  app.post(
    '/v1/exports',
    {
      config: { access: ACCESS },
      schema: {
        tags,
        summary: '申请导出 Ask for a file of what the asker may see; a job writes it',
        description:
          'Rows are those of the asker, on one snapshot; columns that its organisation does not see stay empty and are named. asOf and knownAt are now unless given. The file is kept for some days.',
        body: ExportBody,
        response: { 202: ExportDetailShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { dataset, format, filters = {}, reason } = request.body
      const times = await twoTimesOf(services, request.body)
      const today = services.today() as typeof times.asOf
      let runId: string | undefined
      await answerWithView(
        services,
        request,
        reply,
        202,
        async (command) => {
          const requested = await requestExport(command, { dataset, format, filters, reason, today, ...times })
          if (requested.ok) runId = requested.value.runId
          return requested
        },
        async (tx, { exportId }) => {
          const view = await exportView(tx, exportId)
          if (view === undefined) throw new Error(`export ${exportId} cannot be read`)
          return tellExportDetail(view, [])
        },
      )
      if (runId !== undefined) await services.jobs.enqueue(runId)
    },
  )

  app.get(
    '/v1/exports',
    {
      config: { access: ACCESS },
      schema: {
        tags,
        summary: '导出列表 Exports of the own organisation, the last asked for first',
        description: 'An auditor sees that of all organisations, and takes the files of its own only.',
        querystring: Shape(PageQuery),
        response: { 200: PageOf(ExportShape), ...Refusals },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { requestedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, (tx) => exportViews(tx, { before, limit: limit + 1 }))
      return reply.send(pageOf(rows, limit, tellExport, ({ requestedAt, id }) => ({ requestedAt, id })) as never)
    },
  )

  app.get(
    '/v1/exports/:id',
    {
      config: { access: ACCESS },
      schema: {
        tags,
        summary: '一次导出 One export: what was asked, what came of it, who took the file',
        params: ById,
        response: { 200: ExportDetailShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const detail = await read(services, request, async (tx) => {
        const view = await exportView(tx, id)
        return view && tellExportDetail(view, await downloadViews(tx, id))
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'export' })
        : reply.send(detail as never)
    },
  )

  app.get(
    '/v1/exports/:id/file',
    {
      config: { access: ACCESS },
      schema: {
        tags,
        summary: '下载导出文件 The file of an export; each time is written down',
        params: ById,
        response: {
          200: {
            description: 'The file in the format that was asked for',
            content: {
              'text/csv': { schema: Type.Unsafe({ type: 'string' }) },
              [WORKBOOK_TYPE]: { schema: Type.Unsafe({ type: 'string', format: 'binary' }) },
            },
          },
          ...Refusals,
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const taken = await look(services, request, (tx) =>
        takeExport({ tx, actor, requestId: request.id, audited: false }, services.exports, request.params.id),
      )
      if (!taken.ok) return sendProblem(request, reply, taken.refusal) as never
      const { view, open } = taken.value
      return reply
        .type(TYPES[view.format])
        .header('content-disposition', `attachment; filename="${view.dataset}-${view.asOf}.${view.format}"`)
        .header('content-length', view.bytes)
        .header('etag', `"${view.sha256}"`)
        .send(open()) as never
    },
  )
}
