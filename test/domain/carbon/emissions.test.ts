import fc from 'fast-check'
import t from 'tap'
import type { Activity } from '../../../src/domain/carbon/activity.js'
import type { FuelCarrier } from '../../../src/domain/carbon/carrier.js'
import { accountEmissions } from '../../../src/domain/carbon/emissions.js'
import { chooseGridFactor, indexFactors } from '../../../src/domain/carbon/factor.js'
import { fuelFactor } from '../../../src/domain/carbon/fuel-factor.js'
import { greenShareOf } from '../../../src/domain/carbon/green-share.js'
import { civilDate, civilMonth } from '../../../src/kernel/civil-date.js'
import { compare, exact, formatExact, formatFixed, multiply } from '../../../src/kernel/exact.js'
import { addTonnes, formatTonnes, formatTonnesRounded, tonnesExact } from '../../../src/kernel/quantity.js'
import { factors, publishedFactors } from './portfolio.js'

const asOf = civilDate('2024-06-30')
const today = civilDate('2026-11-23')

type Loose = { [member in keyof Activity]?: unknown }
const activity = (text: Loose & { carrier: string; quantity: string; unit: string }): Activity => {
  const decimals = ['quantity', 'greenQuantity', 'ncv', 'cc', 'of', 'enthalpyKjPerKg'] as const
  const read = Object.fromEntries(decimals.flatMap((key) => (text[key] ? [[key, exact(String(text[key]))]] : [])))
  return { month: civilMonth('2023-07'), ...text, ...read } as unknown as Activity
}
const account = (activities: Activity[], on = asOf, factorSet = 'NDRC', region = '440000') =>
  accountEmissions({ asOf: on, region, factorSet, factors, activities })
const totals = (activities: Activity[], on = asOf, factorSet = 'NDRC') => {
  const result = account(activities, on, factorSet)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.totals
}
const refusal = (activities: Activity[], on = asOf, factorSet = 'NDRC', region = '440000') => {
  const result = account(activities, on, factorSet, region)
  return result.ok ? 'accounted' : result.refusal
}

t.test('one tonne figure per carrier', async (t) => {
  // Hand-worked: NCV × CC × OF × 44/12 from the NDRC guideline's appendix; grid 0.4715 (data year 2021); heat 0.11.
  const table: [Parameters<typeof activity>[0], string][] = [
    [{ carrier: 'electricity', quantity: '1000', unit: 'kWh' }, '0.4715'],
    [{ carrier: 'electricity', quantity: '1', unit: 'MWh' }, '0.4715'],
    [{ carrier: 'heat', quantity: '100', unit: 'GJ' }, '11'],
    [{ carrier: 'natural_gas', quantity: '1', unit: '10^4Nm3' }, '21.6218881'],
    [{ carrier: 'natural_gas', quantity: '1', unit: '万Nm³' }, '21.6218881'],
    [{ carrier: 'natural_gas', quantity: '10000', unit: 'Nm3' }, '21.6218881'],
    [{ carrier: 'diesel', quantity: '1', unit: 't' }, '3.1451225'],
    [{ carrier: 'anthracite', quantity: '10', unit: 't' }, '23.2276847'],
    [{ carrier: 'steam', quantity: '10', unit: 't', enthalpyKjPerKg: '2783.74' }, '2.97'],
    [{ carrier: 'electricity', quantity: '2', unit: 'MWh', factor: { value: exact('0.5'), unit: 'tCO2/MWh' } }, '1'],
    [
      { carrier: 'natural_gas', quantity: '5000', unit: 'Nm3', factor: { value: exact('20'), unit: 'tCO2/10^4Nm3' } },
      '10',
    ],
    [{ carrier: 'bituminous', quantity: '12', unit: 't', ncv: '20', cc: '0.025', of: '1' }, '22'],
  ]
  for (const [row, expected] of table) {
    const figure = tonnesExact(totals([activity(row)]).total)
    t.equal(formatExact(exact(formatFixed(figure, 7))), expected, JSON.stringify(row))
  }
})

t.test('a fuel divides by twelve once', async (t) => {
  const thirds = activity({ carrier: 'coke', quantity: '3', unit: 't', ncv: '1', cc: '1', of: '1' })
  t.equal(formatTonnes(totals([thirds]).scope1), '11', '3 × 44 ÷ 12 without a trace of 3.666…')
})

