import type { AcknowledgementRefusal } from '../../app/business-days/acknowledge-finding.js'
import type { BusinessDateRefusal } from '../../app/business-days/business-date.js'
import type { ClosingRefusal } from '../../app/business-days/close-day.js'
import type { BooksRefusal } from '../../domain/loans/books-agree.js'
import type { ClassificationRefusal } from '../../domain/loans/classification.js'
import type { BusinessDayRefusal } from '../../domain/loans/end-of-day.js'
import type { collateralProblems } from './collateral-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { ProblemTable } from './problem-table.js'

/** What an end of day finds that no command is refused with. */
type EndOfDayFinding =
  | ClassificationRefusal
  | BooksRefusal
  | { readonly code: 'LOAN_DIFFERS_FROM_LEDGER'; readonly loan: string; readonly ledger: string }
  | { readonly code: 'DEFECT'; readonly failure: string }

type BusinessDaySlice =
  | BusinessDateRefusal
  | BusinessDayRefusal
  | ClosingRefusal
  | AcknowledgementRefusal
  | EndOfDayFinding
type ToldElsewhere = keyof (typeof edgeProblems & typeof collateralProblems)

/** Business days and their end. */
export const businessDayProblems: ProblemTable<Exclude<BusinessDaySlice, { readonly code: ToldElsewhere }>> = {
  BUSINESS_DATE_AHEAD: {
    status: 422,
    zh: '{on} 晚于本行当前营业日 {businessDate},须待该营业日开启后办理。',
    en: '{on} is after the business date of the bank, {businessDate}; it can be dated so once that day is open.',
  },
  BUSINESS_DAYS_ALREADY_KEPT: {
    status: 409,
    zh: '本行已启用营业日,当前为 {businessDate};以后的营业日由日终自动开启。',
    en: 'The bank keeps business days already and is at {businessDate}; later days are opened by the end of the day before.',
  },
  BUSINESS_DAY_BEFORE_BOOKS: {
    status: 422,
    zh: '账务已记至 {bookedOn},首个营业日 {day} 不能早于该日。',
    en: 'The books go up to {bookedOn}; the first business day {day} cannot be before it.',
  },
  BUSINESS_DAY_CLOSED: {
    status: 409,
    zh: '营业日 {day} 已完成日终,当前营业日为 {businessDate}。',
    en: 'The business day {day} is closed already; the bank is at {businessDate}.',
  },
  BUSINESS_DAY_REACHED: {
    status: 409,
    zh: '当前营业日已是 {businessDate},无须推进到 {to}。',
    en: 'The bank is at {businessDate} already and need not advance to {to}.',
  },
  FINDING_NOT_BLOCKING: {
    status: 409,
    zh: '事项 {findingCode} 不影响日终,无须确认。',
    en: 'The finding {findingCode} does not hold the day up and needs no acknowledgement.',
  },
  ALREADY_ACKNOWLEDGED: {
    status: 409,
    zh: '该事项已经确认。',
    en: 'The finding has been acknowledged already.',
  },
  CLASSIFICATION_FLOORS_UNUSABLE: {
    status: 422,
    zh: '五级分类的逾期天数规则不完整或次序有误({class}),本日未作分类。',
    en: 'The rules of classification by days overdue lack {class} or are out of order; nothing was classified on the day.',
  },
  LOANS_DIFFER_FROM_LEDGER: {
    status: 409,
    zh: '贷款余额合计 {loans} 元与总账科目 {accounts} 余额 {ledger} 元不符,相差 {difference} 元。',
    en: 'The loans owe {loans} in all, the ledger holds {ledger} on {accounts}: a difference of {difference}.',
  },
  LOAN_DIFFERS_FROM_LEDGER: {
    status: 409,
    zh: '该笔贷款余额 {loan} 元,账上为 {ledger} 元。',
    en: 'The loan owes {loan}, the ledger holds {ledger} for it.',
  },
  DEFECT: {
    status: 409,
    zh: '处理该笔贷款时程序出错({failure}),请联系系统维护人员。',
    en: 'The program failed on this loan ({failure}); tell whoever maintains it.',
  },
}
