import { randomUUID } from 'node:crypto'
import { strToU8, unzipSync, Zip, ZipDeflate, zipSync } from 'fflate'
import t from 'tap'
import { writeCsv, writeXlsx } from '../../src/app/activity-import/write-sheets.js'
import { type Answered, testBank } from '../support/bank.js'

const bank = await testBank(t, { today: '2024-07-31' })
const { get, post, owner, app, tokenOf } = bank
const FIRST = '91441203MA0000015L'
const XINGWANG = '91441200MA9000011L'
const url = (uscc = FIRST) => `/v1/enterprises/${uscc}/activity-imports`
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

async function upload(user: string, format: 'csv' | 'xlsx', bytes: Uint8Array | string, query: string, uscc = FIRST) {
  const answer = await app.inject({
    method: 'POST',
    url: `${url(uscc)}?${query}`,
    headers: {
      authorization: `Bearer ${await tokenOf(user)}`,
      'content-type': TYPES[format],
      'idempotency-key': randomUUID(),
    },
    payload: typeof bytes === 'string' ? bytes : Buffer.from(bytes),
  })
  return { status: answer.statusCode, body: answer.json(), text: answer.payload, headers: answer.headers } as Answered
}
const counts = async () => {
  const [row] = await owner`
    select (select count(*) from activity)::int as readings, (select count(*) from activity_import)::int as imports,
      (select count(*) from audit_event)::int as events, (select count(*) from idempotency_answer)::int as answers`
  return row
}
type Told = { row: number; column: string; code: string; severity: string; message: { zh: string; en: string } }
const places = (problems: Told[]) => problems.map(({ row, column, code }) => `${row} ${column} ${code}`)

const good = { month: '2024-07', carrier: 'electricity', quantity: '864912', unit: 'kWh', source: 'park-platform' }
const HEADER = ['month', 'carrier', 'quantity', 'unit', 'green_quantity', 'source', 'evidence', 'meter', 'supersedes']

t.test('a dry run tells everything and writes nothing', async (t) => {
  const before = await counts()
  const rows = [good, { ...good, carrier: 'natural_gas', quantity: '70.5', unit: '万Nm3' }]
  const tried = await post('enterprise.001', url(), { rows, mode: 'dry-run' })
  t.equal(tried.status, 200, tried.text)
  t.match(tried.body, { mode: 'dry-run', rows: 2, accepted: 2, problems: [], earlierImport: null })
  t.match(tried.body.preview, [{ month: '2024-07', before: { total: '0' } }])
  // 864,912 kWh × 0.4419 kg (Guangdong, data year 2022, flagged as fallback or 2023 once published) is scope 2 of the month.
  t.not(tried.body.preview[0].after.scope2Location, '0')
  t.strictSame(await counts(), before)
})

