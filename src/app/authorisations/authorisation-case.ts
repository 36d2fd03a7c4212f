import { addDays } from '../../kernel/civil-date.js'
import { countOf } from '../loans/product-terms.js'
import { tellPledgees } from '../process/pledgees.js'
import type { SubjectCase } from '../process/subject-case.js'
import { lastOfEvent, pledgeesConsent } from '../process/views.js'
import { type ChainRefusal, chainRefusals } from './chain-refusals.js'
import { type AuthorisationView, authorisationView, grantView, hasCodedResource, nextVersionState } from './views.js'

const KIND = 'scenario_authorisation'
/** What a bank that holds the right in pledge is told the same day. */
const TOLD_TO_PLEDGEES = ['suspend', 'reinstate', 'revoke', 'expire', 'exit']

/** 场景授权 as a subject: its grant, the coded resource, the two signatures, the pledges that stand in the way of leaving. */
export const authorisationCase: SubjectCase<AuthorisationView, Record<never, never>, ChainRefusal> = {
  kind: KIND,
  load: authorisationView,
  refusals: () => chainRefusals,
  facts: async ({ tx, row, on, evidenceHash }) => {
    const met: string[] = []
    const grant = await grantView(tx, row.grantId)
    if (grant !== undefined && grant.validFrom <= on && on < grant.endsOn) met.push('grant-covers')
    if (await hasCodedResource(tx, { operatorId: row.operatorId, fields: row.fields, on })) met.push('resource-coded')
    const signed = await lastOfEvent(tx, KIND, row.id, 'sign')
    // Both sign one paper: the operator's copy has the hash of the developer's.
    if (signed !== undefined && (evidenceHash === null || signed.evidenceHash === evidenceHash))
      met.push('developer-signed')
    if (grant !== undefined && row.endsOn <= grant.endsOn && on < row.endsOn) met.push('within-grant')
    if (on < row.endsOn) met.push('term-runs')
    const window = await countOf(tx, 'auth.renew_open_d', on)
    if (on >= addDays(row.endsOn, -window.value) && on < row.endsOn) met.push('renewal-window-open')
    if (['AGREEMENT', 'ACTIVE'].includes((await nextVersionState(tx, row)) ?? '')) met.push('renewal-reviewed')
    if (await pledgeesConsent(tx, KIND, row.id, 'exit')) met.push('no-pledge-or-consent')
    return { met, dates: { lastDay: addDays(row.endsOn, -1) } }
  },
  tell: async (tx, row, { event, on }) => {
    if (TOLD_TO_PLEDGEES.includes(event))
      await tellPledgees(tx, { subjectKind: KIND, subjectId: row.id, kind: `authorisation-${event}`, on })
  },
}
