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
    Type.Literal('succeeded'),
    Type.Literal('failed'),
  ]),
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  attempt: Type.Integer(),
  result: Type.Unknown(),
  failure: Nullable(Type.String()),
  createdAt: Type.String(),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
})

export const tellJobRun = (run: JobRun) => ({ ...run, payload: { ...run.payload }, total: run.total })
