import fc from 'fast-check'
import t from 'tap'
import {
  availableOf,
  changeLimit,
  draw,
  giveBack,
  type Quota,
  quotaOf,
  release,
  reserve,
  usedOf,
} from '../../../src/domain/relending/quota.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { compareMoney, formatMoney, isNegativeMoney, type Money, money } from '../../../src/kernel/money.js'
import type { Refusal, Result } from '../../../src/kernel/result.js'

const FROM = civilDate('2024-06-20')
const TO = civilDate('2024-12-31')
const shown = ({ limit, reserved, drawn }: Quota) => [limit, reserved, drawn].map(formatMoney).join(' ')
const unwrap = <T, R extends Refusal>(result: Result<T, R>): T => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const quota = quotaOf(money('100000000'), FROM, TO)

t.test(
  '1,800,000 of the 100,000,000 (Zhaoqing, 2024-06-20) leaves 98,200,000, reserved, drawn and given back',
  async (t) => {
    const reserved = unwrap(reserve(quota, money('1800000'), FROM))
    t.equal(formatMoney(availableOf(reserved)), '98200000.00')
    const drawn = unwrap(draw(reserved, money('1800000'), TO))
    t.equal(shown(drawn), '100000000.00 0.00 1800000.00')
    t.equal(formatMoney(availableOf(drawn)), '98200000.00')
    t.equal(formatMoney(availableOf(unwrap(giveBack(drawn, money('800000'))))), '99000000.00')
    t.equal(shown(unwrap(release(reserved, money('1800000')))), shown(quota))
  },
)

t.test('the last fen may be used, and not one more', async (t) => {
  const full = unwrap(reserve(quota, money('100000000'), FROM))
  t.equal(formatMoney(availableOf(full)), '0.00')
  t.match(reserve(full, money('0.01'), FROM), {
    refusal: { code: 'QUOTA_EXCEEDED', requested: '0.01', available: '0.00', limit: '100000000.00' },
  })
})

const used = unwrap(draw(unwrap(reserve(quota, money('500'), FROM)), money('200'), FROM))
const refusals: readonly [string, Result<Quota, Refusal>, Record<string, string>][] = [
  ['no amount', reserve(quota, money('0'), civilDate('2025-01-01')), { code: 'NOT_POSITIVE', value: '0.00' }],
  ['before its first day', reserve(quota, money('1'), civilDate('2024-06-19')), { code: 'QUOTA_NOT_IN_FORCE' }],
  ['after its last day', draw(used, money('1'), civilDate('2025-01-01')), { code: 'QUOTA_NOT_IN_FORCE', validTo: TO }],
  ['drawn beyond the reserve', draw(used, money('300.01'), TO), { code: 'QUOTA_NOT_RESERVED', reserved: '300.00' }],
  ['released beyond the reserve', release(used, money('300.01')), { code: 'QUOTA_NOT_RESERVED' }],
  ['given back beyond the drawn', giveBack(used, money('200.01')), { code: 'QUOTA_NOT_DRAWN', drawn: '200.00' }],
  ['a limit below the used', changeLimit(used, money('499.99')), { code: 'QUOTA_BELOW_USED', used: '500.00' }],
  ['no limit', changeLimit(used, money('0')), { code: 'NOT_POSITIVE', member: 'limit' }],
]
for (const [name, result, refusal] of refusals)
  t.test(`refused: ${name}`, async (t) => t.match(result, { ok: false, refusal }))
t.test('a limit may come down to what is used', async (t) =>
  t.equal(formatMoney(availableOf(unwrap(changeLimit(used, money('500'))))), '0.00'),
)

t.test(
  'whatever is asked in whatever order, 0 ≤ reserved, drawn and available ≤ limit, and a refusal moves nothing',
  async () => {
    const amount = fc.integer({ min: 0, max: 20_000 }).map((fen) => money((BigInt(fen) / 100n).toString()))
    const moves: readonly ((quota: Quota, amount: Money) => Result<Quota, Refusal>)[] = [
      (q, a) => reserve(q, a, FROM),
      (q, a) => draw(q, a, FROM),
      release,
      giveBack,
      changeLimit,
    ]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(moves.length - 1), amount), { maxLength: 60 }), (life) => {
        let now = quotaOf(money('300'), FROM, TO)
        for (const [move, a] of life) {
          const next = moves[move]?.(now, a)
          if (next?.ok) now = next.value
          const sound =
            [now.reserved, now.drawn, availableOf(now)].every((part) => !isNegativeMoney(part)) &&
            compareMoney(usedOf(now), now.limit) <= 0
          if (!sound) return false
        }
        return true
      }),
    )
  },
)
