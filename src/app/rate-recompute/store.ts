import { ask, type Param, type Tx } from '../../db/transaction.js'
import type { LoanRateDecision } from '../../domain/pricing/repricing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type AnnualRate, type Bp, formatBp, formatRatePercent } from '../../kernel/rate.js'
import type { KeyRange } from '../jobs/chunk.js'
import type { RateWording } from '../loan-rates/rate-explanation.js'
import type { RateCase } from './rate-case.js'
import { type RuleChanges, TOUCHED } from './views.js'

/** Which loans of a range a run looks at, on which day and knowing what. */
export interface RateChunk {
  readonly range: KeyRange
  readonly on: CivilDate
  /** Ratings that became known later are the next run's. */
  readonly knownAt: string
  /** Only loans whose inputs became known since; null: all. */
  readonly touched: { readonly since: string; readonly runId: string } | null
}

const IN_RANGE = `p.loan_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND p.loan_id <= $2::uuid`
const rangeParams = ({ range }: RateChunk): readonly Param[] => [range.after, range.to]

/** Loans of the chunk that are in service: $1 and $2 the range, and where only touched ones count, `after` and the next parameter. */
const inService = ({ touched }: RateChunk, after: number): string => `
  repricing_plan p JOIN loan_state s ON s.loan_id = p.loan_id AND s.state IN ('DISBURSED', 'OVERDUE')
  ${touched === null ? '' : `JOIN (${TOUCHED.replaceAll('$1', `$${after + 1}`).replaceAll('$2', `$${after + 2}`)}) t ON t.loan_id = p.loan_id`}`
const touchedParams = ({ touched }: RateChunk): readonly Param[] =>
  touched === null ? [] : [touched.since, touched.runId]

/**
 * Locks what changes about the loans that the day tests, in the order of their ids, until the chunk ends. What is read next is as it
 * stands then. @returns how many
 */