t.test('every wrong cell is named by row and column, in both languages', async (t) => {
  const wrong: readonly (readonly [Record<string, string | undefined>, string])[] = [
    [{ carrier: 'steem' }, 'carrier UNKNOWN_CARRIER'],
    [{ unit: 'GJ' }, 'unit UNIT_MISMATCH'],
    [{ quantity: '-5' }, 'quantity NEGATIVE_QUANTITY'],
    [{ quantity: '1,000' }, 'quantity NOT_A_PLAIN_DECIMAL'],
    [{ quantity: '1e3' }, 'quantity NOT_A_PLAIN_DECIMAL'],
    [{ quantity: undefined }, 'quantity CELL_MISSING'],
    [{ quantity: '=1+1' }, 'quantity CELL_FORMULA'],
    [{ month: '2024-08' }, 'month MONTH_AFTER_AS_OF'],
    [{ month: '2024/07' }, 'month MONTH_MALFORMED'],
    [{ month: '2024-13' }, 'month MONTH_MALFORMED'],
    [{ month: '2024-06' }, 'month READING_EXISTS'],
    [{ greenQuantity: '864913' }, 'greenQuantity GREEN_ABOVE_QUANTITY'],
    [{ carrier: 'diesel', unit: 't', greenQuantity: '1' }, 'greenQuantity GREEN_NOT_ELECTRICITY'],
    [{ carrier: 'steam', unit: 't' }, 'enthalpyKjPerKg ENTHALPY_MISSING'],
    [{ carrier: 'steam', unit: 't', enthalpyKjPerKg: '80' }, 'enthalpyKjPerKg ENTHALPY_OUT_OF_RANGE'],
    [{ enthalpyKjPerKg: '2700' }, 'enthalpyKjPerKg OWN_VALUE_NOT_APPLICABLE'],
    [{ source: 'hearsay' }, 'source SOURCE_UNKNOWN'],
    [{ source: 'invoice' }, 'evidence EVIDENCE_MISSING'],
    [{ evidence: '+cmd|calc' }, 'evidence CELL_FORMULA'],
    [{ evidence: 'x'.repeat(201) }, 'evidence CELL_TOO_LONG'],
    [{ dataQuality: '6' }, 'dataQuality DATA_QUALITY_MALFORMED'],
    [{ meter: 'A 1' }, 'meter METER_MALFORMED'],
    [{ month: '2024-06', meter: 'A1' }, 'meter OVERLAPPING_METER'],
    [{ supersedes: 'x' }, 'supersedes SUPERSEDES_MALFORMED'],
    [{ supersedes: '99999999' }, 'supersedes SUPERSEDES_UNKNOWN'],
  ]
  for (const [change, expected] of wrong) {
    const { body } = await post('steward.zq', url(), { rows: [{ ...good, ...change }], mode: 'dry-run' })
    t.strictSame(places(body.problems ?? [body]), [`1 ${expected}`], expected)
    t.equal(body.accepted, 0)
    for (const { message } of body.problems) t.notMatch(message.zh + message.en, /—|\{/, 'every fact is told')
  }
  const several = { ...good, month: '2025-01', unit: 'GJ', quantity: '-1', source: 'hearsay' }
  const { body } = await post('steward.zq', url(), { rows: [several], mode: 'dry-run' })
  t.strictSame(places(body.problems).sort(), [
    '1 month MONTH_AFTER_AS_OF',
    '1 quantity NEGATIVE_QUANTITY',
    '1 source SOURCE_UNKNOWN',
    '1 unit UNIT_MISMATCH',
  ])
  const twice = await post('steward.zq', url(), { rows: [good, good], mode: 'dry-run' })
  t.strictSame(places(twice.body.problems), ['2 month DUPLICATE_ROW'])
  t.match(twice.body.problems[0], { severity: 'error', facts: { firstRow: '1' } })
})

t.test('one fault refuses the whole import', async (t) => {
  const before = await counts()
  const rows = [good, { ...good, carrier: 'diesel', unit: 'kWh', quantity: '-1' }]
  const refused = await post('steward.zq', url(), { rows, mode: 'commit', acknowledge: true })
  t.equal(codeOf(refused), '422 IMPORT_HAS_PROBLEMS')
  t.match(refused.body, { rows: 2, accepted: 1, problemCount: 2 })
  t.strictSame(places(refused.body.problems).sort(), ['2 quantity NEGATIVE_QUANTITY', '2 unit UNIT_MISMATCH'])
  t.strictSame(await counts(), before)
})

t.test('a CSV and an XLSX of the same data say the same', async (t) => {
  const rows = [
    ['# a note of the template'],
    HEADER,
    ['2024-07', 'electricity', '864912', 'kWh', '0', 'park-platform', '', '', ''],
    ['2024-07', 'natural_gas', '70.728', '万Nm3', '', 'utility', 'GAS-2024-07', '', ''],
    [],
    ['2024-09', 'diesel', '-1', 'kWh', '', 'utility', '', '', 'x'],
    ['2024-07', 'electricity', '1', 'kWh', '9', 'park-platform', '', '', ''],
  ]
  const answers = await Promise.all([
    upload('steward.zq', 'csv', writeCsv(rows), 'mode=dry-run'),
    upload('steward.zq', 'xlsx', writeXlsx(rows), 'mode=dry-run'),
  ])
  const [csv, xlsx] = answers.map(({ body: { sha256: _, ...told } }) => told)
  t.strictSame(csv, xlsx)
  t.strictSame(places(csv?.problems), [
    '6 unit UNIT_MISMATCH',
    '6 quantity NEGATIVE_QUANTITY',
    '6 month MONTH_AFTER_AS_OF',
    '6 evidence EVIDENCE_MISSING',
    '6 supersedes SUPERSEDES_MALFORMED',
    '7 green_quantity GREEN_ABOVE_QUANTITY',
  ])
  t.equal(csv?.accepted, 2)
})

const sheetOf = (cells: string) =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="h" state="hidden" r:id="a"/><sheet name="s" r:id="b"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="a" Target="worksheets/hidden.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8('<sst><si><t>quan</t><rPh><t>x</t></rPh><r><t>tity</t></r></si></sst>'),
    'xl/worksheets/sheet7.xml': strToU8(
      `<worksheet><sheetData><row r="1">${['month', 'carrier', 'unit', 'source']
        .map((text, index) => `<c r="${'ABCD'[index]}1" t="inlineStr"><is><t>${text}</t></is></c>`)
        .join('')}<c r="E1" t="s"><v>0</v></c></row><row r="2">${['2024-07', 'electricity', 'kWh', 'park-platform']
        .map((text, index) => `<c r="${'ABCD'[index]}2" t="str"><v>${text}</v></c>`)
        .join('')}${cells}</row></sheetData></worksheet>`,
    ),
  })

