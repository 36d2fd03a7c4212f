import type { Tx } from '../../db/transaction.js'
import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { canonicalJson, sha256 } from '../canonical-json.js'
import type { AccountRefusal } from '../carbon/account-refusal.js'
import { accountRows, type EnterpriseRow } from '../carbon/account-views.js'
import { ratingRules } from '../carbon/rating-rules.js'
import { ratingStandings } from '../carbon/rating-standing.js'
import { type RatingRow, ratingInForce } from '../carbon/rating-views.js'
import { type Assessment, assess } from './assess.js'
import { type Dossier, dossierOf, type ReportHeader } from './dossier.js'

export interface ComposedReport {
  readonly dossier: Dossier
  /** Canonical JSON: what is stored, hashed and handed out. */
  readonly text: string
  readonly hash: string
}

/** Makes the report of a header from what was known at its instant: the same header gives the same bytes. */
export async function composeReport(
  tx: Tx,
  enterprise: EnterpriseRow,
  header: ReportHeader,
): Promise<Result<ComposedReport, AccountRefusal>> {
  const now = await assessmentAt(tx, enterprise, header)
  if (!now.ok) return now
  const before = header.restates && (await assessmentAt(tx, enterprise, header.restates))
  if (before && !before.ok) return before
  const dossier = dossierOf(header, now.value.assessment, now.value.inForce, before?.value.assessment ?? null)
  const text = canonicalJson(dossier)
  return ok({ dossier, text, hash: sha256(text) })
}

interface ReportTimes {
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly factorsPublishedBy: CivilDate | null
}

/** The account as of the day of the rating in force, with the facts and rules known at the instant. */
async function assessmentAt(
  tx: Tx,
  { id, uscc }: EnterpriseRow,
  { asOf, knownAt, factorsPublishedBy }: ReportTimes,
): Promise<Result<{ assessment: Assessment; inForce: RatingRow }, AccountRefusal>> {
  const account = (await accountRows(tx, [id], knownAt)).get(id)
  if (!account || account.activities.length === 0)
    return refuse({ code: 'RATING_NOT_FOUND', uscc, asOf, reason: 'NO_CARBON_ACCOUNT' })
  const inForce = await ratingInForce(tx, id, { asOf, knownAt })
  if (!inForce) return refuse({ code: 'RATING_NOT_FOUND', uscc, asOf, reason: 'NOT_RATED_YET' })
  const times = { asOf: inForce.asOf, knownAt }
  const rules = await ratingRules(tx, times)
  if (!rules.ok) return rules
  const { previous, vetoes } = (await ratingStandings(tx, [id], times))(id)
  const assessment = assess({
    account,
    rules: rules.value,
    day: inForce.asOf,
    factorsPublishedBy: factorsPublishedBy === null ? inForce.asOf : laterOf(inForce.asOf, factorsPublishedBy),
    previousGrade: previous?.grade ?? null,
    vetoes: [...new Set(vetoes.map(({ reason }) => reason))],
  })
  return assessment.ok ? ok({ assessment: assessment.value, inForce }) : assessment
}
