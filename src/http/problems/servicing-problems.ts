import type { PayOutRefusal } from '../../app/servicing/pay-out.js'
import type { ChangeRefusal } from '../../app/servicing/record-change.js'
import type { businessDayProblems } from './business-day-problems.js'
import type { collateralProblems } from './collateral-problems.js'
import type { creditLineProblems } from './credit-line-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { ledgerProblems } from './ledger-problems.js'
import type { loanCalculationProblems } from './loan-calculation-problems.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = keyof (typeof edgeProblems &
  typeof businessDayProblems &
  typeof collateralProblems &
  typeof creditLineProblems &
  typeof ledgerProblems &
  typeof loanCalculationProblems)
/** Told with contracts and disbursements, where a term is tested first. */
type ToldWithLoans = 'TERM_BEYOND_RIGHTS'

/** Payments, fees, changes of rate and plan, misuse, write-off and reversals. */
export const servicingProblems: ProblemTable<
  Exclude<ChangeRefusal | PayOutRefusal, { readonly code: ToldElsewhere | ToldWithLoans }>
> = {
  NOTHING_DISBURSED: {
    status: 409,
    zh: '贷款尚未放款。',
    en: 'Nothing of the loan has been paid out yet.',
  },
  NOTHING_TO_RESTRUCTURE: {
    status: 422,
    zh: '{on} 已没有未到期本金可以展期。',
    en: 'On {on} there is no principal not yet due that could be extended.',
  },
  LOAN_SETTLED: {
    status: 409,
    zh: '贷款已于 {settledOn} 结清。',
    en: 'The loan was settled on {settledOn}.',
  },
  LOAN_WRITTEN_OFF: {
    status: 409,
    zh: '贷款已核销,只能收回款项。',
    en: 'The loan has been written off; only money can still be received for it.',
  },
  FACT_BEFORE_DISBURSEMENT: {
    status: 422,
    zh: '{on} 早于首次放款日 {disbursedOn}。',
    en: '{on} is before the first disbursement on {disbursedOn}.',
  },
  PAYMENT_ABOVE_OWED: {
    status: 422,
    zh: '还款 {amount} 元超过 {on} 结清所需的 {owed} 元。',
    en: 'The payment of {amount} is above the {owed} that settle the loan on {on}.',
  },
  PAYOFF_AMOUNT_DIFFERS: {
    status: 422,
    zh: '{on} 结清需 {total} 元,收到的是 {amount} 元;请按当日结清试算办理。',
    en: 'Settling the loan on {on} takes {total}, not {amount}; take the payoff quote of that day.',
  },
  ARREARS_FIRST: {
    status: 409,
    zh: '{on} 还有到期未还 {due} 元,请先归还再展期。',
    en: 'On {on} there are {due} due and unpaid; they are paid before the loan is extended.',
  },
  RESTRUCTURE_AFTER_MATURITY: {
    status: 422,
    zh: '展期须在到期日 {maturity} 之前办理,{on} 已不能办理。',
    en: 'An extension is agreed before maturity on {maturity}; {on} is too late.',
  },
  MISUSE_ALREADY_FOUND: {
    status: 409,
    zh: '已登记挪用且尚未解除。',
    en: 'Misuse has been recorded already and is not cleared.',
  },
  MISUSE_NOT_FOUND: {
    status: 409,
    zh: '没有待解除的挪用记录。',
    en: 'No misuse is recorded that could be cleared.',
  },
  WRITE_OFF_NOT_OVERDUE: {
    status: 409,
    zh: '贷款在 {on} 没有逾期,不能核销。',
    en: 'The loan is not overdue on {on} and is not written off.',
  },
  FACT_UNKNOWN: {
    status: 404,
    zh: '这笔贷款没有该业务记录({factId}),或者已被冲销。',
    en: 'The loan has no such event ({factId}), or it was reversed already.',
  },
  LATER_FACTS_FORBID: {
    status: 409,
    zh: '之后的业务依赖于此,请先冲销之后的业务({because})。',
    en: 'Later events depend on it; reverse those first ({because}).',
  },
  DISBURSEMENT_STAYS: {
    status: 409,
    zh: '放款({factId})之后已有其他业务以其为依据({because}),不能冲正;请先撤销该业务,或按当日结清办理。',
    en: 'Something rests on the disbursement ({factId}: {because}), so it is not taken back; withdraw that first, or pay the loan off on the same day.',
  },
  RECEIPT_BOOKED_ALREADY: {
    status: 409,
    zh: '{on} 的回单 {reference} 已经按同一金额入账({eventId});如录入有误,请先冲销。',
    en: 'The receipt {reference} of {on} was booked already with the same amount ({eventId}); if that was wrong, reverse it first.',
  },
  GUARANTOR_PAYS_BY_CALL: {
    status: 422,
    zh: '担保机构的还款须在代偿通知下登记,不能按普通还款入账。',
    en: 'What a guarantor pays is recorded with the call it answers, not as a repayment.',
  },
}