t.test('numbers of a spreadsheet count by their digits, never by a guess', async (t) => {
  const cases: readonly (readonly [string, string[]])[] = [
    ['<c r="E2"><v>864912</v></c>', []],
    // What Excel writes for 70.728, and for 0.1 + 0.2.
    ['<c r="E2"><v>70.727999999999994</v></c>', []],
    ['<c r="E2"><v>0.30000000000000004</v></c>', ['2 quantity NUMBER_NOT_EXACT']],
    ['<c r="E2"><v>1234567890.1234567</v></c>', ['2 quantity NUMBER_NOT_EXACT']],
    ['<c r="E2"><f>1+1</f><v>2</v></c>', ['2 quantity CELL_FORMULA']],
    ['<c r="E2" t="b"><v>1</v></c>', ['2 quantity CELL_NOT_TEXT']],
    ['<c r="E2"><v>864912</v></c><c r="F2"><v>1</v></c>', ['2 #6 CELL_BESIDE_COLUMNS']],
  ]
  for (const [cells, expected] of cases) {
    const { body } = await upload('steward.zq', 'xlsx', sheetOf(cells), 'mode=dry-run')
    t.strictSame(places(body.problems), expected, cells)
  }
})

t.test('a spreadsheet written as a stream, its sizes after its parts, reads the same', async (t) => {
  const parts: Uint8Array[] = []
  const stream = new Zip((_error, part) => parts.push(part))
  for (const [name, bytes] of Object.entries(unzipSync(sheetOf('<c r="E2"><v>864912</v></c>')))) {
    const part = new ZipDeflate(name)
    stream.add(part)
    part.push(bytes, true)
  }
  stream.end()
  const { body } = await upload('steward.zq', 'xlsx', Buffer.concat(parts), 'mode=dry-run')
  t.match(body, { rows: 1, accepted: 1, problems: [] })
})

