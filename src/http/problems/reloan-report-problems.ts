import type { RecordInterestRefusal } from '../../app/reloan-books/record-interest-fact.js'
import type { UtilisationRefusal } from '../../app/reloan-reports/utilisation.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = 'NOT_FOUND' | 'STALE_VERSION' | 'PERIOD_CLOSED' | 'NOT_POSITIVE' | 'DATES_OUT_OF_ORDER'

/** Interest of re-loans and their reports; what re-lending and the ledger say too is told there. */
export const reloanReportProblems: ProblemTable<
  Exclude<RecordInterestRefusal | UtilisationRefusal, { readonly code: ToldElsewhere }>
> = {
  RELOAN_NOT_SETTLED_ON: {
    status: 422,
    zh: '{on} 不是该笔再贷款的结息日;已结息的日期:{settled}。',
    en: 'No interest of the re-loan was settled on {on}; it was settled on: {settled}.',
  },
  RELOAN_INTEREST_TOLD_ALREADY: {
    status: 409,
    zh: '{on} 结息的未收金额已登记。',
    en: 'What did not come in of the interest settled on {on} is recorded already.',
  },
  RELOAN_UNPAID_ABOVE_INTEREST: {
    status: 422,
    zh: '未收利息 {amount} 元超过当日结息 {interest} 元。',
    en: 'Unpaid interest of {amount} yuan is above the {interest} that was settled that day.',
  },
  RELOAN_PAID_ABOVE_ARREARS: {
    status: 422,
    zh: '收到利息 {amount} 元超过当日欠息 {arrears} 元。',
    en: 'Interest of {amount} yuan is above the {arrears} owed from earlier settlements on that day.',
  },
  REPORT_PERIOD_TOO_LONG: {
    status: 422,
    zh: '所选期间 {days} 天,最多 {most} 天。',
    en: 'The period has {days} days; at most {most} are told at once.',
  },
}
