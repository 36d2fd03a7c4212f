import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Refusal } from '../../kernel/result.js'
import { SYSTEM, tenancyOf } from '../actor.js'
import { settleReloan } from './settle-reloan.js'
import { reloansToSettle, requesterOf } from './views.js'

export const RELOAN_SETTLEMENT_JOB = 'reloan-settlement'

const RELOANS_PER_CHUNK = 50

export interface SettledReloans {
  readonly asOf: CivilDate
  readonly reloans: number
  readonly entries: number
  /** Whether anything was written. */
  readonly changed: boolean
  /** Re-loans whose interest could not be counted to the day, with the reason. */
  readonly refused: readonly ({ readonly reloanId: string } & Refusal)[]
}

/**
 * 再贷款结息: brings the interest of every re-loan to the end of a day on both books, in the name of whoever asked, who sees and books
 * the re-loans of their own organisation only; when a schedule asked, the program books those of all. A chunk is one transaction; run
 * again, it books nothing twice.
 */
export async function settleReloans(
  db: Database,
  run: {
    readonly asOf: CivilDate
    readonly jobRunId: string
    readonly progress?: (done: number, total: number) => Promise<void>
  },
): Promise<SettledReloans> {
  const { asOf, jobRunId, progress = async () => undefined } = run
  const actor = await withTransaction(db, SYSTEM, async (tx) => (await requesterOf(tx, jobRunId)) ?? null, {
    readOnly: true,
  })
  const refused: SettledReloans['refused'][number][] = []
  let after: string | null = null
  let reloans = 0
  let entries = 0
  for (;;) {
    const chunk = await withTransaction(db, actor === null ? SYSTEM : tenancyOf(actor), async (tx) => {
      const command = { tx, actor, requestId: `${RELOAN_SETTLEMENT_JOB} ${jobRunId}`, audited: false }
      const ids = await reloansToSettle(tx, { asOf, after, limit: RELOANS_PER_CHUNK })
      const told = []
      let booked = 0
      for (const reloanId of ids) {
        const settled = await settleReloan(command, reloanId, asOf)
        if (!settled.ok) told.push({ reloanId, ...settled.refusal })
        else {
          booked += settled.value.entries
          const { blocked } = settled.value.journal
          if (blocked !== null) told.push({ reloanId, ...blocked })
        }
      }
      return { ids, told, booked }
    })
    reloans += chunk.ids.length
    entries += chunk.booked
    refused.push(...chunk.told)
    await progress(reloans, reloans)
    after = chunk.ids.at(-1) ?? null
    if (chunk.ids.length < RELOANS_PER_CHUNK) break
  }
  return { asOf, reloans, entries, changed: entries > 0, refused }
}
