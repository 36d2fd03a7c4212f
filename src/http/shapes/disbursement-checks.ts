import { Type } from 'typebox'
import { CodeText } from './lending.js'
import { DateText, IdText, Nullable, Shape } from './primitives.js'

const Text = Shape({ zh: Type.String(), en: Type.String() })

export const DisbursementChecksQuery = Shape({
  on: DateText,
  queryCertificateNo: Type.Optional(CodeText),
  queryCertificateOn: Type.Optional(DateText),
})
export const DisbursementChecksShape = Shape({
  loanId: IdText,
  on: DateText,
  ready: Type.Boolean({ description: 'Every check is met' }),
  checks: Type.Array(
    Shape({
      condition: Type.String(),
      name: Text,
      met: Type.Boolean(),
      code: Nullable(Type.String({ description: 'The refusal a disbursement would meet' })),
      facts: Type.Unknown({ description: 'Facts of the refusal' }),
      why: Nullable(Text),
      cure: Nullable(Text),
    }),
  ),
})
