import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { chainRefusals } from '../authorisations/chain-refusals.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { openSubject } from '../process/open-subject.js'
import type { ListingRefusal } from './draft-listing.js'
import { insertOrder } from './store.js'
import { listingView } from './views.js'

/** An organisation orders what is listed. */
export async function placeOrder(
  command: Command,
  input: {
    readonly listingId: string
    readonly amount: Money
    /** 独占许可; not while the listing is frozen for a pledge. */
    readonly exclusive: boolean
    readonly arbitrationClause: boolean
    readonly on: CivilDate
  },
): Promise<Result<{ readonly id: string }, ListingRefusal>> {
  const { tx, actor } = command
  const { listingId, amount, on, ...terms } = input
  const listing = await listingView(tx, listingId)
  if (listing === undefined) return notFound('listing')
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const { exchangeId, developerId: sellerId } = listing
  if (sellerId === actor.organisationId) return refuse({ code: 'ORDER_OF_OWN_LISTING' })
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertOrder(inner, {
      ...terms,
      listingId,
      amount,
      exchangeId,
      sellerId,
      buyerId: actor.organisationId,
      recordedBy: actor.userId,
    }),
  )
  if (!added.ok) return added
  await openSubject(command, {
    subjectKind: 'data_order',
    subjectId: added.value,
    event: 'place',
    on,
    parties: { buyer: actor.organisationId, seller: sellerId, exchange: exchangeId },
    detail: { ...terms, listingId, amount: formatMoney(amount) },
  })
  return ok({ id: added.value })
}
