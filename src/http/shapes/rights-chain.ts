import { type TSchema, Type } from 'typebox'
import { CertificateKind, CodeText, RightType } from './lending.js'
import { EvidenceHash } from './loan-steps.js'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  OpinionText,
  Shape,
  UsccText,
} from './primitives.js'
import { ProcessShape, StepBodyOf } from './process.js'

const FieldNames = Type.Array(Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' }), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
  description: '数据字段, by name',
})
const EndDay = Type.String({
  format: 'civil-date',
  description: 'The first day on which it no longer holds (half-open)',
})
/** A subject as its list shows it, and with its process. */
const withProcess = <T extends Record<string, TSchema>>(members: T) => Shape({ ...members, process: ProcessShape })

export const NewGrantBody = Shape({
  operator: CodeText,
  grantNo: CodeText,
  fields: FieldNames,
  validFrom: DateText,
  endsOn: EndDay,
  documentHash: EvidenceHash,
})
export const GrantShape = Shape({
  id: IdText,
  bureau: Type.String(),
  operator: Type.String(),
  bureauId: IdText,
  operatorId: IdText,
  grantNo: Type.String(),
  fields: Type.Array(Type.String()),
  validFrom: DateText,
  endsOn: DateText,
  documentHash: Type.String(),
  recordedAt: InstantText,
})
export const ControlBody = Shape({ controller: CodeText, firm: UsccText, basis: NameText })
export const ControlShape = Shape({ controller: Type.String(), firm: Type.String(), basis: Type.String() })

export const NewAuthorisationBody = Shape({
  grantId: IdText,
  source: CodeText,
  scenario: NameText,
  purpose: OpinionText,
  fields: FieldNames,
  validFrom: DateText,
  endsOn: EndDay,
  arbitrationClause: Type.Boolean({ description: '协议含仲裁条款' }),
  on: DateText,
})
const AuthorisationMembers = {
  id: IdText,
  grantId: IdText,
  bureau: Type.String(),
  operator: Type.String(),
  source: Type.String(),
  developer: Nullable(Type.String()),
  developerId: IdText,
  operatorId: IdText,
  scenario: Type.String(),
  version: Type.Integer({ description: 'Of the authorisation for its scenario and developer; a renewal is the next' }),
  purpose: Type.String(),
  fields: Type.Array(Type.String()),
  validFrom: DateText,
  endsOn: DateText,
  arbitrationClause: Type.Boolean(),
  state: Type.String(),
  recordedAt: InstantText,
}
export const AuthorisationShape = Shape(AuthorisationMembers)
export const AuthorisationWithProcess = withProcess(AuthorisationMembers)
export const AuthorisationStepBody = StepBodyOf('scenario_authorisation', {})

export const NewResourceBody = Shape({ bureau: CodeText, name: NameText, fields: FieldNames, on: DateText })
const ResourceMembers = {
  id: IdText,
  operator: Type.String(),
  bureau: Type.String(),
  name: Type.String(),
  fields: Type.Array(Type.String()),
  code: Nullable(Type.String()),
  codedOn: Nullable(DateText),
  endsOn: Nullable(DateText),
  state: Type.String(),
  recordedAt: InstantText,
}
export const ResourceShape = Shape(ResourceMembers)
export const ResourceWithProcess = withProcess(ResourceMembers)
export const ResourceStepBody = StepBodyOf('resource_registration', {
  resourceCode: Type.Optional(CodeText),
  endsOn: Type.Optional(EndDay),
})

export const NewRegistrationBody = Shape({
  authorisationId: IdText,
  registry: CodeText,
  isPublic: Type.Boolean({ description: '公共数据产品: its resource must be coded first' }),
  resourceRegistrationId: Type.Optional(Nullable(IdText)),
  productName: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  rightType: RightType,
  sourceFields: FieldNames,
  on: DateText,
})
const RegistrationMembers = {
  id: IdText,
  holder: Nullable(Type.String()),
  holderId: IdText,
  registry: Type.String(),
  registryId: IdText,
  authorisationId: IdText,
  isPublic: Type.Boolean(),
  resourceRegistrationId: Nullable(IdText),
  productName: Type.String(),
  rightType: Type.String(),
  sourceFields: Type.Array(Type.String()),
  certificateKind: Nullable(Type.String()),
  certificateNo: Nullable(Type.String()),
  registeredOn: Nullable(DateText),
  endsOn: Nullable(DateText),
  state: Type.String(),
  recordedAt: InstantText,
}
export const RegistrationShape = Shape(RegistrationMembers)
export const RegistrationWithProcess = withProcess(RegistrationMembers)
export const RegistrationStepBody = StepBodyOf('data_registration', {
  answerBy: Type.Optional(DateText),
  certificateKind: Type.Optional(CertificateKind),
  certificateNo: Type.Optional(CodeText),
  endsOn: Type.Optional(EndDay),
  newHolder: Type.Optional(UsccText),
})

