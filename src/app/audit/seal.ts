import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { canonicalJson, sha256 } from '../canonical-json.js'

/** The hash before the first seal. */
export const GENESIS = '0'.repeat(64)
const BATCH = 1_000

export interface SealableEvent {
  readonly id: string
  readonly at: string
  readonly organisationId: string | null
  readonly userId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly requestId: string | null
  readonly detail: unknown
}

type EventRow = SealableEvent & Record<string, unknown>

export const EVENT_COLUMNS = sql.raw(
  `e.id::text AS id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.organisation_id AS "organisationId", e.user_id AS "userId",
   e.action, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.request_id AS "requestId", e.detail`,
)

/** sha256 over the hash before and the canonical JSON of the event: changing, dropping or moving an event breaks every hash after it. */
export const sealHash = (prevHash: string, event: SealableEvent): string => sha256(`${prevHash}\n${canonicalJson(event)}`)

/**
 * Appends what has committed since to the chain, in order of event id among what is visible. Writers never wait for it: only one
 * sealer works at a time, and an event that commits late is sealed in the next round.
 * @returns how many events were sealed
 */
export async function sealAuditEvents(db: Database): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await withTransaction(db, SYSTEM, async (tx) => {
      const [lock] = await tx.execute<{ taken: boolean }>(sql`SELECT pg_try_advisory_xact_lock(hashtextextended('tandai audit seal', 0)) AS taken`)
      if (lock?.taken !== true) return 0
      const [last] = await tx.execute<{ seq: string; hash: string }>(sql`SELECT seq::text, hash FROM audit_seal ORDER BY seq DESC LIMIT 1`)
      const events = await tx.execute<EventRow>(sql`
        SELECT ${EVENT_COLUMNS} FROM audit_event e
        WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
        ORDER BY e.id LIMIT ${BATCH}`)
      if (events.length === 0) return 0
      let seq = BigInt(last?.seq ?? '0')
      let hash = last?.hash ?? GENESIS
      const seals = events.map((event) => {
        const prevHash = hash
        hash = sealHash(prevHash, event)
        seq += 1n
        return { seq: seq.toString(), event_id: event.id, prev_hash: prevHash, hash }
      })
      await tx.execute(sql`
        INSERT INTO audit_seal (seq, event_id, prev_hash, hash)
        SELECT seq, event_id, prev_hash, hash
        FROM jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) AS s(seq bigint, event_id bigint, prev_hash text, hash text)`)
      return events.length
    })
    sealed += count
    if (count < BATCH) return sealed
  }
}
