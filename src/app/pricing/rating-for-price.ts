import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import type { RatingRow } from '../carbon/rating-views.js'

/** What a price takes from a rating. */
export interface PricedRating {
  readonly id: string
  readonly grade: string
  readonly asOf: CivilDate
  readonly documentHash: string
}

/** The last day a rating may be used on, by the method it was made with. */
export const validUntilOf = ({ asOf, document }: RatingRow): CivilDate => addDays(asOf, document.method.validityDays)

/** A rating gives a discount while it is valid; afterwards the firm is priced as not rated. */
export const ratingForPrice = (rating: RatingRow | undefined, on: CivilDate): PricedRating | null =>
  rating === undefined || on > validUntilOf(rating)
    ? null
    : { id: rating.id, grade: rating.grade, asOf: rating.asOf, documentHash: rating.documentHash }
