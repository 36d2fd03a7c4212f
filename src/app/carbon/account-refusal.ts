import type { PricingRefusal } from '../../domain/pricing/price-loan.js'
import type { PricingRuleRefusal } from '../pricing/pricing-rules.js'
import type { RatingRefusal } from './rating-document.js'
import type { RatingRuleRefusal } from './rating-rules.js'

/** What looking into an account, a rating or a price is refused with. */
export type AccountRefusal =
  | RatingRefusal
  | RatingRuleRefusal
  | PricingRefusal
  | PricingRuleRefusal
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  /** 未授权: the caller knows the enterprise but holds no consent for this part of its account. */
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string; readonly fieldGroup?: string }
  | {
      readonly code: 'RATING_NOT_FOUND'
      readonly uscc: string
      readonly asOf: string
      readonly reason: 'NO_CARBON_ACCOUNT' | 'NOT_RATED_YET'
    }
