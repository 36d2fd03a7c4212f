import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import t from 'tap'
import { type Row, storedNumber } from '../../src/app/spreadsheets/cell.js'
import { csvBytes, csvField } from '../../src/app/spreadsheets/csv.js'
import { type SheetPlan, type WorkbookOptions, workbookBytes } from '../../src/app/spreadsheets/workbook.js'
import { zipBytes } from '../../src/app/spreadsheets/zip.js'
import { spreadsheetDecimal } from '../../src/kernel/spreadsheet-number.js'

const whole = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
const book = async (sheets: readonly SheetPlan[], options?: WorkbookOptions) => {
  const parts = unzipSync(await whole(workbookBytes(sheets, options)))
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]))
}
const plan = (rows: SheetPlan['rows'], kinds: readonly SheetPlan['columns'][number]['kind'][]): SheetPlan => ({
  name: '贷款',
  headings: [kinds.map((kind) => `列 ${kind}`)],
  columns: kinds.map((kind) => ({ kind, width: 12 })),
  rows,
})

/** Every cell of a sheet as a reader of XML gets it. */
function cellsOf(xml: string): readonly (readonly { ref: string; type: string | undefined; text: string }[])[] {
  const rows: { ref: string; type: string | undefined; text: string }[][] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push([])
    if (name === 'c') rows.at(-1)?.push({ ref: attributes.r as string, type: attributes.t as string, text: '' })
  })
  parser.on('text', (text) => {
    const cell = rows.at(-1)?.at(-1)
    if (cell !== undefined) cell.text += text
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return rows
}

t.test('figures are stored digit by digit, and stay text where a spreadsheet would round them', async (t) => {
  const cases: readonly [Parameters<typeof storedNumber>[0], string, string | null][] = [
    ['money', '1234567.89', '1234567.89'],
    ['money', '-0.01', '-0.01'],
    ['money', '9999999999999.99', '9999999999999.99'],
    ['money', '99999999999999.99', null],
    ['money', '12345678901234567.89', null],
    ['money', '123456789012345.00', '123456789012345.00'],
    ['wan', '1234567890.123456', null],
    ['wan', '123.456789', '123.456789'],
    ['rate', '3.450000', '3.450000'],
    ['count', '000123', '000123'],
    ['text', '123', null],
    ['figure', '1e5', null],
    ['date', '2024-06-20', '45463'],
    ['date', '1900-03-01', '61'],
    ['instant', '2024-06-19T16:00:00.000000Z', '45463'],
    ['instant', '2024-06-20T04:00:00.999999Z', '45463.5'],
  ]
  for (const [kind, text, stored] of cases) t.equal(storedNumber(kind, text), stored, `${kind} ${text}`)
})

t.test('property: what is stored of an amount is that amount again when it is read', async (t) => {
  const holds = () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.integer({ min: 0, max: 6 }),
        (units, places) => {
          const digits = `${units < 0n ? -units : units}`.padStart(places + 1, '0')
          const cut = digits.length - places
          const text = `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${places === 0 ? '' : `.${digits.slice(cut)}`}`
          const stored = storedNumber('money', text)
          if (stored === null) return digits.replace(/^0+/, '').length > 15
          // A spreadsheet holds the double nearest to what stands in the file, and shows fifteen digits of it.
          const shown = spreadsheetDecimal(`${Number(stored)}`)
          const plain = (one: string) =>
            one
              .replace(/(\.\d*?)0+$/, '$1')
              .replace(/\.$/, '')
              .replace(/^-0$/, '0')
          return stored === text && plain(shown) === plain(text)
        },
      ),
    )
  t.doesNotThrow(holds)
})

t.test('CSV: no field is a formula, and every field reads back', async (t) => {
  for (const formula of [
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=HYPERLINK("http://x";"y")',
    '＝1+1',
  ])
    t.ok(/^"?'/.test(csvField(formula)), formula)
  for (const plain of ['-12.50', '3.25', '深绿', 'a=b', '0', '']) t.equal(csvField(plain), plain)
  const rows: Row[] = [
    ['肇庆"金属"有限公司', 'a,b', 'line\r\nbreak', null],
    ['=cmd|calc', '-5', '12345678901234567.89', 'x'],
  ]
  const text = (await whole(csvBytes(['名称', 'b', 'c', 'd'], [rows, []]))).toString()
  t.equal(text.codePointAt(0), 0xfeff, 'a byte-order mark')
  t.ok(text.endsWith('\r\n'))
  t.same(parse(text, { bom: true }), [
    ['名称', 'b', 'c', 'd'],
    ['肇庆"金属"有限公司', 'a,b', 'line\r\nbreak', ''],
    ["'=cmd|calc", '-5', '12345678901234567.89', 'x'],
  ])
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), (fields) => {
      const line = fields.map(csvField).join(',')
      const [read] = parse(`${line}\r\n`, { relax_column_count: true }) as string[][]
      return (read ?? ['']).every((one, at) => one === fields[at] || one === `'${fields[at]}`)
    }),
  )
})

