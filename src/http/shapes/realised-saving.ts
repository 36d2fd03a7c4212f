import { Type } from 'typebox'
import {
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  PageQuery,
  RatePercentText,
  Shape,
} from './primitives.js'

const Both = Shape({ zh: Type.String(), en: Type.String() })
const Code = Type.Optional(Type.String({ minLength: 1, maxLength: 40 }))
/** A mean of discounts: two decimals, below zero where loans cost more than their reference. */
const MeanBpText = Type.String({ pattern: '^-?\\d+\\.\\d{2}$', description: '基点', examples: ['34.00'] })

const SavingByText = Type.Enum(['city', 'institution', 'enterprise', 'grade', 'product', 'sector', 'month'])

const SavingPeriodMembers = { from: DateText, to: DateText }
const SavingFilterMembers = {
  city: Code,
  institution: Code,
  enterprise: Code,
  grade: Code,
  product: Code,
  sector: Code,
}
const SavingTimes = { asOf: Type.Optional(DateText), knownAt: Type.Optional(InstantText) }

export const RealisedSavingQuery = Shape({
  ...SavingPeriodMembers,
  ...SavingTimes,
  by: Type.Optional(SavingByText),
  ...SavingFilterMembers,
  ...PageQuery,
})
export const LoanSavingsQuery = Shape({
  ...SavingPeriodMembers,
  ...SavingTimes,
  ...SavingFilterMembers,
  ...PageQuery,
})
export const SegmentsQuery = Shape({ from: Type.Optional(DateText), to: Type.Optional(DateText), ...SavingTimes })

const Figures = {
  loans: Nullable(Type.Integer()),
  enterprises: Nullable(Type.Integer()),
  averageBalance: Nullable(MoneyText),
  executedInterest: Nullable(MoneyText),
  referenceInterest: Nullable(MoneyText),
  realisedSaving: Nullable(MoneyText),
  simpleBp: Nullable(MeanBpText),
  weightedBp: Nullable(MeanBpText),
  potentialAnnualSaving: Nullable(MoneyText),
  hidden: Type.Boolean({ description: '小单元隐藏: figures of too few enterprises are null' }),
  lineage: Nullable(Type.String()),
}
const SavingRowShape = Shape({
  key: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  ...Figures,
})
const Rows = Type.Array(SavingRowShape)
const SavingFilterShape = Shape({
  city: Nullable(Type.String()),
  institution: Nullable(Type.String()),
  enterprise: Nullable(Type.String()),
  grade: Nullable(Type.String()),
  product: Nullable(Type.String()),
  sector: Nullable(Type.String()),
})
const Compared = {
  executedInterest: MoneyText,
  ledgerInterest: MoneyText,
  difference: MoneyText,
  causes: Shape({
    'not-booked-yet': MoneyText,
    'books-behind': MoneyText,
    'moved-from-closed-period': MoneyText,
    unexplained: MoneyText,
  }),
}
const ReconciliationShape = Shape({
  ...Compared,
  causeNames: Type.Record(Type.String(), Both),
  accounts: Type.Array(Type.String()),
  lenders: Type.Array(Shape({ lender: Type.String(), nameZh: Type.String(), nameEn: Type.String(), ...Compared })),
})

export const RealisedSavingShape = Shape({
  from: DateText,
  to: DateText,
  asOf: DateText,
  knownAt: InstantText,
  by: SavingByText,
  filter: SavingFilterShape,
  days: Type.Integer({ description: 'of the period, as far as it has come' }),
  rows: Type.Array(SavingRowShape),
  nextCursor: Nullable(Type.String({ description: 'of enterprises alone' })),
  totals: Shape(Figures),
  reconciliation: Nullable(ReconciliationShape),
  definitions: Type.Record(Type.String(), Both),
})

const LoanSavingShape = Shape({
  loanId: IdText,
  contractNo: Type.String(),
  lender: Type.String(),
  uscc: Type.String(),
  enterpriseZh: Type.String(),
  enterpriseEn: Type.String(),
  product: Type.String(),
  sector: Type.String(),
  executedInterest: MoneyText,
  referenceInterest: MoneyText,
  realisedSaving: MoneyText,
  links: Shape({ segments: Type.String(), loan: Type.String() }),
})
export const LoanSavingsShape = Shape({
  from: DateText,
  to: DateText,
  asOf: DateText,
  knownAt: InstantText,
  totals: Shape({
    loans: Type.Integer(),
    executedInterest: MoneyText,
    referenceInterest: MoneyText,
    realisedSaving: MoneyText,
  }),
  items: Type.Array(LoanSavingShape),
  nextCursor: Nullable(Type.String()),
})

