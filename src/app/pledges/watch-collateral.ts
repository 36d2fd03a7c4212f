import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { COMPARED, WATCHED } from '../../domain/collateral/alert.js'
import type { Right } from '../../domain/collateral/pledge.js'
import { ENDED } from '../../domain/collateral/pledge-machine.js'
import { hasLapsed, judgeCollateral, type WatchedPledge } from '../../domain/collateral/watch.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { SYSTEM } from '../actor.js'
import { lockSubject } from '../process/store.js'
import { takeTimerStep } from '../process/take-step.js'
import { cureAlerts, raiseAlerts } from './alert-store.js'
import { carryOver, PLEDGE_SUBJECT } from './pledge-process.js'
import { lockPledge, movePledge } from './store.js'
import { watchTerms } from './watch-terms.js'
import { expiredValuations, expireValuation, type WatchedRow, watchedPledges } from './watch-views.js'

export interface WatchResult {
  readonly pledges: number
  readonly raised: number
  readonly cured: number
  readonly lapsed: number
  readonly expired: number
}

const PLEDGES_PER_CHUNK = 500

/**
 * 押品监测: looks at every live pledge of every bank as of a day, raises what it finds and cures what it no longer finds. Each chunk is one
 * transaction; a second run of the day finds the same and writes nothing.
 */
export async function watchCollateral(
  db: Database,
  { on }: { readonly on: CivilDate },
  progress: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<WatchResult> {
  const sum = { pledges: 0, raised: 0, cured: 0, lapsed: 0, expired: await expireValues(db, on) }
  for (let after: string | null = null; ; ) {
    const chunk = await withTransaction(db, SYSTEM, (tx) => watchChunk(tx, after, on))
    sum.pledges += chunk.rows.length
    sum.raised += chunk.raised
    sum.cured += chunk.cured
    sum.lapsed += chunk.lapsed
    await progress(sum.pledges, sum.pledges)
    after = chunk.rows.at(-1)?.id ?? null
    if (chunk.rows.length < PLEDGES_PER_CHUNK) return sum
  }
}

async function watchChunk(tx: Tx, after: string | null, on: CivilDate) {
  const { terms, ruleIds } = await watchTerms(tx, on)
  let rows = await watchedPledges(tx, { after, on, limit: PLEDGES_PER_CHUNK })
  const ending = rows.filter(({ state, registrationValidTo }) => hasLapsed(state, registrationValidTo, on))
  let lapsed = 0
  for (const { id } of ending) if (await lapse(tx, id, on)) lapsed += 1
  if (lapsed > 0) rows = await watchedPledges(tx, { after, on, limit: PLEDGES_PER_CHUNK })
  const found = rows.flatMap((row) =>
    judgeCollateral(watchedOf(row), terms).map((finding) => ({ pledgeId: row.id, ...finding })),
  )
  const raised = await raiseAlerts(tx, found, on, ruleIds)
  const pledgeIds = rows.map(({ id }) => id)
  // What registers say of a pledge that has ended matters no more.
  const over = rows.filter(({ state }) => ENDED.includes(state)).map(({ id }) => id)
  const cured =
    (await cureAlerts(tx, { pledgeIds, kinds: WATCHED, found }, on)) +
    (await cureAlerts(tx, { pledgeIds: over, kinds: COMPARED, found: [] }, on))
  return { rows, raised, cured, lapsed }
}

const watchedOf = (row: WatchedRow): WatchedPledge => ({
  state: row.state,
  registeredOn: row.registeredOn,
  registrationValidTo: row.registrationValidTo,
  rights: rightsIn(row),
  owed: money(row.owed),
  secured: money(row.secured),
  loanEnd: row.loanEnd,
  settledOn: row.settledOn,
  value: row.value === null ? null : money(row.value),
  baseDate: row.baseDate,
})

const rightsIn = ({ certificateFrom: validFrom, ...row }: WatchedRow): readonly Right[] => [
  { name: 'certificate', validFrom, validTo: row.certificateTo },
  { name: 'authorisation', validFrom, validTo: row.authorisationTo },
  ...(row.listingTo === null ? [] : [{ name: 'listing' as const, validFrom, validTo: row.listingTo }]),
]

/** The registration has run out: the pledge no longer holds against others, and its certificate is free. */
async function lapse(tx: Tx, id: string, on: CivilDate): Promise<boolean> {
  const pledge = await lockPledge(tx, id)
  if (pledge === undefined) return false
  const subject = (await lockSubject(tx, PLEDGE_SUBJECT, id)) ?? (await carryOver(tx, null, pledge))
  if (subject.lastOn > on) return false
  const taken = await takeTimerStep(tx, subject, { event: 'lapse', on, facts: { met: ['registration-ended'] } })
  if (!taken.ok) return false
  await movePledge(tx, pledge, { state: 'LAPSED' })
  return true
}

async function expireValues(db: Database, on: CivilDate): Promise<number> {
  for (let expired = 0; ; ) {
    const count = await withTransaction(db, SYSTEM, async (tx) => {
      const due = await expiredValuations(tx, on, PLEDGES_PER_CHUNK)
      for (const { id } of due) {
        const subject = await lockSubject(tx, 'valuation', id)
        if (subject?.state === 'ADOPTED' && subject.lastOn <= on)
          await takeTimerStep(tx, subject, { event: 'expire', on, facts: { met: [] } })
        await expireValuation(tx, id)
      }
      return due.length
    })
    expired += count
    if (count < PLEDGES_PER_CHUNK) return expired
  }
}
