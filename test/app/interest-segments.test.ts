import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { SYSTEM } from '../../src/app/actor.js'
import { fillInLoan } from '../../src/app/interest-segments/fill-in-segments.js'
import { segmentRows } from '../../src/app/interest-segments/segment-rows.js'
import { writeSegmentDifference } from '../../src/app/interest-segments/store.js'
import { withTransaction } from '../../src/db/transaction.js'
import type { DayCountName } from '../../src/domain/loans/day-count.js'
import { inOrderOfLife, type LoanLife } from '../../src/domain/loans/servicing/facts.js'
import { interestSegments } from '../../src/domain/loans/servicing/interest-segments.js'
import { replay } from '../../src/domain/loans/servicing/replay.js'
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.js'
import { divideRounded } from '../../src/kernel/fraction.js'
import { annualRatePercent } from '../../src/kernel/rate.js'
import { balancesOf, day, drawn, lifeOf, paid, replayed, type Told } from '../domain/loans/servicing/lives.js'
import { testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'

const yuan = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
const scaled = (value: bigint, places: number): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

interface Case {
  /** Yuan × percent, with eight decimals. */
  readonly numerator: bigint
  readonly divisor: number
}
/** Every night of every day count has such a divisor; a 30/360 period spreads over up to 366 days. */
const DIVISORS: readonly number[] = [
  360,
  364,
  365,
  365 * 366,
  ...[28, 29, 30, 31, 59, 61, 90, 91, 92, 181, 182, 184, 365, 366].map((days) => 12 * days),
  360 * 366,
]
const cases = fc.oneof(
  fc
    .tuple(
      fc.bigInt(0n, 10n ** 11n),
      fc.bigInt(0n, 36n * 10n ** 6n),
      fc.integer({ min: 1, max: 4000 }),
      fc.constantFrom(...DIVISORS),
    )
    .map(([fen, micro, nights, divisor]): Case => ({ numerator: fen * micro * BigInt(nights), divisor })),
  // Half a fen, and a hair beside it, of either sign.
  fc.tuple(fc.bigInt(-(10n ** 13n), 10n ** 13n), fc.constantFrom(-1n, 0n, 0n, 1n), fc.constantFrom(...DIVISORS)).map(
    ([fen, hair, divisor]): Case => ({
      numerator: ((2n * fen + 1n) * BigInt(divisor) * 10n ** 8n) / 2n + hair,
      divisor,
    }),
  ),
)

t.test('interest in SQL is the kernel’s bit for bit, near every tie, of both signs and both roundings', async (t) => {
  const { raw } = await testBank(t)
  const drawnCases = fc.sample(cases, { numRuns: 120_000, seed: 35 })
  let ties = 0
  let differing = 0
  for (let from = 0; from < drawnCases.length; from += 20_000) {
    const some = drawnCases.slice(from, from + 20_000)
    const rows = await raw<{ up: string; even: string }[]>`
      SELECT interest_of(n, d)::numeric(30,2)::text AS up, interest_half_even(n, d)::numeric(30,2)::text AS even
      FROM unnest(${some.map(({ numerator }) => scaled(numerator, 8))}::numeric[], ${some.map(({ divisor }) => divisor)}::int[])
        WITH ORDINALITY AS c(n, d, no) ORDER BY no`
    for (const [index, { numerator, divisor }] of some.entries()) {
      const denominator = BigInt(divisor) * 10n ** 8n
      const [up, even] = [
        divideRounded(numerator, denominator, 'half-up'),
        divideRounded(numerator, denominator, 'half-even'),
      ]
      if (up !== even) ties += 1
      if (rows[index]?.up !== yuan(up) || rows[index]?.even !== yuan(even)) differing += 1
    }
  }
  t.equal(differing, 0, `${drawnCases.length} cases`)
  t.ok(ties > 10_000, `${ties} exact ties on which the two roundings differ`)
  const [naive] = await raw<[{ wrong: number }]>`
    SELECT count(*)::int AS wrong
    FROM unnest(${drawnCases.map(({ numerator }) => scaled(numerator, 8))}::numeric[], ${drawnCases.map(({ divisor }) => divisor)}::int[]) c(n, d)
    WHERE round(n / (d * 100), 2) <> interest_of(n, d)`
  t.ok(naive.wrong > 0, `a plain division would be wrong in ${naive.wrong} of them`)
})

const START = day('2023-11-30')
const after = (days: number): CivilDate => addDays(START, days)
const percent = (bp: number) => annualRatePercent(`${(bp - (bp % 100)) / 100}.${String(bp % 100).padStart(2, '0')}`)
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.nat(300).map((on): Told => drawn(after(on), '50000.01')),
  fc.nat(400).map((on): Told => paid(after(on), '11000.00')),
  fc.tuple(fc.nat(500), fc.nat(1500), fc.nat(1500)).map(
    ([on, bp, reference]): Told => ({
      kind: 'rate-change',
      on: after(on),
      annualRate: percent(bp),
      referenceRate: percent(reference),
    }),
  ),
  fc.tuple(fc.nat(300), fc.constantFrom('shorten', 'lower-instalment')).map(
    ([on, effect]): Told => ({
      kind: 'payment',
      on: after(on),
      amount: paidAmount,
      excess: { does: 'prepay', principal: paidAmount, effect },
      payer: 'borrower',
    }),
  ),
  fc
    .tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }))
    .map(([on, nights]): Told => ({ kind: 'pause', on: after(on), to: after(on + nights) })),
)
const paidAmount = (drawn('2024-01-01', '7777.77') as Extract<Told, { kind: 'disbursement' }>).amount
const DAYS: readonly DayCountName[] = [
  'actual/360',
  'actual/365',
  '30/360',
  '30e/360',
  'actual/actual-isda',
  'actual/actual-dec31',
]
const lives = fc
  .record({
    dayCount: fc.constantFrom(...DAYS),
    rounding: fc.constantFrom('half-up', 'half-even'),
    method: fc.constantFrom('equal-instalment', 'equal-principal', 'interest-only', 'bullet'),
    graceInterestPeriods: fc.constantFrom(0, 0, 2),
    months: fc.integer({ min: 3, max: 12 }),
    facts: fc.array(told, { maxLength: 6 }),
  })
  .map(({ months, facts, ...terms }): LoanLife => lifeOf({ ...terms, on: START, months }, facts))
  .filter((life) => replay(life).ok)
