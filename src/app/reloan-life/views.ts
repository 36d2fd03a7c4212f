import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** A re-loan as it was drawn, with its facts as known at an instant. */
export interface LifeRow extends Record<string, unknown> {
  id: string
  filingId: string
  quotaId: string
  facility: string
  centralBankId: string
  lenderId: string
  loanId: string
  amount: string
  rate: string
  termMonths: number
  drawnOn: CivilDate
  dueOn: CivilDate
  mode: string
  version: number
  events: readonly {
    readonly kind: 'returned' | 'extended' | 'substituted' | 'clawed-back' | 'overdue'
    readonly on: CivilDate
    readonly amount: string | null
    readonly body: Record<string, unknown>
  }[]
}

const lives = (which: SQL, knownAt: string | null): SQL => sql`
  SELECT r.id, r.filing_id AS "filingId", r.quota_id AS "quotaId", r.facility, r.central_bank_id AS "centralBankId",
         r.lender_id AS "lenderId", r.loan_id AS "loanId", r.amount::text, r.rate::text, r.term_months AS "termMonths",
         r.drawn_on AS "drawnOn", r.due_on AS "dueOn", f.mode,
         1 + (SELECT count(*)::int FROM reloan_event e
              WHERE e.reloan_id = r.id AND e.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')) AS version,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'on', e.on_date, 'amount', e.amount::text, 'body', e.body)
                                    ORDER BY e.no), '[]')
          FROM reloan_event e WHERE e.reloan_id = r.id AND e.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')) AS events
  FROM reloan r JOIN reloan_filing f ON f.id = r.filing_id
  WHERE ${which} AND r.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
  ORDER BY r.drawn_on, r.id`

export async function lifeRow(tx: Tx, reloanId: string, knownAt: string | null): Promise<LifeRow | undefined> {
  return (await tx.execute<LifeRow>(lives(sql`r.id = ${reloanId}`, knownAt)))[0]
}

/** Of one grant: only its re-loans can share loans. */
export async function lifeRowsOfFiling(tx: Tx, filingId: string, knownAt: string | null): Promise<readonly LifeRow[]> {
  return tx.execute<LifeRow>(lives(sql`r.filing_id = ${filingId}`, knownAt))
}