const SegmentShape = Shape({
  from: DateText,
  to: Type.String({ description: 'the first day whose night counts no more', examples: ['2024-07-21'] }),
  nights: Type.Integer(),
  settlesOn: DateText,
  balance: MoneyText,
  rate: RatePercentText,
  referenceRate: RatePercentText,
  /** One night's share of a year. */
  night: Type.String({ description: 'share of a year of one night', examples: ['1/360'] }),
  discounted: Type.Boolean({ description: '贴现: interest was taken up front and is earned night by night' }),
  grade: Type.String(),
  executedInterest: MoneyText,
  referenceInterest: MoneyText,
  realisedSaving: MoneyText,
  recordedAt: InstantText,
  cause: Type.String({ description: 'what was done to the loan that the segment was written for' }),
  links: Shape({
    rateDecision: Type.String({ description: 'the decision behind the rate: a row of the loan’s rates, or its quote' }),
    rating: Nullable(Type.String()),
    carbonAccount: Nullable(Type.String()),
    events: Type.String(),
  }),
})
export const LoanSegmentsShape = Shape({
  loanId: IdText,
  from: DateText,
  to: DateText,
  asOf: DateText,
  knownAt: InstantText,
  executedInterest: MoneyText,
  referenceInterest: MoneyText,
  realisedSaving: MoneyText,
  segments: Type.Array(SegmentShape),
})

const Issued = {
  id: IdText,
  number: Type.String({ examples: ['JXRL-2026-0001'] }),
  issuer: Shape({ code: Type.String(), nameZh: Type.String(), nameEn: Type.String() }),
  from: DateText,
  to: DateText,
  asOf: DateText,
  knownAt: InstantText,
  state: Type.Enum(['PREPARED', 'SIGNED', 'RETURNED']),
  documentHash: Type.String({ description: 'SHA-256 of the document, byte for byte' }),
  realisedSaving: Nullable(MoneyText),
  restates: Nullable(Shape({ id: IdText, number: Type.String() })),
  restatedBy: Nullable(Shape({ id: IdText, number: Type.String() })),
  madeBy: Type.String(),
  madeAt: InstantText,
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(InstantText),
  opinion: Nullable(Type.String()),
}
export const SavingIssueSummaryShape = Shape(Issued)

const Change = Shape({
  key: Type.String({ description: 'the lender' }),
  cause: Type.String({ description: 'a name of causeNames' }),
  loans: Nullable(Type.Integer()),
  executedInterest: Nullable(MoneyText),
  referenceInterest: Nullable(MoneyText),
  realisedSaving: Nullable(MoneyText),
  hidden: Type.Boolean({ description: '小单元隐藏: figures of too few enterprises are null' }),
})
const RestatementShape = Shape({
  of: Shape({ id: IdText, number: Type.String(), knownAt: InstantText }),
  before: Nullable(MoneyText),
  after: Nullable(MoneyText),
  difference: Nullable(MoneyText),
  changes: Type.Array(Change),
  causeNames: Type.Record(Type.String(), Both),
})
const SavingDocumentShape = Shape({
  number: Type.String(),
  issuer: Shape({ code: Type.String(), nameZh: Type.String(), nameEn: Type.String() }),
  from: DateText,
  to: DateText,
  asOf: DateText,
  knownAt: InstantText,
  days: Type.Integer(),
  totals: Shape(Figures),
  rows: Shape({
    city: Rows,
    institution: Rows,
    grade: Rows,
    product: Rows,
    sector: Rows,
    month: Rows,
  }),
  reconciliation: Nullable(ReconciliationShape),
  definitions: Type.Record(Type.String(), Both),
  restatement: Nullable(RestatementShape),
})
export const SavingIssueShape = Shape({ ...Issued, document: SavingDocumentShape })

export const PrepareIssueBody = Shape({
  ...SavingPeriodMembers,
  knownAt: Type.Optional(InstantText),
  restates: Type.Optional(IdText),
})
export const DecideIssueBody = Shape({ decision: Type.Enum(['SIGN', 'RETURN']), opinion: OpinionText })
