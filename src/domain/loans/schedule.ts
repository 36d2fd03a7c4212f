import type { Result } from '../../kernel/result.js'
import { decliningSchedule } from './declining-schedule.js'
import { flatSchedule } from './flat-schedule.js'
import type { CalculationRefusal } from './refusal.js'
import type { Schedule, ScheduleRequest } from './schedule-request.js'
import { termsOf } from './schedule-terms.js'
import { timelineOf } from './timeline.js'

/**
 * The rows a borrower is shown, computed anew from the loan's terms and dated facts; nothing is remembered between calls.
 * `POST /v1/calculations/loan-schedule` and every real loan go through here.
 */
export const loanSchedule = (request: ScheduleRequest): Result<Schedule, CalculationRefusal> => {
  const terms = termsOf(request)
  if (!terms.ok) return terms
  if (request.interestType === 'flat') return flatSchedule(request.disbursedOn, terms.value)
  const timeline = timelineOf(request, terms.value.periods)
  if (!timeline.ok) return timeline
  return decliningSchedule(request.disbursedOn, terms.value, timeline.value)
}