t.test('a workbook: numbers, dates and text, escaped, frozen, the same bytes again', async (t) => {
  const kinds = ['text', 'money', 'date', 'rate', 'instant'] as const
  const rows: readonly Row[] = [
    ['a<b>&"c"\u0007', '12345678901234567.89', '2024-06-20', '3.45', '2024-06-30T16:00:00.000000Z'],
    ['=1+1', '1234.50', null, '', null],
    [{ kind: 'wan', text: '0.123456', strong: true }, null, null, null, null],
  ]
  const first = await whole(workbookBytes([plan([rows], kinds)]))
  t.same(await whole(workbookBytes([plan([rows], kinds)])), first, 'the same bytes')
  const parts = await book([plan([rows], kinds)])
  const sheet = parts['xl/worksheets/sheet1.xml'] as string
  t.match(sheet, /<pane ySplit="1" topLeftCell="A2"/)
  t.same(cellsOf(sheet), [
    kinds.map((kind, at) => ({ ref: `${'ABCDE'[at]}1`, type: 'inlineStr', text: `列 ${kind}` })),
    [
      { ref: 'A2', type: 'inlineStr', text: 'a<b>&"c"' },
      { ref: 'B2', type: 'inlineStr', text: '12345678901234567.89' },
      { ref: 'C2', type: undefined, text: '45463' },
      { ref: 'D2', type: undefined, text: '3.45' },
      { ref: 'E2', type: undefined, text: '45474' },
    ],
    [
      { ref: 'A3', type: 'inlineStr', text: '=1+1' },
      { ref: 'B3', type: undefined, text: '1234.50' },
    ],
    [{ ref: 'A4', type: undefined, text: '0.123456' }],
  ])
  const long = await book([plan([[['長'.repeat(40_000)]]], ['text'])])
  const [, [cell] = []] = cellsOf(long['xl/worksheets/sheet1.xml'] as string)
  t.equal(cell?.text.length, 32_767, 'no cell is longer than a spreadsheet takes')
  t.match(cell?.text, /cut short/)
})

t.test('more rows than a sheet holds go on in the next one', async (t) => {
  const rows = Array.from({ length: 10 }, (_, at): Row => [`${at + 1}`])
  for (const batch of [1, 3, 10]) {
    const batches = Array.from({ length: Math.ceil(10 / batch) }, (_, at) => rows.slice(at * batch, (at + 1) * batch))
    const parts = await book([plan(batches, ['count'])], { rowsOfASheet: 5 })
    t.same(
      [1, 2, 3].map((no) => cellsOf(parts[`xl/worksheets/sheet${no}.xml`] as string).map(([cell]) => cell?.text)),
      [
        ['列 count', '1', '2', '3', '4'],
        ['列 count', '5', '6', '7', '8'],
        ['列 count', '9', '10'],
      ],
    )
    t.notOk(parts['xl/worksheets/sheet4.xml'])
    t.match(parts['xl/workbook.xml'], /name="贷款".*name="贷款 \(2\)".*name="贷款 \(3\)"/)
  }
  const none = await book([plan([], ['count'])])
  t.equal(cellsOf(none['xl/worksheets/sheet1.xml'] as string).length, 1, 'a sheet without rows has its heading')
  const exact = await book([plan([rows.slice(0, 4)], ['count'])], { rowsOfASheet: 5 })
  t.notOk(exact['xl/worksheets/sheet2.xml'], 'a sheet that is just full is not followed by an empty one')
})

t.test('1,048,577 rows: the last is on the second sheet', async (t) => {
  function* batches() {
    for (let from = 0; from < 1_048_577; from += 65_536)
      yield Array.from({ length: Math.min(65_536, 1_048_577 - from) }, (_, at): Row => [`${from + at + 1}`])
  }
  let sheets: readonly string[] = []
  // One heading: a sheet holds 1,048,575 rows below it.
  const parts = unzipSync(await whole(workbookBytes([plan(batches(), ['count'])])))
  sheets = Object.keys(parts).filter((name) => name.includes('worksheets'))
  t.equal(sheets.length, 2)
  const first = strFromU8((parts['xl/worksheets/sheet1.xml'] as Uint8Array).slice(-400))
  t.match(first, /<row r="1048576"><c r="A1048576" s="\d+"><v>1048575<\/v>/)
  t.same(
    cellsOf(strFromU8(parts['xl/worksheets/sheet2.xml'] as Uint8Array)).map(([cell]) => cell?.text),
    ['列 count', '1048576', '1048577'],
  )
})

t.test('an archive holds what was put in, block after block', async (t) => {
  const blocks = [Buffer.from('贷'.repeat(100_000)), Buffer.alloc(0), Buffer.from('last')]
  async function* entries() {
    yield { name: '一.txt', chunks: blocks }
    yield { name: 'empty', chunks: [] }
  }
  const bytes = await whole(zipBytes(entries()))
  const parts = unzipSync(bytes)
  t.same(Buffer.from(parts['一.txt'] as Uint8Array), Buffer.concat(blocks))
  t.equal(parts.empty?.length, 0)
  t.throws(() => inflateRawSync(bytes.subarray(0, 40)), 'a piece of it is no archive')
})
