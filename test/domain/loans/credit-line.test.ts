import fc from 'fast-check'
import t from 'tap'
import {
  afterMove,
  availableOn,
  changeLimit,
  fitsUnder,
  type LineDay,
  type LineUse,
  leastAvailable,
  lineFits,
} from '../../../src/domain/loans/credit-line.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  type Money,
  minMoney,
  money,
  NO_MONEY,
} from '../../../src/kernel/money.js'

const use = (limit: string, reserved: string, used: string): LineUse => ({
  limit: money(limit),
  reserved: money(reserved),
  used: money(used),
})
const day = (on: string, sums: LineUse): LineDay => ({ on: civilDate(on), ...sums })

t.test('each move and what it makes of a line', async (t) => {
  for (const [move, reserved, used, available] of [
    ['reserve', '50.00', '50.00', '0.00'],
    ['release', '-10.00', '50.00', 'throws'],
    ['draw', '0.00', '70.00', '30.00'],
    ['repay', '20.00', '30.00', '50.00'],
    ['redraw', '20.00', '70.00', '10.00'],
  ] as const) {
    const stands = use('100.00', '20.00', '50.00')
    const amount = money(move === 'reserve' || move === 'release' ? '30.00' : '20.00')
    if (available === 'throws') {
      t.throws(() => afterMove(stands, move, amount), RangeError, `${move} more than there is`)
      continue
    }
    const after = afterMove(stands, move, amount)
    t.same(
      [formatMoney(after.reserved), formatMoney(after.used), formatMoney(availableOn(after))],
      [reserved, used, available],
      move,
    )
  }
})

t.test('a use dated in the past may not break a limit kept since', async (t) => {
  // Today 100 of 100 are free; 60 were used from the 5th to the 8th.
  const later = [day('2024-06-09', use('0.00', '0.00', '-60.00')), day('2024-06-05', use('0.00', '0.00', '60.00'))]
  const stands = use('100.00', '0.00', '0.00')
  t.equal(formatMoney(leastAvailable(stands, later)), '40.00')
  t.match(fitsUnder(money('40.00'), stands, later), { ok: true })
  t.match(fitsUnder(money('40.01'), stands, later), {
    refusal: { code: 'AMOUNT_ABOVE_LINE', amount: '40.01', available: '40.00', limit: '100.00' },
  })
  t.match(changeLimit(money('60.00'), stands, later), { ok: true })
  t.match(changeLimit(money('59.99'), stands, later), {
    refusal: { code: 'LINE_LIMIT_BELOW_USE', limit: '59.99', inUse: '60.00' },
  })
  t.match(changeLimit(NO_MONEY, stands, later), { refusal: { code: 'NOT_POSITIVE', member: 'limit' } })
  const raisedToday = [day('2024-06-09', use('70.00', '0.00', '0.00'))]
  t.match(
    fitsUnder(money('31.00'), stands, raisedToday),
    { refusal: { available: '30.00' } },
    'a later raise helps only later',
  )
})

t.test('whose line, for which product, on which days', async (t) => {
  const line = { enterpriseId: 'e', product: 'P', validFrom: civilDate('2024-06-01'), validTo: civilDate('2024-06-30') }
  const loan = { enterpriseId: 'e', product: 'P', on: civilDate('2024-06-30') }
  t.match(lineFits('x', line, loan), { ok: true }, 'the last day is inside')
  t.match(lineFits('x', { ...line, validTo: null }, { ...loan, on: civilDate('2034-06-30') }), { ok: true })
  t.match(lineFits('x', line, { ...loan, enterpriseId: 'f' }), { refusal: { code: 'LINE_OF_OTHER_ENTERPRISE' } })
  t.match(lineFits('x', line, { ...loan, product: 'Q' }), {
    refusal: { code: 'LINE_PRODUCT_MISMATCH', lineProduct: 'P' },
  })
  for (const on of ['2024-05-31', '2024-07-01'])
    t.match(lineFits('x', line, { ...loan, on: civilDate(on) }), { refusal: { code: 'LINE_NOT_VALID_ON_DAY', on } })
})

t.test('the least available is the least over all days, whatever moved when', async () => {
  const moves = fc.array(
    fc.record({
      on: fc.integer({ min: 1, max: 28 }),
      reserved: fc.integer({ min: -500, max: 500 }),
      used: fc.integer({ min: -500, max: 500 }),
      limit: fc.integer({ min: -500, max: 500 }),
    }),
    { maxLength: 30 },
  )
  const fen = (n: number): Money => money(`${n < 0 ? '-' : ''}${Math.abs(n)}.00`)
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 28 }), (history, from) => {
      const sum = (rows: readonly (typeof history)[number][]): LineUse => ({
        limit: rows.map(({ limit }) => fen(limit)).reduce(addMoney, NO_MONEY),
        reserved: rows.map(({ reserved }) => fen(reserved)).reduce(addMoney, NO_MONEY),
        used: rows.map(({ used }) => fen(used)).reduce(addMoney, NO_MONEY),
      })
      const days = Array.from({ length: 29 - from }, (_, i) => from + i)
      const brute = days.map((until) => availableOn(sum(history.filter(({ on }) => on <= until)))).reduce(minMoney)
      const later = [...new Set(history.map(({ on }) => on).filter((on) => on > from))]
        .sort((a, b) => b - a)
        .map((on) => day(`2024-06-${String(on).padStart(2, '0')}`, sum(history.filter((one) => one.on === on))))
      return compareMoney(leastAvailable(sum(history), later), brute) === 0
    }),
  )
})
