import { type AlertRefusal, type AnswerKind, mayAnswer } from '../../domain/collateral/alert.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { lockSubject } from '../process/store.js'
import { type StepRefusal, takeStep } from '../process/take-step.js'
import { type CollateralAlert, lockAlert, moveAlert } from './alert-store.js'
import { isAnswerOnRecord } from './pledge-facts-views.js'

export interface AlertAnswer {
  readonly alertId: string
  readonly answer: AnswerKind
  /** The repayment's event, or the approved change of collateral; what an explanation refers to. */
  readonly reference: string
  readonly on: CivilDate
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** The bank answers an alert with what has been done. The watch looks at the next run whether it is cured by it. */
export async function answerAlert(
  command: Command,
  input: AlertAnswer,
): Promise<Result<CollateralAlert, StepRefusal | AlertRefusal>> {
  const { tx } = command
  const { answer, reference } = input
  const alert = await lockAlert(tx, input.alertId)
  if (alert === undefined) return notFound('alert')
  const seen = sameVersion(input.version, alert.version)
  if (!seen.ok) return seen
  if (!mayAnswer(alert.kind, answer)) return refuse({ code: 'ANSWER_NOT_FOR_KIND', answer, kind: alert.kind })
  if (answer !== 'explanation' && !(await isAnswerOnRecord(tx, alert, answer, reference)))
    return refuse({ code: 'ANSWER_NOT_ON_RECORD', answer, reference })
  return stepAlert(command, alert, { ...input, event: 'answer', to: 'ANSWERED', met: ['answer-holds'] })
}

/** 关闭: an approver lets rest what is no stop, and says why. */
export async function closeAlert(
  command: Command,
  input: Omit<AlertAnswer, 'answer' | 'reference'>,
): Promise<Result<CollateralAlert, StepRefusal>> {
  const alert = await lockAlert(command.tx, input.alertId)
  if (alert === undefined) return notFound('alert')
  const seen = sameVersion(input.version, alert.version)
  if (!seen.ok) return seen
  const met = alert.level === 'STOP' || alert.level === 'MARGIN_CALL' ? [] : ['no-stop']
  return stepAlert(command, alert, { ...input, event: 'close', to: 'CLOSED', met })
}

async function stepAlert(
  command: Command,
  alert: CollateralAlert,
  step: {
    readonly event: 'answer' | 'close'
    readonly to: 'ANSWERED' | 'CLOSED'
    readonly on: CivilDate
    readonly opinion: string
    readonly today: CivilDate
    readonly met: readonly string[]
    readonly answer?: AnswerKind
    readonly reference?: string
  },
): Promise<Result<CollateralAlert, StepRefusal>> {
  const { event, to, on, opinion, today, met, answer, reference } = step
  const subject = await lockSubject(command.tx, 'collateral_alert', alert.id)
  if (subject === undefined) return notFound('alert')
  const taken = await takeStep(command, {
    subjectKind: 'collateral_alert',
    subjectId: alert.id,
    event,
    on,
    opinion,
    evidenceHash: null,
    version: subject.version,
    today,
    facts: { met, detail: answer === undefined ? {} : { answer, reference } },
  })
  if (!taken.ok) return taken
  await moveAlert(command.tx, alert, to)
  return ok({ ...alert, state: to, version: alert.version + 1 })
}
