import { addDays, addMonths, type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { RuleRef } from './loan-to-value.js'
import { DRAWABLE } from './pledge-machine.js'
import { nextPledgeState, type PledgeState, type StateForbids, stepsTo } from './pledge-state.js'

/** 查询证明 of the movables registry 动产融资统一登记公示系统. */
export interface QueryCertificate {
  readonly no: string
  readonly takenOn: CivilDate
  /** It shows no registration over the pledged right but this pledge’s own. */
  readonly isClean: boolean
}
/** I-11: days a query certificate stays good. */
export interface QueryAge {
  readonly days: number
  readonly rule: RuleRef
}
/** One right the pledge stands on; both days included. */
export interface Right {
  readonly name: 'certificate' | 'authorisation' | 'listing'
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
}

export type PledgeRefusal =
  | StateForbids
  | { readonly code: 'PLEDGOR_NOT_ALLOWED'; readonly pledgor: string; readonly kind: string }
  | { readonly code: 'PLEDGOR_NOT_HOLDER'; readonly pledgor: string; readonly holder: string }
  | { readonly code: 'RIGHT_NOT_PLEDGEABLE'; readonly right: string; readonly required: 'operation' }
  | { readonly code: 'OWNERSHIP_DISPUTED'; readonly certificate: string }
  | {
      readonly code: 'RIGHT_NOT_IN_FORCE'
      readonly right: string
      readonly validFrom: CivilDate
      readonly validTo: CivilDate
      readonly on: CivilDate
    }
  | { readonly code: 'QUERY_CERTIFICATE_AHEAD'; readonly takenOn: CivilDate; readonly on: CivilDate }
  | { readonly code: 'QUERY_CERTIFICATE_OLD'; readonly takenOn: CivilDate; readonly oldest: CivilDate }
  | { readonly code: 'QUERY_CERTIFICATE_NOT_CLEAN'; readonly queryCertificate: string }
  | { readonly code: 'PLEDGE_EXISTS'; readonly certificate: string; readonly right: string }
  | {
      readonly code: 'RIGHT_ENDS_BEFORE_LOAN'
      readonly right: string
      readonly rightEnd: CivilDate
      readonly loanEnd: CivilDate
    }
  | { readonly code: 'REGISTRATION_INCOMPLETE'; readonly member: string }
  | { readonly code: 'REGISTRATION_CLASS_WRONG'; readonly given: string; readonly required: '7' }
  | {
      readonly code: 'REGISTRATION_DATE_WRONG'
      readonly registeredOn: CivilDate
      readonly contractedOn: CivilDate
      readonly on: CivilDate
    }
  | {
      readonly code: 'REGISTRATION_TERM_OUT_OF_RANGE'
      readonly validTo: CivilDate
      readonly earliest: CivilDate
      readonly latest: CivilDate
    }
  | { readonly code: 'FREEZE_INCOMPLETE'; readonly member: string }
  | { readonly code: 'FREEZE_BEFORE_REGISTRATION'; readonly frozenOn: CivilDate; readonly registeredOn: CivilDate }
  | { readonly code: 'DEBT_OUTSTANDING'; readonly owed: string }
  | { readonly code: 'PLEDGE_NOT_FROZEN'; readonly state: PledgeState }
  | { readonly code: 'REGISTRATION_ENDED'; readonly validTo: CivilDate; readonly on: CivilDate }
  | { readonly code: 'ANNOTATION_MISSING'; readonly freezeReceiptNo: string }
  | { readonly code: 'RELEASE_INCOMPLETE'; readonly member: string }

/** 行政事业单位 may not give data assets as security (财资〔2024〕1号). */
const BARRED_PLEDGORS: readonly string[] = ['public_institution', 'government']

export interface ContractFacts {
  readonly state: PledgeState
  readonly on: CivilDate
  readonly pledgor: { readonly id: string; readonly kind: string }
  readonly certificate: { readonly no: string; readonly holder: string; readonly isDisputed: boolean }
  readonly right: 'holding' | 'use' | 'operation'
  readonly rights: readonly Right[]
  readonly query: QueryCertificate
  readonly queryAge: QueryAge
  /** A live first-rank pledge of the same certificate and right is known. */
  readonly isPledgedAlready: boolean
  /** Null while the loan's end is not agreed. */
  readonly loanEnd: CivilDate | null
}
/** PRECHECK → CONTRACTED. Refusals in this order: state, pledgor, right, dispute, rights in force, query, double pledge, term. */
export const contractPledge = (facts: ContractFacts): Result<PledgeState, PledgeRefusal> => {
  const { on, pledgor, certificate, right, rights, loanEnd } = facts
  const state = nextPledgeState(facts.state, 'contract')
  if (!state.ok) return state
  if (BARRED_PLEDGORS.includes(pledgor.kind))
    return refuse({ code: 'PLEDGOR_NOT_ALLOWED', pledgor: pledgor.id, kind: pledgor.kind })
  if (pledgor.id !== certificate.holder)
    return refuse({ code: 'PLEDGOR_NOT_HOLDER', pledgor: pledgor.id, holder: certificate.holder })
  if (right !== 'operation') return refuse({ code: 'RIGHT_NOT_PLEDGEABLE', right, required: 'operation' })
  if (certificate.isDisputed) return refuse({ code: 'OWNERSHIP_DISPUTED', certificate: certificate.no })
  const lapsed = rights.find(({ validFrom, validTo }) => on < validFrom || validTo < on)
  if (lapsed) {
    const { name, validFrom, validTo } = lapsed
    return refuse({ code: 'RIGHT_NOT_IN_FORCE', right: name, validFrom, validTo, on })
  }
  const query = testQuery(facts.query, facts.queryAge, on)
  if (query) return refuse(query)
  if (facts.isPledgedAlready) return refuse({ code: 'PLEDGE_EXISTS', certificate: certificate.no, right })
  const short = loanEnd === null ? undefined : rights.find(({ validTo }) => validTo < loanEnd)
  if (short && loanEnd !== null)
    return refuse({ code: 'RIGHT_ENDS_BEFORE_LOAN', right: short.name, rightEnd: short.validTo, loanEnd })
  return state
}

const testQuery = (query: QueryCertificate, { days }: QueryAge, on: CivilDate): PledgeRefusal | undefined => {
  const oldest = addDays(on, -days)
  if (query.takenOn > on) return { code: 'QUERY_CERTIFICATE_AHEAD', takenOn: query.takenOn, on }
  if (query.takenOn < oldest) return { code: 'QUERY_CERTIFICATE_OLD', takenOn: query.takenOn, oldest }
  if (!query.isClean) return { code: 'QUERY_CERTIFICATE_NOT_CLEAN', queryCertificate: query.no }
  return undefined
}

export interface RegistrationFacts {
  readonly state: PledgeState
  readonly on: CivilDate
  readonly contractedOn: CivilDate
  readonly registrationNo: string
  /** Class 7 其他可以登记的动产和权利担保 is the one for data. */
  readonly collateralClass: string
  readonly registeredOn: CivilDate
  readonly validTo: CivilDate
  readonly loanEnd: CivilDate | null
  /** Registry rule: 1 month to 30 years; own margin: six months after the loan. */
  readonly term: {
    readonly minMonths: number
    readonly maxMonths: number
    readonly marginMonths: number
    readonly rule: RuleRef
  }
  /** What else the registration must come with on its day. */
  readonly papers?: readonly { readonly member: string; readonly given: boolean }[]
}
/** → REGISTERED: the right of pledge arises (民法典 441). Refusals: state, number, class, papers, date, term (I-10). */
export const registerPledge = (facts: RegistrationFacts): Result<PledgeState, PledgeRefusal> => {
  const { on, contractedOn, registrationNo, collateralClass, registeredOn, validTo, loanEnd, term } = facts
  const steps = stepsTo(facts.state, 'register')
  if (!steps.ok) return steps
  if (registrationNo.trim() === '') return refuse({ code: 'REGISTRATION_INCOMPLETE', member: 'registrationNo' })
  if (collateralClass !== '7')
    return refuse({ code: 'REGISTRATION_CLASS_WRONG', given: collateralClass, required: '7' })
  const missing = facts.papers?.find(({ given }) => !given)
  if (missing) return refuse({ code: 'REGISTRATION_INCOMPLETE', member: missing.member })
  if (registeredOn < contractedOn || on < registeredOn)
    return refuse({ code: 'REGISTRATION_DATE_WRONG', registeredOn, contractedOn, on })
  const shortest = addMonths(registeredOn, term.minMonths)
  const covering = loanEnd === null ? shortest : addMonths(loanEnd, term.marginMonths)
  const earliest = laterOf(covering, shortest)
  const latest = addMonths(registeredOn, term.maxMonths)
  if (validTo < earliest || latest < validTo)
    return refuse({ code: 'REGISTRATION_TERM_OUT_OF_RANGE', validTo, earliest, latest })
  return ok('REGISTERED')
}

/** The last day on which a loan may end under a registration: so many months before the registration does (I-07). */
export function lastLoanDay(validTo: CivilDate, marginMonths: number): CivilDate {
  let last = addMonths(validTo, -marginMonths)
  while (addMonths(addDays(last, 1), marginMonths) <= validTo) last = addDays(last, 1)
  return last
}

/** A registration lengthened by agreement with the pledgor before it ends; never shortened. */
export const extendPledge = (facts: {
  readonly state: PledgeState
  readonly registeredOn: CivilDate
  readonly validTo: CivilDate
  readonly newValidTo: CivilDate
  readonly on: CivilDate
  readonly maxMonths: number
}): Result<PledgeState, PledgeRefusal> => {
  const { registeredOn, validTo, newValidTo, on, maxMonths } = facts
  const state = nextPledgeState(facts.state, 'extend')
  if (!state.ok) return state
  if (on > validTo) return refuse({ code: 'REGISTRATION_ENDED', validTo, on })
  const earliest = addDays(validTo, 1)
  const latest = addMonths(registeredOn, maxMonths)
  if (newValidTo < earliest || latest < newValidTo)
    return refuse({ code: 'REGISTRATION_TERM_OUT_OF_RANGE', validTo: newValidTo, earliest, latest })
  return state
}

export interface FreezeFacts {
  readonly state: PledgeState
  readonly registeredOn: CivilDate
  readonly freezeReceiptNo: string
  readonly frozenOn: CivilDate
  /** 备注: when the registry noted the pledge, whether two officers waived it, and whether it must be either; none asked when absent. */
  readonly annotation?: {
    readonly annotatedOn: CivilDate | null
    readonly isWaived: boolean
    readonly isRequired: boolean
  }
}
/** REGISTERED → FROZEN_CONFIRMED on the exchange's receipt and the registry's annotation (I-12). Refusals: state, receipts, dates. */
export const confirmFreeze = (facts: FreezeFacts): Result<PledgeState, PledgeRefusal> => {
  const { registeredOn, freezeReceiptNo, frozenOn, annotation } = facts
  const state = nextPledgeState(facts.state, 'confirm-freeze')
  if (!state.ok) return state
  if (freezeReceiptNo.trim() === '') return refuse({ code: 'FREEZE_INCOMPLETE', member: 'freezeReceiptNo' })
  if (frozenOn < registeredOn) return refuse({ code: 'FREEZE_BEFORE_REGISTRATION', frozenOn, registeredOn })
  if (annotation?.isRequired && annotation.annotatedOn === null && !annotation.isWaived)
    return refuse({ code: 'ANNOTATION_MISSING', freezeReceiptNo })
  return state
}

/** → RELEASED when nothing secured is owed any more, on the receipts that its day asks for (I-14). */
export const releasePledge = (
  state: PledgeState,
  owed: Money,
  receipts: readonly { readonly member: string; readonly given: boolean }[] = [],
): Result<PledgeState, PledgeRefusal> => {
  const steps = stepsTo(state, 'release')
  if (!steps.ok) return steps
  if (isPositiveMoney(owed)) return refuse({ code: 'DEBT_OUTSTANDING', owed: formatMoney(owed) })
  const missing = receipts.find(({ given }) => !given)
  return missing ? refuse({ code: 'RELEASE_INCOMPLETE', member: missing.member }) : ok('RELEASED')
}

/** Before money is paid out: frozen (I-12), rights still in force, and a second query certificate as fresh as the first (I-11). */
export const allowDisbursement = (facts: {
  readonly state: PledgeState
  readonly rights: readonly Right[]
  readonly query: QueryCertificate
  readonly queryAge: QueryAge
  readonly on: CivilDate
}): Result<PledgeState, PledgeRefusal> => {
  const { state, rights, query, queryAge, on } = facts
  if (!DRAWABLE.includes(state)) return refuse({ code: 'PLEDGE_NOT_FROZEN', state })
  const lapsed = rights.find(({ validFrom, validTo }) => on < validFrom || validTo < on)
  if (lapsed) {
    const { name, validFrom, validTo } = lapsed
    return refuse({ code: 'RIGHT_NOT_IN_FORCE', right: name, validFrom, validTo, on })
  }
  const unfit = testQuery(query, queryAge, on)
  return unfit ? refuse(unfit) : ok(state)
}
