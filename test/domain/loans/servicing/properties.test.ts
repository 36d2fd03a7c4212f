import fc from 'fast-check'
import t from 'tap'
import type { ContractTerms } from '../../../../src/domain/loans/contract-terms.js'
import { payOff, reverse, takePayment } from '../../../../src/domain/loans/servicing/commands.js'
import type { LoanFact, LoanLife } from '../../../../src/domain/loans/servicing/facts.js'
import { type Replay, replay } from '../../../../src/domain/loans/servicing/replay.js'
import { addDays, type CivilDate } from '../../../../src/kernel/civil-date.js'
import { fenOf, moneyOfFen } from '../../../../src/kernel/fraction.js'
import { formatMoney, isNegativeMoney } from '../../../../src/kernel/money.js'
import { annualRatePercent } from '../../../../src/kernel/rate.js'
import { balancesOf, day, drawn, lifeOf, paid, replayed, type Told } from './lives.js'

const START = day('2024-01-31')
const after = (days: number): CivilDate => addDays(START, days)

const terms: fc.Arbitrary<Partial<ContractTerms>> = fc.record({
  method: fc.constantFrom('equal-instalment', 'equal-principal', 'interest-only', 'bullet'),
  dayCount: fc.constantFrom('actual/360', 'actual/365', '30/360', '30e/360', 'actual/actual-isda'),
  rounding: fc.constantFrom('half-up', 'half-even'),
  instalments: fc.constantFrom(
    { kind: 'from-start', months: 1 } as const,
    { kind: 'settlement-day', months: [3, 6, 9, 12], day: 20, includesDay: true } as const,
  ),
  penalty: fc.record({
    overdueUplift: fc.constantFrom('0.3', '0.5'),
    misuseUplift: fc.constantFrom('0.5', '1'),
    graceDays: fc.constantFrom(0, 0, 3),
  }),
  compound: fc.constantFrom(
    { charged: true, base: ['interest', 'compound'], afterMaturity: 'penalty' } as const,
    { charged: true, base: ['interest'], afterMaturity: 'contract' } as const,
    { charged: false, base: [], afterMaturity: 'contract' } as const,
  ),
})

const told: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(500), fc.integer({ min: 1, max: 3_000_000 }))
      .map(([on, fen]) => paid(after(on), formatMoney(moneyOfFen(BigInt(fen))))),
  },
  fc
    .tuple(fc.nat(330), fc.integer({ min: 1, max: 9_000_000 }))
    .map(([on, fen]) => drawn(after(on), formatMoney(moneyOfFen(BigInt(fen))))),
  fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 2000 })).map(([on, bp]): Told => {
    const rate = annualRatePercent(`${bp / 100 - ((bp / 100) % 1)}.${String(bp % 100).padStart(2, '0')}`)
    return { kind: 'rate-change', on: after(on), annualRate: rate, referenceRate: rate }
  }),
  fc
    .tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }))
    .map(([on, nights]): Told => ({ kind: 'pause', on: after(on), to: after(on + nights) })),
  fc.nat(400).map((on): Told => ({ kind: 'misuse', on: after(on), amount: null })),
  fc.nat(400).map((on): Told => ({ kind: 'misuse-cleared', on: after(on) })),
  fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 100_000 })).map(
    ([on, fen]): Told => ({
      kind: 'fee',
      on: after(on),
      amount: moneyOfFen(BigInt(fen)),
      fee: 'survey',
      forGuarantor: false,
    }),
  ),
)

/** Loans with some facts of every kind; what the facts forbid (a draw beyond the term) is left out. */
const lives = fc
  .record({ terms, months: fc.integer({ min: 1, max: 14 }), facts: fc.array(told, { maxLength: 12 }) })
  .map(({ terms: some, months, facts }): LoanLife => lifeOf({ ...some, on: START, months }, facts))
  .filter((life) => replay(life).ok)

const books = (loan: Replay, through: CivilDate) => balancesOf(loan, through, true)
const fen = (text: string | undefined): bigint => BigInt(text ?? '0')

t.test('principal paid and principal owed sum to what was paid out, and nothing is ever below zero', async () => {
  fc.assert(
    fc.property(lives, fc.nat(700), (life, days) => {
      const loan = replayed(life)
      const on = after(days)
      const position = loan.positionOn(on)
      const repaid = loan
        .allocationsThrough(on)
        .reduce((sum, one) => (one.bucket === 'principal' ? sum + one.amount : sum), 0n)
      const amounts = [
        position.principal,
        position.notDue,
        position.held,
        position.accruedInterest,
        ...Object.values(position.due),
      ]
      return (
        fenOf(position.principal) + repaid === fenOf(position.disbursed) &&
        amounts.every((amount) => !isNegativeMoney(amount))
      )
    }),
    { numRuns: 300 },
  )
})

