import { Type } from 'typebox'
import { PRODUCTS } from '../../app/loan-applications/apply.js'
import { EntryShape } from './ledger.js'
import { EvidenceHash, StepShape } from './loan-steps.js'
import {
  AmountText,
  BpText,
  DateText,
  DecimalText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
  UsccText,
  VersionNumber,
} from './primitives.js'
import { ContractChoicesShape, ContractTermsShape } from './products.js'
import { PositionShape } from './servicing.js'

/** One of some words. */
const OneOf = <const T extends string[]>(words: readonly [...T], description?: string) =>
  Type.Enum([...words] as [...T], description === undefined ? {} : { description })

export const CodeText = Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' })
export const ProductCode = OneOf(PRODUCTS)
export const RightType = OneOf(['holding', 'use', 'operation'], '持有权 · 使用权 · 经营权')
export const CertificateKind = OneOf(['national', 'local', 'exchange'])
export const MethodName = OneOf(
  ['equal-instalment', 'equal-principal', 'interest-only', 'bullet', 'custom'],
  '等额本息 · 等额本金 · 按期付息到期还本 · 利随本清 · 自定义',
)
export const ById = Shape({ id: IdText })
const Document = Type.Unknown({ description: 'A document kept as it was decided on' })

export const NewDataProductBody = Shape({
  name: NameText,
  scenario: NameText,
  operator: NameText,
  rightType: RightType,
  certificateKind: CertificateKind,
  certificateNo: CodeText,
  certificateValidFrom: DateText,
  certificateValidTo: DateText,
  authorisationValidTo: DateText,
  listing: Type.Optional(Nullable(Shape({ no: CodeText, validTo: DateText }))),
  basis: NameText,
})
const DataProductMembers = {
  id: IdText,
  uscc: Type.String(),
  enterpriseZh: Type.String(),
  enterpriseEn: Type.String(),
  name: Type.String(),
  scenario: Type.String(),
  operator: Type.String(),
  rightType: RightType,
  certificateKind: CertificateKind,
  certificateNo: Type.String(),
  certificateValidFrom: DateText,
  certificateValidTo: DateText,
  authorisationValidTo: DateText,
  listingNo: Nullable(Type.String()),
  listingValidTo: Nullable(DateText),
  basis: Type.String(),
  authorisationId: Nullable(IdText),
  registrationId: Nullable(IdText),
  listingId: Nullable(IdText),
  recordedAt: InstantText,
}
export const DataProductShape = Shape(DataProductMembers)

