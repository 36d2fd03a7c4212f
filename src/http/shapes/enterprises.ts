import { Type } from 'typebox'
import { CONSENT_PURPOSES } from '../../app/consents/grant-consent.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { ConsentState } from '../../domain/consent/life-cycle.js'
import { GradeText } from './carbon.js'
import { OrganisationShape } from './credit-lines.js'
import { DateText, ExactText, IdText, InstantText, Nullable, Shape, UsccText } from './primitives.js'

export const EnterpriseMembers = {
  uscc: UsccText,
  nameZh: Type.String(),
  nameEn: Type.String(),
  sectorCode: Type.String({ description: 'GB/T 4754-2017' }),
  regionCode: Type.String({ description: 'GB/T 2260' }),
  employees: Type.Integer(),
  verification: Type.String(),
  dataQuality: Type.Integer({ description: '1 (best) to 5' }),
  origin: Type.String({ description: 'whether the row is synthetic' }),
  grade: Nullable(GradeText),
  score: Nullable(ExactText),
  ratedAsOf: Nullable(DateText),
}

export const PurposeText = Type.Enum([...CONSENT_PURPOSES], {
  description: '贷前 贷后 再贷款审核',
  examples: ['pre_loan'],
})
export const FieldGroupsShape = Type.Array(
  Type.Enum(['identity', 'emissions', 'activity', 'rating', 'operating'] satisfies FieldGroup[]),
  {
    minItems: 1,
    uniqueItems: true,
    description: '信息类别: 身份 排放 计量明细 评级 经营',
    examples: [['emissions', 'rating']],
  },
)

export const ConsentSummaryShape = Shape({
  id: IdText,
  lender: OrganisationShape,
  purpose: PurposeText,
  fieldGroups: FieldGroupsShape,
  validFrom: DateText,
  validTo: Nullable(DateText),
  withdrawnAt: Nullable(InstantText),
})

export const ConsentShape = Shape({
  ...ConsentSummaryShape.properties,
  uscc: UsccText,
  state: Type.Enum(['GRANTED', 'WITHDRAWN', 'EXPIRED'] satisfies ConsentState[], {
    description: '已授权 已撤回 已到期',
  }),
  basis: Type.String(),
  requestId: Nullable(IdText),
  textVersion: Nullable(Type.Integer()),
  textHash: Nullable(Type.String()),
  recordedAt: InstantText,
})
