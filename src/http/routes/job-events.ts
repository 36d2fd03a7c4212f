import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type JobProgress, jobProgress } from '../../app/jobs/views.js'
import { sessionOf } from '../../app/sessions/sign-in.js'
import { actorOf } from '../authentication.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { tellJobProgress } from '../shapes/job-runs.js'
import { IdText, ProblemShape, Shape } from '../shapes/primitives.js'

/** Progress is told this often at most. */
const EVERY_MS = 500
/** A line of silence now and then, so that nobody on the way takes the connection for dead; the session is looked at as often. */
const SILENCE_MS = 10_000
/** Streams of one person at once: more are tabs that were forgotten. */
const STREAMS_AT_MOST = 12

const ENDED: readonly JobProgress['state'][] = ['succeeded', 'failed', 'cancelled']

/** Ends at once when aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((over) => {
    if (signal.aborted) return over()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      over()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })

const event = (name: string, run: JobProgress): string =>
  `event: ${name}\ndata: ${JSON.stringify(tellJobProgress(run))}\n\n`

/** 作业进度 as server-sent events: each is the run as `GET /v1/jobs/:id` tells it. */
export function registerJobEvents(app: App, services: Services): void {
  const closing = new AbortController()
  const streams = new Map<string, number>()
  app.addHook('preClose', async () => closing.abort())

  app.get(
    '/v1/jobs/:id/events',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业进度事件流 Progress of a run as server-sent events, until it has ended',
        description:
          'Events are called `progress`, at most two a second, and `end`, the last one. Comments in between keep the connection alive.',
        params: Shape({ id: IdText }),
        response: {
          200: {
            description: 'text/event-stream',
            content: { 'text/event-stream': { schema: Type.Unsafe({ type: 'string' }) } },
          },
          404: ProblemShape,
          429: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { userId } = actorOf(request)
      const first = await read(services, request, (tx) => jobProgress(tx, id))
      if (first === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'job' })
      const open = streams.get(userId) ?? 0
      if (open >= STREAMS_AT_MOST) return sendProblem(request, reply, { code: 'TOO_MANY_REQUESTS' })
      streams.set(userId, open + 1)

      const gone = new AbortController()
      const leave = () => {
        if (gone.signal.aborted) return
        gone.abort()
        const left = (streams.get(userId) ?? 1) - 1
        if (left === 0) streams.delete(userId)
        else streams.set(userId, left)
      }
      reply.raw.once('close', leave)
      const stream = Readable.from(
        eventsOf(services, request, id, first, AbortSignal.any([closing.signal, gone.signal])),
        { objectMode: false },
      )
      stream.once('close', leave)
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store, no-transform')
        .header('x-accel-buffering', 'no')
        .send(stream) as never
    },
  )
}

async function* eventsOf(
  services: Services,
  request: FastifyRequest,
  id: string,
  first: JobProgress,
  over: AbortSignal,
): AsyncGenerator<string> {
  let told = ''
  let silent = 0
  let unseen = 0
  for (let run: JobProgress | undefined = first; run !== undefined && !over.aborted; ) {
    const ended = ENDED.includes(run.state)
    const text = event(ended ? 'end' : 'progress', run)
    if (text !== told) {
      yield text
      told = text
      silent = 0
    }
    if (ended) return
    await pause(EVERY_MS, over)
    silent += EVERY_MS
    unseen += EVERY_MS
    if (silent >= SILENCE_MS) {
      yield ': still here\n\n'
      silent = 0
    }
    if (unseen >= SILENCE_MS) {
      if (!(await stillSignedIn(services, request))) return
      unseen = 0
    }
    run = over.aborted ? undefined : await read(services, request, (tx) => jobProgress(tx, id)).catch(() => undefined)
  }
}

/** Who signs out, or is signed out, hears no more. */
const stillSignedIn = async (services: Services, request: FastifyRequest): Promise<boolean> =>
  request.session !== null && (await sessionOf(services.db, request.session.token)) !== undefined