t.test('scopes and certificates', async (t) => {
  // Residue after certificates takes 0.5942, the 2021 factor without market-traded non-fossil power.
  const rows = [
    activity({ carrier: 'electricity', quantity: '1000', unit: 'kWh', greenQuantity: '400' }),
    activity({ carrier: 'heat', quantity: '10', unit: 'GJ' }),
    activity({ carrier: 'diesel', quantity: '1', unit: 't' }),
  ]
  const { scope1, scope2Location, scope2Market, total } = totals(rows)
  t.equal(formatTonnesRounded(scope1), '3.1451')
  t.equal(formatTonnes(scope2Location), '1.5715')
  t.equal(formatTonnes(scope2Market), '1.45652')
  t.equal(formatTonnes(total), formatTonnes(addTonnes(scope1, scope2Location)))
  const result = account(rows)
  if (!result.ok) return t.fail(result.refusal.code)
  const [power] = result.value.rows
  t.match(power?.factor, { code: 'ELEC_AVG_440000_2021', vintage: 2021, fallback: true, publishedOn: '2024-04-12' })
  t.strictSame(power?.marketFactor?.flags, ['FACTOR_VINTAGE_FALLBACK', 'NATIONAL_FACTOR_FOR_MARKET_RESIDUE'])
  t.strictSame(power?.factor.ruleIds, ['ELEC_AVG_440000_2021'])
  t.equal(formatExact(greenShareOf(result.value.rows) ?? exact('-1')), '0.4')
})

t.test('grid vintage: own data year, else the newest known, never before it is published', async (t) => {
  // Notices 2024 No. 12 (2024-04-12), 2024 No. 33 (2024-12-20), 2025 No. 47 (2025-12-31).
  const table: [string, string, string, string, boolean][] = [
    ['440000', '2021-05', '2024-06-30', 'ELEC_AVG_440000_2021', false],
    ['440000', '2022-05', '2024-06-30', 'ELEC_AVG_440000_2021', true],
    ['440000', '2022-05', '2024-12-19', 'ELEC_AVG_440000_2021', true],
    ['440000', '2022-05', '2024-12-20', 'ELEC_AVG_440000_2022', false],
    ['440000', '2024-05', '2026-11-23', 'ELEC_AVG_440000_2023', true],
    ['441203', '2023-05', '2026-11-23', 'ELEC_AVG_440000_2023', false],
    ['510000', '2023-05', '2026-11-23', 'ELEC_AVG_510000_2023', false],
  ]
  for (const [region, month, day, code, fallback] of table) {
    const chosen = chooseGridFactor({
      factors,
      region,
      month: civilMonth(month),
      asOf: civilDate(day),
      calibre: 'average',
    })
    t.match(chosen, { ok: true, value: { code, fallback } }, `${region} ${month} on ${day}`)
  }
  const power = activity({ carrier: 'electricity', quantity: '1', unit: 'kWh' })
  t.match(refusal([power], civilDate('2024-04-11')), { code: 'FACTOR_NOT_FOUND', asOf: '2024-04-11', index: 0 })
  t.match(refusal([power], today, 'NDRC', '990000'), { code: 'FACTOR_NOT_FOUND', region: '990000' }, 'never the nation')
})

t.test('factor sets: units as declared, no borrowing', async (t) => {
  const factorOf = (set: string, carrier: 'natural_gas' | 'diesel' | 'raw_coal' | 'coke', on = today) =>
    fuelFactor({ factors, set, carrier, month: civilMonth('2024-01'), asOf: on })
  // The composite rows of the table, rounded to six places, and 2.154 kgCO2/Nm3 and 3.171 tCO2/t of the database.
  const table: [string, Parameters<typeof factorOf>[1], number, string][] = [
    ['NDRC', 'natural_gas', 6, '21.621888'],
    ['MEE22', 'natural_gas', 6, '21.650152'],
    ['EFDB2', 'natural_gas', 2, '21.54'],
    ['EFDB2', 'diesel', 3, '3.171'],
    ['NDRC', 'coke', 6, '2.851825'],
    ['YB', 'raw_coal', 4, '1.9003'],
  ]
  for (const [set, carrier, places, expected] of table) {
    const chosen = factorOf(set, carrier)
    t.equal(chosen.ok && formatFixed(chosen.value.value, places), expected, `${set} ${carrier}`)
  }
  t.match(factorOf('NDRC', 'raw_coal'), { ok: false, refusal: { code: 'FACTOR_NOT_FOUND', set: 'NDRC' } })
  t.match(
    factorOf('EFDB2', 'diesel', asOf),
    { ok: false, refusal: { code: 'FACTOR_NOT_FOUND' } },
    'published 2026-03-01',
  )
  t.match(factorOf('EFDB2', 'diesel'), { value: { fallback: true, vintage: 2026 } }, 'a later set restates and says so')

  const heat = activity({ carrier: 'heat', quantity: '100', unit: 'GJ' })
  t.equal(formatTonnes(totals([heat], today, 'EFDB2').total), '11.1', 'its own heat factor')
  t.equal(formatTonnes(totals([heat], asOf, 'EFDB2').total), '11', 'not yet published: the default')
})

