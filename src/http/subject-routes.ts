import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import type { Command } from '../app/command/command.js'
import { type GivenStep, type SubjectCase, stepOfSubject, tellSubject } from '../app/process/subject-case.js'
import { civilDate } from '../kernel/civil-date.js'
import type { Result } from '../kernel/result.js'
import { answerWithView } from './answer-with-view.js'
import { actorOf } from './authentication.js'
import { INSTANT, limitOf, type PageRequest, pageOf, readCursor, sendBadCursor, UUID } from './page.js'
import { type KnownRefusal, sendProblem } from './problems.js'
import { read } from './read.js'
import type { App } from './server.js'
import type { Services } from './services.js'
import { found, listed } from './shapes/command-answers.js'
import { ById as ByIdShape } from './shapes/lending.js'
import { PageOf, PageQuery, Shape } from './shapes/primitives.js'

/** What every step of a subject says on the wire. */
export interface StepBody {
  readonly event: string
  readonly on: string
  readonly opinion: string
  readonly evidenceHash?: string
  readonly confirms?: readonly string[]
  readonly version: number
}

type ById = { readonly id: string }
type AnyRow = Record<string, unknown>

const told = <Row extends AnyRow>(found: { readonly row: Row; readonly process: unknown } | undefined) =>
  found && { ...found.row, process: found.process }

/** Answers one subject with its process as of today, or that there is none in sight. */
export async function answerSubject<Row extends AnyRow, Given, R extends KnownRefusal>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  subjectCase: SubjectCase<Row, Given, R>,
): Promise<FastifyReply> {
  const { id } = request.params as ById
  const on = civilDate(services.today())
  const found = await read(services, request, (tx) => tellSubject(tx, actorOf(request), subjectCase, { id, on }))
  return found === undefined
    ? sendProblem(request, reply, { code: 'NOT_FOUND', what: subjectCase.kind.replaceAll('_', ' ') })
    : reply.send(told(found) as never)
}

/** Takes a step of a subject and answers with what it left. */
export function answerStep<Row extends AnyRow, Given, R extends KnownRefusal>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  subjectCase: SubjectCase<Row, Given, R>,
  given: Partial<Given>,
): Promise<void> {
  const { id } = request.params as ById
  const body = request.body as StepBody
  const today = civilDate(services.today())
  const step: GivenStep<Given> = {
    id,
    event: body.event,
    on: civilDate(body.on),
    opinion: body.opinion,
    evidenceHash: body.evidenceHash ?? null,
    confirms: body.confirms ?? [],
    version: body.version,
    given,
    today,
  }
  return answerWithView(
    services,
    request,
    reply,
    200,
    (command: Command) => stepOfSubject(command, subjectCase, step),
    async (tx) => told(await tellSubject(tx, actorOf(request), subjectCase, { id, on: today })),
  )
}

/** Opens a subject and answers with it. */
export const answerOpened = <Row extends AnyRow, Given, R extends KnownRefusal, O extends KnownRefusal>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  subjectCase: SubjectCase<Row, Given, R>,
  open: (command: Command) => Promise<Result<{ readonly id: string }, O>>,
): Promise<void> =>
  answerWithView(services, request, reply, 201, open, async (tx, { id }) =>
    told(await tellSubject(tx, actorOf(request), subjectCase, { id, on: civilDate(services.today()) })),
  )

/** A page of rows, newest first. */
export async function answerNewestFirst<Row extends { readonly recordedAt: string; readonly id: string }>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  rowsOf: (
    tx: Parameters<Parameters<typeof read>[2]>[0],
    page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
  ) => Promise<readonly Row[]>,
): Promise<FastifyReply> {
  const query = request.query as PageRequest
  const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
  if (before === undefined) return sendBadCursor(request, reply)
  const limit = limitOf(query)
  const rows = await read(services, request, (tx) => rowsOf(tx, { before, limit: limit + 1 }))
  return reply.send(
    pageOf(
      rows,
      limit,
      (row) => row,
      ({ recordedAt, id }) => ({ recordedAt, id }),
    ) as never,
  )
}

type Listed = AnyRow & { readonly recordedAt: string; readonly id: string }

/** `GET path` by state, newest first, and `GET path/:id` with its process. */
export function registerSubjectReads<Row extends Listed, Given, R extends KnownRefusal>(
  app: App,
  services: Services,
  subject: {
    readonly path: string
    readonly tags: readonly string[]
    readonly listSummary: string
    readonly summary: string
    readonly shape: TSchema
    readonly shapeWithProcess: TSchema
    readonly subjectCase: SubjectCase<Row, Given, R>
    readonly rowsOf: (
      tx: Parameters<Parameters<typeof read>[2]>[0],
      filter: {
        readonly state: string | null
        readonly before: { readonly recordedAt: string; readonly id: string } | null
        readonly limit: number
      },
    ) => Promise<readonly Row[]>
  },
): void {
  const tags = [...subject.tags]
  app.get(
    subject.path,
    {
      schema: {
        tags,
        summary: subject.listSummary,
        querystring: Shape({ ...PageQuery, state: Type.Optional(Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,30}$' })) }),
        response: listed(PageOf(subject.shape)),
      },
    },
    (request, reply) =>
      answerNewestFirst(services, request, reply, (tx, page) =>
        subject.rowsOf(tx, { ...page, state: (request.query as { state?: string }).state ?? null }),
      ) as never,
  )
  app.get(
    `${subject.path}/:id`,
    {
      schema: {
        tags,
        summary: subject.summary,
        description:
          'Every step that brought it here, and what is open next: by whom, until when, what is still missing.',
        params: ByIdShape,
        response: found(subject.shapeWithProcess),
      },
    },
    (request, reply) => answerSubject(services, request, reply, subject.subjectCase) as never,
  )
}
