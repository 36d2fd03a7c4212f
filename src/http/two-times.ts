import { type KnownAtRefusal, settleKnownAt } from '../app/known-at/settle-known-at.js'
import { type CivilDate, civilDate } from '../kernel/civil-date.js'
import type { Services } from './services.js'

/** Carries a refusal of the two times to the error handler, so that every read may ask for them in one expression. */
export class TwoTimesRefused extends Error {
  constructor(readonly refusal: KnownAtRefusal) {
    super(refusal.code)
  }
}

/**
 * The day and the instant a read asks for: today, and the latest instant that can be answered for ever, unless they are given.
 * To be called before the read's own transaction. @throws TwoTimesRefused
 */
export async function twoTimesOf(
  services: Services,
  query: { readonly asOf?: string; readonly knownAt?: string },
): Promise<{ readonly asOf: CivilDate; readonly knownAt: string }> {
  const asOf = civilDate(query.asOf ?? services.today())
  const settled = await settleKnownAt(services.db, query.knownAt ?? null)
  if (!settled.ok) throw new TwoTimesRefused(settled.refusal)
  return { asOf, knownAt: settled.value }
}
