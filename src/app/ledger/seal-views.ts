import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { SealableEntry } from './seal-hash.js'

/** Instants and days as text that no setting of the session changes. */
const ENTRY = sql.raw(`
  e.id, e.organisation_id AS "organisationId", to_char(e.booked_on, 'YYYY-MM-DD') AS "bookedOn",
  to_char(e.moved_from, 'YYYY-MM-DD') AS "movedFrom", e.event, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
  e.posting_key AS "postingKey", e.adjusts, e.reverses, e.recorded_by AS "recordedBy",
  to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt",
  coalesce((SELECT jsonb_agg(jsonb_build_object('account', (SELECT a.code FROM ledger_account a WHERE a.id = l.account_id),
                                                'side', l.side, 'amount', l.amount::text) ORDER BY l.id)
            FROM journal_line l WHERE l.entry_id = e.id), '[]') AS lines`)

/** A book and the last seal of its chain. */
export interface ChainEnd extends Record<string, unknown> {
  organisationId: string
  seq: string
  hash: string | null
  /** Where the sealed order ends: nothing, while there is no seal. */
  recordedAt: string
  entryId: string
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Books with entries recorded up to an instant that are not sealed yet. */
export async function booksToSeal(tx: Tx, until: string): Promise<readonly ChainEnd[]> {
  return tx.execute<ChainEnd>(sql`
    SELECT b.id AS "organisationId", coalesce(s.seq, 0)::text AS seq, s.hash,
           coalesce(s.recorded_at, '-infinity')::text AS "recordedAt", coalesce(s.entry_id, ${BEFORE_ALL}) AS "entryId"
    FROM (SELECT DISTINCT organisation_id AS id FROM ledger_account) b
    LEFT JOIN LATERAL (SELECT * FROM journal_seal j WHERE j.organisation_id = b.id ORDER BY j.seq DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
      SELECT e.recorded_at, e.id FROM journal_entry e WHERE e.organisation_id = b.id AND e.recorded_at <= ${until}::timestamptz
      ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1) newest
    WHERE s.entry_id IS NULL OR (newest.recorded_at, newest.id) > (s.recorded_at, s.entry_id)
    ORDER BY b.id`)
}

/** The next entries of a book after the end of its chain, recorded up to an instant, in the order of knowledge. */
export async function entriesToSeal(
  tx: Tx,
  end: ChainEnd,
  until: string,
  limit: number,
): Promise<readonly SealableEntry[]> {
  return tx.execute<SealableEntry & Record<string, unknown>>(sql`
    SELECT ${ENTRY} FROM journal_entry e
    WHERE e.organisation_id = ${end.organisationId} AND e.recorded_at <= ${until}::timestamptz
      AND (e.recorded_at, e.id) > (${end.recordedAt}::timestamptz, ${end.entryId}::uuid)
    ORDER BY e.recorded_at, e.id LIMIT ${limit}`)
}

export interface SealRow {
  readonly seq: string
  readonly entryId: string
  readonly prevHash: string
  readonly hash: string
  /** Whether it keeps the instant of its entry and follows the seal before in the order of knowledge. */
  readonly inOrder: boolean
  /** null when it is gone. */
  readonly entry: SealableEntry | null
}

/** Seals of a book after one, with what they seal. */
export async function sealsAfter(
  tx: Tx,
  organisationId: string,
  afterSeq: string,
  limit: number,
): Promise<readonly SealRow[]> {
  const rows = await tx.execute<
    Omit<SealRow, 'entry'> & SealableEntry & { sealedEntry: string } & Record<string, unknown>
  >(sql`
    SELECT s.seq::text AS seq, s.entry_id AS "sealedEntry", s.prev_hash AS "prevHash", s.hash,
           e.recorded_at IS NOT DISTINCT FROM s.recorded_at
             AND NOT EXISTS (SELECT 1 FROM journal_seal p WHERE p.organisation_id = s.organisation_id AND p.seq = s.seq - 1
                             AND (p.recorded_at, p.entry_id) >= (s.recorded_at, s.entry_id)) AS "inOrder", ${ENTRY}
    FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.organisation_id = ${organisationId} AND s.seq > ${afterSeq}::bigint ORDER BY s.seq LIMIT ${limit}`)
  return rows.map(({ seq, sealedEntry, prevHash, hash, inOrder, ...entry }) => ({
    seq,
    entryId: sealedEntry,
    prevHash,
    hash,
    inOrder,
    entry: (entry.id as string | null) === null ? null : entry,
  }))
}

/** Entries beside the chain: how many, and the first that belongs before its end and so came too late, if any. */
export async function unsealedEntries(
  tx: Tx,
  organisationId: string,
): Promise<{ readonly count: number; readonly late: string | null }> {
  const rows = await tx.execute<{ count: number; late: string | null }>(sql`
    WITH unsealed AS (
      SELECT e.id, e.recorded_at FROM journal_entry e
      WHERE e.organisation_id = ${organisationId} AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id))
    SELECT (SELECT count(*)::int FROM unsealed) AS count,
           (SELECT u.id FROM unsealed u,
              LATERAL (SELECT * FROM journal_seal j WHERE j.organisation_id = ${organisationId} ORDER BY j.seq DESC LIMIT 1) s
            WHERE (u.recorded_at, u.id) < (s.recorded_at, s.entry_id) ORDER BY u.recorded_at, u.id LIMIT 1) AS late`)
  return rows[0] as { count: number; late: string | null }
}

/** Everybody who keeps a book that the caller may see. */
export async function bookkeepers(tx: Tx): Promise<readonly { readonly id: string; readonly code: string }[]> {
  return tx.execute<{ id: string; code: string }>(sql`
    SELECT o.id, o.code FROM organisation o
    WHERE EXISTS (SELECT 1 FROM ledger_account a WHERE a.organisation_id = o.id) ORDER BY o.code`)
}
