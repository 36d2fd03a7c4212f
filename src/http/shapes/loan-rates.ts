import { Type } from 'typebox'
import { AMENDMENT_KINDS, RATCHET_FACT_KINDS } from '../../app/loan-rates/ratchet-words.js'
import { CodeText } from './lending.js'
import {
  BpText,
  DateText,
  DecimalText,
  ExactText,
  IdText,
  InstantText,
  NameText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
  VersionNumber,
} from './primitives.js'

const Explanation = Type.Unknown({ description: 'The decision with every step and the rules it came from' })
const Person = Nullable(IdText)

export const RepricingBody = Shape({ on: DateText, version: VersionNumber })
export const RateOverrideBody = Shape({
  rate: RatePercentText,
  on: DateText,
  reason: OpinionText,
  version: VersionNumber,
})
export const OverrideDecisionBody = Shape({
  decision: Type.Enum(['APPROVE', 'REJECT']),
  opinion: OpinionText,
  version: VersionNumber,
})

export const LoanRateShape = Shape({
  id: Nullable(IdText),
  effectiveOn: DateText,
  cause: Type.Enum(['signing', 'repricing', 'rating', 'ratchet', 'override'], {
    description: '签约 · 重定价 · 评级变动 · 绩效挂钩 · 人工调整',
  }),
  rate: RatePercentText,
  referenceRate: RatePercentText,
  discountBp: BpText,
  grade: Type.String(),
  ratingId: Nullable(IdText),
  explanation: Explanation,
  documentHash: Type.String(),
  overrideId: Nullable(IdText),
  reason: Nullable(Type.String()),
  opinion: Nullable(Type.String()),
  madeBy: Person,
  decidedBy: Person,
  recordedAt: InstantText,
})
const Times = { loanId: IdText, asOf: DateText, knownAt: InstantText }
export const RateHistoryShape = Shape({ ...Times, inForce: LoanRateShape, items: Type.Array(LoanRateShape) })
export const RateOverrideShape = Shape({
  id: IdText,
  loanId: IdText,
  on: DateText,
  rate: RatePercentText,
  reason: Type.String(),
  state: Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED']),
  madeBy: IdText,
  decidedBy: Person,
  opinion: Nullable(Type.String()),
  version: Type.Integer(),
  recordedAt: InstantText,
  decidedAt: Nullable(InstantText),
})

export const RatchetTargetBody = Shape({
  name: CodeText,
  unit: CodeText,
  comparison: Type.Enum(['at-most', 'at-least']),
  value: DecimalText,
  testOn: DateText,
  agreedOn: DateText,
  evidence: NameText,
})
export const RatchetFactBody = Shape({
  kind: Type.Enum([...RATCHET_FACT_KINDS], { description: '报告送达 · 报告核验 · 修订事件 · 目标重新校准 · 数据造假' }),
  on: DateText,
  testOn: Type.Optional(DateText),
  results: Type.Optional(Type.Array(Shape({ name: CodeText, value: DecimalText }), { maxItems: 50 })),
  event: Type.Optional(Type.Enum([...AMENDMENT_KINDS], { description: '合并 · 处置 · 边界变化 · 因子集变化' })),
  evidence: NameText,
})
const Outcome = Type.Enum(['all_met', 'some_met', 'baseline', 'none_met'])
const Ground = Type.Enum(['DATA_FRAUD', 'REPORTS_MISSING', 'NOT_RECALIBRATED'])
const RatchetMembers = {
  loanId: IdText,
  asOf: DateText,
  targets: Type.Array(
    Shape({
      id: IdText,
      name: Type.String(),
      testOn: DateText,
      agreedOn: DateText,
      comparison: Type.String(),
      value: ExactText,
    }),
  ),
  facts: Type.Array(
    Shape({
      id: IdText,
      kind: Type.String(),
      on: DateText,
      testOn: Nullable(DateText),
      event: Nullable(Type.String()),
    }),
  ),
  tests: Type.Array(
    Shape({
      testOn: DateText,
      reportDueOn: DateText,
      cureEndsOn: DateText,
      deliveredOn: Nullable(DateText),
      verifiedOn: Nullable(DateText),
      report: Type.Enum(['awaited', 'in-time', 'missing', 'late']),
      targets: Type.Array(
        Shape({
          targetId: IdText,
          name: Type.String(),
          comparison: Type.String(),
          target: ExactText,
          reported: Nullable(ExactText),
          met: Type.Boolean(),
        }),
      ),
      met: Type.Integer(),
      of: Type.Integer(),
      outcome: Nullable(Outcome),
    }),
  ),
  steps: Type.Array(
    Shape({
      on: DateText,
      certainOn: DateText,
      testOn: Nullable(DateText),
      why: Type.String(),
      outcome: Outcome,
      stepBp: BpText,
      labelZh: Type.String(),
      labelEn: Type.String(),
      rule: Shape({ ruleId: Type.String(), source: Type.String(), status: Type.String() }),
    }),
  ),
  inForce: Shape({ outcome: Outcome, stepBp: BpText }),
  declassified: Nullable(Shape({ on: DateText, ground: Ground })),
  eventOfDefault: Type.Literal(false),
}
/** As a command leaves it, and as known at an instant. */
export const RatchetStandingShape = Shape(RatchetMembers)
export const RatchetShape = Shape({ ...RatchetMembers, knownAt: InstantText })
