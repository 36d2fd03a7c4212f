import fc from 'fast-check'
import t from 'tap'
import type { ContractTerms } from '../../../../src/domain/loans/contract-terms.js'
import { inOrderOfLife, type LoanFact, type LoanLife } from '../../../../src/domain/loans/servicing/facts.js'
import { type InterestSegment, interestSegments } from '../../../../src/domain/loans/servicing/interest-segments.js'
import { obligationsOf } from '../../../../src/domain/loans/servicing/obligations.js'
import { replay } from '../../../../src/domain/loans/servicing/replay.js'
import { addDays, addMonths, type CivilDate, daysBetween } from '../../../../src/kernel/civil-date.js'
import {
  addFractions,
  divideRounded,
  type Fraction,
  fraction,
  fractionOfExact,
  moneyOfFen,
  multiplyFractions,
  NO_FRACTION,
} from '../../../../src/kernel/fraction.js'
import { annualRatePercent, formatRatePercent, rateFraction } from '../../../../src/kernel/rate.js'
import { balancesOf, day, drawn, lifeOf, paid, replayed, type Told } from './lives.js'

const START = day('2023-11-30')
const after = (days: number): CivilDate => addDays(START, days)
const yuan = (fen: number) => moneyOfFen(BigInt(fen))
const NOBODY = { signedGrade: 'YELLOW', byFact: new Map() }

/** Interest in fen of one night of a segment, exactly. */
const nightly = (of: InterestSegment, rate: 'executed' | 'reference'): Fraction => {
  const share = fraction(of.weight, of.divisor)
  if (of.taken !== null) return multiplyFractions(fraction(of.taken[rate], 1n), share)
  const annual = rate === 'executed' ? of.annualRate : of.referenceRate
  return multiplyFractions(multiplyFractions(fraction(of.balance, 1n), fractionOfExact(rateFraction(annual))), share)
}

/** By the start of a day, rounded as a running total of each settlement: what the books hold of it. */
const earnedBy = (
  segments: readonly InterestSegment[],
  on: CivilDate,
  rounding: ContractTerms['rounding'],
  rate: 'executed' | 'reference' = 'executed',
): bigint => {
  const exact = new Map<CivilDate, Fraction>()
  for (const segment of segments) {
    const to = segment.to < on ? segment.to : on
    if (to <= segment.from) continue
    const interest = multiplyFractions(fraction(BigInt(daysBetween(segment.from, to)), 1n), nightly(segment, rate))
    exact.set(segment.settlesOn, addFractions(exact.get(segment.settlesOn) ?? NO_FRACTION, interest))
  }
  let fen = 0n
  for (const { numerator, denominator } of exact.values()) fen += divideRounded(numerator, denominator, rounding)
  return fen
}
const FOR_EVER = day('2999-12-31')
const heard = (life: LoanLife): readonly InterestSegment[] => {
  const segments = interestSegments({ ...life, facts: [...life.facts].sort(inOrderOfLife) }, NOBODY, FOR_EVER)
  if (!segments.ok) throw new Error(JSON.stringify(segments.refusal))
  return segments.value
}