const ends = Array.from({ length: 18 }, (_, index) => addDays(addMonths(day('2023-12-01'), index), -1))

t.test(
  'life after life of a loan, the sums in SQL are what its books have earned, and stay so as they were known',
  async (t) => {
    const bank = await testBank(t)
    const id = await disbursedLoan(bank.owner)
    const sample = fc.sample(lives, { numRuns: 80, seed: 350 })
    t.ok(new Set(sample.map(({ terms }) => terms.dayCount)).size === DAYS.length)
    const sums = async (knownAt: string) => {
      const rows = await bank.owner<{ earned: string }[]>`
      SELECT coalesce(sum(sign * interest_between(executed_before, executed_night, divisor, half_even, 0, least(to_on, d + 1) - from_on))
                      FILTER (WHERE from_on <= d), 0)::numeric(30,2)::text AS earned
      FROM unnest(${ends as readonly string[] as string[]}::date[]) d
      LEFT JOIN interest_segment ON loan_id = ${id} AND recorded_at <= ${knownAt}::timestamptz GROUP BY d ORDER BY d`
      return rows.map(({ earned }) => earned)
    }
    const answers: { at: string; earned: string[] }[] = []
    for (const life of sample) {
      const ordered = { ...life, facts: [...life.facts].sort(inOrderOfLife) }
      const segments = interestSegments(ordered, { signedGrade: 'YELLOW', byFact: new Map() }, day('2999-12-31'))
      if (!segments.ok) throw new Error(JSON.stringify(segments.refusal))
      const rows = segmentRows(id, life.terms, segments.value)
      const changed = { loanId: id, cause: 'rate-change', eventId: randomUUID() } as const
      const write = () => withTransaction(bank.db, SYSTEM, (tx) => writeSegmentDifference(tx, [changed], rows))
      await write()
      t.equal(await write(), 0, 'written twice, it is written once')
      const [{ at }] = await bank.owner<[{ at: string }]>`SELECT max(recorded_at)::text AS at FROM interest_segment`
      const earned = await sums(at)
      const loan = replayed(life)
      const books = ends.map((end) => yuan(-BigInt(balancesOf(loan, end, true)['6011'] ?? '0')))
      t.same(earned, books, `${life.terms.dayCount} ${life.terms.method}: 18 month ends`)
      answers.push({ at, earned })
    }
    let same = 0
    for (const { at, earned } of answers) if (JSON.stringify(await sums(at)) === JSON.stringify(earned)) same += 1
    t.equal(same, sample.length, 'every former instant gives its former answer')
    const [stored] = await bank.owner<[{ agree: boolean; rows: number }]>`
    SELECT bool_and(executed = interest_between(executed_before, executed_night, divisor, half_even, 0, to_on - from_on)) AS agree,
           count(*)::int AS rows FROM interest_segment`
    t.ok(stored.agree && stored.rows > 1_000, `${stored.rows} rows`)
  },
)

