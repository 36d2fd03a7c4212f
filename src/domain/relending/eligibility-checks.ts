import { addMonthsToMonth, type CivilDate, dateParts, monthOf } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { addMoney, compareMoney, formatMoney, isPositiveMoney, timesDown } from '../../kernel/money.js'
import { compareRate, formatRatePercent } from '../../kernel/rate.js'
import { isEligibleBorrower } from './borrower.js'
import {
  type BackingLoan,
  backingAmount,
  type CheckId,
  type EligibilityFacts,
  type EligibilityLine,
  roomUnderRatio,
  type Text,
} from './eligibility.js'
import { type FacilityTermUnknown, type RuleRef, termIfSet, termInForce } from './facility.js'
import { TERMS } from './facility-term.js'

type Check = (facts: EligibilityFacts) => EligibilityLine
type Seen = Readonly<Record<string, string | number>>

/** The reviewer's checks are derived from the fields of the re-loan ledger 再贷款台账 and hold for every facility. */
const reviewerRule = (check: CheckId): RuleRef => ({
  ruleId: `check.${check}`,
  source: '再贷款台账: checks of a re-loan reviewer',
  status: 'derived',
})

const line = (
  check: CheckId,
  passed: boolean,
  facts: Seen,
  rule: RuleRef,
  message: Text,
  cure: Text,
  warning = false,
): EligibilityLine => ({
  check,
  passed,
  warning,
  facts,
  rule,
  message,
  cure: passed && !warning ? null : cure,
})

const unknownTerm = (
  check: CheckId,
  { parameter, facility, on, document, enteredBy, approvedBy }: FacilityTermUnknown,
) =>
  line(
    check,
    false,
    { facility, parameter, on, document, enteredBy, approvedBy },
    { ruleId: `${facility}/${parameter}`, source: document, status: 'unknown' },
    { zh: `${TERMS[parameter].zh}未知`, en: `${TERMS[parameter].en}: unknown` },
    {
      zh: `由再贷款审查岗依据${document}录入，再贷款审批岗批准`,
      en: `A re-loan reviewer enters it from ${document}; a re-loan approver approves it`,
    },
  )

/** The state on the day of filing: what fell overdue after it was not overdue then. */
const stateOn = ({ state, overdueSince = null }: BackingLoan, filedOn: CivilDate): string =>
  state === 'OVERDUE' && overdueSince !== null && overdueSince >= filedOn ? 'DISBURSED' : state

const liveState: Check = ({ loan, mode, filedOn }) => {
  const state = stateOn(loan, filedOn)
  return mode === 'BORROW_FIRST'
    ? line(
        'STATE',
        state === 'CONTRACTED' || state === 'DISBURSED',
        { state, mode },
        reviewerRule('STATE'),
        { zh: '合同已签订且贷款未结清', en: 'The contract is signed and the loan is not settled' },
        { zh: '先签订合同，再报账', en: 'Sign the contract first, then file it' },
      )
    : line(
        'STATE',
        state === 'DISBURSED',
        { state },
        reviewerRule('STATE'),
        { zh: '贷款已发放且未结清', en: 'The loan is disbursed and not settled' },
        { zh: '先放款，再申请再贷款', en: 'Disburse the loan first, then file it' },
      )
}

const withinRatio: Check = (facts) => {
  const { loan, lineage, terms, filedOn, requested, otherReloans } = facts
  const ratio = termInForce(terms, lineage, 'ratio_cap', filedOn)
  if (!ratio.ok) return unknownTerm('E1', ratio.refusal)
  const backing = backingAmount(facts)
  const room = roomUnderRatio(facts)
  const passed = requested === null ? isPositiveMoney(room) : compareMoney(requested, room) <= 0
  const seen = {
    balance: formatMoney(loan.balance),
    ...(facts.mode === 'BORROW_FIRST' && { backing: formatMoney(backing) }),
    ratioCap: formatExact(ratio.value.value),
    cap: formatMoney(timesDown(backing, ratio.value.value)),
    otherReloans: formatMoney(otherReloans),
    room: formatMoney(room),
  }
  return line(
    'E1',
    passed,
    requested === null
      ? seen
      : { ...seen, requested: formatMoney(requested), total: formatMoney(addMoney(requested, otherReloans)) },
    ratio.value.rule,
    { zh: '再贷款合计不超过贷款余额×比例', en: 'Re-loans on the loan stay within ratio × balance' },
    { zh: `最多可申请 ${formatMoney(room)} 元`, en: `Ask for ${formatMoney(room)} yuan at most` },
  )
}

const oneFacility: Check = ({ otherFiling }) =>
  line(
    'E2',
    otherFiling === null,
    otherFiling === null ? {} : { filing: otherFiling.id, facility: otherFiling.facility },
    reviewerRule('E2'),
    { zh: '一笔贷款只用于一个工具、一次报账', en: 'The loan backs one facility, in one live filing' },
    { zh: '另选贷款，或等原申请退回', en: 'Choose another loan, or wait until that filing is returned' },
  )

/** A window that the branch itself is known to keep; one borrowed from elsewhere is an analogy. */
const BINDING: readonly string[] = ['confirmed', 'given']

/**
 * Lend first 先贷后借: the loan is paid out no later than the filing; on the same day their order is that of their states (I-20:
 * the re-loan is granted after the loan is disbursed). The filing window 报账期 is a local rule. Zhaoqing's is not known; what the
 * rules hold is Shandong's, a secondary analogy, which the published case itself would break (lent and re-lent in June 2024,
 * after the 10th). So a window binds once it is confirmed, and until then a filing outside it passes with a warning.
 */
