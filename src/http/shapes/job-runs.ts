import { Type } from 'typebox'
import type { JobRun } from '../../app/jobs/store.js'
import { IdText, Nullable, Shape } from './primitives.js'

export const JobRunShape = Shape({
  id: IdText,
  kind: Type.String(),
  payload: Type.Record(Type.String(), Type.Unknown()),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('paused'),
    Type.Literal('cancelling'),
    Type.Literal('cancelled'),
    Type.Literal('succeeded'),
    Type.Literal('failed'),
  ]),
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
  createdAt: Type.String(),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
})

export const tellJobRun = (run: JobRun) => ({ ...run, payload: { ...run.payload }, total: run.total })
