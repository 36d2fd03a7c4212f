import { checkActivity } from '../../domain/carbon/activity.js'
import { type CivilDate, civilMonth, lastDayOf } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { type LineOutcome, priceInTransaction } from '../pricing/price-credit-lines.js'
import { pricingRules } from '../pricing/pricing-rules.js'
import { activityOf } from './account-facts.js'
import type { AccountRefusal } from './account-refusal.js'
import { type ActivityRow, activityById, activityVersions, currentReading, enterpriseByUscc } from './account-views.js'
import { firstOwnMember, type OwnValueInput, ownValueColumns } from './own-values.js'
import { type RatingOutcome, rateInTransaction } from './rate-enterprises.js'
import { ratingRules } from './rating-rules.js'
import { latestRatingDay } from './rating-views.js'
import { appendReading, lockAccounts } from './store.js'

export type ActivityRefusal =
  | AccountRefusal
  | { readonly code: 'ALREADY_SUPERSEDED'; readonly activityId: string; readonly currentId: string }
  | { readonly code: 'READING_EXISTS'; readonly activityId: string; readonly month: string; readonly carrier: string }
  | { readonly code: 'OWN_VALUE_WITHOUT_EVIDENCE'; readonly member: string }
  | { readonly code: 'NOT_THE_SAME_METER'; readonly activityId: string; readonly member: string; readonly is: string }

export interface ReadingInput extends OwnValueInput {
  readonly uscc: string
  /** The reading this one corrects. */
  readonly supersedes?: string
  readonly month: string
  readonly carrier: string
  readonly meter?: string
  readonly quantity: string
  readonly unit: string
  readonly greenQuantity?: string
  /** Of steam, in kJ/kg. */
  readonly enthalpyKjPerKg?: string
  readonly source: string
  readonly dataQuality: number
  readonly evidence?: string
  readonly reason: string
}

export interface CorrectedAccount {
  readonly reading: ActivityRow
  /** The day the account was rated again as of; null when it had never been rated. */
  readonly asOf: CivilDate | null
  readonly rating: RatingOutcome | null
  readonly lines: readonly LineOutcome[]
}

/**
 * Appends a reading, or a correction of one, then rates the enterprise and prices its lines again as of its latest rating day, all in
 * the command's transaction. The old reading, rating and rates stay as they were known before.
 */
export async function correctActivity(
  command: Command,
  input: ReadingInput,
  today: CivilDate,
): Promise<Result<CorrectedAccount, ActivityRefusal>> {
  const { tx, actor } = command
  const enterprise = await enterpriseByUscc(tx, input.uscc)
  if (!enterprise) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const recordedAt = await lockAccounts(tx, [enterprise.id])
  const own = ownValueColumns(input)
  const checked = checkActivity(
    activityOf({
      ...own,
      month: civilMonth(input.month),
      carrier: input.carrier,
      meter: input.meter ?? 'all',
      quantity: input.quantity,
      unit: input.unit,
      greenQuantity: input.greenQuantity ?? '0',
      enthalpyKjPerKg: input.enthalpyKjPerKg ?? null,
    }),
    0,
    today,
  )
  if (!checked.ok) return checked
  const unsupported = firstOwnMember(input)
  if (unsupported !== undefined && input.evidence === undefined)
    return refuse({ code: 'OWN_VALUE_WITHOUT_EVIDENCE', member: unsupported })
  if (lastDayOf(checked.value.month) > today)
    return refuse({ code: 'MONTH_AFTER_AS_OF', month: checked.value.month, asOf: today, index: 0, member: 'month' })
  const place = {
    enterpriseId: enterprise.id,
    month: input.month,
    carrier: input.carrier,
    meter: input.meter ?? 'all',
  }
  const free =
    input.supersedes === undefined
      ? await firstReading(command, place)
      : await correction(command, input.supersedes, place)
  if (!free.ok) return free

  const id = await appendReading(tx, {
    ...place,
    quantity: input.quantity,
    unit: checked.value.unit,
    greenQuantity: input.greenQuantity ?? '0',
    enthalpyKjPerKg: input.enthalpyKjPerKg ?? null,
    ...own,
    source: input.source,
    dataQuality: input.dataQuality,
    evidence: input.evidence ?? null,
    reason: input.reason,
    supersedes: input.supersedes ?? null,
    recordedBy: actor.userId,
    recordedAt,
  })
  const asOf = await latestRatingDay(tx, enterprise.id)
  const again = asOf === undefined ? ok({ rating: null, lines: [] }) : await rateAndPrice(command, enterprise.id, asOf)
  if (!again.ok) return again
  const { rating, lines } = again.value
  await recordEvent(command, {
    action: input.supersedes === undefined ? 'activity.recorded' : 'activity.corrected',
    subjectKind: 'activity',
    subjectId: id,
    detail: {
      uscc: input.uscc,
      supersedes: input.supersedes ?? null,
      reason: input.reason,
      asOf: asOf ?? null,
      rating,
      lines,
    },
  })
  const reading = await activityById(tx, id)
  if (!reading) throw new Error(`the reading ${id} was appended and is not there`)
  return ok({ reading, asOf: asOf ?? null, rating, lines })
}

interface Place {
  readonly enterpriseId: string
  readonly month: string
  readonly carrier: string
  readonly meter: string
}

async function firstReading({ tx }: Command, place: Place): Promise<Result<null, ActivityRefusal>> {
  const standing = await currentReading(tx, place)
  const { month, carrier } = place
  return standing ? refuse({ code: 'READING_EXISTS', activityId: standing.id, month, carrier }) : ok(null)
}

async function correction({ tx }: Command, supersedes: string, place: Place): Promise<Result<null, ActivityRefusal>> {
  const before = await activityById(tx, supersedes)
  if (!before || before.enterpriseId !== place.enterpriseId) return refuse({ code: 'NOT_FOUND', what: 'activity' })
  if (before.supersededBy !== null) {
    const currentId = (await activityVersions(tx, supersedes)).at(-1)?.id ?? before.supersededBy
    return refuse({ code: 'ALREADY_SUPERSEDED', activityId: supersedes, currentId })
  }
  for (const member of ['month', 'carrier', 'meter'] as const)
    if (before[member] !== place[member])
      return refuse({ code: 'NOT_THE_SAME_METER', activityId: supersedes, member, is: before[member] })
  return ok(null)
}

/** Rates one enterprise and prices its lines again as of a day, in the command's transaction. */
export async function rateAndPrice(command: Command, enterpriseId: string, asOf: CivilDate) {
  const { tx, actor } = command
  const run = { knownAt: null, jobRunId: null, recordedBy: actor.userId }
  const rules = await ratingRules(tx, { asOf, knownAt: null })
  if (!rules.ok) return rules
  const [rating] = await rateInTransaction(tx, { ...run, asOf }, rules.value, [enterpriseId])
  // A correction that leaves the account without a rating is refused with the reason: the old rating would speak of other readings.
  if (rating?.outcome === 'skipped') return refuse(rating.reason)
  const pricing = await pricingRules(tx, { on: asOf, knownAt: null })
  const lines = await priceInTransaction(tx, { ...run, on: asOf }, pricing, [enterpriseId])
  return ok({ rating: rating ?? null, lines })
}
