import type { Tx } from '../../db/transaction.js'
import { type StandingVeto, standingVetoes } from '../vetoes/views.js'
import type { TwoTimes } from './account-views.js'
import { previousRatings } from './rating-views.js'

/** What an enterprise brings to a rating beside its account. */
export interface RatingStanding {
  /** Of the last earlier day it was rated on, from which a grade is held or lost. */
  readonly previous: { readonly grade: string; readonly method: string } | null
  readonly vetoes: readonly StandingVeto[]
}

/** The standing of some enterprises on a day as known at an instant. */
export async function ratingStandings(
  tx: Tx,
  ids: readonly string[],
  times: TwoTimes,
): Promise<(enterpriseId: string) => RatingStanding> {
  const previous = await previousRatings(tx, ids, times)
  const vetoes = await standingVetoes(tx, ids, times)
  return (id) => ({ previous: previous.get(id) ?? null, vetoes: vetoes.get(id) ?? [] })
}
