import { type CivilDate, type CivilMonth, dateParts, firstDayOf } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money, timesDown } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { EligibilityLine } from './eligibility.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, termInForce } from './facility.js'
import type { CureProposed, EligibleBalance, Shortfall } from './shortfall.js'
import type { ReloanStanding } from './standing.js'

interface CheckWords {
  readonly every: 'day' | 'draw' | 'month' | 'extension' | 'quarter'
  readonly zh: string
  readonly en: string
}
/** What a reviewer of the branch tests each month, by the field list of the re-loan ledger 再贷款台账 (derived). */
export const MONTHLY_CHECKS = {
  Q1: { every: 'day', zh: '每日再贷款余额不超过限额', en: 'The balance stays within the limit every day' },
  Q2: {
    every: 'draw',
    zh: '每次占用与提款不超过剩余限额',
    en: 'Every grant and draw fits into what is left of the limit',
  },
  E1: {
    every: 'draw',
    zh: '每笔贷款的再贷款合计不超过余额×比例',
    en: 'Re-loans on a loan stay within ratio × its balance',
  },
  E2: { every: 'draw', zh: '一笔贷款只支持一个工具', en: 'A loan backs one facility' },
  E3: { every: 'draw', zh: '先贷后借,且在报账期内', en: 'The loan was paid out first, and filed within the window' },
  E4: {
    every: 'draw',
    zh: '贷款利率不超过发放日上限',
    en: 'The loan rate is within the cap of the day it was paid out',
  },
  E5: {
    every: 'draw',
    zh: '发放时借款人合格,用途有证明',
    en: 'The borrower qualified when paid out, and the use of money is proved',
  },
  P1: { every: 'month', zh: '再贷款余额不超过合格贷款余额×比例', en: 'Re-loans stay within ratio × eligible balances' },
  T1: {
    every: 'extension',
    zh: '展期次数与累计期限合规,到期归还',
    en: 'Extensions and life are within the rules, and nothing is overdue',
  },
  C1: { every: 'day', zh: '担保品折后价值覆盖再贷款', en: 'Collateral after its haircut covers the re-loan' },
  R1: { every: 'quarter', zh: '台账与两套账逐笔一致', en: 'The ledger of re-loans equals both books, one by one' },
} as const satisfies Record<string, CheckWords>
export type MonthlyCheck = keyof typeof MONTHLY_CHECKS

/** 违规 · 提示 · 无法检查 */
export type Severity = 'BREACH' | 'WARNING' | 'NOTE'
export interface Found {
  readonly check: MonthlyCheck
  readonly subjectKind: 'quota' | 'reloan' | 'loan' | 'lender'
  readonly subjectId: string
  readonly severity: Severity
  readonly facts: Readonly<Record<string, unknown>>
}

const QUARTER = 3
/** R1 is for the quarter that ends with the month. */
export const endsQuarter = (month: CivilMonth): boolean => dateParts(firstDayOf(month)).month % QUARTER === 0
export interface QuotaDay {
  readonly day: CivilDate
  readonly limit: Money
  readonly drawn: Money
  /** The most that was reserved and drawn at any moment of the day. */
  readonly peak: Money
  /** Whether that was ever above the limit of the moment. */
  readonly exceeded: boolean
}
/** Q1 and Q2: one finding a check, with the first day and how many. */
export const checkQuota = (quota: string, days: readonly QuotaDay[]): readonly Found[] => {
  const found = (check: 'Q1' | 'Q2', wrong: readonly QuotaDay[]): readonly Found[] => {
    const [first] = wrong
    if (first === undefined) return []
    const { day, limit, drawn, peak } = first
    const facts = {
      firstDay: day,
      days: wrong.length,
      limit: formatMoney(limit),
      drawn: formatMoney(drawn),
      peak: formatMoney(peak),
    }
    return [{ check, subjectKind: 'quota', subjectId: quota, severity: 'BREACH', facts }]
  }
  return [
    ...found(
      'Q1',
      days.filter(({ drawn, limit }) => compareMoney(drawn, limit) > 0),
    ),
    ...found(
      'Q2',
      days.filter(({ exceeded }) => exceeded),
    ),
  ]
}

/** E1 and E2 of one loan at the end of the month. */
export const checkBackedLoan = (loan: {
  readonly id: string
  readonly principal: Money
  readonly reloans: Money
  readonly ratioCap: Exact
  readonly facilities: readonly string[]
}): readonly Found[] => {
  const { id, principal, reloans, ratioCap, facilities } = loan
  const cap = timesDown(principal, ratioCap)
  const above: readonly Found[] =
    compareMoney(reloans, cap) > 0
      ? [
          {
            check: 'E1',
            subjectKind: 'loan',
            subjectId: id,
            severity: 'BREACH',
            facts: {
              reloans: formatMoney(reloans),
              principal: formatMoney(principal),
              ratioCap: formatExact(ratioCap),
              cap: formatMoney(cap),
            },
          },
        ]
      : []
  const twice: readonly Found[] =
    facilities.length > 1
      ? [{ check: 'E2', subjectKind: 'loan', subjectId: id, severity: 'BREACH', facts: { facilities } }]
      : []
  return [...above, ...twice]
}

