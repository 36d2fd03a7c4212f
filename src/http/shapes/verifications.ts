import { Type } from 'typebox'
import { DateText, IdText, InstantText, MonthText, NameText, Nullable, Shape, UsccText } from './primitives.js'
import { VerificationLevelText } from './statements.js'

const HashText = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the evidence 证据文件哈希' })
const Period = { from: MonthText, to: MonthText }

export const VerificationBody = Shape({
  level: VerificationLevelText,
  period: Shape(Period),
  verifierCode: Type.Optional(Type.String({ minLength: 1, maxLength: 40, examples: ['AUDIT-ZQ'] })),
  verifierName: Type.Optional(NameText),
  statementNo: Type.Optional(NameText),
  evidenceHash: Type.Optional(HashText),
  validFrom: DateText,
  validTo: Type.Optional(DateText),
})
export const VerificationShape = Shape({
  id: IdText,
  uscc: UsccText,
  level: VerificationLevelText,
  period: Shape(Period),
  verifierCode: Nullable(Type.String()),
  verifierName: Nullable(Type.String()),
  statementNo: Nullable(Type.String()),
  evidenceHash: Nullable(HashText),
  validFrom: DateText,
  validTo: Nullable(DateText),
  recordedAt: InstantText,
  confirmedAt: Nullable(InstantText),
  stands: Type.Boolean({ description: 'whether it counts in a rating: assurance does once it is confirmed' }),
})
