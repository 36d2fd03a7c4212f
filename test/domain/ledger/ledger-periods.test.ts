import t from 'tap'
import { bookingDay } from '../../../src/domain/ledger/booking-day.js'
import { closePeriod } from '../../../src/domain/ledger/close-period.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { money } from '../../../src/kernel/money.js'

const day = civilDate

t.test('an entry for a closed day is refused, or moved to the first open one', async (t) => {
  const untouched = (on: string) => ({ ok: true, value: { bookedOn: on, movedFrom: null } })
  t.same(bookingDay(day('2024-01-31'), null, 'refuse'), untouched('2024-01-31'), 'nothing was ever closed')
  t.same(bookingDay(day('2024-02-01'), day('2024-01-31'), 'refuse'), untouched('2024-02-01'), 'the day after')
  t.same(bookingDay(day('2024-02-01'), day('2024-01-31'), 'book-forward'), untouched('2024-02-01'))
  t.same(bookingDay(day('2024-01-31'), day('2024-02-29'), 'book-forward'), {
    ok: true,
    value: { bookedOn: '2024-03-01', movedFrom: '2024-01-31' },
  })
  t.same(bookingDay(day('2024-02-29'), day('2024-02-29'), 'refuse'), {
    ok: false,
    refusal: {
      code: 'PERIOD_CLOSED',
      bookedOn: '2024-02-29',
      closedThrough: '2024-02-29',
      firstOpenDay: '2024-03-01',
    },
  })
})

t.test('a period is closed forward, when it is over, and in balance; refused in this order', async (t) => {
  const sound = {
    closeThrough: day('2024-06-30'),
    closedThrough: day('2024-05-31'),
    businessDate: day('2024-07-01'),
    debit: money('10.00'),
    credit: money('10.00'),
  }
  t.same(closePeriod(sound), { ok: true, value: '2024-06-30' })
  t.same(closePeriod({ ...sound, closedThrough: null }), { ok: true, value: '2024-06-30' })
  const wrong = { ...sound, closedThrough: day('2024-06-30'), businessDate: day('2024-06-30'), credit: money('9.99') }
  t.match(closePeriod(wrong), { refusal: { code: 'PERIOD_CLOSED_ALREADY', closedThrough: '2024-06-30' } })
  t.match(closePeriod({ ...wrong, closedThrough: null }), {
    refusal: { code: 'PERIOD_NOT_OVER', businessDate: '2024-06-30' },
  })
  t.match(closePeriod({ ...sound, credit: money('9.99') }), {
    refusal: { code: 'BOOK_OUT_OF_BALANCE', debit: '10.00', credit: '9.99', difference: '0.01' },
  })
})