export async function lockTested(tx: Tx, chunk: RateChunk): Promise<number> {
  const [row] = await ask<{ n: number }>(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT FROM ${inService(chunk, 3)}
       WHERE ${IN_RANGE} AND $3::date = ANY (p.test_days)
       ORDER BY s.loan_id FOR NO KEY UPDATE OF s) locked`,
    [...rangeParams(chunk), chunk.on, ...touchedParams(chunk)],
  )
  return row?.n ?? 0
}

/**
 * Gathers the tested loans whose bank is at the day, each with its case and its own figures, for the rest of the transaction. A loan
 * with a ratchet, and one whose bank's books are past the day, is decided by itself.
 */
export async function gatherCases(tx: Tx, chunk: RateChunk, changes: RuleChanges): Promise<void> {
  const { on, knownAt } = chunk
  await ask(
    tx,
    `CREATE TEMP TABLE rate_chunk ON COMMIT DROP AS
     SELECT p.loan_id, p.lender_id, p.enterprise_id, p.contract_no, p.amount, r.id AS rating_id, stands.document_hash AS stands,
       coalesce(bears.rate, p.rate) AS bears, coalesce(bears.reference_rate, p.reference_rate) AS bears_reference,
       (SELECT coalesce(max(f.no), 0) FROM loan_event f WHERE f.loan_id = p.loan_id) AS last_no,
       jsonb_build_object(
         'product', p.product, 'tenorMonths', p.tenor_months, 'policy', p.policy, 'policyRule', p.policy_rule,
         'byHandBp', p.by_hand_bp::text, 'priced', width_bucket(p.priced_on, $5::date[]),
         'known', width_bucket(p.priced_known_at, $6::timestamptz[]), 'signed', width_bucket(p.signed_on, $7::date[]),
         'lprOn', CASE p.policy WHEN 'rating-change' THEN coalesce(last.lpr_on, p.priced_on) END,
         'grade', nullif(coalesce(last.grade, p.quoted_grade), 'NOT_RATED'),
         'heldGrade', CASE WHEN last.grade IS NULL THEN nullif(p.quoted_grade, 'NOT_RATED') ELSE last.held_grade END,
         'rated', CASE WHEN r.id IS NOT NULL
                       THEN jsonb_build_object('grade', r.grade, 'asOf', r.as_of, 'usableTo', r.usable_to) END,
         'openOn', CASE WHEN p.policy <> 'rating-change'
                        THEN (SELECT min(day) FROM unnest(p.test_days) day
                              WHERE day > coalesce(last.effective_on, p.signed_on) AND day < $3::date) END)::text AS rate_case
     FROM ${inService(chunk, 7)}
     JOIN business_day b ON b.organisation_id = p.lender_id AND b.day = $3::date AND b.state = 'OPEN'
     LEFT JOIN LATERAL (
       SELECT d.effective_on, d.grade, coalesce(w.lpr_on, (d.explanation #>> '{standing,lprOn}')::date) AS lpr_on,
         CASE WHEN d.wording_id IS NULL THEN d.explanation #>> '{standing,heldGrade}' ELSE w.held_grade END AS held_grade
       FROM loan_rate d LEFT JOIN rate_wording w ON w.id = d.wording_id
       WHERE d.loan_id = p.loan_id AND d.effective_on < $3::date AND d.cause <> 'override'
       ORDER BY d.effective_on DESC, d.recorded_at DESC LIMIT 1) last ON true
     LEFT JOIN LATERAL (
       SELECT d.document_hash FROM loan_rate d WHERE d.loan_id = p.loan_id AND d.effective_on = $3::date AND d.cause <> 'override'
       ORDER BY d.recorded_at DESC LIMIT 1) stands ON true
     LEFT JOIN LATERAL (
       SELECT d.rate, d.reference_rate FROM loan_rate d WHERE d.loan_id = p.loan_id AND d.effective_on <= $3::date
       ORDER BY d.effective_on DESC, d.recorded_at DESC LIMIT 1) bears ON true
     LEFT JOIN LATERAL (
       SELECT g.id, g.grade, g.as_of, g.usable_to FROM rating g
       WHERE g.enterprise_id = p.enterprise_id AND g.as_of < $3::date AND g.recorded_at <= $4::timestamptz
         AND EXISTS (SELECT FROM consent_standing c
                     WHERE c.enterprise_id = p.enterprise_id AND c.lender_id = p.lender_id AND 'rating' = ANY (c.field_groups))
       ORDER BY g.as_of DESC, g.known_at DESC, g.recorded_at DESC LIMIT 1) r ON true
     WHERE ${IN_RANGE} AND $3::date = ANY (p.test_days)
       AND NOT EXISTS (SELECT FROM ratchet_target g WHERE g.loan_id = p.loan_id)
       AND NOT EXISTS (SELECT FROM loan_rate d WHERE d.loan_id = p.loan_id AND d.effective_on > $3::date AND d.cause <> 'override')`,
    [
      ...rangeParams(chunk),
      on,
      knownAt,
      `{${changes.pricedDays.join(',')}}`,
      `{${changes.knownInstants.map((instant) => `"${instant}"`).join(',')}}`,
      `{${changes.signedDays.join(',')}}`,
      ...touchedParams(chunk),
    ],
  )
  await ask(tx, 'ANALYZE rate_chunk', [])
}

export interface GatheredCase {
  /** As gathered: the name by which its loans are found. */
  readonly text: string
  readonly rateCase: RateCase
}

export async function gatheredCases(tx: Tx): Promise<readonly GatheredCase[]> {
  const rows = await ask<{ text: string }>(tx, 'SELECT DISTINCT rate_case AS text FROM rate_chunk', [])
  return rows.map(({ text }) => ({ text, rateCase: JSON.parse(text) as RateCase }))
}

/** A decided case, as it is recorded for each of its loans. */
export interface RecordedCase {
  readonly wording: RateWording
  readonly lprOn: CivilDate
  readonly heldGrade: string | null
  readonly cause: LoanRateDecision['cause']
  readonly rate: AnnualRate
  readonly referenceRate: AnnualRate
  readonly discountBp: Bp
  readonly grade: string
  readonly usesRating: boolean
}

/** Keeps wordings that are not kept yet. @returns the id of each by its hash */
export async function keepWordings(tx: Tx, cases: readonly RecordedCase[]): Promise<ReadonlyMap<string, string>> {
  const rows = [...new Map(cases.map((one) => [one.wording.hash, one])).values()].map(
    ({ wording, lprOn, heldGrade }) => ({ ...wording, lprOn, heldGrade }),
  )
  // In one order, so that two chunks that keep the same wordings wait for each other and never in a ring.
  await ask(
    tx,
    `INSERT INTO rate_wording (parts, hash, lpr_on, held_grade)
     SELECT ARRAY(SELECT jsonb_array_elements_text(w.parts)), w.hash, w."lprOn", w."heldGrade"
     FROM jsonb_to_recordset($1::jsonb) AS w(parts jsonb, hash text, "lprOn" date, "heldGrade" text)
     WHERE NOT EXISTS (SELECT FROM rate_wording k WHERE k.hash = w.hash)
     ORDER BY w.hash ON CONFLICT (hash) DO NOTHING`,
    [JSON.stringify(rows)],
  )
  const kept = await ask<{ hash: string; id: string }>(
    tx,
    'SELECT hash, id::text FROM rate_wording WHERE hash = ANY ($1::text[])',
    [`{${rows.map(({ hash }) => hash).join(',')}}`],
  )
  return new Map(kept.map(({ hash, id }) => [hash, id]))
}

export interface RecordedChunk {
  /** Decisions written. */
  readonly decided: number
  /** Of these, those that change what the loan bears. */
  readonly changed: number
  /** Over the hashes of the documents, in the order of the loans. */
  readonly digest: string | null
}

/** Arithmetic of the saving: amount × basis points for one year, half-up to the fen, as `priceLoan` has it; a product of decimals is exact here. */
const RECORD = `
  WITH decided AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS d(text text, "wordingId" bigint, cause text, rate numeric, "referenceRate" numeric,
      "discountBp" numeric, grade text, "usesRating" boolean, change jsonb)),
  priced AS (
    SELECT c.loan_id, c.lender_id, c.enterprise_id, c.contract_no, c.amount, c.stands, c.last_no, d.*, w.parts,
      round(c.amount * d."discountBp" * 0.0001, 2) AS annual_saving,
      CASE WHEN d."usesRating" THEN c.rating_id END AS used_rating,
      (c.bears, c.bears_reference) IS DISTINCT FROM (d.rate, d."referenceRate") AS moves
    FROM rate_chunk c JOIN decided d ON d.text = c.rate_case JOIN rate_wording w ON w.id = d."wordingId"),
  told AS (
    SELECT *, encode(sha256(convert_to(worded(parts, amount, annual_saving, contract_no, used_rating, loan_id), 'UTF8')), 'hex') AS hash
    FROM priced),
  fresh AS MATERIALIZED (
    SELECT *, gen_random_uuid() AS id FROM told WHERE hash IS DISTINCT FROM stands),
  rates AS (
    INSERT INTO loan_rate (id, loan_id, lender_id, enterprise_id, effective_on, rate, reference_rate, discount_bp, grade, rating_id, cause,
      wording_id, annual_saving, document_hash, job_run_id, recorded_at)
    SELECT id, loan_id, lender_id, enterprise_id, $2::date, rate, "referenceRate", "discountBp", grade, used_rating, cause, "wordingId",
      annual_saving, hash, $3::uuid, (SELECT recording_instant())
    FROM fresh ORDER BY loan_id),
  changes AS (
    INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, business_date, recorded_at)
    SELECT loan_id, lender_id, enterprise_id, last_no + 1, 'rate-change', $2::date, change || jsonb_build_object('rateDecisionId', id), $2::date,
      (SELECT recording_instant())
    FROM fresh WHERE moves ORDER BY loan_id)
  SELECT count(*)::int AS decided, (count(*) FILTER (WHERE moves))::int AS changed,
    encode(sha256(convert_to(string_agg(hash, '' ORDER BY loan_id), 'UTF8')), 'hex') AS digest
  FROM fresh`

/**
 * Writes the decision of every gathered loan of these cases that does not stand already, and the change into the life of each loan
 * that bears another rate by it. The loan's version stays: a rate from this day on changes nothing that a person decides on today.
 */
export async function recordCases(
  tx: Tx,
  { on, runId }: { readonly on: CivilDate; readonly runId: string },
  cases: readonly { readonly text: string; readonly decided: RecordedCase; readonly wordingId: string }[],
): Promise<RecordedChunk> {
  const rows = cases.map(({ text, decided, wordingId }) => {
    const [rate, referenceRate] = [formatRatePercent(decided.rate), formatRatePercent(decided.referenceRate)]
    return {
      text,
      wordingId,
      cause: decided.cause,
      rate,
      referenceRate,
      discountBp: formatBp(decided.discountBp),
      grade: decided.grade,
      usesRating: decided.usesRating,
      change: { annualRate: rate, referenceRate },
    }
  })
  const [recorded] = await ask<RecordedChunk>(tx, RECORD, [JSON.stringify(rows), on, runId])
  return recorded as RecordedChunk
}

/** Gathered loans by the text of their case. */
export async function loansOfCases(
  tx: Tx,
  texts: readonly string[],
): Promise<readonly { loanId: string; text: string }[]> {
  return ask(
    tx,
    `SELECT loan_id AS "loanId", rate_case AS text FROM rate_chunk
     WHERE rate_case IN (SELECT jsonb_array_elements_text($1::jsonb)) ORDER BY loan_id`,
    [JSON.stringify(texts)],
  )
}

/** Ends the gathering, so that the transaction may gather another range. */
export async function dropGathered(tx: Tx): Promise<void> {
  await ask(tx, 'DROP TABLE rate_chunk', [])
}

export interface OtherLoans {
  /** To be decided one by one: with a ratchet, or of a bank whose books are past the day. */
  readonly alone: readonly string[]
  /** Of banks that have not come to the day. */
  readonly waiting: number
}

/** What the run does not decide by cases. */
export async function otherLoans(tx: Tx, chunk: RateChunk): Promise<OtherLoans> {
  const [row] = await ask<OtherLoans>(
    tx,
    `SELECT coalesce(array_agg(loan_id::text ORDER BY loan_id) FILTER (WHERE NOT waits), '{}') AS alone,
            (count(*) FILTER (WHERE waits))::int AS waiting
     FROM (
       SELECT p.loan_id, coalesce(b.day < $3::date, false) AS waits
       FROM ${inService(chunk, 3)}
       LEFT JOIN business_day b ON b.organisation_id = p.lender_id AND b.state <> 'CLOSED'
       WHERE ${IN_RANGE}
         AND (EXISTS (SELECT FROM ratchet_target g WHERE g.loan_id = p.loan_id)
              OR $3::date = ANY (p.test_days) AND (b.day IS DISTINCT FROM $3::date OR b.state <> 'OPEN'))) other`,
    [...rangeParams(chunk), chunk.on, ...touchedParams(chunk)],
  )
  return row as OtherLoans
}
