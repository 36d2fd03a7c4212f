import type { StatementRefusal } from '../../app/carbon/statements.js'
import type { VerificationCommandRefusal } from '../../app/verifications/record-verification.js'
import type { carbonProblems } from './carbon-problems.js'
import type { ProblemTable } from './problem-table.js'

type StatementSlice = StatementRefusal | VerificationCommandRefusal

/** Statements and verification records. What an account is refused with is told by the carbon table, NOT_FOUND by the edge. */
export const statementProblems: ProblemTable<
  Exclude<StatementSlice, { readonly code: 'NOT_FOUND' | keyof typeof carbonProblems }>
> = {
  STATEMENT_PERIOD_INVERTED: {
    status: 422,
    zh: '报表起始月份 {from} 晚于截止月份 {to}。',
    en: 'The statement would begin in {from}, after it ends in {to}.',
  },
  STATEMENT_PERIOD_TOO_LONG: {
    status: 422,
    zh: '报表期间 {from} 至 {to} 超过 {most} 个月,请缩短。',
    en: 'The statement from {from} to {to} is longer than {most} months; ask for less.',
  },
  STATEMENT_PERIOD_AFTER_AS_OF: {
    status: 422,
    zh: '报表截止月份 {to} 晚于业务时点 {asOf}。',
    en: 'The statement would end in {to}, after its day {asOf}.',
  },
  VERIFICATION_PERIOD_INVERTED: {
    status: 422,
    zh: '{member} 的终点 {to} 早于起点 {from}。',
    en: 'The {member} would end at {to}, before it begins at {from}.',
  },
  VERIFICATION_MEMBER_MISSING: {
    status: 422,
    zh: '核查级别 {level} 必须填写 {member}。',
    en: 'A verification of level {level} needs its {member}.',
  },
  VERIFIER_UNKNOWN: {
    status: 422,
    zh: '没有代码为 {verifierCode} 的核查机构。',
    en: 'No organisation that verifies has the code {verifierCode}.',
  },
  VERIFICATION_NEEDS_NO_CONFIRMATION: {
    status: 409,
    zh: '级别为 {level} 的核查记录无需确认。',
    en: 'A verification of level {level} counts without confirmation.',
  },
  VERIFICATION_ALREADY_CONFIRMED: {
    status: 409,
    zh: '核查记录 {verificationId} 已经确认。',
    en: 'The verification {verificationId} has been confirmed already.',
  },
  VERIFICATION_MAKER_CONFIRMS: {
    status: 403,
    zh: '录入人不能确认自己录入的核查记录 {verificationId}。',
    en: 'Whoever entered the verification {verificationId} cannot confirm it.',
  },
  NOT_THE_VERIFIER: {
    status: 403,
    zh: '该核查记录须由 {verifierCode} 确认。',
    en: 'The verification is confirmed by {verifierCode}, which it names.',
  },
}
