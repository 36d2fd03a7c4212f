import { Type } from 'typebox'
import { QuoteShape } from './lending.js'
import { IdText, InstantText, Nullable, OpinionText, RatePercentText, Shape } from './primitives.js'

export const QuoteOverrideBody = Shape({ rate: RatePercentText, reason: OpinionText })
export const OverriddenQuoteShape = Shape({
  quote: QuoteShape,
  override: Shape({
    quoteId: IdText,
    ofQuoteId: IdText,
    reason: Type.String(),
    state: Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED']),
    madeBy: IdText,
    decidedBy: Nullable(IdText),
    opinion: Nullable(Type.String()),
    version: Type.Integer(),
    recordedAt: InstantText,
    decidedAt: Nullable(InstantText),
  }),
})
