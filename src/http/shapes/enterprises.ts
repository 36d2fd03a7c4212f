import { Type } from 'typebox'
import { GradeText } from './carbon.js'
import { OrganisationShape } from './credit-lines.js'
import { DateText, DecimalText, IdText, InstantText, Nullable, Shape, UsccText } from './primitives.js'

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
  score: Nullable(DecimalText),
  ratedAsOf: Nullable(DateText),
}

export const PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const
export const PurposeText = Type.Enum([...PURPOSES], { description: '贷前 贷后 再贷款审核', examples: ['pre_loan'] })

export const ConsentSummaryShape = Shape({
  id: IdText,
  lender: OrganisationShape,
  purpose: PurposeText,
  validFrom: DateText,
  validTo: Nullable(DateText),
  withdrawnAt: Nullable(InstantText),
})

export const ConsentShape = Shape({
  ...ConsentSummaryShape.properties,
  uscc: UsccText,
  basis: Type.String(),
  recordedAt: InstantText,
})
