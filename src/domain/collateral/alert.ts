import type { CivilDate } from '../../kernel/civil-date.js'
import type { Machine } from '../process/machine.js'

/** 提示 · 关注 · 追加担保通知 · 停止放款: what an alert means for a loan; at STOP nothing more is paid out. */
export type AlertLevel = 'NOTICE' | 'WATCH' | 'MARGIN_CALL' | 'STOP'

/** What the watch over pledges finds by itself, day by day; what it no longer finds is cured. */
export const WATCHED = [
  'LTV_MARGIN_CALL',
  'LTV_STOP',
  'VALUE_NOT_IN_FORCE',
  'REVALUATION_DUE',
  'RIGHT_ENDS_BEFORE_LOAN',
  'RIGHT_ENDED',
  'REGISTRATION_TOO_SHORT',
  'REGISTRATION_ENDING',
  'REGISTRATION_LAPSED',
  'FREEZE_OVERDUE',
  'OBJECTED',
  'PLEDGE_ENDED',
  'RELEASE_DUE',
] as const
export type WatchedKind = (typeof WATCHED)[number]

/** What a comparison with the files of a register finds. */
export const COMPARED = ['MOVABLES_DIFFER', 'EXCHANGE_DIFFERS', 'CERTIFICATE_DIFFERS'] as const
export type ComparedKind = (typeof COMPARED)[number]

export interface CollateralFinding {
  readonly kind: WatchedKind | ComparedKind
  /** What differs, of a kind that may be found more than once of a pledge. */
  readonly subject: string
  readonly level: AlertLevel
  readonly facts: Readonly<Record<string, string>>
  readonly dueOn: CivilDate
}

export type AlertState = 'OPEN' | 'ANSWERED' | 'CURED' | 'CLOSED'
export type AlertEvent = 'answer' | 'cure' | 'close'
const needs: readonly string[] = []

/** 预警: raised and cured by the program, answered by the bank, closed by a second person who explains why it may rest. */
export const ALERT_MACHINE: Machine<AlertState, AlertEvent> = {
  name: 'collateral-alert',
  initial: 'OPEN',
  applicant: 'lender',
  transitions: (['OPEN', 'ANSWERED'] as const).flatMap((from) => [
    { from, event: 'answer', to: 'ANSWERED', by: ['lender'], needs: ['answer-holds'], clock: null, timer: false },
    { from, event: 'cure', to: 'CURED', by: [], needs, clock: null, timer: true },
    { from, event: 'close', to: 'CLOSED', by: ['lender'], needs: ['no-stop'], clock: null, timer: false },
  ]),
  cures: {
    'answer-holds': {
      zh: '以部分还款、追加担保或置换担保答复,并有相应记录',
      en: 'Answer by a repayment, an added or a substituted pledge that is on record',
    },
    'no-stop': { zh: '停止放款的预警须先消除原因', en: 'What stops payments must be cured, it cannot be closed' },
  },
}

/** 部分还款 · 追加担保 · 置换担保 · 说明 */
export type AnswerKind = 'part-repayment' | 'added-collateral' | 'substitution' | 'explanation'

export type AlertRefusal =
  | { readonly code: 'ANSWER_NOT_FOR_KIND'; readonly answer: string; readonly kind: string }
  | { readonly code: 'ANSWER_NOT_ON_RECORD'; readonly answer: string; readonly reference: string }

/** A call for margin is answered by money or by collateral; everything else may also be explained. */
export const mayAnswer = (kind: string, answer: AnswerKind): boolean =>
  answer !== 'explanation' || (kind !== 'LTV_MARGIN_CALL' && kind !== 'LTV_STOP')
