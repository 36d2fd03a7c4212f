import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { snapshotQuotas } from '../../src/app/quota-snapshots/snapshot-quotas.js'
import { insertQuotaSnapshots } from '../../src/app/quota-snapshots/store.js'
import { quotasOnDays } from '../../src/app/quota-snapshots/views.js'
import { withTransaction } from '../../src/db/transaction.js'
import { addDays, civilDate } from '../../src/kernel/civil-date.js'
import { type Bank, testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'
import { activeQuota } from '../support/relending.js'

type Kind = 'GRANTED' | 'REDUCED' | 'RESERVED' | 'RELEASED' | 'DRAWN' | 'RETURNED'
interface Movement {
  readonly kind: Kind
  readonly fen: number
  readonly day: number
  readonly at: number
}
const SIGNS: Readonly<Record<Kind, readonly [limit: number, reserved: number, drawn: number]>> = {
  GRANTED: [1, 0, 0],
  REDUCED: [-1, 0, 0],
  RESERVED: [0, 1, 0],
  RELEASED: [0, -1, 0],
  DRAWN: [0, -1, 1],
  RETURNED: [0, 0, -1],
}
const FIRST = civilDate('2020-01-01')
const dayOf = (day: number) => addDays(FIRST, day)
/** Instants of the past, in order, so that nothing is known of the future. */
const instantOf = (at: number) => `2021-01-01T00:00:${String(at).padStart(2, '0')}Z`
const text = (fen: bigint) =>
  `${fen < 0n ? '-' : ''}${(fen < 0n ? -fen : fen) / 100n}.${String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')}`

/** The quota as its movements alone make it, added up here. */
function computed(movements: readonly Movement[], day: number, at: number) {
  const sums: [bigint, bigint, bigint] = [0n, 0n, 0n]
  const counted = movements.filter((movement) => movement.day <= day && movement.at <= at)
  for (const { kind, fen } of counted)
    SIGNS[kind].forEach((sign, part) => {
      sums[part as 0] += BigInt(sign * fen)
    })
  return counted.length === 0 ? undefined : { limit: text(sums[0]), reserved: text(sums[1]), drawn: text(sums[2]) }
}

async function emptyQuota({ owner }: Bank): Promise<string> {
  const id = randomUUID()
  await owner`
    INSERT INTO reloan_quota (id, facility, central_bank_id, lender_id, document_no, valid_from, valid_to, state, limit_amount, proposed_by, decided_by)
    SELECT ${id}, 'ZNZX-GREEN-ZQ', b.id, l.id, ${id}, '2020-01-01', '2030-01-01', 'ACTIVE', 1, p.id, d.id
    FROM organisation b, organisation l, user_account p, user_account d
    WHERE b.code = 'PBOC-ZQ' AND l.code = 'RCB-SIHUI' AND p.username = 'reviewer.pboc' AND d.username = 'approver.pboc'`
  return id
}

t.test('quotas as they stood', async (t) => {
  const bank = await testBank(t)
  const { db, owner } = bank
  const figuresOf = async (quotaId: string, day: string, knownAt: string) => {
    const rows = await asSystem(db, (tx) => quotasOnDays(tx, { days: [day], knownAt }))
    const row = rows.find((one) => one.quotaId === quotaId)
    return row && { limit: row.limit, reserved: row.reserved, drawn: row.drawn }
  }

  await t.test('a day read from what was kept is the day its movements make, whatever was kept and when', async (t) => {
    const movement = fc.record({
      kind: fc.constantFrom(...(Object.keys(SIGNS) as Kind[])),
      fen: fc.integer({ min: 1, max: 10_000_000 }),
      day: fc.nat({ max: 9 }),
      at: fc.nat({ max: 9 }),
    })
    const point = fc.record({ day: fc.nat({ max: 9 }), at: fc.nat({ max: 9 }) })
    let backdated = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(movement, { minLength: 1, maxLength: 12 }),
        fc.array(point, { maxLength: 6 }),
        fc.array(point, { minLength: 1, maxLength: 4 }),
        async (movements, kept, asked) => {
          const quotaId = await emptyQuota(bank)
          for (const { kind, fen, day, at } of movements)
            await owner`
              INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_at)
              SELECT q.id, q.central_bank_id, q.lender_id, ${kind}, ${text(BigInt(fen))}, ${dayOf(day)}, q.id, ${instantOf(at)}
              FROM reloan_quota q WHERE q.id = ${quotaId}`
          // As jobs run: each knows more than the one before.
          for (const { day, at } of [...kept].sort((a, b) => a.at - b.at)) {
            await asSystem(db, (tx) =>
              insertQuotaSnapshots(tx, { onDay: dayOf(day), knownAt: instantOf(at), jobRunId: null }),
            )
            backdated += movements.filter((one) => one.day <= day && one.at > at).length
          }
          for (const { day, at } of asked)
            assert.deepEqual(await figuresOf(quotaId, dayOf(day), instantOf(at)), computed(movements, day, at))
        },
      ),
      { numRuns: 40 },
    )
    t.ok(backdated > 0, 'movements that a kept day had not counted were among them')
  })

  await t.test('done twice it keeps once; what is known later is kept beside', async (t) => {
    const quotaId = await activeQuota(bank, { limit: '80000000.00' })
    const on = civilDate('2024-06-25')
    const first = await snapshotQuotas(db, { onDay: on, jobRunId: null })
    t.ok(first.kept > 0)
    t.match(await snapshotQuotas(db, { onDay: on, jobRunId: null }), { kept: 0, quotas: first.quotas })
    const rows = () => owner`
      SELECT no, limit_amount::text AS limit, available::text FROM reloan_quota_snapshot WHERE quota_id = ${quotaId} ORDER BY no`
    t.same([...(await rows())], [{ no: 1, limit: '80000000.00', available: '80000000.00' }])
    await owner`
      INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id)
      SELECT id, central_bank_id, lender_id, 'RESERVED', 1800000, '2024-06-24', id FROM reloan_quota WHERE id = ${quotaId}`
    t.match(await snapshotQuotas(db, { onDay: on, jobRunId: null }), { kept: 1 })
    t.same([...(await rows())][1], { no: 2, limit: '80000000.00', available: '78200000.00' })
    t.same(
      await figuresOf(quotaId, on, first.knownAt),
      { limit: '80000000.00', reserved: '0.00', drawn: '0.00' },
      'as known before',
    )
  })

  await t.test('two runs at once keep one row', async (t) => {
    const on = civilDate('2024-06-26')
    await Promise.all([1, 2, 3].map(() => snapshotQuotas(db, { onDay: on, jobRunId: null })))
    const [most] = await owner`SELECT max(n)::int AS most FROM (
      SELECT count(*) AS n FROM reloan_quota_snapshot WHERE on_day = ${on} GROUP BY quota_id) k`
    t.equal(most?.most, 1)
  })

  await t.test('nobody changes a row, adds one from a request, or sees a bank’s that is not theirs', async (t) => {
    await t.rejects(owner`UPDATE reloan_quota_snapshot SET drawn = 0`, /append/)
    const [sihui] = await owner`SELECT id FROM organisation WHERE code = 'RCB-SIHUI'`
    const [other] = await owner`SELECT id FROM organisation WHERE code = 'BANK-EX-01'`
    const as = (organisationId: string) => ({ scope: 'lender' as const, organisationId, userId: null })
    const seen = (organisationId: string) =>
      withTransaction(db, as(organisationId), (tx) => quotasOnDays(tx, { days: ['2024-06-26'], knownAt: '2100-01-01' }))
    t.ok((await seen(sihui?.id)).length > 0)
    t.same(await seen(other?.id), [])
    await t.rejects(
      withTransaction(db, as(sihui?.id), (tx) =>
        insertQuotaSnapshots(tx, { onDay: '2024-06-27', knownAt: '2024-07-01', jobRunId: null }),
      ),
    )
  })
})
