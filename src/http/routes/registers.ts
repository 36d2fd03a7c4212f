import { Type } from 'typebox'
import { sendFile } from '../../app/registers/send-file.js'
import { takeInFile } from '../../app/registers/take-in-file.js'
import { outgoingContent, registerFileRows, registerFileView, registerFileViews } from '../../app/registers/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { ok } from '../../kernel/result.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { OutgoingFileBody, RegisterFileBody, RegisterFileShape, RegisterFileWithRows } from '../shapes/collateral.js'
import { created, found, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const tags = ['register files']
const config = { access: ['loan_officer'] as const }

export function registerRegisters(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/register-files',
    {
      config,
      schema: {
        tags,
        summary:
          '导入登记机构文件 Take in a file of a register: receipts act on pledges row by row, lists are kept to be compared',
        description:
          'The hash of the file is kept, each row is answered. The same bytes a second time are the same file: 200 with the first answer. ' +
          'Modification codes in it are sealed and not told again.',
        body: RegisterFileBody,
        response: { ...created(RegisterFileWithRows), 200: RegisterFileWithRows },
      },
    },
    (request, reply) => {
      const { body } = request
      const input = { ...body, asOf: civilDate(body.asOf), today: today() }
      return answerCommand(
        services,
        request,
        reply,
        async (command) => {
          const taken = await takeInFile(command, input, services.pledgeCodes ?? null)
          if (!taken.ok) return taken
          const { file, created: isNew } = taken.value
          const view = await registerFileView(command.tx, file.id)
          return ok({ isNew, body: { ...view, answers: await registerFileRows(command.tx, file.id) } })
        },
        ({ isNew, body: answer }) => ({ status: isNew ? 201 : 200, body: answer }),
      )
    },
  )

  app.post(
    '/v1/register-files/outgoing',
    {
      config,
      schema: {
        tags,
        summary: '生成发往登记机构的文件 Make a file for a register from the pledges it concerns now',
        body: OutgoingFileBody,
        response: created(RegisterFileWithRows),
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        async (command) => {
          const sent = await sendFile(command, { kind: request.body.kind, today: today() })
          if (!sent.ok) return sent
          const view = await registerFileView(command.tx, sent.value.id)
          return ok({ ...view, answers: await registerFileRows(command.tx, sent.value.id) })
        },
        (body) => ({ status: 201, body }),
      ),
  )

  app.get(
    '/v1/register-files',
    {
      schema: {
        tags,
        summary: '登记交换文件列表 Files exchanged with registers, newest first',
        querystring: Shape({ ...PageQuery, kind: Type.Optional(Type.String({ maxLength: 40 })) }),
        response: listed(PageOf(RegisterFileShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, (tx) =>
        registerFileViews(tx, { kind: query.kind ?? null, before, limit: limit + 1 }),
      )
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ recordedAt, id }) => ({ recordedAt, id }),
        ) as never,
      )
    },
  )

  app.get(
    '/v1/register-files/:id',
    {
      schema: {
        tags,
        summary: '登记交换文件 One file with the answer to each of its rows',
        params: ById,
        response: found(RegisterFileWithRows),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const file = await read(services, request, async (tx) => {
        const view = await registerFileView(tx, id)
        return view && { ...view, answers: await registerFileRows(tx, id) }
      })
      return file === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'register file' })
        : reply.send(file as never)
    },
  )

  app.get(
    '/v1/register-files/:id/content',
    {
      schema: {
        tags,
        summary: '下载发出的文件 Download a file that we sent, byte for byte',
        params: ById,
        response: { 200: Type.String(), 401: ProblemShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const file = await read(services, request, (tx) => outgoingContent(tx, request.params.id))
      if (file === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'register file' })
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('etag', `"${file.sha256}"`)
        .type('text/csv; charset=utf-8')
        .send(file.content)
    },
  )
}
