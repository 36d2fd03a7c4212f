import { ask, type Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Between which days, and which instants, rules were the same. */
export interface RuleChanges {
  readonly pricedDays: readonly CivilDate[]
  /** Instants at which a pricing rule became known, as the database writes them. */
  readonly knownInstants: readonly string[]
  readonly signedDays: readonly CivilDate[]
}

const DAYS_OF_CHANGE = `
  SELECT coalesce(array_agg(day ORDER BY day), '{}')::text[] FROM (
    SELECT valid_from AS day FROM chosen UNION SELECT valid_to + 1 FROM chosen WHERE valid_to IS NOT NULL) days`
const RULE_CHANGES = `
  SELECT (WITH chosen AS (SELECT * FROM rule WHERE table_name = ANY ($1::text[]) AND known_from <= $3) ${DAYS_OF_CHANGE}) AS "pricedDays",
         (SELECT coalesce(array_agg(known ORDER BY known), '{}')::text[]
          FROM (SELECT DISTINCT known_from AS known FROM rule WHERE table_name = ANY ($1::text[]) AND known_from <= $3) instants) AS "knownInstants",
         (WITH chosen AS (SELECT * FROM rule WHERE table_name = 'parameters' AND key = $2 AND known_from <= $3) ${DAYS_OF_CHANGE}) AS "signedDays"`

/** When the rules that price a contract, and the parameter of its signing, changed. */
export async function ruleChanges(
  tx: Tx,
  {
    pricing,
    signing,
    knownAt,
  }: { readonly pricing: readonly string[]; readonly signing: string; readonly knownAt: string },
): Promise<RuleChanges> {
  const [changes] = await ask<RuleChanges>(tx, RULE_CHANGES, [`{${pricing.join(',')}}`, signing, knownAt])
  return changes as RuleChanges
}

/** The last run of a day that ended well, with what it knew. */
export async function lastRunOf(
  tx: Tx,
  { kind, on }: { readonly kind: string; readonly on: CivilDate },
): Promise<{ readonly id: string; readonly knownAt: string } | undefined> {
  const [run] = await ask<{ id: string; knownAt: string }>(
    tx,
    `SELECT id, prepared ->> 'knownAt' AS "knownAt" FROM job_run
     WHERE kind = $1 AND payload ->> 'on' = $2 AND state = 'succeeded' AND prepared ->> 'knownAt' IS NOT NULL
     ORDER BY prepared ->> 'knownAt' DESC LIMIT 1`,
    [kind, on],
  )
  return run
}

/** Whether a rule that any loan's rate may depend on became known after an instant. */
export async function rulesChangedSince(tx: Tx, tables: readonly string[], since: string): Promise<boolean> {
  const [row] = await ask<{ changed: boolean }>(
    tx,
    'SELECT EXISTS (SELECT FROM rule WHERE table_name = ANY ($1::text[]) AND known_from > $2) AS changed',
    [`{${tables.join(',')}}`, since],
  )
  return row?.changed === true
}

/**
 * Loans whose inputs became known after an instant: $1 since, $2 the earlier run, whose failures are tried again. Fresh ratings and
 * consents of the borrower, days fixed anew, a ratchet's facts, a loan taken back into service.
 */
export const TOUCHED = `
  SELECT p.loan_id FROM repricing_plan p
  WHERE p.enterprise_id IN (
    SELECT enterprise_id FROM rating WHERE recorded_at > $1::timestamptz
    UNION SELECT enterprise_id FROM consent WHERE recorded_at > $1::timestamptz
    UNION SELECT c.enterprise_id FROM consent_withdrawal w JOIN consent c ON c.id = w.consent_id WHERE w.recorded_at > $1::timestamptz)
  UNION SELECT loan_id FROM repricing_plan WHERE recorded_at > $1::timestamptz
  UNION SELECT loan_id FROM ratchet_target WHERE recorded_at > $1::timestamptz
  UNION SELECT loan_id FROM ratchet_fact WHERE recorded_at > $1::timestamptz
  UNION SELECT loan_id FROM loan_event WHERE kind = 'reversal' AND recorded_at > $1::timestamptz
  UNION SELECT subject_id::uuid FROM job_failure WHERE run_id = $2`

export interface KeyCut {
  readonly total: number
  /** The last key of each range, in order. */
  readonly ends: readonly string[]
}

const CUT = (loans: string, parameter: number) => `
  SELECT coalesce(max(no), 0)::int AS total,
         coalesce(array_agg(loan_id::text ORDER BY no) FILTER (WHERE no % $${parameter}::int = 0 OR last), '{}') AS ends
  FROM (SELECT loan_id, row_number() OVER (ORDER BY loan_id) AS no, lead(loan_id) OVER (ORDER BY loan_id) IS NULL AS last
        FROM (${loans}) loans) numbered`

/** Every loan that a rate may be tested of, cut into ranges of so many. */
export async function cutOfBook(tx: Tx, size: number): Promise<KeyCut> {
  const [cut] = await ask<KeyCut>(tx, CUT('SELECT loan_id FROM repricing_plan', 1), [size])
  return cut as KeyCut
}

/** The same of the loans whose inputs became known after an instant. */
export async function cutOfTouched(
  tx: Tx,
  { since, runId }: { readonly since: string; readonly runId: string },
  size: number,
): Promise<KeyCut> {
  const [cut] = await ask<KeyCut>(tx, CUT(TOUCHED, 3), [since, runId, size])
  return cut as KeyCut
}

/** The loans of a range, in order. */
export async function testedLoansOf(
  tx: Tx,
  { after, to }: { readonly after: string | null; readonly to: string },
): Promise<readonly string[]> {
  const rows = await ask<{ id: string }>(
    tx,
    `SELECT loan_id::text AS id FROM repricing_plan
     WHERE loan_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND loan_id <= $2::uuid ORDER BY loan_id`,
    [after, to],
  )
  return rows.map(({ id }) => id)
}

/** Loans in service without a repricing plan, in order; usually none, which two whole sets tell faster than a million lookups. */
export async function unplannedLoans(tx: Tx, after: string | null, limit: number): Promise<readonly string[]> {
  await ask(tx, "SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)", [])
  const rows = await ask<{ id: string }>(
    tx,
    `SELECT s.loan_id::text AS id FROM loan_state s
     WHERE s.state IN ('DISBURSED', 'OVERDUE') AND s.loan_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
       AND NOT EXISTS (SELECT FROM repricing_plan p WHERE p.loan_id = s.loan_id)
     ORDER BY s.loan_id LIMIT $2`,
    [after, limit],
  )
  return rows.map(({ id }) => id)
}