t.test(
  'a loan paid out before segments were kept gets those of its past under the instants at which it became known',
  async (t) => {
    const bank = await testBank(t)
    const id = await disbursedLoan(bank.owner, { amount: '1200000.00', rate: '3.6', on: '2024-01-10' })
    const officer = 'officer.sihui'
    const pay = (amount: string, other: object) =>
      bank.post(officer, `/v1/loans/${id}/repayments`, {
        on: '2024-02-10',
        amount,
        reference: amount,
        version: 1,
        ...other,
      })
    const state = async () => {
      const rows = await bank.owner<{ row: string }[]>`
      SELECT concat_ws(' ', sign, from_on, to_on, balance, executed, cause) AS row FROM interest_segment WHERE loan_id = ${id}
      ORDER BY recorded_at, from_on, sign`
      return rows.map(({ row }) => row)
    }
    t.same(await state(), [], 'none yet')
    t.equal((await pay('3720.00', {})).status, 201, 'a payment, with which the books are brought to the day')
    const taken = await state()
    t.match(taken, [
      '1 2024-01-10 2024-02-01 1200000.00 2640.00 settlement',
      '1 2024-02-01 2024-02-10 1200000.00 1080.00 settlement',
      '1 2024-02-10 2024-03-01 1200000.00 2400.00 settlement',
    ])
    t.match(taken.at(-1), '1 2024-06-01 2024-06-10 1200000.00', 'as far as the books have taken interest in')
    t.same(await withTransaction(bank.db, SYSTEM, (tx) => fillInLoan(tx, id)), false)
    t.same(await state(), taken, 'written once')
    const inBooks = async () =>
      (
        await bank.owner<{ booked: string; segments: string }[]>`
        SELECT (SELECT sum(CASE side WHEN 'credit' THEN amount ELSE -amount END) FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
                WHERE a.code = '6011')::text AS booked,
               (SELECT sum(sign * executed) FROM interest_segment)::text AS segments`
      )[0]
    const before = await inBooks()
    t.equal(before?.segments, before?.booked, 'to the fen what the books have taken in')

    await bank.owner.unsafe(
      'ALTER TABLE interest_segment DISABLE TRIGGER USER; DELETE FROM interest_segment; ALTER TABLE interest_segment ENABLE TRIGGER USER',
    )
    const early = await bank.post(officer, `/v1/loans/${id}/repayments`, {
      on: '2024-02-20',
      amount: '200000.00',
      excess: 'lower-instalment',
      reference: 'early',
      version: 2,
    })
    t.equal(early.status, 201, early.text)
    const refilled = await state()
    t.same(refilled.slice(0, taken.length), taken, 'what was known before segments were kept is filled in as it was')
    const [instants] = await bank.owner<[{ same: boolean }]>`
      SELECT bool_and(EXISTS (SELECT FROM journal_entry e WHERE e.recorded_at = s.recorded_at)) AS same FROM interest_segment s WHERE cause = 'settlement'`
    t.ok(instants.same, 'under the instants at which the books took it in')
    const changed = refilled.slice(taken.length)
    t.ok(changed.length > 0 && changed.every((row) => row.endsWith('payment')), `${changed.length} rows by the payment`)
    t.ok(
      changed.some((row) => row.startsWith('-1 2024-02-10 2024-03-01')),
      'what no longer holds is taken back',
    )
    const after = await inBooks()
    t.equal(after?.segments, after?.booked)
  },
)

