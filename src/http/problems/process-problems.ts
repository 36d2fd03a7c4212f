import type { ProcessRefusal } from '../../domain/process/machine.js'
import type { ProblemTable } from './problem-table.js'

type Code = 'PARTY_FORBIDDEN' | 'DEADLINE_PASSED' | 'CLOCK_RUNNING' | 'PRECONDITION_UNMET'

/** What a step of any process is refused with, beside the state, the stale version and the order of days told elsewhere. */
export const processProblems: ProblemTable<Extract<ProcessRefusal, { readonly code: Code }>> = {
  PARTY_FORBIDDEN: {
    status: 403,
    zh: '此步骤({event})应由 {by} 办理。',
    en: 'This step ({event}) is for {by} to take.',
  },
  DEADLINE_PASSED: {
    status: 409,
    zh: '期限已于 {deadlineOn} 届满,{on} 不能再办理此步骤({event})。',
    en: 'The time ended on {deadlineOn}; on {on} this step ({event}) is too late.',
  },
  CLOCK_RUNNING: {
    status: 409,
    zh: '期限到 {deadlineOn} 才届满,{on} 还不能办理此步骤({event})。',
    en: 'The time runs until {deadlineOn}; on {on} this step ({event}) is too early.',
  },
  PRECONDITION_UNMET: {
    status: 422,
    zh: '此步骤({event})的条件尚未具备:{cures}。',
    en: 'This step ({event}) still lacks: {cures}.',
  },
}
