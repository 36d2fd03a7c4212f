import { Type } from 'typebox'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
  VersionNumber,
} from './primitives.js'

const OneOf = <const T extends string[]>(words: readonly [...T], description?: string) =>
  Type.Enum([...words] as [...T], description === undefined ? {} : { description })

const ReferenceText = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^\\S(.*\\S)?$',
  description: 'of the receipt, as the bank knows it',
})
const EvidenceHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the document that shows it' })
const StateName = OneOf(
  ['CONTRACTED', 'DISBURSED', 'OVERDUE', 'SETTLED', 'WRITTEN_OFF', 'WITHDRAWN'],
  '已签约 · 已放款 · 逾期 · 已结清 · 已核销 · 已撤回',
)

export const RepaymentBody = Shape({
  on: DateText,
  amount: AmountText,
  excess: Type.Optional(
    OneOf(
      ['hold', 'shorten', 'lower-instalment'],
      'what is paid beyond what is due: waits (the default), or repays principal early',
    ),
  ),
  payer: Type.Optional(OneOf(['borrower', 'guarantor'])),
  reference: ReferenceText,
  version: VersionNumber,
})
export const PayoffBody = Shape({ on: DateText, amount: AmountText, reference: ReferenceText, version: VersionNumber })
export const FeeBody = Shape({
  on: DateText,
  amount: AmountText,
  fee: Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' }),
  forGuarantor: Type.Optional(Type.Boolean({ description: 'collected for the guarantor, no income of the bank' })),
  reason: OpinionText,
  version: VersionNumber,
})

const Papers = { reason: OpinionText, evidenceHash: Type.Optional(EvidenceHash), version: VersionNumber }
export const InterestPauseBody = Shape({ on: DateText, to: DateText, ...Papers })
export const RestructureBody = Shape({
  on: DateText,
  method: OneOf(['equal-instalment', 'equal-principal', 'interest-only', 'bullet']),
  annualRatePercent: RatePercentText,
  dueDates: Type.Array(DateText, { minItems: 1, maxItems: 600, description: 'rising, after on' }),
  ...Papers,
})
export const MisuseBody = Shape({
  on: DateText,
  amount: Type.Optional(Nullable(AmountText)),
  ...Papers,
})
export const OnDayBody = Shape({ on: DateText, ...Papers })
export const ReversalBody = Shape(Papers)
export const RequestDecisionBody = Shape({
  decision: OneOf(['APPROVE', 'REJECT']),
  opinion: OpinionText,
  version: VersionNumber,
})

export const ById = Shape({ id: IdText })
export const ByEvent = Shape({ id: IdText, eventId: IdText })

const OwedMembers = {
  fee: MoneyText,
  penalty: MoneyText,
  compound: MoneyText,
  interest: MoneyText,
  principal: MoneyText,
}
const PositionMembers = {
  on: DateText,
  state: StateName,
  disbursed: MoneyText,
  principal: MoneyText,
  notDue: MoneyText,
  due: Shape(OwedMembers),
  overdue: Shape(OwedMembers),
  totalDue: MoneyText,
  accruedInterest: MoneyText,
  held: MoneyText,
  daysOverdue: Type.Integer(),
  oldestUnpaidOn: Nullable(DateText),
  misused: Type.Boolean(),
  annualRate: RatePercentText,
  referenceRate: RatePercentText,
  settledOn: Nullable(DateText),
}
export const PositionShape = Shape(PositionMembers, {
  description:
    'principal is all that is owed, notDue what of it has not fallen due; overdue is the part of due that fell due before the day',
})
export const LoanPositionShape = Shape({
  loanId: IdText,
  asOf: DateText,
  knownAt: InstantText,
  position: PositionShape,
})
export const PayoffQuoteShape = Shape({
  loanId: IdText,
  on: DateText,
  ...OwedMembers,
  held: MoneyText,
  total: MoneyText,
})

export const AllocationShape = Shape({
  eventId: Nullable(IdText),
  on: DateText,
  bucket: OneOf(['fee', 'penalty', 'compound', 'interest', 'principal']),
  no: Nullable(Type.Integer()),
  dueOn: Nullable(DateText),
  amount: MoneyText,
})
export const AllocationsShape = Shape({
  loanId: IdText,
  asOf: DateText,
  knownAt: InstantText,
  allocations: Type.Array(AllocationShape),
})

const EventMembers = {
  id: IdText,
  loanId: IdText,
  no: Nullable(Type.Integer()),
  kind: Type.String(),
  on: DateText,
  amount: Nullable(MoneyText),
  body: Type.Record(Type.String(), Type.Unknown()),
  reverses: Nullable(IdText),
  reversedBy: Nullable(IdText),
  reason: Nullable(Type.String()),
  evidenceHash: Nullable(EvidenceHash),
  recordedBy: Nullable(IdText),
  recordedAt: InstantText,
}
export const EventShape = Shape(EventMembers)
export const ListedEventShape = Shape({
  ...EventMembers,
  person: Nullable(
    Type.String({ description: 'who recorded it; null for the program, and for who may not see the bank’s people' }),
  ),
})
export const ChangedShape = Shape({
  event: EventShape,
  allocations: Type.Array(AllocationShape),
  position: PositionShape,
  loan: Shape({
    id: IdText,
    state: StateName,
    disbursed: MoneyText,
    balance: MoneyText,
    daysOverdue: Type.Integer(),
    class: Type.String(),
    restructured: Type.Boolean(),
    nextEventOn: Nullable(DateText),
    version: Type.Integer(),
  }),
  entries: Type.Array(Shape({ id: IdText, postingKey: Type.String() })),
})
const RequestMembers = {
  id: IdText,
  loanId: IdText,
  kind: OneOf(['pause', 'restructure', 'misuse', 'misuse-cleared', 'write-off', 'reversal']),
  body: Type.Record(Type.String(), Type.Unknown()),
  reason: Type.String(),
  evidenceHash: Nullable(EvidenceHash),
  state: OneOf(['PROPOSED', 'APPROVED', 'REJECTED']),
  proposedBy: IdText,
  businessDate: DateText,
  recordedAt: InstantText,
  decidedBy: Nullable(IdText),
  decidedAt: Nullable(InstantText),
  opinion: Nullable(Type.String()),
  eventId: Nullable(IdText),
  version: Type.Integer(),
}
export const RequestShape = Shape(RequestMembers)
export const DecidedRequestShape = Shape({ request: RequestShape, changed: Nullable(ChangedShape) })
