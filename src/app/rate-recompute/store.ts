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

/**
 * Where only touched loans count, two parameters after `after` say which. An array, so that whatever the planner thinks of their number
 * it looks them up by key.
 */
const touchedOnly = ({ touched }: RateChunk, after: number): string =>
  touched === null
    ? ''
    : `AND p.loan_id = ANY (ARRAY(
         SELECT p.loan_id FROM (${TOUCHED.replaceAll('$1', `$${after + 1}`).replaceAll('$2', `$${after + 2}`)}) p WHERE ${IN_RANGE}))`
const touchedParams = ({ touched }: RateChunk): readonly Param[] =>
  touched === null ? [] : [touched.since, touched.runId]

/** Keeps the ratings that a run may use: of every borrower with a loan that the day tests the last one known, under its consent. */
export async function keepRunRatings(
  tx: Tx,
  { runId, on, knownAt, touched }: Pick<RateChunk, 'on' | 'knownAt' | 'touched'> & { readonly runId: string },
): Promise<void> {
  await joinBySets(tx)
  await ask(tx, 'DELETE FROM rate_run_rating WHERE run_id = $1', [runId])
  const loans = touched === null ? '' : `AND p.loan_id IN (${TOUCHED.replaceAll('$1', '$4').replaceAll('$2', '$5')})`
  await ask(
    tx,
    `WITH pair AS MATERIALIZED (
       SELECT DISTINCT p.lender_id, p.enterprise_id FROM repricing_plan p WHERE $2::date = ANY (p.test_days) ${loans})
     INSERT INTO rate_run_rating (run_id, lender_id, enterprise_id, rating_id, grade, as_of, usable_to)
     SELECT $1::uuid, pair.lender_id, pair.enterprise_id, r.id, r.grade, r.as_of, r.usable_to
     FROM pair
     JOIN (SELECT DISTINCT ON (g.enterprise_id) g.enterprise_id, g.id, g.grade, g.as_of, g.usable_to
           FROM rating g WHERE g.as_of < $2::date AND g.recorded_at <= $3::timestamptz
             ${touched === null ? '' : 'AND g.enterprise_id IN (SELECT enterprise_id FROM pair)'}
           ORDER BY g.enterprise_id, g.as_of DESC, g.known_at DESC, g.recorded_at DESC) r ON r.enterprise_id = pair.enterprise_id
     WHERE EXISTS (SELECT FROM consent_standing c
                   WHERE c.enterprise_id = pair.enterprise_id AND c.lender_id = pair.lender_id AND 'rating' = ANY (c.field_groups))`,
    [runId, on, knownAt, ...(touched === null ? [] : [touched.since, touched.runId])],
  )
}

/** Row-level security hides from the planner how many rows there are: without this it joins the whole book row by row. */
async function joinBySets(tx: Tx): Promise<void> {
  await ask(tx, "SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)", [])
}

export async function dropRunRatings(tx: Tx, runId: string): Promise<void> {
  await ask(tx, 'DELETE FROM rate_run_rating WHERE run_id = $1', [runId])
}

/**
 * Locks what changes about the loans of the range, in the order of their ids, until the chunk ends. What is read next is as it stands
 * then. `IS TRUE` keeps to the range: by an index of states all loans of a state would be read for each chunk.
 */
export async function lockLoans(tx: Tx, chunk: RateChunk): Promise<void> {
  await ask(
    tx,
    `SELECT count(*) FROM (
       SELECT FROM loan_state p
       WHERE ${IN_RANGE} AND (p.state IN ('DISBURSED', 'OVERDUE')) IS TRUE ${touchedOnly(chunk, 2)}
       ORDER BY p.loan_id FOR NO KEY UPDATE) locked`,
    [...rangeParams(chunk), ...touchedParams(chunk)],
  )
}

/**
 * Gathers the loans of the range that the day may decide, each with its case and its own figures, for the rest of the transaction.
 * `how`: by its case; alone, with a ratchet or of a bank whose books are past the day; not yet, of a bank that has not come to it.
 */