t.test('the last wall is in the database', async (t) => {
  const bank = await testBank(t)
  const id = await disbursedLoan(bank.owner)
  const insert = (other: object) => {
    const row = {
      weight: 1,
      divisor: 360,
      sign: 1,
      balance: '1000000.00',
      night: '3100000',
      from: '2024-01-01',
      to: '2024-02-01',
      settles: '2024-02-01',
      ...other,
    }
    return bank.owner`
      INSERT INTO interest_segment (loan_id, lender_id, enterprise_id, from_on, to_on, settles_on, weight, divisor, sign, discounted, half_even,
        balance, rate, reference_rate, executed_night, reference_night, executed_before, reference_before, product, sector_code, region_code,
        grade, cause, event_id)
      SELECT id, lender_id, enterprise_id, ${row.from}, ${row.to}, ${row.settles}, ${row.weight}, ${row.divisor}, ${row.sign}, false, false,
        ${row.balance}, 3.1, 3.1, ${row.night}, 3100000, 0, 0, product, 'X', '441200', 'YELLOW', 'disbursement', ${randomUUID()}
      FROM loan WHERE id = ${id} RETURNING executed::text`
  }
  t.match(await insert({}), [{ executed: '2669.44' }], '1,000,000 × 3.1 % × 31 ÷ 360 = 2,669.444…')
  for (const [what, row, constraint] of [
    ['a night that is not balance × rate', { night: '3100001' }, 'interest_segment_night_agrees'],
    ['nights that end before they begin', { to: '2024-01-01' }, 'interest_segment_has_nights'],
    ['settled before it ends', { settles: '2024-01-31' }, 'interest_segment_has_nights'],
    ['a sign of its own', { sign: 2 }, 'interest_segment_sign_known'],
  ] as const)
    await t.rejects(insert(row), new RegExp(constraint), what)
  await t.rejects(bank.owner`UPDATE interest_segment SET sign = -1`, /append-only/)
  await t.rejects(bank.raw`INSERT INTO interest_segment (loan_id) VALUES (${id})`, /row-level security|null value/)
  const seen = async (scope: string, organisation: string) =>
    bank.raw.begin(async (sql) => {
      await sql`SELECT set_config('tandai.scope', ${scope}, true), set_config('tandai.organisation_id', ${organisation}, true)`
      const [row] = await sql<[{ count: number }]>`SELECT count(*)::int FROM interest_segment`
      return row.count
    })
  const [who] = await bank.owner<[{ lender: string; enterprise: string; other: string }]>`
    SELECT lender_id AS lender, enterprise_id AS enterprise, (SELECT id FROM organisation WHERE code = 'BANK-EX-01') AS other
    FROM loan WHERE id = ${id}`
  t.same(
    await Promise.all([
      seen('lender', who.lender),
      seen('lender', who.other),
      seen('enterprise', who.enterprise),
      seen('enterprise', who.lender),
      seen('central-bank', who.lender),
      seen('steward', who.lender),
      seen('administrator', who.lender),
      seen('none', who.lender),
      seen('auditor', who.other),
    ]),
    [1, 0, 1, 0, 0, 0, 0, 0, 1],
    'its parties and the auditor, nobody else',
  )
})

t.test('a job fills in the segments of a whole book, once', async (t) => {
  const bank = await testBank(t, { jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const id = await disbursedLoan(bank.owner, { amount: '1200000.00', rate: '3.6', on: '2024-01-10' })
  await disbursedLoan(bank.owner, { disbursed: false })
  const paid = await bank.post('officer.sihui', `/v1/loans/${id}/repayments`, {
    on: '2024-02-10',
    amount: '3720.00',
    reference: '回单',
    version: 1,
  })
  t.equal(paid.status, 201, paid.text)
  const state = async () => {
    const rows = await bank.owner<{ row: string }[]>`
      SELECT concat_ws(' ', sign, from_on, to_on, executed, reference, recorded_at) AS row FROM interest_segment ORDER BY loan_id, from_on, sign`
    return rows.map(({ row }) => row)
  }
  const written = await state()
  t.ok(written.length > 3)
  await bank.owner.unsafe(
    'ALTER TABLE interest_segment DISABLE TRIGGER USER; DELETE FROM interest_segment; ALTER TABLE interest_segment ENABLE TRIGGER USER',
  )
  const run = async () => {
    const { body } = await bank.post('admin', '/v1/jobs/interest-segments', { asOf: '2024-06-30' }, { key: null })
    for (let tries = 0; tries < 400; tries += 1) {
      const { state, result } = (await bank.get('admin', `/v1/jobs/${body.id}`)).body
      if (state === 'succeeded' || state === 'failed') return { state, result }
      await sleep(25)
    }
    throw new Error('the job did not end')
  }
  t.match(await run(), { state: 'succeeded', result: { loans: 1, filledIn: 1, failed: 0 } })
  t.same(await state(), written, 'as they were written at the time')
  t.match(await run(), { state: 'succeeded', result: { loans: 0 } })
  t.same(await state(), written, 'nothing twice')
})
