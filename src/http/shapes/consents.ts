import { Type } from 'typebox'
import type { Viewable } from '../../domain/consent/field-group.js'
import type { ConsentState } from '../../domain/consent/life-cycle.js'
import type { ViewPurpose } from '../../domain/consent/purpose.js'
import { OrganisationShape } from './credit-lines.js'
import { FieldGroupsShape, PurposeText } from './enterprises.js'
import { DateText, IdText, InstantText, Nullable, Shape, UsccText } from './primitives.js'

export const HashText = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256' })

export const ConsentRequestShape = Shape({
  id: IdText,
  uscc: UsccText,
  lender: OrganisationShape,
  purpose: PurposeText,
  fieldGroups: FieldGroupsShape,
  validFrom: DateText,
  validTo: Nullable(DateText),
  reason: Type.String(),
  state: Type.Enum(['REQUESTED', 'GRANTED', 'REFUSED', 'EXPIRED'] satisfies ConsentState[], {
    description: '待授权 已授权 已拒绝 已到期',
  }),
  requestedOn: DateText,
  expiresOn: DateText,
  consentId: Nullable(IdText),
  decisionReason: Nullable(Type.String()),
  decidedAt: Nullable(InstantText),
  recordedAt: InstantText,
})

export const ConsentTextShape = Shape({
  version: Type.Integer(),
  zh: Type.String(),
  en: Type.String(),
  hash: HashText,
  validFrom: DateText,
})

export const ViewPurposeText = Type.Enum(
  ['pre_loan', 'post_loan', 'reloan_review', 'own_use', 'supervision'] satisfies ViewPurpose[],
  { description: '贷前 贷后 再贷款审核 自用 监督' },
)
/** For what an account is looked into; needed only where consents for more than one purpose open it. */
export const ViewQuery = { purpose: Type.Optional(ViewPurposeText) }

export const AccountViewShape = Shape({
  id: IdText,
  at: InstantText,
  uscc: Nullable(UsccText),
  organisation: OrganisationShape,
  username: Type.String(),
  purpose: ViewPurposeText,
  consentId: Nullable(IdText),
  what: Type.Enum(['account', 'rating', 'activity'] satisfies Viewable[], { description: '碳账户 评级 计量明细' }),
  asked: Type.Record(Type.String(), Type.String()),
  requestId: Type.String(),
  resultHash: HashText,
})