t.test('the rounded composite rows of NDRC and MEE22 agree with their parts', async (t) => {
  const rows = publishedFactors.filter(({ code }) => /_EF_(NDRC|MEE22)$/.test(code))
  t.equal(rows.length, 16)
  const names: Record<string, FuelCarrier> = { NG: 'natural_gas' }
  for (const { code, set, value } of rows) {
    const fuel = code.split('_').slice(1, -2).join('_')
    const carrier = names[fuel] ?? (fuel.toLowerCase() as FuelCarrier)
    const chosen = fuelFactor({ factors, set, carrier, month: civilMonth('2024-01'), asOf: today })
    t.equal(chosen.ok && formatFixed(chosen.value.value, 6), value, code)
  }
})

t.test('own values replace the defaults one by one', async (t) => {
  const row = account([activity({ carrier: 'diesel', quantity: '1', unit: 't', ncv: '42' })])
  if (!row.ok) return t.fail(row.refusal.code)
  const factor = row.value.rows[0]?.factor
  t.match(factor, { code: 'FUEL_DIESEL_EF_NDRC', own: ['ncv'] })
  t.strictSame(factor?.ruleIds, ['FUEL_DIESEL_CC_NDRC', 'FUEL_DIESEL_OF_NDRC'])
  t.equal(formatTonnesRounded(row.value.totals.scope1), '3.0486', '42 × 0.0202 × 0.98 × 44/12')
})

t.test('what an activity cannot mean is refused by its place', async (t) => {
  const good = activity({ carrier: 'diesel', quantity: '1', unit: 't' })
  const power = { carrier: 'electricity', quantity: '10', unit: 'kWh' }
  const own = { value: exact('1'), unit: 'tCO2/t' }
  const table: [Parameters<typeof activity>[0], object][] = [
    [
      { carrier: 'wood', quantity: '1', unit: 't' },
      { code: 'UNKNOWN_CARRIER', carrier: 'wood', member: 'carrier' },
    ],
    [
      { carrier: 'diesel', quantity: '1', unit: 'kWh' },
      { code: 'UNIT_MISMATCH', unit: 'kWh', allowed: 't', member: 'unit' },
    ],
    [
      { carrier: 'diesel', quantity: '1', unit: 'litre' },
      { code: 'UNIT_MISMATCH', unit: 'litre' },
    ],
    [
      { carrier: 'natural_gas', quantity: '1', unit: 't' },
      { code: 'UNIT_MISMATCH', allowed: '10^4Nm3, Nm3' },
    ],
    [
      { ...power, quantity: '-1' },
      { code: 'NEGATIVE_QUANTITY', quantity: '-1', member: 'quantity' },
    ],
    [
      { ...power, greenQuantity: '-1' },
      { code: 'NEGATIVE_QUANTITY', member: 'greenQuantity' },
    ],
    [
      { ...power, month: '2024-07' },
      { code: 'MONTH_AFTER_AS_OF', month: '2024-07', asOf },
    ],
    [
      { ...power, greenQuantity: '10.1' },
      { code: 'GREEN_ABOVE_QUANTITY', greenQuantity: '10.1', quantity: '10' },
    ],
    [{ carrier: 'heat', quantity: '1', unit: 'GJ', greenQuantity: '1' }, { code: 'GREEN_NOT_ELECTRICITY' }],
    [
      { ...power, ncv: '1' },
      { code: 'OWN_VALUE_NOT_APPLICABLE', member: 'ncv' },
    ],
    [{ carrier: 'coke', quantity: '1', unit: 't', ncv: '1', factor: own }, { code: 'OWN_VALUE_NOT_APPLICABLE' }],
    [
      { carrier: 'coke', quantity: '1', unit: 't', of: '1.01' },
      { code: 'OWN_VALUE_OUT_OF_RANGE', value: '1.01', member: 'of' },
    ],
    [
      { carrier: 'coke', quantity: '1', unit: 't', ncv: '0' },
      { code: 'OWN_VALUE_OUT_OF_RANGE', member: 'ncv' },
    ],
    [
      { ...power, factor: own },
      { code: 'UNIT_MISMATCH', allowed: 'kgCO2/kWh, tCO2/MWh', member: 'factor.unit' },
    ],
    [{ ...power, factor: { value: exact('-1'), unit: 'tCO2/MWh' } }, { code: 'OWN_VALUE_OUT_OF_RANGE' }],
    [
      { carrier: 'steam', quantity: '1', unit: 't' },
      { code: 'ENTHALPY_MISSING', member: 'enthalpyKjPerKg' },
    ],
    [{ carrier: 'steam', quantity: '1', unit: 't', enthalpyKjPerKg: '83.74' }, { code: 'ENTHALPY_OUT_OF_RANGE' }],
    [
      { ...power, enthalpyKjPerKg: '2700' },
      { code: 'OWN_VALUE_NOT_APPLICABLE', member: 'enthalpyKjPerKg' },
    ],
    [
      { carrier: 'raw_coal', quantity: '1', unit: 't' },
      { code: 'FACTOR_NOT_FOUND', what: 'raw_coal', set: 'NDRC' },
    ],
    [
      { carrier: 'diesel', quantity: '1', unit: 't' },
      { code: 'DUPLICATE_ACTIVITY', firstIndex: 0 },
    ],
  ]
  for (const [row, expected] of table)
    t.match(refusal([good, activity(row)]), { index: 1, ...expected }, JSON.stringify(expected))
})

