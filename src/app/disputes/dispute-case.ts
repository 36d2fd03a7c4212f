import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { tellPledgees } from '../process/pledgees.js'
import { insertNotice } from '../process/store.js'
import type { SubjectCase } from '../process/subject-case.js'
import { type DisputeView, disputeView } from './views.js'

const KIND = 'dispute'
/** From accepting to one of these, a dispute over ownership stands in the way of listing, pledge and transfer. */
const ENDS = ['execute', 'withdraw', 'dismiss']

/** 争议 as a subject; when it is accepted the other side is told, and every bank that holds the disputed right in pledge. */
export const disputeCase: SubjectCase<DisputeView, Record<never, never>, ChainRefusal> = {
  kind: KIND,
  load: disputeView,
  refusals: () => chainRefusals,
  facts: async ({ row }) => ({ met: [row.arbitrationClause ? 'arbitration-clause' : 'no-arbitration-clause'] }),
  tell: async (tx, row, { event, on }) => {
    if (event === 'accept')
      await insertNotice(tx, {
        organisationId: row.respondentId,
        subjectKind: KIND,
        subjectId: row.id,
        kind: 'dispute-accept',
        on,
        aboutOn: on,
        detail: { claim: row.claim },
      })
    if (row.kind === 'ownership' && row.registrationId !== null && (event === 'accept' || ENDS.includes(event)))
      await tellPledgees(tx, {
        subjectKind: 'data_registration',
        subjectId: row.registrationId,
        kind: event === 'accept' ? 'ownership-disputed' : 'ownership-dispute-ended',
        on,
      })
  },
}
