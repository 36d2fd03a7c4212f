import { addDays, addMonths, type CivilDate, daysBetween, laterOf } from '../../kernel/civil-date.js'
import { compare, divide, type Exact, formatFixed } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, type Money, yuan } from '../../kernel/money.js'
import type { CollateralFinding } from './alert.js'
import type { Right } from './pledge.js'
import { ACTIVE, ENDED, type PledgeState } from './pledge-machine.js'

/** One pledge that loans were signed with, what else secures these loans now, and how they stand on a day. */
export interface WatchedPledge {
  readonly state: PledgeState
  readonly registeredOn: CivilDate | null
  readonly registrationValidTo: CivilDate | null
  readonly rights: readonly Right[]
  /** Principal outstanding, and contracted in all by loans not settled. */
  readonly owed: Money
  readonly secured: Money
  /** The last day on which a live loan is due; null without one. */
  readonly loanEnd: CivilDate | null
  /** The day the last loan was settled; null while there never was one. */
  readonly settledOn: CivilDate | null
  /** Values adopted of all that secures these loans, less what stands before; null where one is not in force. */
  readonly value: Money | null
  /** The oldest base date among them. */
  readonly baseDate: CivilDate | null
}

export interface WatchTerms {
  readonly on: CivilDate
  readonly marginCall: Exact
  readonly stop: Exact
  readonly revalueMonths: number
  readonly marginMonths: number
  /** Days ahead of the end of a registration on which its bank is told, longest first. */
  readonly alertDays: readonly number[]
  /** The last day to answer a call, or to cure what is found, today. */
  readonly answerBy: CivilDate
  readonly cureBy: CivilDate
  /** So many working days after a day, by the calendar as known. */
  readonly freezeBy: (registeredOn: CivilDate) => CivilDate
  readonly cancelBy: (settledOn: CivilDate) => CivilDate
  readonly unfreezeBy: (cancelledOn: CivilDate) => CivilDate
}

const PLACES = 6

/** Everything that the watch finds in a pledge on a day (I-07, I-14, I-15, I-16; data-assets dossier 4 and 7.5). */
export function judgeCollateral(pledge: WatchedPledge, terms: WatchTerms): readonly CollateralFinding[] {
  const released = releaseDue(pledge, terms)
  if (pledge.loanEnd === null) return released === null ? [] : [released]
  return [
    ...valueFindings(pledge, terms),
    ...rightFindings(pledge, pledge.loanEnd, terms),
    ...stateFindings(pledge, terms),
  ]
}

/** Principal ÷ current value; null where nothing of value is left. */
export const ratioOf = (owed: Money, value: Money): Exact | null =>
  isPositiveMoney(value) ? divide(yuan(owed), yuan(value)) : null

function valueFindings(pledge: WatchedPledge, terms: WatchTerms): CollateralFinding[] {
  const { on, answerBy, cureBy } = terms
  const { owed, value, baseDate } = pledge
  if (value === null || baseDate === null)
    return [finding('VALUE_NOT_IN_FORCE', 'STOP', { owed: formatMoney(owed), on }, cureBy)]
  const found: CollateralFinding[] = []
  const ratio = ratioOf(owed, value)
  const facts = {
    owed: formatMoney(owed),
    value: formatMoney(value),
    ratio: ratio === null ? 'none' : formatFixed(ratio, PLACES),
  }
  const isAbove = (limit: Exact) => isPositiveMoney(owed) && (ratio === null || compare(ratio, limit) > 0)
  if (isAbove(terms.marginCall))
    found.push(
      finding('LTV_MARGIN_CALL', 'MARGIN_CALL', { ...facts, limit: formatFixed(terms.marginCall, PLACES) }, answerBy),
    )
  if (isAbove(terms.stop))
    found.push(finding('LTV_STOP', 'STOP', { ...facts, limit: formatFixed(terms.stop, PLACES) }, answerBy))
  const revalueBy = addMonths(baseDate, terms.revalueMonths)
  if (revalueBy < on) found.push(finding('REVALUATION_DUE', 'WATCH', { baseDate, revalueBy }, cureBy))
  return found
}

function rightFindings(pledge: WatchedPledge, loanEnd: CivilDate, terms: WatchTerms): CollateralFinding[] {
  const { on, cureBy, marginMonths, alertDays } = terms
  const found: CollateralFinding[] = pledge.rights.flatMap(({ name, validTo }) => {
    if (validTo < on) return [finding('RIGHT_ENDED', 'STOP', { right: name, validTo }, cureBy, name)]
    if (validTo >= loanEnd) return []
    return [finding('RIGHT_ENDS_BEFORE_LOAN', 'WATCH', { right: name, validTo, loanEnd }, cureBy, name)]
  })
  const { registrationValidTo: end } = pledge
  if (end === null) return found
  const least = addMonths(loanEnd, marginMonths)
  if (end < least) found.push(finding('REGISTRATION_TOO_SHORT', 'WATCH', { validTo: end, loanEnd, least }, cureBy))
  const left = daysBetween(on, end)
  const told = alertDays.filter((days) => left <= days).at(-1)
  if (left >= 0 && told !== undefined)
    found.push(
      finding('REGISTRATION_ENDING', 'NOTICE', { validTo: end, daysLeft: `${left}` }, laterOf(on, end), `${told}`),
    )
  if (left < 0) found.push(finding('REGISTRATION_LAPSED', 'STOP', { validTo: end }, cureBy))
  return found
}

function stateFindings({ state, registeredOn }: WatchedPledge, terms: WatchTerms): CollateralFinding[] {
  const { on, cureBy } = terms
  if (ENDED.includes(state)) return [finding('PLEDGE_ENDED', 'STOP', { state }, cureBy)]
  if (state === 'OBJECTED') return [finding('OBJECTED', 'STOP', { state }, cureBy)]
  if (state !== 'REGISTERED' || registeredOn === null) return []
  const freezeBy = terms.freezeBy(registeredOn)
  return freezeBy < on ? [finding('FREEZE_OVERDUE', 'WATCH', { registeredOn, freezeBy }, cureBy)] : []
}

/** I-14: what secures nothing any more is released, first in the registry, then at the exchange. */
function releaseDue({ state, secured, settledOn }: WatchedPledge, terms: WatchTerms): CollateralFinding | null {
  const stands = [...ACTIVE, 'OBJECTED', 'RELEASING'].includes(state)
  if (!stands || settledOn === null || isPositiveMoney(secured)) return null
  const cancelBy = terms.cancelBy(settledOn)
  const facts = { settledOn, cancelBy, unfreezeBy: terms.unfreezeBy(cancelBy) }
  return finding('RELEASE_DUE', 'WATCH', facts, laterOf(cancelBy, terms.on))
}

const finding = (
  kind: CollateralFinding['kind'],
  level: CollateralFinding['level'],
  facts: CollateralFinding['facts'],
  dueOn: CivilDate,
  subject = '',
): CollateralFinding => ({ kind, subject, level, facts, dueOn })

/** Whether a registration has run out without a release: the pledge has lapsed. */
export const hasLapsed = (state: PledgeState, registrationValidTo: CivilDate | null, on: CivilDate): boolean =>
  registrationValidTo !== null && registrationValidTo < on && !ENDED.includes(state) && state !== 'CONTRACTED'

/** The last day to cure what is found on a day. */
export const cureDay = (on: CivilDate, days: number): CivilDate => addDays(on, days)