const decimal = fc
  .integer({ min: 0, max: 10_000_000 })
  .map((n) => formatExact(multiply(exact(String(n)), exact('0.001'))))
const carrier = fc.constantFrom(
  ['electricity', 'kWh'],
  ['natural_gas', 'Nm3'],
  ['diesel', 't'],
  ['heat', 'GJ'],
  ['lignite', 't'],
) as fc.Arbitrary<[string, string]>
const month = fc.constantFrom('2022-07', '2023-01', '2023-12', '2024-06')

t.test('emissions add over rows', async (t) => {
  const rows = fc.uniqueArray(fc.tuple(carrier, decimal, month), {
    selector: (row) => JSON.stringify(row),
    maxLength: 8,
  })
  fc.assert(
    fc.property(rows, fc.nat(8), (list, cut) => {
      const all = list.map(([[name, unit], quantity, when]) =>
        activity({ carrier: name, quantity, unit, month: civilMonth(when) }),
      )
      const whole = totals(all)
      const parts = addTonnes(totals(all.slice(0, cut)).total, totals(all.slice(cut)).total)
      return formatTonnesRounded(whole.total) === formatTonnesRounded(parts)
    }),
  )
  t.pass('for any cut of any list')
})

t.test('the declared unit does not change the emission', async (t) => {
  fc.assert(
    fc.property(
      decimal,
      fc.constantFrom(['electricity', 'MWh', 'kWh', '1000'], ['natural_gas', '10^4Nm3', 'Nm3', '10000']),
      (quantity, [name = '', large = '', small = '', size = '1']) => {
        const inSmall = formatExact(multiply(exact(quantity), exact(size)))
        const one = totals([activity({ carrier: name, quantity, unit: large })])
        const other = totals([activity({ carrier: name, quantity: inSmall, unit: small })])
        return (
          formatTonnes(one.total) === formatTonnes(other.total) &&
          formatTonnes(one.scope2Market) === formatTonnes(other.scope2Market)
        )
      },
    ),
  )
  t.pass('kWh and MWh, Nm³ and 万Nm³')
})

t.test('an index leaves out electricity rows that answer other questions', async (t) => {
  const kept = [...indexFactors(publishedFactors).grid.values()].flat().map(({ code }) => code)
  t.equal(
    kept.some((code) => /ETS|CFP|FOSSIL/.test(code)),
    false,
  )
  t.equal(greenShareOf([]), null)
})

const declared = (value: string, unit: string) => ({ value: exact(value), unit, source: 'own stack test 2023-09' })

