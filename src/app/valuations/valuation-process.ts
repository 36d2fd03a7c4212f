import type { ValuationStep } from '../../domain/data-assets/valuation-machine.js'
import { addWorkingDays, nextWorkingDay } from '../../domain/loans/working-calendar.js'
import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { countOf } from '../loans/product-terms.js'
import { openSubject } from '../process/open-subject.js'
import { lockSubject, type ProcessSubject } from '../process/store.js'
import { type StepRefusal, takeStep } from '../process/take-step.js'
import { workingCalendar } from '../working-days/views.js'

export const VALUATION_SUBJECT = 'valuation'

/** A valuation enters the engine when it is asked for, with three working days to name its valuer. */
export async function openValuation(
  command: Command,
  { id, lenderId, on, detail, hasOwnEvent = false }: ValuationOpening,
): Promise<ProcessSubject> {
  const { value, rule } = await countOf(command.tx, 'valuation.assign_wd', on)
  const deadlineOn = addWorkingDays(await workingCalendar(command.tx), on, value)
  return openSubject(command, {
    subjectKind: VALUATION_SUBJECT,
    subjectId: id,
    event: 'request',
    on,
    parties: { lender: lenderId },
    detail,
    auditedByCaller: hasOwnEvent,
    deadline: { on: deadlineOn, event: 'alert', ruleIds: [rule.ruleId] },
  })
}
export interface ValuationOpening {
  readonly id: string
  readonly lenderId: string
  readonly on: CivilDate
  readonly detail: Readonly<Record<string, unknown>>
  /** Of a report in hand, the audit is told of the report. */
  readonly hasOwnEvent?: boolean
}

/** Takes steps of a valuation one after another; of one that was there before the engine nothing is written. */
export async function stepValuation(
  command: Command,
  id: string,
  steps: readonly ValuationStep[],
  facts: {
    readonly on: CivilDate
    readonly met: readonly string[]
    readonly validTo?: CivilDate
    readonly opinion?: string | null
    readonly hasOwnEvent?: boolean
    readonly detail?: Readonly<Record<string, unknown>>
  },
): Promise<Result<ProcessSubject | null, StepRefusal>> {
  let subject = await lockSubject(command.tx, VALUATION_SUBJECT, id)
  if (subject === undefined) return ok(null)
  const calendar = await workingCalendar(command.tx)
  for (const event of steps) {
    // A step that is dated before the one it follows, as reports are that were in hand earlier, counts from that one.
    const on = laterOf(facts.on, subject.lastOn)
    const taken: Result<{ readonly after: ProcessSubject }, StepRefusal> = await takeStep(command, {
      subjectKind: VALUATION_SUBJECT,
      subjectId: id,
      event,
      on,
      opinion: facts.opinion ?? null,
      evidenceHash: null,
      version: subject.version,
      auditedByCaller: facts.hasOwnEvent ?? true,
      facts: {
        met: facts.met,
        dates: {
          deadline: subject.deadlineOn ?? nextWorkingDay(calendar, on),
          ...(facts.validTo === undefined ? {} : { validTo: facts.validTo }),
        },
        ...(facts.detail === undefined ? {} : { detail: facts.detail }),
      },
    })
    if (!taken.ok) return taken
    subject = taken.value.after
  }
  return ok(subject)
}
