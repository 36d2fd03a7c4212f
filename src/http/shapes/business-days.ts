import { Type } from 'typebox'
import { DateText, IdText, InstantText, NameText, Nullable, Shape } from './primitives.js'

export const BusinessDayShape = Shape({
  day: DateText,
  state: Type.Enum(['OPEN', 'CLOSING', 'CLOSED'], { description: '营业中、日终处理中、已日终' }),
  calendar: Type.Enum(['every-day', 'working-days']),
  previousDay: Nullable(DateText),
  openedBy: IdText,
  openedAt: InstantText,
  closingBy: Nullable(IdText),
  closingAt: Nullable(InstantText),
  closedAt: Nullable(InstantText),
  refused: Type.Integer({ description: 'Loans that its end of day refused' }),
  version: Type.Integer(),
})

export const StepShape = Shape({
  no: Type.Integer(),
  step: Type.String(),
  nameZh: NameText,
  nameEn: NameText,
  state: Type.Enum(['PENDING', 'RUNNING', 'BLOCKED', 'DONE']),
  done: Type.Integer(),
  refused: Type.Integer(),
  startedAt: Nullable(InstantText),
  finishedAt: Nullable(InstantText),
})

export const FindingShape = Shape({
  id: IdText,
  step: Type.String(),
  loanId: Nullable(IdText),
  contractNo: Nullable(Type.String()),
  code: Type.String({ description: 'A refusal as a command would answer it, or what was found' }),
  reason: Type.String({ description: 'The same as a sentence' }),
  detail: Type.Record(Type.String(), Type.Unknown()),
  recordedAt: InstantText,
  blocking: Type.Boolean({ description: 'Whether it holds the day up until a second person has acknowledged it' }),
  acknowledgedBy: Nullable(IdText),
  opinion: Nullable(Type.String()),
})

export const BusinessDayDetail = Shape({
  ...BusinessDayShape.properties,
  steps: Type.Array(StepShape),
  findings: Type.Array(FindingShape),
  moreFindings: Type.Boolean({ description: 'Whether there are more findings than are shown' }),
})

export const OpeningBody = Shape({
  day: DateText,
  calendar: Type.Optional(
    Type.Enum(['every-day', 'working-days'], {
      description: 'Which day follows: the next one (unless told otherwise), or the next on which banks work',
    }),
  ),
})
