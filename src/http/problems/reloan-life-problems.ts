import type { DecideClawbackRefusal } from '../../app/reloan-life/decide-clawback.js'
import type { DecideProposalRefusal } from '../../app/reloan-life/decide-proposal.js'
import type { FindingRefusal } from '../../app/reloan-life/findings.js'
import type { ProposeClawbackRefusal } from '../../app/reloan-life/propose-clawback.js'
import type { ProposeExtensionRefusal } from '../../app/reloan-life/propose-extension.js'
import type { ProposeReturnRefusal } from '../../app/reloan-life/propose-return.js'
import type { ProposeSubstitutionRefusal } from '../../app/reloan-life/propose-substitution.js'
import type { edgeProblems } from './edge-problems.js'
import type { ProblemTable } from './problem-table.js'
import type { relendingProblems } from './relending-problems.js'

type ReloanLifeSlice =
  | ProposeReturnRefusal
  | ProposeExtensionRefusal
  | ProposeSubstitutionRefusal
  | ProposeClawbackRefusal
  | DecideProposalRefusal
  | DecideClawbackRefusal
  | FindingRefusal

type ToldElsewhere = keyof (typeof edgeProblems & typeof relendingProblems) | 'PERIOD_CLOSED'

/** Re-loans after they were drawn. */
export const reloanLifeProblems: ProblemTable<Exclude<ReloanLifeSlice, { readonly code: ToldElsewhere }>> = {
  PROPOSAL_OPEN: {
    status: 409,
    zh: '该笔再贷款已有一项申请待审查,请等其审结。',
    en: 'A proposal for this re-loan is waiting already; let it be decided first.',
  },
  RELOAN_ENDED: {
    status: 409,
    zh: '该笔再贷款已无余额(状态 {state})。',
    en: 'Nothing is owed on this re-loan any more (state {state}).',
  },
  BEFORE_DRAWING: {
    status: 422,
    zh: '日期 {on} 早于再贷款发放日 {drawnOn}。',
    en: 'The day {on} is before the re-loan was drawn ({drawnOn}).',
  },
  RETURN_ABOVE_BALANCE: {
    status: 422,
    zh: '金额 {amount} 元超过再贷款余额 {balance} 元。',
    en: 'The amount of {amount} yuan is above the balance of {balance}.',
  },
  EXTENSION_AFTER_DUE: {
    status: 422,
    zh: '再贷款已于 {dueOn} 到期,{on} 不能再办展期。',
    en: 'The re-loan fell due on {dueOn}; on {on} it cannot be extended any more.',
  },
  EXTENSION_NOT_BEGUN: {
    status: 409,
    zh: '上一次展期自 {from} 起,{on} 尚未开始,不能再次展期。',
    en: 'The last extension runs from {from}; on {on} it has not begun, and no other can be agreed.',
  },
  EXTENSIONS_USED_UP: {
    status: 422,
    zh: '已展期 {used} 次,最多 {most} 次。',
    en: 'It was extended {used} times already; {most} at most.',
  },
  EXTENSION_TOO_LONG: {
    status: 422,
    zh: '展期 {months} 个月过长,每次最多 {most} 个月。',
    en: 'An extension of {months} months is too long; {most} at most.',
  },
  LIFE_TOO_LONG: {
    status: 422,
    zh: '连同展期累计 {totalMonths} 个月,最长 {most} 个月。',
    en: 'With the extension the life would be {totalMonths} months; {most} at most.',
  },
  CURE_NOT_OFFERED: {
    status: 422,
    zh: '该工具不接受此种处置({cure}),可选:{offered}。',
    en: 'The facility does not take this cure ({cure}); it takes: {offered}.',
  },
  SUBSTITUTE_TWICE: {
    status: 422,
    zh: '贷款 {loan} 在换入清单中出现了两次。',
    en: 'Loan {loan} is offered twice.',
  },
  SUBSTITUTE_NOT_NEEDED: {
    status: 422,
    zh: '贷款 {loan} 并不需要:其余贷款已足以支持再贷款余额。',
    en: 'Loan {loan} is not needed: the others cover what is owed.',
  },
  LOAN_NOT_BACKING: {
    status: 422,
    zh: '贷款 {loan} 并不支持该笔再贷款,不能换出。',
    en: 'Loan {loan} does not back this re-loan and cannot be taken out of it.',
  },
  LOAN_ALREADY_BACKS: {
    status: 409,
    zh: '贷款 {loan} 已用于另一笔申请或再贷款({claimedBy}),一笔贷款只能支持一处。',
    en: 'Loan {loan} is used by another filing or re-loan already ({claimedBy}); a loan backs one only.',
  },
  SUBSTITUTE_AFTER: {
    status: 422,
    zh: '贷款 {loan} 的发放日({disbursedOn})晚于替换日 {on}。',
    en: 'Loan {loan} was not paid out ({disbursedOn}) by the day of the substitution, {on}.',
  },
  SUBSTITUTE_NOT_ELIGIBLE: {
    status: 422,
    zh: '贷款 {loan} 不合格,未通过:{checks}。',
    en: 'Loan {loan} does not qualify; failed: {checks}.',
  },
  SUBSTITUTION_TOO_SMALL: {
    status: 422,
    zh: '换入后仍缺 {shortfall} 元,还需合格贷款余额 {balance} 元。',
    en: 'After the substitution {shortfall} yuan are still not covered; eligible loans of {balance} more are needed.',
  },
  CLAWBACK_REASON_UNKNOWN: {
    status: 422,
    zh: '没有收回原因 {reason},可选:{known}。',
    en: 'There is no reason {reason} for a claw-back; known: {known}.',
  },
}