/** What the method rests on, as the report gives it; figures are text. */
const ValuationParameters = Shape({
  cost: Type.Optional(
    Shape(
      {
        preliminary: AmountText,
        direct: AmountText,
        indirect: AmountText,
        opportunity: AmountText,
        taxes: AmountText,
        adjustment: DecimalText,
      },
      { description: '成本法: 前期、直接、间接、机会成本、税费 × 调整系数' },
    ),
  ),
  income: Type.Optional(
    Shape(
      {
        approach: OneOf(['direct', 'split', 'excess', 'incremental']),
        discountRatePercent: RatePercentText,
        splitRate: Type.Optional(DecimalText),
        periods: Type.Array(Shape({ to: DateText, income: AmountText }), { minItems: 1, maxItems: 60 }),
        history: Type.Optional(Type.Array(Shape({ to: DateText, income: AmountText }), { maxItems: 60 })),
        buyers: Type.Optional(Type.Integer({ minimum: 0 })),
      },
      { description: '收益法: 直接、分成、超额、增量收益' },
    ),
  ),
  market: Type.Optional(
    Shape(
      {
        comparables: Type.Array(
          Shape({
            name: NameText,
            price: AmountText,
            quality: DecimalText,
            supplyDemand: DecimalText,
            date: DecimalText,
            capacity: DecimalText,
          }),
          { minItems: 1, maxItems: 20 },
        ),
      },
      { description: '市场法: 可比案例 × 质量 × 供求 × 期日 × 容量' },
    ),
  ),
  qualityScore: Type.Optional(DecimalText),
  exclusivityFactor: Type.Optional(DecimalText),
})
export const NewValuationBody = Shape({
  method: OneOf(['cost', 'income', 'market'], '成本法 · 收益法 · 市场法'),
  valuer: NameText,
  reportNo: CodeText,
  baseDate: DateText,
  reportValue: AmountText,
  ltvClass: OneOf(['thin', 'default', 'hard']),
  valuerUscc: Type.Optional(UsccText),
  signers: Type.Optional(Type.Array(NameText, { maxItems: 10, description: '签字评估师' })),
  horizonTo: Type.Optional(DateText),
  parameters: Type.Optional(ValuationParameters),
  requestId: Type.Optional(IdText),
})
export const ValuationDecisionBody = Shape({
  decision: OneOf(['ADOPT', 'REJECT']),
  adoptedValue: Type.Optional(AmountText),
  on: Type.Optional(DateText),
  version: VersionNumber,
})
export const ValuationShape = Shape({
  id: IdText,
  dataProductId: IdText,
  lender: Type.String(),
  method: Type.String(),
  valuer: Type.String(),
  reportNo: Type.String(),
  baseDate: DateText,
  validTo: DateText,
  reportValue: MoneyText,
  ltvClass: Type.String(),
  adoptedValue: Nullable(MoneyText),
  valuerUscc: Nullable(Type.String()),
  signers: Type.Array(Type.String()),
  horizonTo: Nullable(DateText),
  parameters: Type.Unknown({ description: 'What the method rests on' }),
  state: OneOf(['REPORTED', 'BANK_REVIEW', 'ADOPTED', 'REJECTED', 'SUPERSEDED', 'EXPIRED']),
  decidedOn: Nullable(DateText),
  version: Type.Integer(),
  recordedAt: InstantText,
  decidedAt: Nullable(InstantText),
})
export const DataProductWithValuations = Shape({ ...DataProductMembers, valuations: Type.Array(ValuationShape) })

export const NewPledgeBody = Shape({
  dataProductId: IdText,
  securedLimit: AmountText,
  contractedOn: DateText,
  queryCertificateNo: CodeText,
  queryCertificateOn: DateText,
  queryIsClean: Type.Optional(
    Type.Boolean({ description: 'false when the query shows another registration; true unless told' }),
  ),
  rankConsentId: Type.Optional(Nullable(IdText)),
})
export const PledgeRegistrationBody = Shape({
  registrationNo: CodeText,
  collateralClass: Type.Optional(
    Type.String({
      maxLength: 10,
      description: '担保类型: 7 其他可以登记的动产和权利担保, the one for data, unless told',
    }),
  ),
  registeredOn: DateText,
  registeredAt: Type.Optional(InstantText),
  certificateHash: Type.Optional(EvidenceHash),
  modificationCode: Type.Optional(
    Type.String({ minLength: 4, maxLength: 64, writeOnly: true, description: '修改码: sealed, never told again' }),
  ),
  validTo: DateText,
  version: VersionNumber,
})
const ReceiptShape = Shape({ no: CodeText, on: DateText })
export const FreezeBody = Shape({
  freezeReceiptNo: CodeText,
  frozenOn: DateText,
  annotation: Type.Optional(ReceiptShape),
  version: VersionNumber,
})
export const ReleaseBody = Shape({
  releasedOn: DateText,
  reason: OpinionText,
  cancellation: Type.Optional(ReceiptShape),
  unfreezing: Type.Optional(ReceiptShape),
  version: VersionNumber,
})
export const PledgeShape = Shape({
  id: IdText,
  dataProductId: IdText,
  valuationId: IdText,
  lender: Type.String(),
  uscc: Nullable(Type.String()),
  certificateKind: CertificateKind,
  certificateNo: Type.String(),
  rightType: RightType,
  securedLimit: MoneyText,
  rank: Type.Integer({ description: '1, or 2 behind another bank by its consent' }),
  state: OneOf([
    'CONTRACTED',
    'REG_PENDING',
    'REGISTERED',
    'FROZEN_CONFIRMED',
    'CHANGED',
    'EXTENDED',
    'OBJECTED',
    'RELEASING',
    'RELEASED',
    'LAPSED',
    'ENFORCED',
  ]),
  contractedOn: DateText,
  queryCertificateNo: Type.String(),
  queryCertificateOn: DateText,
  registrationNo: Nullable(Type.String()),
  registeredOn: Nullable(DateText),
  registeredAt: Nullable(InstantText),
  certificateHash: Nullable(Type.String()),
  hasModificationCode: Type.Boolean({ description: 'Whether a code is kept; the code itself is told to nobody' }),
  registrationValidTo: Nullable(DateText),
  freezeReceiptNo: Nullable(Type.String()),
  frozenOn: Nullable(DateText),
  annotationReceiptNo: Nullable(Type.String()),
  annotatedOn: Nullable(DateText),
  cancellationNo: Nullable(Type.String()),
  cancelledOn: Nullable(DateText),
  unfreezeReceiptNo: Nullable(Type.String()),
  unfrozenOn: Nullable(DateText),
  releasedOn: Nullable(DateText),
  version: Type.Integer(),
  recordedAt: InstantText,
})

