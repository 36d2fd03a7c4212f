import fc from 'fast-check'
import t from 'tap'
import { spreadsheetDecimal } from '../../src/kernel/spreadsheet-number.js'

t.test('what a number in a spreadsheet file stands for', (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['864912', '864912'],
    ['-0', '0'],
    ['70.727999999999994', '70.728'],
    ['1.0000000000000001E-5', '0.00001'],
    ['1.5E+3', '1500'],
    ['123456789012345', '123456789012345'],
    // 15 digits with zeros after them are 15 significant digits.
    ['1234567890123450000', '1234567890123450000'],
  ]
  for (const [stored, meant] of cases) t.equal(spreadsheetDecimal(stored), meant, stored)
  for (const text of [
    '0.30000000000000004',
    '1234567890.1234567',
    '1234567890123456',
    '',
    'NaN',
    '0x10',
    '1 000',
    '1e9999',
  ])
    t.throws(() => spreadsheetDecimal(text), { name: 'MalformedValue' }, text)
  t.end()
})

t.test('every decimal of 15 digits comes back from the 17 digits of its double', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 10 }), (digits, places) => {
      const typed = `${digits}e-${places}`
      const stored = Number(typed).toPrecision(17)
      return (
        Number(spreadsheetDecimal(stored)) === Number(typed) && spreadsheetDecimal(stored) === spreadsheetDecimal(typed)
      )
    }),
  )
  t.end()
})
