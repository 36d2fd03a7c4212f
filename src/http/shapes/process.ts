import { type TSchema, Type } from 'typebox'
import { eventsOfKind } from '../../app/process/events.js'
import { EvidenceHash } from './loan-steps.js'
import { DateText, IdText, InstantText, Nullable, OpinionText, Shape, VersionNumber } from './primitives.js'

/** A step of a kind of subject, with what it may bring. */
export const StepBodyOf = <T extends Record<string, TSchema>>(subjectKind: string, given: T) =>
  Shape({
    event: Type.Enum(eventsOfKind(subjectKind)),
    on: DateText,
    opinion: OpinionText,
    evidenceHash: Type.Optional(EvidenceHash),
    confirms: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z][a-z-]{1,60}$' }), {
        maxItems: 20,
        uniqueItems: true,
        description: 'Preconditions that the one who takes the step answers for, by name',
      }),
    ),
    version: VersionNumber,
    ...given,
  })

const Words = Shape({ zh: Type.String(), en: Type.String() })
const OpenStepShape = Shape({
  event: Type.String(),
  to: Type.String(),
  by: Type.Array(Type.String()),
  timer: Type.Boolean({ description: 'Taken by the program once the clock has run out' }),
  mine: Type.Boolean({ description: 'Whether the one who asks may take it now, as far as is known before the step' }),
  hindrance: Nullable(Type.String({ description: 'The code of the refusal it would meet now' })),
  unmet: Type.Array(Shape({ need: Type.String(), cure: Words })),
  deadlineOn: Nullable(DateText),
})
export const ProcessStepShape = Shape({
  no: Type.Integer(),
  round: Type.Integer(),
  event: Type.String(),
  from: Nullable(Type.String()),
  to: Type.String(),
  party: Type.String(),
  organisation: Nullable(Type.String()),
  person: Nullable(Type.String()),
  on: DateText,
  opinion: Nullable(Type.String()),
  evidenceHash: Nullable(Type.String()),
  deadlineOn: Nullable(DateText),
  ruleIds: Type.Array(Type.String({ description: 'Parameter rows the deadline was computed from' })),
  detail: Type.Unknown(),
  recordedAt: InstantText,
})
/** Where a subject stands, what may happen next and every step that brought it there. */
export const ProcessShape = Shape({
  state: Type.String(),
  round: Type.Integer(),
  version: VersionNumber,
  deadlineOn: Nullable(DateText),
  deadlineEvent: Nullable(Type.String()),
  openSteps: Type.Array(OpenStepShape),
  steps: Type.Array(ProcessStepShape),
})
export const NoticeShape = Shape({
  id: IdText,
  subjectKind: Type.String(),
  subjectId: IdText,
  kind: Type.String(),
  on: DateText,
  aboutOn: DateText,
  detail: Type.Unknown(),
  recordedAt: InstantText,
})