export const NewApplicationBody = Shape({
  uscc: UsccText,
  product: ProductCode,
  amount: AmountText,
  tenorMonths: Type.Integer({ minimum: 1, maximum: 360 }),
  purpose: NameText,
  appliedOn: DateText,
  pledgeId: Type.Optional(Nullable(IdText)),
})
const ApplicationMembers = {
  id: IdText,
  lender: Type.String(),
  uscc: Nullable(Type.String()),
  enterpriseZh: Nullable(Type.String()),
  enterpriseEn: Nullable(Type.String()),
  product: Type.String(),
  amount: MoneyText,
  tenorMonths: Type.Integer(),
  purpose: Type.String(),
  appliedOn: DateText,
  pledgeId: Nullable(IdText),
  loanId: Nullable(IdText),
  state: OneOf([
    'APPLIED',
    'QUOTED',
    'SURVEYED',
    'REVIEWED',
    'RETURNED',
    'APPROVED',
    'REJECTED',
    'WITHDRAWN',
    'CONTRACTED',
  ]),
  round: Type.Integer({ description: '1, and one more each time a returned form came in again' }),
  version: Type.Integer(),
  recordedAt: InstantText,
}
export const ApplicationShape = Shape(ApplicationMembers)
export const QuoteBody = Shape({ on: DateText })
export const QuoteShape = Shape({
  id: IdText,
  applicationId: Nullable(IdText),
  product: Type.String(),
  amount: MoneyText,
  tenorMonths: Type.Integer(),
  pricedOn: DateText,
  expiresOn: DateText,
  ratingId: Nullable(IdText),
  grade: Type.String(),
  rate: RatePercentText,
  referenceRate: RatePercentText,
  discountBp: BpText,
  annualSaving: MoneyText,
  explanation: Document,
  documentHash: Type.String(),
  recordedAt: InstantText,
})
export const ApplicationDecisionBody = Shape({
  decision: OneOf(['APPROVE', 'REJECT', 'RETURN']),
  quoteId: Type.Optional(IdText),
  approvedAmount: Type.Optional(AmountText),
  on: DateText,
  opinion: OpinionText,
  evidenceHash: Type.Optional(EvidenceHash),
  version: VersionNumber,
})
export const ApprovalShape = Shape({
  id: IdText,
  decision: OneOf(['APPROVED', 'REJECTED']),
  quoteId: Nullable(IdText),
  approvedAmount: Nullable(MoneyText),
  decidedOn: DateText,
  opinion: Type.String(),
  reasons: Document,
  recordedAt: InstantText,
})
export const ApplicationDetail = Shape({
  ...ApplicationMembers,
  quotes: Type.Array(QuoteShape),
  approval: Nullable(ApprovalShape),
  steps: Type.Array(StepShape),
  trail: Type.Array(
    Shape({ at: InstantText, action: Type.String(), person: Nullable(Type.String()), detail: Document }),
  ),
})

