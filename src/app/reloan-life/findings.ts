import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { addWorkingDays } from '../../domain/loans/working-calendar.js'
import { type FindingEvent, type FindingStateForbids, nextFindingState } from '../../domain/relending/monthly-checks.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { countOf } from '../loans/product-terms.js'
import { workingCalendar } from '../working-days/views.js'
import { type FindingRow, insertFindingStep, lockFinding, moveFinding } from './store.js'

export type FindingRefusal = RecordRefusal | DateOrderRefusal | FindingStateForbids

export interface FindingStepTaken {
  readonly findingId: string
  /** The bank answers; the reviewer accepts or reopens. */
  readonly event: FindingEvent
  readonly on: CivilDate
  readonly opinion: string
  readonly evidenceHash: string | null
  readonly version: number
  readonly today: CivilDate
}

/** 答复、认可、退回补充: a step of a finding by the side whose turn it is. What is asked again has a new last day. */
export async function takeFindingStep(
  command: Command,
  input: FindingStepTaken,
): Promise<Result<FindingRow, FindingRefusal>> {
  const { tx, actor } = command
  const { event, on, opinion, evidenceHash } = input
  const finding = await lockFinding(tx, input.findingId)
  if (finding === undefined) return notFound('re-loan finding')
  const next = nextFindingState(finding.state, event)
  if (!next.ok) return next
  const seen = sameVersion(input.version, finding.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['foundOn', finding.foundOn],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  await insertFindingStep(tx, { finding, state: next.value, on, opinion, evidenceHash, takenBy: actor.userId })
  const clock = next.value === 'REOPENED' ? await answerClock(command, on) : {}
  const moved = await moveFinding(tx, finding.id, { state: next.value, ...clock })
  await recordEvent(command, {
    action: `reloan_finding.${next.value.toLowerCase()}`,
    subjectKind: 'reloan_finding',
    subjectId: finding.id,
    detail: { check: finding.check, month: finding.month, on, opinion, evidenceHash },
  })
  return ok(moved)
}

/** The last day to answer what is asked on a day, with the parameter row. */
export async function answerClock({ tx }: Pick<Command, 'tx'>, from: CivilDate) {
  const { value, rule } = await countOf(tx, 'reloan.finding_answer_wd', from)
  return {
    deadlineOn: addWorkingDays(await workingCalendar(tx), from, value),
    clockRuleId: BigInt(rule.ruleId),
  }
}
