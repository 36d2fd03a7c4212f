import type { LookRefusal } from '../../app/account-views/look-into.js'
import type { AccountRefusal } from '../../app/carbon/account-refusal.js'
import type { CreditReportRefusal } from '../../app/credit-reports/issue.js'
import type { ProblemTable } from './problem-table.js'

type Own = Exclude<CreditReportRefusal, AccountRefusal | LookRefusal | { readonly code: 'LENDER_UNKNOWN' }>

/** Carbon-credit reports. What their accounts are refused with is told there. */
export const creditReportProblems: ProblemTable<Own> = {
  REPORT_FOR_ANOTHER_LENDER: {
    status: 403,
    zh: '银行只能为本机构出具报告,不能为 {lenderCode} 出具。',
    en: 'A bank has reports issued for itself only, not for {lenderCode}.',
  },
  REPORT_DAY_IN_FUTURE: {
    status: 422,
    zh: '报告日 {asOf} 晚于今天 {today}。',
    en: 'The day of the report, {asOf}, is after today, {today}.',
  },
  KNOWN_AT_IN_FUTURE: {
    status: 422,
    zh: '知悉时点 {knownAt} 晚于现在 {now}。',
    en: 'What is known at {knownAt} cannot be said yet: it is {now} now.',
  },
  KNOWN_BEFORE_REPORT: {
    status: 422,
    zh: '知悉时点 {knownAt} 早于原报告的知悉时点 {reportKnownAt},不能以更早的信息重述。',
    en: 'A report is not restated with less than it knew: {knownAt} is before its own instant, {reportKnownAt}.',
  },
  REPORT_ALREADY_RESTATED: {
    status: 409,
    zh: '报告 {number} 已由 {restatedBy} 重述,请对最新一份重新出具。',
    en: 'The report {number} has been restated by {restatedBy}; issue the newest one again.',
  },
}