const insideWindow: Check = ({ loan, lineage, terms, filedOn, mode }) => {
  const cutoff = termIfSet(terms, lineage, 'filing_cutoff_day', filedOn)
  if (!cutoff.ok) return unknownTerm('E3', cutoff.refusal)
  const previousMonth = termIfSet(terms, lineage, 'filing_previous_month_only', filedOn)
  if (!previousMonth.ok) return unknownTerm('E3', previousMonth.refusal)
  const { disbursed } = loan
  const borrowsFirst = mode === 'BORROW_FIRST' && disbursed === null
  const beforeFiling = borrowsFirst || (disbursed !== null && disbursed.lastOn <= filedOn)
  const month = addMonthsToMonth(monthOf(filedOn), -1)
  const late = cutoff.value !== null && dateParts(filedOn).day > cutoff.value.value
  const otherMonth =
    previousMonth.value?.value === true &&
    disbursed !== null &&
    (monthOf(disbursed.firstOn) !== month || monthOf(disbursed.lastOn) !== month)
  const broken = [late ? cutoff.value : null, otherMonth ? previousMonth.value : null].flatMap((term) => term ?? [])
  const binds = broken.some(({ rule }) => BINDING.includes(rule.status))
  return line(
    'E3',
    beforeFiling && !binds,
    {
      filedOn,
      ...(borrowsFirst && { mode: 'BORROW_FIRST' }),
      ...(disbursed && { firstDisbursedOn: disbursed.firstOn, lastDisbursedOn: disbursed.lastOn }),
      ...(cutoff.value && { cutoffDay: cutoff.value.value }),
      ...(previousMonth.value?.value && { monthOfLoans: month }),
    },
    previousMonth.value?.rule ?? cutoff.value?.rule ?? reviewerRule('E3'),
    { zh: '先贷后借，且在报账期内', en: 'Disbursed before the filing, and filed within the window' },
    beforeFiling
      ? { zh: '在贷款发放次月的截止日前报账', en: 'File by the cut-off day of the month after the disbursement' }
      : { zh: '放款后再报账', en: 'File after the disbursement' },
    beforeFiling && !binds && broken.length > 0,
  )
}

const underRateCap: Check = ({ loan, lineage, terms, filedOn, lprOneYear }) => {
  const cap = termIfSet(terms, lineage, 'loan_rate_cap', loan.disbursed?.firstOn ?? filedOn)
  if (!cap.ok) return unknownTerm('E4', cap.refusal)
  const ratePercent = formatRatePercent(loan.rate)
  const message = {
    zh: '贷款利率不高于发放日的上限',
    en: 'The loan rate is within the cap of the day it was disbursed',
  }
  const cure = { zh: '下调利率或另选贷款', en: 'Lower the rate or choose another loan' }
  if (cap.value === null) return line('E4', true, { ratePercent, cap: 'none' }, reviewerRule('E4'), message, cure)
  if (lprOneYear === null) return line('E4', false, { ratePercent }, cap.value.rule, message, cure)
  const most = cap.value.value(lprOneYear)
  return line(
    'E4',
    compareRate(loan.rate, most) <= 0,
    { ratePercent, capPercent: formatRatePercent(most) },
    cap.value.rule,
    message,
    cure,
  )
}

const eligibleBorrower: Check = ({ loan, lineage, terms, filedOn }) => {
  const tests = termInForce(terms, lineage, 'eligibility', loan.disbursed?.firstOn ?? filedOn)
  if (!tests.ok) return unknownTerm('E5', tests.refusal)
  const { size, isPrivate, customerCredit } = loan.borrower
  return line(
    'E5',
    isEligibleBorrower(loan.borrower, tests.value.value),
    { size, ownership: isPrivate ? 'private' : 'other', customerCredit: formatMoney(customerCredit) },
    tests.value.rule,
    { zh: '借款人属于支持范围', en: 'The borrower is one the facility is for' },
    { zh: '另选符合条件的借款人的贷款', en: 'Choose the loan of a borrower the facility is for' },
  )
}

const useEvidenced: Check = ({ loan: { hasUseEvidence, disbursed }, mode }) =>
  line(
    'USE',
    hasUseEvidence || (mode === 'BORROW_FIRST' && disbursed === null),
    { evidence: hasUseEvidence ? 'present' : disbursed === null ? 'follows with the payment' : 'missing' },
    reviewerRule('USE'),
    { zh: '资金用途证明齐全', en: 'There is evidence of what the money was used for' },
    { zh: '补充用途证明', en: 'Attach the evidence of use' },
  )

const SECURED_STATES: readonly string[] = ['REGISTERED', 'FROZEN_CONFIRMED']
const pledgeRegistered: Check = ({ loan: { pledge } }) =>
  line(
    'PLEDGE',
    pledge === null || SECURED_STATES.includes(pledge.state),
    pledge === null ? { pledge: 'none' } : { pledge: pledge.id, state: pledge.state },
    reviewerRule('PLEDGE'),
    { zh: '设有质押的，质押已登记', en: 'Where the loan is secured, the pledge is registered' },
    { zh: '办理质押登记', en: 'Register the pledge' },
  )

const withinQuota: Check = ({ requested, quotaAvailable }) =>
  line(
    'Q2',
    requested === null ? isPositiveMoney(quotaAvailable) : compareMoney(requested, quotaAvailable) <= 0,
    { available: formatMoney(quotaAvailable), ...(requested && { requested: formatMoney(requested) }) },
    reviewerRule('Q2'),
    { zh: '不超过剩余额度', en: 'Within the quota still available' },
    { zh: '减少金额或等待额度', en: 'Ask for less, or wait for quota' },
  )

export const CHECKS: readonly Check[] = [
  liveState,
  withinRatio,
  oneFacility,
  insideWindow,
  underRateCap,
  eligibleBorrower,
  useEvidenced,
  pledgeRegistered,
  withinQuota,
]