t.test('a file that is no table is refused whole', async (t) => {
  const csv = (text: string | Uint8Array) => upload('steward.zq', 'csv', text, 'mode=dry-run')
  t.match((await csv(Buffer.from([0xd4, 0xc2, 0xb7, 0xdd]))).body, {
    code: 'IMPORT_FILE_UNREADABLE',
    reason: 'NOT_UTF8',
  })
  t.equal(codeOf(await csv('month,carrier\n"open')), '422 IMPORT_FILE_UNREADABLE')
  t.equal(codeOf(await csv('# nothing\n')), '422 IMPORT_EMPTY')
  t.strictSame(places((await csv('month,carrier,kwh\n2024-07,electricity,1\n')).body.problems), [
    '1 kwh COLUMN_UNKNOWN',
    '1 quantity COLUMN_MISSING',
    '1 unit COLUMN_MISSING',
    '1 source COLUMN_MISSING',
  ])
  t.strictSame(places((await csv(`${HEADER.join()},month\n`)).body.problems), ['1 month COLUMN_TWICE'])
  const line = '2024-07,electricity,1,kWh,,park-platform,,,\n'
  t.match((await csv(`${HEADER.join()}\n${line.repeat(20_001)}`)).body, { code: 'IMPORT_TOO_LARGE', most: 20_000 })
  const xlsx = (bytes: Uint8Array) => upload('steward.zq', 'xlsx', bytes, 'mode=dry-run')
  t.match((await xlsx(Buffer.from('PK no archive'))).body, { reason: 'NOT_A_SPREADSHEET' })
  t.match((await xlsx(zipSync({ 'a.txt': strToU8('x') }))).body, { reason: 'NOT_A_SPREADSHEET' })
  const entity = zipSync({
    'xl/workbook.xml': strToU8('<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'),
    'xl/_rels/workbook.xml.rels': strToU8('<r/>'),
  })
  t.match((await xlsx(entity)).body, { reason: 'NOT_A_SPREADSHEET' })
  const bomb = zipSync({ ...{ 'xl/workbook.xml': new Uint8Array(65 * 1024 * 1024) } })
  t.ok(bomb.length < 200_000, `${bomb.length} bytes unpack to 65 MB`)
  t.match((await xlsx(bomb)).body, { code: 'IMPORT_TOO_LARGE', what: 'bytes unpacked' })
  const declared = Buffer.from(bomb)
  for (const [signature, offset] of [
    ['PK\x03\x04', 22],
    ['PK\x01\x02', 24],
  ] as const)
    declared.writeUInt32LE(1_000, declared.indexOf(signature, 0, 'latin1') + offset)
  t.match((await xlsx(declared)).body, { code: 'IMPORT_TOO_LARGE' }, 'whatever size it declares')
  const whole = Buffer.from(sheetOf(''))
  const cutOff = whole.subarray(0, whole.indexOf('PK\x01\x02', 0, 'latin1') - 20)
  t.match((await xlsx(cutOff)).body, { code: 'IMPORT_FILE_UNREADABLE' }, 'cut off within a part')
  t.equal(codeOf(await upload('steward.zq', 'csv', 'month\n', '')), '400 MALFORMED_REQUEST', 'without a mode')
})

t.test('an enterprise imports into its own account only, a bank into none', async (t) => {
  const body = { rows: [good], mode: 'dry-run' }
  t.equal(codeOf(await post('officer.bank01', url(), body)), '403 FORBIDDEN')
  t.equal(codeOf(await post('enterprise.xingwang', url(), body)), '404 NOT_FOUND')
  t.equal(codeOf(await post('enterprise.xingwang', url(), { ...body, mode: 'commit' })), '404 NOT_FOUND')
  t.equal(codeOf(await post(null, url(), body)), '401 SIGN_IN_REQUIRED')
  t.equal(
    codeOf(await post('enterprise.001', url(), { ...body, mode: 'commit' }, { key: null })),
    '400 IDEMPOTENCY_KEY_REQUIRED',
  )
  t.equal(codeOf(await get('officer.bank01', url())), '403 FORBIDDEN')
})

t.test('what the template says can be imported', async (t) => {
  for (const format of ['csv', 'xlsx'] as const) {
    const answer = await app.inject({
      url: `/v1/activity-import-template?format=${format}`,
      headers: { authorization: `Bearer ${await tokenOf('enterprise.001')}` },
    })
    t.equal(answer.statusCode, 200)
    t.match(answer.headers['content-type'], new RegExp(`^${TYPES[format]}`))
    const tried = await upload('enterprise.001', format, answer.rawPayload, 'mode=dry-run')
    t.equal(codeOf(tried), '422 IMPORT_EMPTY', 'the header is the one that is read')
    if (format === 'csv') t.match(answer.payload, /natural_gas \(10\^4Nm3, Nm3\)/)
  }
})

