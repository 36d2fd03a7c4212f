import fc from 'fast-check'
import t from 'tap'
import { type Claim, coverClaims } from '../../../src/domain/relending/cover.js'
import { fenOf, moneyOfFen } from '../../../src/kernel/fraction.js'
import { formatMoney, type Money, money } from '../../../src/kernel/money.js'

const claim = (id: string, wants: string, capacity: ReadonlyMap<string, Money>, ...loans: string[]): Claim => ({
  id,
  wants: money(wants),
  from: new Map(loans.map((loan) => [loan, capacity.get(loan) ?? money('0')])),
})
const covered = (claims: readonly Claim[], capacity: ReadonlyMap<string, Money>): string[] =>
  [...coverClaims(claims, capacity)].map(([id, amount]) => `${id} ${formatMoney(amount)}`)

t.test('a claim before moves to another loan rather than leave the next one short', async (t) => {
  const capacity = new Map([
    ['L1', money('60')],
    ['L2', money('60')],
  ])
  const [a, b] = [claim('A', '60', capacity, 'L1', 'L2'), claim('B', '60', capacity, 'L1')]
  t.same(covered([a, b], capacity), ['A 60.00', 'B 60.00'])
  t.same(covered([b, a], capacity), ['B 60.00', 'A 60.00'])
  const c = claim('C', '60', capacity, 'L1', 'L2')
  t.same(
    covered([a, b, c], capacity),
    ['A 60.00', 'B 60.00', 'C 0.00'],
    'what is not there covers nobody, the last one last',
  )
})

const pool = fc
  .record({
    wants: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    gives: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    rests: fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ wants, gives, rests }) => {
    const capacity = new Map(gives.map((fen, at) => [`L${at}`, moneyOfFen(BigInt(fen))]))
    const claims = wants.map((fen, at): Claim => {
      const loans = [...capacity].filter((_, loan) => ((rests[at] ?? 0) >> loan) % 2 === 1)
      return { id: `${at}`, wants: moneyOfFen(BigInt(fen)), from: new Map(loans) }
    })
    return { claims, capacity }
  })

/** The least that some claims must be content with: what the others want, and all that these loans can give. */
const most = (claims: readonly Claim[], capacity: ReadonlyMap<string, Money>): bigint => {
  let least: bigint | null = null
  for (let chosen = 0; chosen < 2 ** claims.length; chosen += 1) {
    const loans = new Set<string>()
    let bound = 0n
    for (const [at, { wants, from }] of claims.entries()) {
      if ((chosen >> at) % 2 === 0) bound += fenOf(wants)
      else for (const loan of from.keys()) loans.add(loan)
    }
    for (const loan of loans) bound += fenOf(capacity.get(loan) ?? money('0'))
    if (least === null || bound < least) least = bound
  }
  return least ?? 0n
}

t.test(
  'all claims together are covered as far as the loans can, and each first claim as far as they can by themselves',
  async () => {
    fc.assert(
      fc.property(pool, ({ claims, capacity }) => {
        const amounts = [...coverClaims(claims, capacity).values()].map(fenOf)
        return claims.every((_, last) => {
          const sum = amounts.slice(0, last + 1).reduce((total, amount) => total + amount, 0n)
          return sum === most(claims.slice(0, last + 1), capacity)
        })
      }),
      { numRuns: 500 },
    )
  },
)
