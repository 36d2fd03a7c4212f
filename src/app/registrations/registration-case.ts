import { isNationalCertificateCode } from '../../domain/data-assets/data-product.js'
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { countOf } from '../loans/product-terms.js'
import { tellPledgees } from '../process/pledgees.js'
import { joinAs } from '../process/store.js'
import type { SubjectCase } from '../process/subject-case.js'
import type { SubjectFacts } from '../process/take-step.js'
import { enterpriseIdOf, lastOfEvent, pledgeesConsent, rightsStanding } from '../process/views.js'
import { certify, handOver, prolong } from './store.js'
import { type RegistrationView, registrationView } from './views.js'

const KIND = 'data_registration'
const MONTHS_A_YEAR = 12
const TOLD_TO_PLEDGEES = ['change', 'annotate', 'renew', 'transfer', 'cancel', 'expire']

/** What a step of a registration may bring with it. */
export interface RegistrationGiven {
  /** By which day gaps are to be filled. */
  readonly answerBy: CivilDate
  readonly certificateKind: 'national' | 'local' | 'exchange'
  readonly certificateNo: string
  /** The first day on which the certificate no longer holds. */
  readonly endsOn: CivilDate
  /** USCC of the enterprise that receives the right. */
  readonly newHolder: string
}

/** 数据产权登记 as a subject: its authorisation, the resource behind it, certificate, renewal, transfer, pledges. */
export const registrationCase: SubjectCase<RegistrationView, RegistrationGiven, ChainRefusal> = {
  kind: KIND,
  load: registrationView,
  refusals: () => chainRefusals,
  facts: async ({ tx, actor, row, event, on, given }) => {
    const met: string[] = []
    const rights = await rightsStanding(tx, row.id)
    if (rights?.authorised && rights.withinFields && on < rights.authorisationEndsOn) met.push('fields-authorised')
    if (rights?.coded) met.push('resource-coded')
    if (rights?.disputed === false) met.push('no-ownership-dispute')
    if ((await lastOfEvent(tx, KIND, row.id, 'request-supplement')) === undefined) met.push('gaps-listed-once')
    if ((await lastOfEvent(tx, KIND, row.id, 'extend')) === undefined) met.push('not-extended')
    if (await pledgeesConsent(tx, KIND, row.id, event === 'transfer' ? 'transfer' : 'cancel'))
      met.push('no-pledge-or-consent')
    if (row.endsOn !== null) {
      const window = await countOf(tx, 'reg.renew_open_m', on)
      if (on >= addMonths(row.endsOn, -window.value) && on < row.endsOn) met.push('renewal-window-open')
    }
    const entered = await enteredBy({ tx, row, event, on, given })
    const lastDay = row.endsOn === null ? {} : { lastDay: addDays(row.endsOn, -1) }
    return {
      met: [...met, ...entered.met],
      dates: { ...lastDay, ...entered.dates },
      detail: entered.detail ?? {},
      ...(entered.enter === undefined ? {} : { enter: entered.enter }),
      // A right that was transferred is no longer for its former holder to change.
      noLonger: actor !== null && actor.organisationId !== row.holderId ? ['holder'] : [],
    }
  },
  tell: async (tx, row, { event, on }) => {
    if (TOLD_TO_PLEDGEES.includes(event))
      await tellPledgees(tx, { subjectKind: KIND, subjectId: row.id, kind: `registration-${event}`, on })
  },
}

type Asked = Pick<Parameters<typeof registrationCase.facts>[0], 'tx' | 'row' | 'event' | 'on' | 'given'>

async function enteredBy({ tx, row, event, on, given }: Asked): Promise<SubjectFacts> {
  const { answerBy, certificateKind, certificateNo, endsOn, newHolder } = given
  if (event === 'request-supplement' && answerBy !== undefined)
    return { met: answerBy > on ? ['day-to-answer'] : [], dates: { answerBy }, detail: { answerBy } }
  if (event === 'register' && certificateKind !== undefined && certificateNo !== undefined && endsOn !== undefined) {
    const { value, rule } = await countOf(tx, 'reg.validity_max_y', on)
    const fits = endsOn > on && endsOn <= addMonths(on, value * MONTHS_A_YEAR)
    const wellFormed = certificateKind !== 'national' || isNationalCertificateCode(certificateNo)
    return {
      met: fits && wellFormed ? ['certificate'] : [],
      dates: { lastDay: addDays(endsOn, -1) },
      detail: { certificateKind, certificateNo, endsOn, validityRuleId: rule.ruleId },
      enter: () => certify(tx, row.id, { kind: certificateKind, no: certificateNo, registeredOn: on, endsOn }),
    }
  }
  if (event === 'renew' && endsOn !== undefined && row.endsOn !== null) {
    const { value, rule } = await countOf(tx, 'reg.validity_max_y', on)
    const fits = endsOn > row.endsOn && endsOn <= addMonths(row.endsOn, value * MONTHS_A_YEAR)
    return {
      met: fits ? ['new-end'] : [],
      dates: { lastDay: addDays(endsOn, -1) },
      detail: { endsOn, before: row.endsOn, validityRuleId: rule.ruleId },
      enter: () => prolong(tx, row.id, endsOn),
    }
  }
  if (event === 'transfer' && newHolder !== undefined) {
    const receiver = await enterpriseIdOf(tx, newHolder)
    if (receiver === undefined || receiver === row.holderId) return { met: [] }
    return {
      met: ['new-holder'],
      detail: { newHolder },
      enter: async () => {
        await handOver(tx, row.id, receiver)
        await joinAs(tx, { subjectKind: KIND, subjectId: row.id, party: 'holder', organisationId: receiver })
      },
    }
  }
  return { met: [] }
}