t.test('every payment is allocated or held, to the fen', async () => {
  fc.assert(
    fc.property(lives, (life) => {
      const loan = replayed(life)
      const end = after(900)
      const came = life.facts.reduce((sum, fact) => (fact.kind === 'payment' ? sum + fenOf(fact.amount) : sum), 0n)
      const went = loan.allocationsThrough(end).reduce((sum, { amount }) => sum + amount, 0n)
      return came === went + fenOf(loan.positionOn(end).held)
    }),
    { numRuns: 200 },
  )
})

t.test('the books equal the position on every month end, and balance', async () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 0, max: 20 }), (life, months) => {
      const loan = replayed(life)
      const end = addDays(
        day(`20${24 + (months - (months % 12)) / 12}-${String((months % 12) + 1).padStart(2, '0')}-01`),
        0,
      )
      const lastDay = addDays(end, -1)
      if (lastDay < START) return true
      const book = books(loan, lastDay)
      const position = loan.positionOn(lastDay)
      const next = loan.positionOn(end)
      const all = Object.values(book).reduce((sum, amount) => sum + BigInt(amount), 0n)
      const quiet = !life.facts.some((fact) => fact.on === end) && !loan.schedule.some(({ dueOn }) => dueOn === end)
      return (
        all === 0n &&
        fen(book['1303']) === fenOf(position.principal) &&
        fen(book['2241']) === -fenOf(position.held) &&
        fen(book['1124']) === fenOf(position.due.fee) &&
        // What accrues in the last night of the month is in its books: it is what the next day begins with.
        (!quiet ||
          (fen(book['1132']) === fenOf(next.due.interest) + fenOf(next.accruedInterest) &&
            fen(book['113210']) === fenOf(next.due.penalty) &&
            fen(book['113220']) === fenOf(next.due.compound)))
      )
    }),
    { numRuns: 300 },
  )
})

t.test(
  'the order in which facts are given makes no difference, only the day, the kind and when they became known',
  async () => {
    fc.assert(
      fc.property(lives, fc.nat(600), (life, days) => {
        const turned = { ...life, facts: [...life.facts].reverse() }
        return (
          JSON.stringify(saidOf(replayed(life), after(days))) === JSON.stringify(saidOf(replayed(turned), after(days)))
        )
      }),
      { numRuns: 100 },
    )
  },
)

t.test('taking the last fact back restores schedule, position and books exactly', async () => {
  fc.assert(
    fc.property(lives, fc.nat(600), fc.integer({ min: 1, max: 500_000 }), (life, days, amount) => {
      const fact = takePayment(life, {
        on: after(days),
        amount: moneyOfFen(BigInt(amount)),
        payer: 'borrower',
        excess: 'hold',
      })
      if (!fact.ok) return true
      const lived = { ...life, facts: [...life.facts, { ...fact.value, id: 'last', no: 99 } as LoanFact] }
      const taken = reverse(lived, 'last')
      const back = { ...lived, facts: lived.facts.filter(({ id }) => id !== 'last') }
      return (
        taken.ok &&
        JSON.stringify(saidOf(replayed(back), after(650))) === JSON.stringify(saidOf(replayed(life), after(650)))
      )
    }),
    { numRuns: 100 },
  )
})

t.test('the payoff quote of a day settles the loan on that day, and its books end at nothing', async (t) => {
  let settled = 0
  fc.assert(
    fc.property(lives, fc.nat(500), (life, days) => {
      const on = after(days)
      const past = { ...life, facts: life.facts.filter((fact) => fact.on <= on) }
      const quoted = replayed(past).payoffOn(on)
      if (!quoted.ok) return false
      const fact = payOff(past, { on, amount: quoted.value.total })
      if (!fact.ok) return ['LOAN_SETTLED', 'PAYOFF_AMOUNT_DIFFERS'].includes(fact.refusal.code)
      settled += 1
      const loan = replayed({ ...past, facts: [...past.facts, { ...fact.value, id: 'end', no: 99 } as LoanFact] })
      const left = Object.keys(books(loan, after(800))).filter(
        (account) => !['2011', '2241'].includes(account) && !account.startsWith('60'),
      )
      return loan.positionOn(on).state === 'SETTLED' && left.length === 0
    }),
    { numRuns: 200 },
  )
  t.ok(settled > 100, `${settled} loans were paid off`)
})