export async function gatherCases(tx: Tx, chunk: RateChunk, runId: string, changes: RuleChanges): Promise<void> {
  // A table that was empty when it was last analysed fills while the run is on, and row-level security hides how many rows there are: what
  // is looked up for a loan is looked up by its key, one by one, whatever the planner thinks.
  await ask(tx, "SELECT set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true)", [])
  await ask(
    tx,
    `CREATE TEMP TABLE rate_chunk ON COMMIT DROP AS
     WITH plan AS MATERIALIZED (
       SELECT p.*, $3::date = ANY (p.test_days) AS tested FROM repricing_plan p WHERE ${IN_RANGE} ${touchedOnly(chunk, 7)}),
     p AS MATERIALIZED (
       SELECT p.*,
         CASE WHEN b.day < $3::date THEN 'not yet'
              WHEN b.day = $3::date AND b.state = 'OPEN' AND NOT EXISTS (SELECT FROM ratchet_target g WHERE g.loan_id = p.loan_id)
              THEN 'by case' ELSE 'alone' END AS how
       FROM plan p
       CROSS JOIN LATERAL (SELECT s.state FROM loan_state s WHERE s.loan_id = p.loan_id LIMIT 1) s
       LEFT JOIN business_day b ON b.organisation_id = p.lender_id AND b.state <> 'CLOSED'
       WHERE s.state IN ('DISBURSED', 'OVERDUE')
         AND (p.tested OR EXISTS (SELECT FROM ratchet_target g WHERE g.loan_id = p.loan_id)))
     SELECT p.how, p.tested, p.loan_id, p.lender_id, p.enterprise_id, p.contract_no, p.amount, r.rating_id, stands.document_hash AS stands,
       coalesce(bears.rate, p.rate) AS bears, coalesce(bears.reference_rate, p.reference_rate) AS bears_reference,
       jsonb_build_object(
         'product', p.product, 'tenorMonths', p.tenor_months, 'policy', p.policy, 'policyRule', p.policy_rule,
         'byHandBp', p.by_hand_bp::text, 'priced', width_bucket(p.priced_on, $4::date[]),
         'known', width_bucket(p.priced_known_at, $5::timestamptz[]), 'signed', width_bucket(p.signed_on, $6::date[]),
         'lprOn', CASE p.policy WHEN 'rating-change' THEN coalesce(last.lpr_on, p.priced_on) END,
         'grade', nullif(coalesce(last.grade, p.quoted_grade), 'NOT_RATED'),
         'heldGrade', CASE WHEN last.grade IS NULL THEN nullif(p.quoted_grade, 'NOT_RATED') ELSE last.held_grade END,
         'ratedGrade', r.grade, 'ratedAsOf', r.as_of, 'ratedUsableTo', r.usable_to,
         'openOn', CASE WHEN p.policy <> 'rating-change'
                        THEN (SELECT min(day) FROM unnest(p.test_days) day
                              WHERE day > coalesce(last.effective_on, p.signed_on) AND day < $3::date) END)::text AS rate_case
     FROM p
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
       SELECT * FROM rate_run_rating g WHERE g.run_id = $7::uuid AND g.lender_id = p.lender_id AND g.enterprise_id = p.enterprise_id LIMIT 1) r ON true
     WHERE NOT EXISTS (
       SELECT FROM loan_rate d WHERE d.loan_id = p.loan_id AND d.effective_on > $3::date AND d.cause <> 'override')`,
    [
      ...rangeParams(chunk),
      chunk.on,
      `{${changes.pricedDays.join(',')}}`,
      `{${changes.knownInstants.map((instant) => `"${instant}"`).join(',')}}`,
      `{${changes.signedDays.join(',')}}`,
      runId,
      ...touchedParams(chunk),
    ],
  )
}

export interface GatheredCase {
  /** As gathered: the name by which its loans are found. */
  readonly text: string
  readonly rateCase: RateCase
}

export async function gatheredCases(tx: Tx): Promise<readonly GatheredCase[]> {
  const rows = await ask<{ text: string }>(
    tx,
    "SELECT DISTINCT rate_case AS text FROM rate_chunk WHERE how = 'by case'",
    [],
  )
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
  wording AS MATERIALIZED (
    SELECT w.id, ARRAY(SELECT jsonb_array_elements_text(w.parts)) AS parts FROM jsonb_to_recordset($4::jsonb) AS w(id bigint, parts jsonb)),
  priced AS (
    SELECT c.loan_id, c.lender_id, c.enterprise_id, c.contract_no, c.amount, c.stands, d.*, w.parts,
      round(c.amount * d."discountBp" * 0.0001, 2) AS annual_saving,
      CASE WHEN d."usesRating" THEN c.rating_id END AS used_rating,
      (c.bears, c.bears_reference) IS DISTINCT FROM (d.rate, d."referenceRate") AS moves
    FROM rate_chunk c JOIN decided d ON d.text = c.rate_case JOIN wording w ON w.id = d."wordingId"
    WHERE c.how = 'by case'),
  told AS (
    SELECT loan_id, lender_id, enterprise_id, stands, "wordingId", cause, rate, "referenceRate", "discountBp", grade, change, annual_saving, used_rating,
      moves, encode(sha256(convert_to(worded(parts, amount, annual_saving, contract_no, used_rating, loan_id), 'UTF8')), 'hex') AS hash
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
    SELECT loan_id, lender_id, enterprise_id,
      coalesce((SELECT f.no FROM loan_event f WHERE f.loan_id = fresh.loan_id ORDER BY f.no DESC LIMIT 1), 0) + 1,
      'rate-change', $2::date, change || jsonb_build_object('rateDecisionId', id), $2::date, (SELECT recording_instant())
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
  // Sent beside the cases: read from their table they would be unpacked anew for every loan.
  const wordings = new Map(cases.map(({ wordingId, decided }) => [wordingId, decided.wording.parts]))
  const [recorded] = await ask<RecordedChunk>(tx, RECORD, [
    JSON.stringify(rows),
    on,
    runId,
    JSON.stringify([...wordings].map(([id, parts]) => ({ id, parts }))),
  ])
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
  /** Loans that the day tests, however they are decided. */
  readonly tested: number
  readonly alone: readonly string[]
  readonly waiting: number
}

/** Of the gathered loans those that are not decided by case. */
export async function otherLoans(tx: Tx): Promise<OtherLoans> {
  const [row] = await ask<OtherLoans>(
    tx,
    `SELECT (count(*) FILTER (WHERE tested))::int AS tested, (count(*) FILTER (WHERE tested AND how = 'not yet'))::int AS waiting,
            coalesce(array_agg(loan_id::text ORDER BY loan_id) FILTER (WHERE how = 'alone'), '{}') AS alone
     FROM rate_chunk`,
    [],
  )
  return row as OtherLoans
}