export const ContractBody = Shape({
  contractNo: CodeText,
  signedOn: DateText,
  method: Type.Optional(MethodName),
  amount: Type.Optional(AmountText),
  terms: Type.Optional(ContractChoicesShape),
  creditLineId: Type.Optional(Nullable(IdText)),
  version: VersionNumber,
})
export const DisbursementBody = Shape({
  amount: AmountText,
  on: DateText,
  noteNo: CodeText,
  payee: NameText,
  useEvidence: NameText,
  queryCertificateNo: Type.Optional(Nullable(CodeText)),
  queryCertificateOn: Type.Optional(Nullable(DateText)),
  queryIsClean: Type.Optional(Type.Boolean()),
  version: VersionNumber,
})
const LoanMembers = {
  id: IdText,
  contractNo: Type.String(),
  lender: Type.String(),
  uscc: Nullable(Type.String()),
  enterpriseZh: Nullable(Type.String()),
  enterpriseEn: Nullable(Type.String()),
  applicationId: IdText,
  quoteId: IdText,
  pledgeId: Nullable(IdText),
  creditLineId: Nullable(IdText),
  product: Type.String(),
  amount: MoneyText,
  rate: RatePercentText,
  referenceRate: RatePercentText,
  tenorMonths: Type.Integer(),
  method: MethodName,
  dayCount: Type.String(),
  purpose: Type.String(),
  signedOn: DateText,
  state: OneOf(['CONTRACTED', 'DISBURSED', 'OVERDUE', 'SETTLED', 'WRITTEN_OFF', 'WITHDRAWN']),
  disbursed: MoneyText,
  balance: MoneyText,
  daysOverdue: Type.Integer(),
  class: OneOf(['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'], '正常 · 关注 · 次级 · 可疑 · 损失'),
  restructured: Type.Boolean(),
  nextEventOn: Nullable(DateText),
  version: Type.Integer(),
  recordedAt: InstantText,
}
export const LoanShape = Shape(LoanMembers)
export const ScheduleShape = Shape({
  loanId: IdText,
  asOf: DateText,
  knownAt: Type.Optional(InstantText),
  basis: OneOf(['planned', 'disbursed']),
  rows: Type.Array(
    Shape({
      no: Type.Integer(),
      dueOn: DateText,
      days: Type.Integer(),
      principal: MoneyText,
      interest: MoneyText,
      due: MoneyText,
      balance: MoneyText,
      paid: Shape({ principal: MoneyText, interest: MoneyText }),
      state: OneOf(['AHEAD', 'DUE', 'OVERDUE', 'PAID'], '未到 · 今日到期 · 逾期 · 已还'),
    }),
  ),
  totals: Shape({ principal: MoneyText, interest: MoneyText, due: MoneyText }),
  instalment: Nullable(MoneyText),
})
export const DisbursementShape = Shape({
  id: IdText,
  noteNo: Type.String(),
  amount: MoneyText,
  disbursedOn: DateText,
  dueOn: DateText,
  payee: Type.String(),
  useEvidence: Type.String(),
  queryCertificateNo: Nullable(Type.String()),
  queryCertificateOn: Nullable(DateText),
  entryId: IdText,
  recordedAt: InstantText,
})
export const DisbursedShape = Shape({ loan: LoanShape, disbursement: DisbursementShape, entry: EntryShape })
export const LoanDetail = Shape({
  ...LoanMembers,
  quote: Nullable(QuoteShape),
  pledge: Nullable(PledgeShape),
  terms: ContractTermsShape,
  position: PositionShape,
  schedule: ScheduleShape,
  disbursements: Type.Array(DisbursementShape),
  entries: Type.Array(EntryShape),
  reloans: Type.Array(
    Shape({
      id: IdText,
      filingId: IdText,
      facility: Type.String(),
      amount: MoneyText,
      drawnOn: DateText,
      dueOn: DateText,
    }),
  ),
  links: Shape({
    schedule: Type.String(),
    events: Type.String(),
    allocations: Type.String(),
    application: Type.String(),
    quote: Type.String(),
  }),
})