/** Grants of a lender at a branch with re-loans drawn by the day, of which something may be owed on it. */
export async function filingsWithReloans(
  tx: Tx,
  parties: { readonly centralBankId: string; readonly lenderId: string },
  by: CivilDate,
): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT DISTINCT r.filing_id AS id FROM reloan r
    WHERE r.central_bank_id = ${parties.centralBankId} AND r.lender_id = ${parties.lenderId} AND r.drawn_on <= ${by} ORDER BY 1`)
  return rows.map(({ id }) => id)
}

export interface BackingRow extends Record<string, unknown> {
  loanId: string
  contractNo: string
  class: string
  grade: string
  noteDueOn: CivilDate | null
}

/** What stands about backing loans apart from their lives: category and grade on a day as known at an instant, and the last day for a note. */
export async function backingRows(
  tx: Tx,
  loanIds: readonly string[],
  filingId: string,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<readonly BackingRow[]> {
  const known = sql`coalesce(${knownAt}::timestamptz, 'infinity')`
  return tx.execute<BackingRow>(sql`
    SELECT l.id AS "loanId", l.contract_no AS "contractNo", fl.note_due_on AS "noteDueOn",
           coalesce((SELECT c.class FROM loan_classification c
                     WHERE c.loan_id = l.id AND c.classified_on <= ${asOf} AND c.recorded_at <= ${known}
                     ORDER BY c.classified_on DESC LIMIT 1), 'NORMAL') AS class,
           coalesce((SELECT d.grade FROM rate_decision d
                     WHERE d.enterprise_id = l.enterprise_id AND d.lender_id = l.lender_id AND d.priced_on <= ${asOf}
                       AND d.recorded_at <= ${known}
                     ORDER BY d.priced_on DESC, d.recorded_at DESC LIMIT 1), 'NOT_RATED') AS grade
    FROM loan l LEFT JOIN reloan_filing_loan fl ON fl.loan_id = l.id AND fl.filing_id = ${filingId}
    WHERE l.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(loanIds)}::jsonb)::uuid) ORDER BY l.id`)
}

/** What claims each of the loans: a filing, or the proposal of a substitution. Those nothing claims are missing. */
export async function claimsOf(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.execute<{ loanId: string; claim: string }>(sql`
    SELECT DISTINCT loan_id AS "loanId", claim FROM reloan_backing
    WHERE live AND loan_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(loanIds)}::jsonb)::uuid)`)
  return new Map(rows.map(({ loanId, claim }) => [loanId, claim]))
}

export interface CandidateRow extends Record<string, unknown> {
  loanId: string
  contractNo: string
  enterpriseZh: string
  enterpriseEn: string
  balance: string
}

/** Loans of the caller that could stand in, the nearest in size first: paid out, in good order and claimed by nothing. */
export async function candidateRows(
  tx: Tx,
  wanted: {
    readonly lenderId: string
    readonly balance: string
    readonly classes: readonly string[]
    readonly asOf: CivilDate
    readonly limit: number
  },
): Promise<readonly CandidateRow[]> {
  const { lenderId, balance, classes, asOf, limit } = wanted
  return tx.execute<CandidateRow>(sql`
    SELECT l.id AS "loanId", l.contract_no AS "contractNo", e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", s.balance::text
    FROM loan_state s JOIN loan l ON l.id = s.loan_id JOIN enterprise e ON e.id = l.enterprise_id
    WHERE s.lender_id = ${lenderId} AND s.state = 'DISBURSED' AND s.days_overdue = 0 AND s.balance > 0
      AND s.class IN (SELECT jsonb_array_elements_text(${JSON.stringify(classes)}::jsonb))
      AND NOT EXISTS (SELECT 1 FROM reloan_backing b WHERE b.loan_id = s.loan_id AND b.live)
      AND NOT EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = s.loan_id AND d.disbursed_on > ${asOf})
    ORDER BY (s.balance >= ${balance}::numeric) DESC, abs(s.balance - ${balance}::numeric), l.id LIMIT ${limit}`)
}

export interface ReloanEventView extends Record<string, unknown> {
  id: string
  no: number
  kind: string
  on: string
  amount: string | null
  body: Record<string, unknown>
  proposalId: string | null
  recordedBy: string | null
  recordedAt: string
}

export async function reloanEventViews(
  tx: Tx,
  reloanId: string,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string },
): Promise<readonly ReloanEventView[]> {
  return tx.execute<ReloanEventView>(sql`
    SELECT id, no, kind, on_date AS on, amount::text, body, proposal_id AS "proposalId", recorded_by AS "recordedBy",
           recorded_at AS "recordedAt"
    FROM reloan_event WHERE reloan_id = ${reloanId} AND on_date <= ${asOf} AND recorded_at <= ${knownAt}::timestamptz ORDER BY no`)
}

export interface ReloanProposalView extends Record<string, unknown> {
  id: string
  reloanId: string
  lender: string
  lenderZh: string
  lenderEn: string
  kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
  on: string
  amount: string | null
  body: Record<string, unknown>
  reason: string
  evidenceHash: string | null
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  proposedBy: string
  recordedAt: string
  decidedBy: string | null
  decidedAt: string | null
  opinion: string | null
  version: number
}
const PROPOSAL = sql`
  SELECT p.id, p.reloan_id AS "reloanId", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", p.kind, p.on_date AS on,
         p.amount::text, p.body, p.reason, p.evidence_hash AS "evidenceHash", p.state, p.proposed_by AS "proposedBy",
         p.recorded_at AS "recordedAt", p.decided_by AS "decidedBy", p.decided_at AS "decidedAt", p.opinion, p.version
  FROM reloan_proposal p JOIN organisation o ON o.id = p.lender_id`

export async function reloanProposalView(tx: Tx, id: string): Promise<ReloanProposalView | undefined> {
  return (await tx.execute<ReloanProposalView>(sql`${PROPOSAL} WHERE p.id = ${id}`))[0]
}

/** Of a re-loan, the last proposed first, each as it stood at the instant: what was decided later still waits. */
export async function reloanProposalsKnown(
  tx: Tx,
  reloanId: string,
  knownAt: string,
): Promise<readonly ReloanProposalView[]> {
  const rows = await tx.execute<ReloanProposalView & { decidedLater: boolean }>(sql`
    SELECT w.*, w."decidedAt" > ${knownAt}::timestamptz AS "decidedLater" FROM (${PROPOSAL}) w
    WHERE w."reloanId" = ${reloanId} AND w."recordedAt" <= ${knownAt}::timestamptz ORDER BY w."recordedAt" DESC, w.id DESC`)
  return rows.map(({ decidedLater, ...row }) =>
    decidedLater
      ? { ...row, state: 'PROPOSED', decidedBy: null, decidedAt: null, opinion: null, version: row.version - 1 }
      : row,
  )
}

/** The last proposed first. */
export async function reloanProposalViews(
  tx: Tx,
  filter: { readonly reloanId: string | null; readonly state: string | null },
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly ReloanProposalView[]> {
  const { before, limit } = page
  return tx.execute<ReloanProposalView>(sql`${PROPOSAL}
    WHERE (${filter.reloanId}::uuid IS NULL OR p.reloan_id = ${filter.reloanId}) AND (${filter.state}::text IS NULL OR p.state = ${filter.state})
      AND (${before?.id ?? null}::uuid IS NULL
           OR (p.recorded_at, p.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${limit}`)
}

export interface FindingView extends Record<string, unknown> {
  id: string
  lender: string
  lenderZh: string
  lenderEn: string
  month: string
  check: string
  subjectKind: string
  subjectId: string
  severity: string
  facts: Record<string, unknown>
  state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
  foundOn: string
  deadlineOn: string
  /** Not answered by its last day. */
  late: boolean
  steps: readonly {
    readonly no: number
    readonly state: string
    readonly on: string
    readonly opinion: string
    readonly evidenceHash: string | null
    readonly takenBy: string
    readonly recordedAt: string
  }[]
  version: number
  recordedAt: string
}
const finding = (asOf: CivilDate): SQL => sql`
  SELECT f.id, o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", f.month, f.check_code AS "check",
         f.subject_kind AS "subjectKind", f.subject_id AS "subjectId", f.severity, f.facts, f.state, f.found_on AS "foundOn",
         f.deadline_on AS "deadlineOn", f.state IN ('OPEN', 'REOPENED') AND f.deadline_on < ${asOf}::date AS late,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('no', s.no, 'state', s.state, 'on', s.on_date, 'opinion', s.opinion,
                   'evidenceHash', s.evidence_hash, 'takenBy', s.taken_by, 'recordedAt', s.recorded_at) ORDER BY s.no), '[]')
          FROM reloan_finding_step s WHERE s.finding_id = f.id) AS steps,
         f.version, f.recorded_at AS "recordedAt"
  FROM reloan_finding f JOIN organisation o ON o.id = f.lender_id`

export async function findingView(tx: Tx, id: string, asOf: CivilDate): Promise<FindingView | undefined> {
  return (await tx.execute<FindingView>(sql`${finding(asOf)} WHERE f.id = ${id}`))[0]
}

/** The last found first; only those late on the day where asked. */
export async function findingViews(
  tx: Tx,
  asOf: CivilDate,
  filter: {
    readonly month: string | null
    readonly check: string | null
    readonly state: string | null
    readonly late: boolean
  },
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly FindingView[]> {
  const { before, limit } = page
  return tx.execute<FindingView>(sql`${finding(asOf)}
    WHERE (${filter.month}::text IS NULL OR f.month = ${filter.month}) AND (${filter.check}::text IS NULL OR f.check_code = ${filter.check})
      AND (${filter.state}::text IS NULL OR f.state = ${filter.state})
      AND (NOT ${filter.late} OR (f.state IN ('OPEN', 'REOPENED') AND f.deadline_on < ${asOf}::date))
      AND (${before?.id ?? null}::uuid IS NULL
           OR (f.recorded_at, f.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    ORDER BY f.recorded_at DESC, f.id DESC LIMIT ${limit}`)
}