t.test('looking at more days changes nothing', async () => {
  fc.assert(
    fc.property(lives, (life) => {
      const loan = replayed(life)
      for (let days = 0; days < 400; days += 37) loan.positionOn(after(days))
      return JSON.stringify(saidOf(loan, after(600))) === JSON.stringify(saidOf(replayed(life), after(600)))
    }),
    { numRuns: 40 },
  )
})

t.test('night by night: a bullet paid late in parts owes what a plain simulation says', async () => {
  const payments = fc.array(fc.tuple(fc.integer({ min: 91, max: 400 }), fc.integer({ min: 1, max: 4_000_000 })), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(payments, fc.integer({ min: 91, max: 420 }), (some, asked) => {
      const plain = { charged: true, base: ['interest'], afterMaturity: 'penalty' } as const
      const order = ['penalty', 'compound', 'interest', 'principal', 'fee'] as const
      const waterfall = { normal: order, bad: order, badFromDaysOverdue: 9999, across: 'by-kind' } as const
      const facts = some.map(([on, amount]) => paid(after(on), formatMoney(moneyOfFen(BigInt(amount)))))
      const life = lifeOf(
        { on: START, months: 3, amount: '100000.00', method: 'bullet', compound: plain, waterfall },
        facts,
      )
      const position = replayed(life).positionOn(after(asked))
      return (
        JSON.stringify(Object.values(position.due).map(formatMoney)) ===
        JSON.stringify(simulated(life.facts, after(asked)))
      )
    }),
    { numRuns: 150 },
  )
})

/**
 * The same loan by hand: 100,000.00 at 3.6 %, due with interest on 2024-04-30; then 5.4 % / 360 a night on unpaid principal and interest.
 * Units of 1/20,000 of a fen, in which a night's burden of a fen (0.054 / 360 = 3 / 20,000) is whole.
 */
function simulated(facts: readonly LoanFact[], asked: CivilDate): readonly string[] {
  const due = day('2024-04-30')
  const owed = { penalty: 0n, compound: 0n, interest: 90_000n, principal: 10_000_000n }
  const accrued = { penalty: 0n, compound: 0n }
  const charged = { penalty: 0n, compound: 0n }
  const round = (units: bigint) => (units + 10_000n) / 20_000n
  const charge = () => {
    for (const bucket of ['penalty', 'compound'] as const) {
      owed[bucket] += round(accrued[bucket]) - charged[bucket]
      charged[bucket] = round(accrued[bucket])
    }
  }
  for (let on = due; ; on = addDays(on, 1)) {
    if (on > due) {
      accrued.penalty += owed.principal * 3n
      accrued.compound += owed.interest * 3n
    }
    for (const fact of facts) {
      if (fact.kind !== 'payment' || fact.on !== on) continue
      charge()
      let left = fenOf(fact.amount)
      for (const bucket of ['penalty', 'compound', 'interest', 'principal'] as const) {
        const part = left < owed[bucket] ? left : owed[bucket]
        owed[bucket] -= part
        left -= part
      }
    }
    if (on === asked) break
  }
  charge()
  return [
    '0.00',
    ...[owed.penalty, owed.compound, owed.interest, owed.principal].map((amount) => formatMoney(moneyOfFen(amount))),
  ]
}

/** Everything a loan says of itself on a day, as plain data. */
function saidOf(loan: Replay, on: CivilDate): unknown {
  const text = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)
  return JSON.parse(
    JSON.stringify(
      {
        schedule: loan.schedule,
        position: loan.positionOn(on),
        book: loan.postingsThrough(on, true),
        paid: loan.allocationsThrough(on),
      },
      (_, value) => text(value),
    ),
  )
}

t.test('ten thousand payments against a thousand unpaid instalments are all allocated', async (t) => {
  const payments = Array.from({ length: 10_000 }, (_, at) => paid(after(1 + (at % 9000)), '300.00'))
  const loan = replayed(lifeOf({ on: START, months: 360, amount: '90000000.00', method: 'equal-principal' }, payments))
  const went = loan.allocationsThrough(after(9001)).reduce((sum, { amount }) => sum + amount, 0n)
  t.equal(went + fenOf(loan.positionOn(after(9001)).held), 300_000_000n)
})
