import { Type } from 'typebox'
import { DateText, IdText, InstantText, MoneyText, Nullable, Shape } from './primitives.js'

const TraceRowShape = Shape({
  id: IdText,
  on: DateText,
  recordedAt: InstantText,
  subjectKind: Type.String(),
  subjectId: IdText,
  event: Type.String(),
  from: Nullable(Type.String()),
  to: Nullable(Type.String()),
  organisation: Nullable(Type.String()),
  person: Nullable(Type.String()),
  amount: Nullable(MoneyText),
  opinion: Nullable(Type.String()),
  evidenceHash: Nullable(Type.String()),
})

export const TraceAnswer = Shape({
  knownAt: InstantText,
  items: Type.Array(TraceRowShape),
  nextCursor: Nullable(Type.String()),
})