t.test('a commit appends all rows, keeps the acknowledged anomalies and refuses the same file', async (t) => {
  const rows = [HEADER, ['2024-07', 'electricity', '864912000', 'kWh', '', 'park-platform', '', '', '']]
  const file = writeCsv(rows)
  const before = await counts()
  const refused = await upload('enterprise.001', 'csv', file, 'mode=commit')
  t.equal(codeOf(refused), '422 IMPORT_NOT_ACKNOWLEDGED')
  t.match(refused.body.anomalies, [{ row: 2, column: 'quantity', code: 'UNIT_SLIP', severity: 'warning' }])
  t.strictSame(await counts(), before)

  const imported = await upload('enterprise.001', 'csv', file, 'mode=commit&acknowledge=true&fileName=july.csv')
  t.equal(imported.status, 201, imported.text)
  t.match(imported.body, {
    rows: 1,
    accepted: 1,
    acknowledged: true,
    rating: { by: 'rate-recompute', reason: 'LATEST_RATED_PERIOD_UNTOUCHED', asOf: '2024-06-30' },
  })
  const { items } = (await get('enterprise.001', url())).body
  t.match(items, [
    { id: imported.body.importId, fileName: 'july.csv', rows: 1, acknowledged: true, recordedBy: 'enterprise.001' },
  ])
  t.match(items[0].anomalies, [{ code: 'UNIT_SLIP', column: 'quantity' }])
  t.match(
    await owner`select import_id, meter, data_quality from activity where month = '2024-07' and enterprise_id =
    (select id from enterprise where uscc = ${FIRST})`,
    [{ import_id: imported.body.importId, meter: 'all', data_quality: 3 }],
  )

  const again = await upload('steward.zq', 'csv', file, 'mode=commit&acknowledge=true')
  t.match(again.body, { status: 409, code: 'IMPORT_REPEATED', importId: imported.body.importId })
  const tried = await upload('steward.zq', 'csv', file, 'mode=dry-run')
  t.equal(tried.body.earlierImport.id, imported.body.importId)
  t.equal((await get('enterprise.xingwang', url(XINGWANG))).body.items.length, 0)
  await t.rejects(owner`update activity_import set acknowledged = false`, /append-only/)
})

t.test('a correction supersedes, and the steward rates again at once', async (t) => {
  const [reading] = await owner<{ id: string; quantity: string }[]>`
    select a.id::text, a.quantity::text from activity a join enterprise e on e.id = a.enterprise_id
    where e.uscc = ${FIRST} and a.month = '2024-06' and a.carrier = 'electricity'`
  const row = { ...good, month: '2024-06', quantity: `${reading?.quantity}.5`, supersedes: reading?.id }
  const unexplained = await post('steward.zq', url(), { rows: [row], mode: 'commit' })
  t.strictSame(places(unexplained.body.problems), ['1 supersedes REASON_MISSING'])
  const other = { ...row, month: '2024-05' }
  t.match(
    places(
      (await post('steward.zq', url(), { rows: [other], mode: 'dry-run', reason: 'meter read again' })).body.problems,
    ),
    ['1 supersedes NOT_THE_SAME_METER'],
  )
  const key = randomUUID()
  const body = { rows: [row], mode: 'commit', reason: 'meter read again' }
  const corrected = await post('steward.zq', url(), body, { key })
  t.equal(corrected.status, 201, corrected.text)
  t.match(corrected.body.rating, { by: 'this-import', asOf: '2024-06-30', outcome: { outcome: 'changed' } })
  t.equal((await post('steward.zq', url(), body, { key })).text, corrected.text, 'the same key gets the same answer')
  t.match((await get('steward.zq', `/v1/activities/${reading?.id}`)).body, {
    versions: [{ supersedes: null }, { supersedes: reading?.id }],
  })
  t.match(
    places(
      (await post('steward.zq', url(), { ...body, rows: [{ ...row, quantity: '1' }], mode: 'dry-run' })).body.problems,
    ),
    ['1 supersedes ALREADY_SUPERSEDED'],
  )
})

t.test('steam is counted by its enthalpy from import to account', async (t) => {
  const rows = [{ ...good, carrier: 'steam', quantity: '100', unit: 't', enthalpyKjPerKg: '2783.74' }]
  const imported = await post('steward.zq', url(), { rows, mode: 'commit' })
  t.equal(imported.status, 201, imported.text)
  // 100 t × (2783.74 − 83.74) / 1000 = 270 GJ; × 0.11 tCO2/GJ = 29.7 t.
  const { body } = await get('steward.zq', `/v1/enterprises/${FIRST}/carbon-account?asOf=2024-07-31`)
  const july = body.months.find(({ month }: { month: string }) => month === '2024-07')
  t.match(
    july.rows.find(({ carrier }: { carrier: string }) => carrier === 'steam'),
    { tCO2: '29.7' },
  )
})