export const NewListingBody = Shape({
  registrationId: IdText,
  exchange: CodeText,
  price: AmountText,
  deliveryMode: Type.Enum(['api', 'report', 'file', 'model'] as ['api', 'report', 'file', 'model']),
  on: DateText,
})
const ListingMembers = {
  id: IdText,
  developer: Nullable(Type.String()),
  developerId: IdText,
  exchange: Type.String(),
  exchangeId: IdText,
  authorisationId: IdText,
  registrationId: IdText,
  price: MoneyText,
  deliveryMode: Type.String(),
  listingNo: Nullable(Type.String()),
  listedOn: Nullable(DateText),
  endsOn: Nullable(DateText),
  frozenFor: Nullable(Type.String({ description: 'Registration of the pledge it is frozen for' })),
  state: Type.String(),
  recordedAt: InstantText,
}
export const ListingShape = Shape(ListingMembers)
export const ListingWithProcess = withProcess(ListingMembers)
export const ListingStepBody = StepBodyOf('listing', {
  listingNo: Type.Optional(CodeText),
  endsOn: Type.Optional(EndDay),
  registrationNo: Type.Optional(CodeText),
})

const SplitPurpose = Type.Enum(['seller', 'operator', 'exchange-fee', 'other-fee'] as [
  'seller',
  'operator',
  'exchange-fee',
  'other-fee',
])
export const NewOrderBody = Shape({
  listingId: IdText,
  amount: AmountText,
  exclusive: Type.Boolean({ description: '独占许可' }),
  arbitrationClause: Type.Boolean(),
  on: DateText,
})
const OrderMembers = {
  id: IdText,
  listingId: IdText,
  exchangeId: IdText,
  exchange: Type.String(),
  seller: Nullable(Type.String()),
  buyer: Nullable(Type.String()),
  amount: MoneyText,
  exclusive: Type.Boolean(),
  arbitrationClause: Type.Boolean(),
  splits: Type.Array(Shape({ organisation: Nullable(Type.String()), purpose: Type.String(), amount: MoneyText })),
  voucherNo: Nullable(Type.String()),
  voucherOn: Nullable(DateText),
  state: Type.String(),
  recordedAt: InstantText,
}
export const OrderShape = Shape(OrderMembers)
export const OrderWithProcess = withProcess(OrderMembers)
export const OrderStepBody = StepBodyOf('data_order', {
  splits: Type.Optional(
    Type.Array(Shape({ organisation: CodeText, purpose: SplitPurpose, amount: AmountText }), {
      minItems: 1,
      maxItems: 20,
    }),
  ),
  voucherNo: Type.Optional(CodeText),
})

export const NewDisputeBody = Shape({
  kind: Type.Enum(['ownership', 'trade', 'valuation', 'carbon-data', 'pledge'] as [
    'ownership',
    'trade',
    'valuation',
    'carbon-data',
    'pledge',
  ]),
  certificateNo: Type.Optional(CodeText),
  orderId: Type.Optional(IdText),
  respondent: Type.Optional(CodeText),
  host: CodeText,
  claim: OpinionText,
  evidenceHash: EvidenceHash,
  on: DateText,
})
const DisputeMembers = {
  id: IdText,
  kind: Type.String(),
  filer: Nullable(Type.String()),
  respondent: Nullable(Type.String()),
  respondentId: IdText,
  host: Type.String(),
  registrationId: Nullable(IdText),
  orderId: Nullable(IdText),
  claim: Type.String(),
  arbitrationClause: Type.Boolean({ description: 'Of the contract in question' }),
  state: Type.String(),
  recordedAt: InstantText,
}
export const DisputeShape = Shape(DisputeMembers)
export const DisputeWithProcess = withProcess(DisputeMembers)
export const DisputeStepBody = StepBodyOf('dispute', {})

export const PledgeeConsentBody = Shape({
  subjectKind: Type.Enum(['scenario_authorisation', 'data_registration', 'listing'] as [
    'scenario_authorisation',
    'data_registration',
    'listing',
  ]),
  subjectId: IdText,
  event: Type.Enum(['exit', 'transfer', 'cancel', 'delist'] as ['exit', 'transfer', 'cancel', 'delist']),
  pledgeId: IdText,
  on: DateText,
  evidenceHash: EvidenceHash,
})
export const PledgeeConsentShape = Shape({ id: IdText })
