import { addDays, type CivilDate, earlierOf } from '../../kernel/civil-date.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { tellPledgees } from '../process/pledgees.js'
import type { SubjectCase } from '../process/subject-case.js'
import { pledgeesConsent, rightsStanding } from '../process/views.js'
import { freezeListing, numberListing } from './store.js'
import { type ListingView, listingView, openOrders } from './views.js'

const KIND = 'listing'
const TOLD_TO_PLEDGEES = ['halt', 'resume', 'freeze', 'unfreeze', 'delist']

/** What the exchange enters with its steps. */
export interface ListingGiven {
  readonly listingNo: string
  /** The first day on which the listing no longer holds. */
  readonly endsOn: CivilDate
  /** The pledge's registration for which the listing is frozen. */
  readonly registrationNo: string
}

/** 挂牌 as a subject: the rights behind it, its number, the freeze for a pledge, what stands in the way of delisting. */
export const listingCase: SubjectCase<ListingView, ListingGiven, ChainRefusal> = {
  kind: KIND,
  load: listingView,
  refusals: () => chainRefusals,
  facts: async ({ tx, row, event, on, given }) => {
    const met: string[] = []
    const rights = await rightsStanding(tx, row.registrationId)
    if (rights === undefined) throw new Error('a listing has a registration')
    const { authorisationEndsOn, registrationEndsOn } = rights
    if (rights.authorised && on < authorisationEndsOn) met.push('scenario-active')
    if (rights.withinFields) met.push('fields-authorised')
    if (rights.registered && rights.operates && registrationEndsOn !== null && on < registrationEndsOn)
      met.push('certificate-registered')
    if (!rights.disputed) met.push('no-ownership-dispute')
    met.push(row.frozenFor === null ? 'not-frozen' : 'frozen')
    if ((await openOrders(tx, row.id)) === 0) met.push('orders-closed')
    if (await pledgeesConsent(tx, KIND, row.id, 'delist')) met.push('no-pledge-or-consent')

    const { listingNo, endsOn, registrationNo } = given
    const shared = { met, dates: row.endsOn === null ? {} : { lastDay: addDays(row.endsOn, -1) } }
    if (event === 'list' && listingNo !== undefined && endsOn !== undefined && registrationEndsOn !== null) {
      const latest = earlierOf(authorisationEndsOn, registrationEndsOn)
      return {
        met: [...met, ...(endsOn > on && endsOn <= latest ? ['listing-no'] : [])],
        dates: { lastDay: addDays(endsOn, -1) },
        detail: { listingNo, endsOn },
        enter: () => numberListing(tx, row.id, { listingNo, listedOn: on, endsOn }),
      }
    }
    if (event === 'freeze' && registrationNo !== undefined)
      return {
        ...shared,
        met: [...met, 'registration-no'],
        detail: { registrationNo },
        enter: () => freezeListing(tx, row.id, registrationNo),
      }
    if (event === 'unfreeze')
      return {
        ...shared,
        detail: { registrationNo: row.frozenFor },
        enter: () => freezeListing(tx, row.id, null),
      }
    return shared
  },
  tell: async (tx, row, { event, on }) => {
    if (TOLD_TO_PLEDGEES.includes(event))
      await tellPledgees(tx, { subjectKind: KIND, subjectId: row.id, kind: `listing-${event}`, on })
  },
}