const OF_LINE: Readonly<Record<string, MonthlyCheck>> = { E3: 'E3', E4: 'E4', E5: 'E5', USE: 'E5' }
/** E3, E4 and E5 of a re-loan drawn in the month: the lines of the test of its loan that fail or warn. */
export const checkDraw = (reloan: string, loan: string, lines: readonly EligibilityLine[]): readonly Found[] => {
  const found = new Map<MonthlyCheck, Found>()
  for (const line of lines) {
    const check = OF_LINE[line.check]
    if (check === undefined || (line.passed && !line.warning)) continue
    const unknown = line.rule.status === 'unknown'
    const severity = unknown ? 'NOTE' : line.passed ? 'WARNING' : 'BREACH'
    const before = found.get(check)
    if (before !== undefined && RANK[before.severity] >= RANK[severity]) continue
    found.set(check, {
      check,
      subjectKind: 'reloan',
      subjectId: reloan,
      severity,
      facts: { ...line.facts, loan, rule: line.rule },
    })
  }
  return [...found.values()]
}
const RANK: Readonly<Record<Severity, number>> = { NOTE: 0, WARNING: 1, BREACH: 2 }

/** P1 of one re-loan at the end of the month, with what would cure it and what its backing loans lost. */
export const checkShortfall = (
  { reloan, balance, covered, shortfall }: Shortfall,
  backing: readonly EligibleBalance[],
  cures: readonly CureProposed[],
): readonly Found[] =>
  isPositiveMoney(shortfall)
    ? [
        {
          check: 'P1',
          subjectKind: 'reloan',
          subjectId: reloan,
          severity: 'BREACH',
          facts: {
            balance: formatMoney(balance),
            covered: formatMoney(covered),
            shortfall: formatMoney(shortfall),
            backing: backing.map((loan) => ({
              loan: loan.loan,
              principal: formatMoney(loan.principal),
              eligible: formatMoney(loan.eligible),
              losses: loan.losses,
            })),
            cures: cures.map((cure) =>
              cure.cure === 'RETURN_PROPORTION'
                ? { cure: cure.cure, amount: formatMoney(cure.amount) }
                : { cure: cure.cure, balance: formatMoney(cure.balance) },
            ),
          },
        },
      ]
    : []

/** T1: the extensions a re-loan has, against the rules of the month's end; and its due date. */
export const checkTerm = (
  reloan: string,
  standing: ReloanStanding,
  terms: readonly FacilityTermRow[],
  lineage: Lineage,
): readonly Found[] => {
  const found = (severity: Severity, facts: Found['facts']): readonly Found[] => [
    { check: 'T1', subjectKind: 'reloan', subjectId: reloan, severity, facts },
  ]
  const { overdueFrom, balance, extensions, termMonths, on } = standing
  if (overdueFrom !== null)
    return found('BREACH', { overdueFrom, balance: formatMoney(balance), extensions, termMonths })
  if (extensions === 0) return []
  const times = termInForce(terms, lineage, 'max_extensions', on)
  const life = termInForce(terms, lineage, 'max_total_months', on)
  if (!times.ok || !life.ok) {
    const unknown = times.ok ? life : times
    return unknown.ok ? [] : found('NOTE', { unknown: unknown.refusal.parameter, ...documentOf(unknown.refusal) })
  }
  return extensions > times.value.value || termMonths > life.value.value
    ? found('BREACH', {
        extensions,
        mostExtensions: times.value.value,
        termMonths,
        mostMonths: life.value.value,
      })
    : []
}

const documentOf = ({ facility, document, enteredBy, approvedBy }: FacilityTermUnknown) => ({
  facility,
  document,
  enteredBy,
  approvedBy,
})

/** C1 cannot be tested while the branch's haircuts are unknown. */
export const collateralUntested = (
  lender: string,
  facts: { readonly parameter: string; readonly source: string; readonly balance: Money },
): Found => ({
  check: 'C1',
  subjectKind: 'lender',
  subjectId: lender,
  severity: 'NOTE',
  facts: {
    parameter: facts.parameter,
    source: facts.source,
    balance: formatMoney(facts.balance),
    document: '分支行担保品折扣表 (the branch’s table of haircuts)',
    enteredBy: 'reloan_reviewer',
    approvedBy: 'reloan_approver',
  },
})

/** R1: what the facts leave of a re-loan, and what either book holds. */
export const checkBooks = (
  reloan: string,
  facts: { readonly balance: Money; readonly lenderBook: Money; readonly branchBook: Money },
): readonly Found[] =>
  compareMoney(facts.balance, facts.lenderBook) === 0 && compareMoney(facts.balance, facts.branchBook) === 0
    ? []
    : [
        {
          check: 'R1',
          subjectKind: 'reloan',
          subjectId: reloan,
          severity: 'BREACH',
          facts: {
            balance: formatMoney(facts.balance),
            lenderBook: formatMoney(facts.lenderBook),
            branchBook: formatMoney(facts.branchBook),
          },
        },
      ]

/** 待答复 · 已答复 · 已认可 · 退回补充 */
export type FindingState = 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
export type FindingEvent = 'answer' | 'accept' | 'reopen'
const FINDING_STEPS: readonly {
  readonly from: FindingState
  readonly event: FindingEvent
  readonly to: Exclude<FindingState, 'OPEN'>
}[] = [
  { from: 'OPEN', event: 'answer', to: 'ANSWERED' },
  { from: 'REOPENED', event: 'answer', to: 'ANSWERED' },
  { from: 'ANSWERED', event: 'accept', to: 'ACCEPTED' },
  { from: 'ANSWERED', event: 'reopen', to: 'REOPENED' },
]
export interface FindingStateForbids {
  readonly code: 'STATE_FORBIDS'
  readonly state: string
  readonly event: string
  readonly allowed: readonly string[]
}
/** The bank answers, the reviewer accepts or asks again. */
export const nextFindingState = (
  state: FindingState,
  event: FindingEvent,
): Result<Exclude<FindingState, 'OPEN'>, FindingStateForbids> => {
  const open = FINDING_STEPS.filter(({ from }) => from === state)
  const step = open.find((one) => one.event === event)
  return step === undefined
    ? refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
    : ok(step.to)
}