t.test('process CO2, biomass apart, energy passed on deducted', async (t) => {
  const rows = [
    activity({ carrier: 'electricity', quantity: '1000', unit: 'kWh', greenQuantity: '400' }),
    activity({ carrier: 'electricity', meter: 'out', quantity: '200', unit: 'kWh', direction: 'export' }),
    activity({ carrier: 'heat', quantity: '10', unit: 'GJ' }),
    activity({ carrier: 'heat', meter: 'out', quantity: '30', unit: 'GJ', direction: 'export' }),
    activity({ carrier: 'process', quantity: '100', unit: 't', factor: declared('0.44', 'tCO2/t') }),
    activity({ carrier: 'biomass', quantity: '7', unit: 't', factor: declared('1.5', 'tCO2/t') }),
    activity({
      carrier: 'natural_gas',
      quantity: '5000',
      unit: 'Nm3',
      biogenic: true,
      factor: declared('20', 'tCO2/10^4Nm3'),
    }),
  ]
  const result = totals(rows)
  const text = Object.fromEntries(Object.entries(result).map(([name, value]) => [name, formatTonnes(value)]))
  // By hand: 0.4715 − 0.0943 + 1.1 − 3.3; 600 and 200 kWh at 0.5942 by market; 100 t × 0.44; 10.5 + 10 t from biomass.
  t.strictSame(text, {
    scope1: '44',
    scope2Location: '-1.8228',
    scope2Market: '-1.96232',
    total: '42.1772',
    biogenic: '20.5',
    exported: '3.3943',
  })
  const accounted = account(rows)
  if (!accounted.ok) return t.fail(accounted.refusal.code)
  t.match(accounted.value.rows[4], { scope: 1, factor: { code: 'OWN', source: 'own stack test 2023-09' } })
  t.equal(formatExact(greenShareOf(accounted.value.rows) ?? exact('-1')), '0.4', 'of what is used')
})

t.test('what cannot be deducted, declared or called biomass is refused by its place', async (t) => {
  const of = (carrier: string, more: object, unit = 't') =>
    refusal([activity({ carrier, quantity: '1', unit, ...more })]) as { code: string; member: string }
  const table: [string, object, string, string, string][] = [
    ['diesel', { direction: 'export' }, 't', 'EXPORT_NOT_DEDUCTIBLE', 'direction'],
    ['electricity', { direction: 'export', greenQuantity: '1' }, 'kWh', 'EXPORT_WITH_CERTIFICATES', 'greenQuantity'],
    ['electricity', { biogenic: true }, 'kWh', 'BIOGENIC_NOT_APPLICABLE', 'biogenic'],
    ['diesel', { biogenic: true }, 't', 'FACTOR_REQUIRED', 'factor'],
    ['process', {}, 't', 'FACTOR_REQUIRED', 'factor'],
    ['process', { factor: { value: exact('1'), unit: 'tCO2/t' } }, 't', 'FACTOR_SOURCE_MISSING', 'factor.source'],
    ['process', { factor: declared('1', 'tCO2/10^4Nm3') }, 't', 'UNIT_MISMATCH', 'factor.unit'],
    ['process', { factor: declared('-1', 'tCO2/t') }, 't', 'OWN_VALUE_OUT_OF_RANGE', 'factor.value'],
    ['biomass', { ncv: '1', factor: declared('1', 'tCO2/t') }, 't', 'OWN_VALUE_NOT_APPLICABLE', 'ncv'],
    ['process', { factor: declared('1', 'tCO2/t') }, 'kWh', 'UNIT_MISMATCH', 'unit'],
  ]
  for (const [carrier, more, unit, code, member] of table) t.match(of(carrier, more, unit), { code, member }, code)
})

t.test('energy passed on takes away what the same energy used adds; the market stays within the residue', async () => {
  const kWh = fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String)
  const share = fc.integer({ min: 0, max: 999 }).map((permille) => `0.${String(permille).padStart(3, '0')}`)
  fc.assert(
    fc.property(kWh, kWh, share, (used, sent, certified) => {
      const green = formatExact(multiply(exact(used), exact(certified)))
      const use = activity({ carrier: 'electricity', quantity: used, unit: 'kWh', greenQuantity: green })
      const out = activity({ carrier: 'electricity', meter: 'out', quantity: sent, unit: 'kWh', direction: 'export' })
      const back = activity({ carrier: 'electricity', meter: 'in', quantity: sent, unit: 'kWh' })
      const [alone, net, whole] = [totals([use]), totals([use, out]), totals([use, out, back])]
      return (
        compare(tonnesExact(whole.total), tonnesExact(alone.total)) === 0 &&
        compare(tonnesExact(addTonnes(net.total, net.exported)), tonnesExact(alone.total)) === 0 &&
        compare(tonnesExact(net.scope2Market), multiply(exact(used), exact('0.0005942'))) <= 0
      )
    }),
  )
})
