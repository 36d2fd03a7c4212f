import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { AccountCode } from '../../domain/ledger/account.js'
import type { ReloanFact } from '../../domain/relending/accrual.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import type { Actor } from '../actor.js'
import type { BookedLine } from '../servicing/difference.js'

/** The keys of what the facts call for; the principal is booked by those who return it or claw it back. */
const INTEREST_KEY = '^(accrual|interest|settled|collected):'

export interface ReloanLife {
  readonly facts: readonly ReloanFact[]
  readonly booked: { readonly lender: readonly BookedLine[]; readonly branch: readonly BookedLine[] }
}

interface StoredFact {
  readonly kind: ReloanFact['kind']
  readonly id: string
  readonly on: string
  readonly amount: string | null
  readonly dueOn: string | null
  readonly rate: string | null
}

interface StoredLife extends Record<string, unknown> {
  facts: StoredFact[]
  booked: [
    book: 'lender' | 'branch',
    key: string,
    on: string,
    account: string,
    net: string,
    first: string | null,
    adjusted: boolean,
  ][]
}

/** The facts of a re-loan known at an instant (null: now), and what both books hold of its interest, in one statement. */
export async function reloanLife(tx: Tx, reloanId: string, knownAt: string | null): Promise<ReloanLife> {
  const known = sql`coalesce(${knownAt}::timestamptz, 'infinity')`
  const [row] = await tx.execute<StoredLife>(sql`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'id', f.id, 'on', f.on_date, 'amount', f.amount::text,
                                                    'dueOn', f.due_on, 'rate', f.rate) ORDER BY f.on_date, f.recorded_at, f.id), '[]')
       FROM (SELECT i.id, i.kind, i.on_date, i.amount, NULL AS due_on, NULL AS rate, i.recorded_at FROM reloan_interest_fact i WHERE i.reloan_id = ${reloanId}
             UNION ALL
             SELECT v.id, CASE v.kind WHEN 'extended' THEN 'extended' ELSE 'repaid' END,
                    CASE v.kind WHEN 'extended' THEN coalesce((v.body ->> 'from')::date, v.on_date) ELSE v.on_date END, v.amount,
                    v.body ->> 'dueOn', v.body ->> 'ratePercent', v.recorded_at
             FROM reloan_event v
             WHERE v.reloan_id = ${reloanId} AND v.kind IN ('returned', 'clawed-back', 'extended')) f
       WHERE f.recorded_at <= ${known}) AS facts,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(b.book, b.key, b.for_on, b.code, b.net::text, b.first, b.adjusted)), '[]') FROM (
         SELECT CASE e.organisation_id WHEN r.lender_id THEN 'lender' ELSE 'branch' END AS book, e.posting_key AS key, e.for_on, a.code,
                sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) AS net,
                (array_agg(e.id) FILTER (WHERE e.adjusts IS NULL))[1] AS first, bool_or(e.adjusts IS NOT NULL) AS adjusted
         FROM reloan r JOIN journal_entry e ON e.subject_kind = 'reloan' AND e.subject_id = r.id
         JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
         WHERE r.id = ${reloanId} AND e.event IN ('reloan.interest-accrued', 'reloan.interest-settled')
           AND e.posting_key ~ ${INTEREST_KEY}
         GROUP BY 1, 2, 3, 4) b) AS booked`)
  const { facts, booked } = row as StoredLife
  const bookedIn = (book: 'lender' | 'branch'): readonly BookedLine[] =>
    booked.flatMap(([whose, key, on, account, net, first, adjusted]) =>
      whose === book
        ? [{ key, on: civilDate(on), account: account as AccountCode, net: money(net), first, adjusted }]
        : [],
    )
  return {
    facts: facts.map(readFact),
    booked: { lender: bookedIn('lender'), branch: bookedIn('branch') },
  }
}

function readFact({ kind, id, on, amount, dueOn, rate }: StoredFact): ReloanFact {
  const of = { id, on: civilDate(on) }
  return kind === 'extended'
    ? { ...of, kind, dueOn: civilDate(dueOn as string), rate: annualRatePercent(rate as string) }
    : { ...of, kind, amount: money(amount as string) }
}

/** Re-loans drawn by the day whose interest may still move, in the order of their ids, after the cursor. */
export async function reloansToSettle(
  tx: Tx,
  { asOf, after, limit }: { readonly asOf: CivilDate; readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT r.id FROM reloan r
    WHERE r.drawn_on <= ${asOf} AND (${after}::uuid IS NULL OR r.id > ${after}::uuid)
    ORDER BY r.id LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

/** Who asked for a run of a job; undefined when the program itself did. */
export async function requesterOf(tx: Tx, jobRunId: string): Promise<Actor | undefined> {
  const rows = await tx.execute<Actor & Record<string, unknown>>(sql`
    SELECT u.id AS "userId", u.username, o.id AS "organisationId", o.code AS "organisationCode", o.kind AS "organisationKind",
           ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id AND r.organisation_id = o.id ORDER BY r.role) AS roles
    FROM job_run j JOIN user_account u ON u.id = j.requested_by JOIN organisation o ON o.id = u.organisation_id
    WHERE j.id = ${jobRunId}`)
  return rows[0]
}
