import fc from 'fast-check'
import t from 'tap'
import { customPrincipal, customRowsFit } from '../../../src/domain/loans/custom-schedule.js'
import { dueDatesOf } from '../../../src/domain/loans/due-dates.js'
import { loanSchedule } from '../../../src/domain/loans/schedule.js'
import { addDays, type CivilDate, civilDate } from '../../../src/kernel/civil-date.js'
import { moneyOfFen } from '../../../src/kernel/fraction.js'
import { formatMoney, money, sumMoney } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

const START = civilDate('2024-01-15')
const row = (dueOn: string, principal: string) => ({ dueOn: civilDate(dueOn), principal })
const ROWS = [row('2024-03-31', '20000.00'), row('2024-06-30', '0.00'), row('2024-12-20', '80000.00')]
const request = (
  principal: string,
  dueDates: readonly CivilDate[],
  principalRows = customPrincipal(ROWS, dueDates),
) => ({
  principal: money(principal),
  annualRate: annualRatePercent('3.60'),
  disbursedOn: START,
  periods: dueDates.length,
  dueDates,
  method: 'custom' as const,
  dayCount: 'actual/360',
  principalRows,
})
const told = (...of: Parameters<typeof request>) => {
  const schedule = loanSchedule(request(...of))
  if (!schedule.ok) return schedule.refusal
  return schedule.value.rows.map(({ dueOn, principal, interest, balance }) =>
    [dueOn, formatMoney(principal), formatMoney(interest), formatMoney(balance)].join(' '),
  )
}
const DATES = ROWS.map(({ dueOn }) => dueOn)

t.test('agreed principal, computed interest', async (t) => {
  // 100,000 × 3.6 % × 76 / 360 = 760.00; 80,000 × 3.6 % × 91 / 360 = 728.00; 80,000 × 3.6 % × 173 / 360 = 1,384.00
  t.strictSame(told('100000.00', DATES), [
    '2024-03-31 20000.00 760.00 80000.00',
    '2024-06-30 0.00 728.00 80000.00',
    '2024-12-20 80000.00 1384.00 0.00',
  ])
  t.match(told('100000.00', DATES, [money('1.00')]), { code: 'CUSTOM_ROWS_COUNT', expected: 3, given: 1 })
  t.match(told('100000.00', DATES, [money('-1'), money('0'), money('1')]), { code: 'NEGATIVE_VALUE', value: '-1.00' })
  t.match(loanSchedule({ ...request('1.00', DATES), principalRows: undefined }), {
    refusal: { code: 'CUSTOM_ROWS_COUNT', given: 0 },
  })
  t.strictSame(
    (told('10000.00', DATES) as string[]).map((line) => line.split(' ')[1]),
    ['10000.00', '0.00', '0.00'],
    'no row takes more than is left',
  )
})

t.test('paid out after an agreed day', async (t) => {
  const late = {
    method: 'custom',
    customRows: ROWS,
    instalments: { kind: 'from-start', months: 1 },
    holidays: 'following',
    monthEnd: 'last-day',
  } as const
  const nothing = { holidays: new Set<never>(), makeUpDays: new Set<never>() }
  t.strictSame(
    dueDatesOf(late, START, 12, nothing),
    ['2024-03-31', '2024-06-30', '2024-12-20'],
    'agreed days do not move',
  )
  const dates = dueDatesOf(late, civilDate('2024-03-31'), 12, nothing)
  t.strictSame(dates, ['2024-06-30', '2024-12-20'])
  t.strictSame(
    customPrincipal(ROWS, dates)?.map(formatMoney),
    ['20000.00', '80000.00'],
    'what was agreed for it falls due next',
  )
  t.strictSame(dueDatesOf(late, civilDate('2024-12-20'), 12, nothing), ['2025-12-20'])
})

t.test('rows that do not fit their contract', async (t) => {
  const contract = { amount: money('100000.00'), signedOn: START, endsOn: civilDate('2024-12-31') }
  const fits = (customRows: readonly ReturnType<typeof row>[] | undefined, method = 'custom') => {
    const said = customRowsFit({ method, customRows }, contract)
    return said.ok ? null : said.refusal
  }
  t.equal(fits(ROWS), null)
  t.equal(fits(undefined, 'bullet'), null)
  const table: [Parameters<typeof fits>, Record<string, unknown>][] = [
    [[undefined], { code: 'CUSTOM_ROWS_MISSING' }],
    [[[]], { code: 'CUSTOM_ROWS_MISSING' }],
    [[ROWS, 'bullet'], { code: 'CUSTOM_ROWS_WITHOUT_METHOD', method: 'bullet' }],
    [[[row('2024-01-15', '100000.00')]], { code: 'DUE_DATES_NOT_RISING', no: 1 }],
    [[ROWS.toReversed()], { code: 'DUE_DATES_NOT_RISING', no: 2, after: '2024-12-20' }],
    [[[row('2025-01-01', '100000.00')]], { code: 'CUSTOM_ROW_BEYOND_TERM', endsOn: '2024-12-31' }],
    [[[row('2024-12-31', '99999.99')]], { code: 'CUSTOM_ROWS_SUM', sum: '99999.99', amount: '100000.00' }],
    [[[row('2024-05-31', '-0.01'), row('2024-12-31', '100000.01')]], { code: 'NEGATIVE_VALUE' }],
  ]
  for (const [asked, refusal] of table) t.match(fits(...asked), refusal, JSON.stringify(refusal))
})

t.test('principal always sums to the loan', async (t) => {
  const rows = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 24 })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100_000_000 }), (parts, fen) => {
        const dates = parts.map((_, index) => addDays(START, 17 * (index + 1)))
        const schedule = loanSchedule(
          request(
            formatMoney(moneyOfFen(BigInt(fen))),
            dates,
            parts.map((part) => moneyOfFen(BigInt(part))),
          ),
        )
        if (!schedule.ok) return false
        const repaid = sumMoney(schedule.value.rows.map(({ principal }) => principal))
        return formatMoney(repaid) === formatMoney(moneyOfFen(BigInt(fen)))
      }),
    ),
  )
})
