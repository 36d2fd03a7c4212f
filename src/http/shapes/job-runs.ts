import { Type } from 'typebox'
import type { JobRun } from '../../app/jobs/store.js'
import type { JobChunk, JobFailure, JobProgress } from '../../app/jobs/views.js'
import { problems, sentence } from '../problems.js'
import { DateText, DecimalText, IdText, Nullable, Shape } from './primitives.js'

export const JobStateShape = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('paused'),
  Type.Literal('cancelling'),
  Type.Literal('cancelled'),
  Type.Literal('succeeded'),
  Type.Literal('failed'),
])

const RUN = {
  id: IdText,
  kind: Type.String(),
  payload: Type.Record(Type.String(), Type.Unknown()),
  state: JobStateShape,
  step: Type.Union([Type.Literal('whole'), Type.Literal('chunks'), Type.Literal('finish')]),
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  failed: Type.Integer({ description: '未能处理的对象数 Subjects that could not be done, told by /failures' }),
  attempt: Type.Integer(),
  takeovers: Type.Integer({
    description: '接管次数 How often the run or a chunk was taken over from a worker that died',
  }),
  result: Type.Unknown(),
  failure: Nullable(Type.String()),
  scheduleId: Nullable(IdText),
  businessDay: Nullable(DateText),
  createdAt: Type.String(),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
}
export const JobRunShape = Shape(RUN)

export const tellJobRun = (run: JobRun) => ({ ...run, payload: { ...run.payload }, total: run.total })

/** One run with how far it is. */
export const JobProgressShape = Shape({
  ...RUN,
  chunks: Nullable(
    Shape(
      {
        pending: Type.Integer(),
        running: Type.Integer(),
        done: Type.Integer(),
        failed: Type.Integer(),
        cancelled: Type.Integer(),
      },
      { description: '分块数 Chunks by state; null for a run that is not in chunks, or not planned yet' },
    ),
  ),
  ratePerSecond: Nullable(
    Type.Unsafe<string>({
      ...DecimalText,
      description: '每秒处理数 Subjects a second: of the last minute, or of the whole of a run that has ended',
    }),
  ),
})

export const tellJobProgress = ({ chunks, ...run }: JobProgress) => ({
  ...run,
  payload: { ...run.payload },
  chunks: chunks && { ...chunks },
})

export const ChunkStateShape = Type.Union([
  Type.Literal('PENDING'),
  Type.Literal('RUNNING'),
  Type.Literal('DONE'),
  Type.Literal('FAILED'),
  Type.Literal('CANCELLED'),
])
export const JobChunkShape = Shape({
  no: Type.Integer(),
  after: Nullable(Type.String()),
  to: Type.String(),
  state: ChunkStateShape,
  attempt: Type.Integer(),
  takeovers: Type.Integer(),
  done: Type.Integer(),
  changed: Type.Integer(),
  failed: Type.Integer(),
  detail: Type.Array(Type.Unknown()),
  failure: Nullable(Type.String()),
  worker: Nullable(Type.String({ description: '主机与进程号 Host and process id' })),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
})
export const tellJobChunk = (chunk: JobChunk) => ({ ...chunk, detail: [...chunk.detail] })

export const JobFailureShape = Shape({
  chunkNo: Type.Integer(),
  no: Type.Integer(),
  subjectId: Type.String(),
  reason: Type.Object({ code: Type.String() }, { additionalProperties: true }),
  zh: Type.String({ description: '原因 The reason in words' }),
  en: Type.String(),
  recordedAt: Type.String(),
})
export function tellJobFailure(failure: JobFailure) {
  const { reason } = failure
  const row = problems[reason.code as keyof typeof problems]
  return {
    ...failure,
    reason: { ...reason },
    zh: row === undefined ? reason.code : sentence(row.zh, reason),
    en: row === undefined ? reason.code : sentence(row.en, reason),
  }
}