const terms: fc.Arbitrary<Partial<ContractTerms>> = fc.record({
  method: fc.constantFrom('equal-instalment', 'equal-principal', 'interest-only', 'bullet'),
  dayCount: fc.constantFrom(
    'actual/360',
    'actual/365',
    'actual/364',
    '30/360',
    '30/360-us',
    '30e/360-isda',
    'actual/actual-isda',
    'actual/actual-dec31',
  ),
  rounding: fc.constantFrom('half-up', 'half-even'),
  gracePrincipalPeriods: fc.constantFrom(0, 0, 2),
  graceInterestPeriods: fc.constantFrom(0, 0, 1, 2),
})
const rate = (bp: number) => annualRatePercent(`${(bp - (bp % 100)) / 100}.${String(bp % 100).padStart(2, '0')}`)
const payment = (on: CivilDate, excess: Extract<LoanFact, { kind: 'payment' }>['excess'], fen = 0): Told => ({
  kind: 'payment',
  on,
  amount: yuan(fen),
  excess,
  payer: 'borrower',
})
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 3_000_000 })).map(([on, fen]) => paid(after(on), fenText(fen))),
  fc
    .tuple(fc.nat(400), fc.integer({ min: 1, max: 4_000_000 }), fc.constantFrom('shorten', 'lower-instalment'))
    .map(([on, fen, effect]): Told => payment(after(on), { does: 'prepay', principal: yuan(fen), effect }, fen)),
  fc.nat(420).map((on): Told => payment(after(on), { does: 'pay-off' })),
  fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 9_000_000 })).map(([on, fen]) => drawn(after(on), fenText(fen))),
  fc.tuple(fc.nat(500), fc.nat(2000), fc.nat(2000)).map(
    ([on, bp, reference]): Told => ({
      kind: 'rate-change',
      on: after(on),
      annualRate: rate(bp),
      referenceRate: rate(reference),
    }),
  ),
  fc
    .tuple(fc.nat(400), fc.integer({ min: 1, max: 90 }))
    .map(([on, nights]): Told => ({ kind: 'pause', on: after(on), to: after(on + nights) })),
  fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 9 }), fc.nat(900)).map(
    ([on, months, bp]): Told => ({
      kind: 'restructure',
      on: after(on),
      method: 'equal-principal',
      annualRate: rate(bp),
      dueDates: Array.from({ length: months }, (_, index) => addMonths(after(on), index + 1)),
    }),
  ),
  fc.nat(400).map((on): Told => ({ kind: 'write-off', on: after(on) })),
  fc.nat(400).map((on): Told => ({ kind: 'misuse', on: after(on), amount: null })),
)
const fenText = (fen: number): string => {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const shapes = fc.record({
  terms,
  months: fc.integer({ min: 3, max: 14 }),
  facts: fc.array(told, { maxLength: 7 }),
})
const lives = shapes
  .map(({ terms: some, months, facts }): LoanLife => lifeOf({ ...some, on: after(0), months }, facts))
  .filter((life) => replay(life).ok)
const bills = shapes
  .map(({ months, facts }): LoanLife => {
    const life = lifeOf({ kind: 'bill-discount', method: 'bullet', on: after(0), months }, facts)
    return { ...life, referenceRate: annualRatePercent('3.95'), facts: life.facts.filter(isOfBill) }
  })
  .filter((life) => replay(life).ok)
const isOfBill = (fact: LoanFact, index: number): boolean =>
  index === 0 || fact.kind === 'payment' || fact.kind === 'write-off' || fact.kind === 'rate-change'

/** The last days of the months of a life and beyond it. */
const monthEnds: readonly CivilDate[] = Array.from({ length: 24 }, (_, index) =>
  addDays(addMonths(day('2023-12-01'), index), -1),
)

t.test('the segments charge what the schedule asks for, row by row', async (t) => {
  const seen = { lives: 0, segments: 0, kinds: new Map<string, number>() }
  fc.assert(
    fc.property(lives, (life) => {
      const segments = heard(life)
      const ordered = { ...life, facts: [...life.facts].sort(inOrderOfLife) }
      const obligations = obligationsOf(ordered)
      if (!obligations.ok) return false
      seen.lives += 1
      seen.segments += segments.length
      for (const { kind } of life.facts) seen.kinds.set(kind, (seen.kinds.get(kind) ?? 0) + 1)
      const asked = obligations.value.rows.reduce((sum, { interest }) => sum + interest, 0n)
      return (
        earnedBy(segments, day('2999-01-01'), life.terms.rounding) === asked &&
        segments.every(
          ({ from, to, settlesOn }, index) => from < to && to <= settlesOn && from >= (segments[index - 1]?.to ?? from),
        )
      )
    }),
    { numRuns: 2000 },
  )
  t.ok(seen.lives === 2000 && seen.segments > 10_000, `${seen.segments} segments of ${seen.lives} lives`)
  for (const kind of ['rate-change', 'pause', 'restructure', 'write-off', 'payment'])
    t.ok((seen.kinds.get(kind) ?? 0) > 100, `${seen.kinds.get(kind)} of ${kind}`)
})

t.test('by every month end they come to what the books have earned, of loans and of bills', async () => {
  const agree = (life: LoanLife, account: string): boolean => {
    const loan = replayed(life)
    const segments = heard(life)
    return monthEnds.every((end) => {
      const earned = -BigInt(balancesOf(loan, end, true)[account] ?? '0')
      return earned === earnedBy(segments, addDays(end, 1), life.terms.rounding)
    })
  }
  fc.assert(
    fc.property(lives, (life) => agree(life, '6011')),
    { numRuns: 150 },
  )
  fc.assert(
    fc.property(bills, (life) => agree(life, '601130')),
    { numRuns: 150 },
  )
})

t.test(
  'a discount is saved when the bill is discounted and earned night by night; what ends early earns the rest that day',
  async (t) => {
    const bill = lifeOf({
      kind: 'bill-discount',
      method: 'bullet',
      on: '2024-01-15',
      months: 6,
      rate: '2.50',
      amount: '1000000.00',
    })
    const life = { ...bill, referenceRate: annualRatePercent('3.10') }
    const months = heard(life)
    t.same(
      months.map(({ from, to }) => [from, to]),
      ['02', '03', '04', '05', '06', '07']
        .map((month, no) => [no === 0 ? '2024-01-15' : `2024-0${no + 1}-01`, `2024-${month}-01`])
        .concat([['2024-07-01', '2024-07-15']]),
    )
    t.ok(months.every(({ weight, divisor }) => weight === 1n && divisor === 182n))
    t.match(months[0]?.taken, { executed: 1_263_889n, reference: 1_567_222n }, '1000000 × 182 ÷ 360 at 2.5 % and 3.1 %')
    const early = heard({
      ...life,
      facts: [...life.facts, { ...payment(day('2024-03-01'), { does: 'pay-off' }), id: 'end', no: 9 } as LoanFact],
    })
    t.same(
      early.map(({ from, to, weight, balance }) => [from, to, weight, balance]),
      [
        ['2024-01-15', '2024-02-01', 1n, 100_000_000n],
        ['2024-02-01', '2024-03-01', 1n, 100_000_000n],
        ['2024-03-01', '2024-03-02', 136n, 0n],
      ],
    )
    t.equal(earnedBy(early, day('2024-03-02'), 'half-up', 'reference'), 1_567_222n, 'all of it is earned that day')
  },
)

t.test('rates are named by the decision behind them, and an extension leaves the reference as it was', async (t) => {
  const life = lifeOf({ on: '2024-01-15', method: 'interest-only', months: 3, rate: '3.10' }, [
    { kind: 'rate-change', on: day('2024-02-01'), annualRate: rate(290), referenceRate: rate(310) },
    {
      kind: 'restructure',
      on: day('2024-03-20'),
      method: 'interest-only',
      annualRate: rate(300),
      dueDates: [day('2024-04-20')],
    },
  ])
  const decided = { signedGrade: 'YELLOW', byFact: new Map([['fact-1', { id: 'decision', grade: 'DEEP_GREEN' }]]) }
  const segments = interestSegments(life, decided, FOR_EVER)
  t.ok(segments.ok)
  if (!segments.ok) return
  t.same(
    segments.value.map((of) =>
      [
        of.from,
        of.to,
        of.settlesOn,
        formatRatePercent(of.annualRate),
        formatRatePercent(of.referenceRate),
        of.grade,
        of.rateDecisionId,
      ].join(' '),
    ),
    [
      '2024-01-15 2024-02-01 2024-02-15 3.10 3.10 YELLOW ',
      '2024-02-01 2024-02-15 2024-02-15 2.90 3.10 DEEP_GREEN decision',
      '2024-02-15 2024-03-01 2024-03-15 2.90 3.10 DEEP_GREEN decision',
      '2024-03-01 2024-03-15 2024-03-15 2.90 3.10 DEEP_GREEN decision',
      '2024-03-15 2024-03-20 2024-03-20 2.90 3.10 DEEP_GREEN decision',
      '2024-03-20 2024-04-01 2024-04-20 3.00 3.10 DEEP_GREEN ',
      '2024-04-01 2024-04-20 2024-04-20 3.00 3.10 DEEP_GREEN ',
    ],
  )
})
