import fc from 'fast-check'
import t from 'tap'
import { datesInOrder } from '../../../src/domain/loans/dates-in-order.js'
import { termWithinRights } from '../../../src/domain/loans/term-within-rights.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'

const day = civilDate('2024-06-20')

t.test('dates in order', async (t) => {
  t.same(
    datesInOrder([
      ['a', day],
      ['b', null],
      ['c', day],
    ]),
    { ok: true, value: null },
    'equal days are in order, an unknown one is passed over',
  )
  t.match(
    datesInOrder([
      ['a', day],
      ['b', null],
      ['c', addDays(day, -1)],
    ]),
    {
      ok: false,
      refusal: { code: 'DATES_OUT_OF_ORDER', earlier: 'a', earlierOn: '2024-06-20', later: 'c', laterOn: '2024-06-19' },
    },
  )
  const offset = fc.option(fc.integer({ min: -400, max: 400 }), { nil: null })
  fc.assert(
    fc.property(fc.array(offset, { maxLength: 6 }), (offsets) => {
      const known = offsets.filter((one) => one !== null)
      const sorted = known.every((one, i) => i === 0 || one >= (known[i - 1] as number))
      const days = offsets.map((one, i) => [`${i}`, one === null ? null : addDays(day, one)] as const)
      return datesInOrder(days).ok === sorted
    }),
  )
})

t.test('a term within the rights', async (t) => {
  t.ok(termWithinRights(day, null).ok, 'nothing pledged')
  t.ok(termWithinRights(day, day).ok, 'to the last day')
  t.match(termWithinRights(addDays(day, 1), day), {
    ok: false,
    refusal: { code: 'TERM_BEYOND_RIGHTS', endsOn: '2024-06-21', rightsEnd: '2024-06-20' },
  })
})
