import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import t from 'tap'
import { barChart, columnChart, lineChart, ticksOf } from '../../src/app/pdf/chart.js'
import { wan, wanShown } from '../../src/app/saving-documents/words.js'
import { loanLives } from '../support/loan-lives.js'
import { SIHUI } from '../support/published-loan.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const REPORT = '/v1/reports/realised-interest-saving'
const PERIOD = 'from=2024-06-20&to=2024-07-31&asOf=2024-08-05'

t.test('万元 of an amount is the amount: exact to the fen, and back', async (t) => {
  t.equal(wan('12345678901234567.89'), '1234567890123.456789')
  t.equal(wan('-0.01'), '-0.000001')
  t.equal(wanShown('50.00'), '0.01')
  const holds = () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), (fen) => {
        const digits = `${fen < 0n ? -fen : fen}`.padStart(3, '0')
        const yuan = `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
        return BigInt(wan(yuan).replace('.', '')) === fen
      }),
    )
  t.doesNotThrow(holds)
})

t.test('charts: places at round distances, bars as long as their figures', async (t) => {
  t.same(ticksOf([3n, 17n]), [0n, 5n, 10n, 15n, 20n])
  t.same(
    ticksOf([-7n, 17n]),
    [-10n, -5n, 0n, 5n, 10n, 15n, 20n].filter((tick) => tick >= -10n),
  )
  const holds = () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { maxLength: 12 }), (values) => {
        const ticks = ticksOf(values)
        const [low, high] = [ticks[0] as bigint, ticks.at(-1) as bigint]
        return ticks.length <= 8 && values.every((value) => value >= low && value <= high) && low <= 0n && high >= 0n
      }),
    )
  t.doesNotThrow(holds)
  const scale = { unit: '万元', tell: (value: bigint) => `${value}` }
  const bars = [
    { label: '甲', value: 200n, told: '200' },
    { label: '乙', value: 100n, told: '100' },
    { label: '丙', value: -50n, told: '-50' },
  ]
  const rects = (drawing: ReturnType<typeof barChart>) =>
    drawing.shapes.flatMap((shape) => (shape.kind === 'rect' ? [shape] : []))
  const [long, half, below] = rects(barChart(500, bars, scale))
  t.ok(Math.abs((long?.width ?? 0) - 2 * (half?.width ?? 0)) < 0.1, 'twice the figure, twice as long')
  t.equal((below?.x ?? 0) + (below?.width ?? 0), long?.x, 'a negative bar ends where the others begin')
  const [tall, less] = rects(columnChart(500, bars, scale))
  t.ok(Math.abs((tall?.height ?? 0) - 2 * (less?.height ?? 0)) < 0.1)
  t.equal(lineChart(500, bars, scale).shapes.filter(({ kind }) => kind === 'dot').length, 3)
})

t.test('the realised saving as a file', async (t) => {
  const lives = await loanLives(t)
  const id = await lives.contracted(
    { product: 'YUN_TAN_DAI', amount: '3600000.00', tenorMonths: 24 },
    { method: 'equal-principal', terms: { instalments: 'from-start:1', holidays: 'none', repricing: 'quarterly' } },
  )
  await done(lives.walk.disburse(id, { amount: '3600000.00', queryCertificateNo: null, queryCertificateOn: null }))
  await lives.reach('2024-07-20')
  await done(lives.loan(id).pay('2024-07-20', '159750.00'))
  await lives.reach('2024-08-05')
  const bytesOf = async (user: string, url: string) => {
    const answer = await lives.app.inject({
      method: 'GET',
      url,
      headers: { authorization: `Bearer ${await lives.tokenOf(user)}` },
    })
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
  }
  const told = await done(lives.get(officer, `${REPORT}?${PERIOD}&by=institution`))
  const query = `${PERIOD}&knownAt=${encodeURIComponent(told.knownAt)}`

  await t.test('CSV says what the answer says, cell by cell', async (t) => {
    const { status, headers, bytes } = await bytesOf(officer, `${REPORT}/document?${query}&format=csv&enterprises=yes`)
    t.equal(status, 200)
    t.match(headers['content-disposition'], 'realised-interest-saving-2024-06-20-2024-07-31.csv')
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    t.match(rows[0], { '已实现节约(元) Realised saving, yuan': told.totals.realisedSaving })
    for (const by of ['institution', 'city', 'grade', 'product', 'sector', 'month', 'enterprise']) {
      const answer = await done(lives.get(officer, `${REPORT}?${query}&by=${by}`))
      for (const row of answer.rows)
        t.match(
          rows.find((one) => one['代码 Key'] === row.key),
          {
            '实际利息(元) Executed interest, yuan': row.executedInterest,
            '已实现节约(元) Realised saving, yuan': row.realisedSaving,
            '溯源 Lineage': row.lineage,
          },
          `${by} ${row.key}`,
        )
    }
  })

  await t.test('a workbook: yuan beside 万元, the ledger, the definitions', async (t) => {
    const { bytes } = await bytesOf(officer, `${REPORT}/document?${query}&format=xlsx`)
    const parts = unzipSync(bytes)
    const sheet = (no: number) => strFromU8(parts[`xl/worksheets/sheet${no}.xml`] as Uint8Array)
    t.match(
      strFromU8(parts['xl/workbook.xml'] as Uint8Array),
      /name="元".*name="万元".*name="与总账核对".*name="优惠分布".*name="口径说明"/,
    )
    t.match(sheet(1), /<v>13487\.50<\/v>/)
    t.match(sheet(2), /<v>1\.348750<\/v>/)
    t.match(sheet(2), /<v>0\.083000<\/v>/)
    for (const word of ['2024-06-20', told.knownAt, '未签发', '参考利息']) t.ok(sheet(5).includes(word), word)
    t.same((await bytesOf(officer, `${REPORT}/document?${query}&format=xlsx`)).bytes, bytes, 'the same bytes again')
  })

  await t.test('a PDF, the same bytes again; a second bank gets none of it; each is written down', async (t) => {
    const { status, headers, bytes } = await bytesOf(officer, `${REPORT}/document?${query}&format=pdf`)
    t.equal(status, 200)
    t.equal(headers['content-type'], 'application/pdf')
    t.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    t.same((await bytesOf(officer, `${REPORT}/document?${query}&format=pdf`)).bytes, bytes)
    const other = parse((await bytesOf('officer.bank01', `${REPORT}/document?${query}&format=csv`)).bytes, {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    t.match(other, [{ '贷款笔数 Loans': '0' }], 'of another bank nothing')
    t.equal((await lives.get(null, `${REPORT}/document?${query}&format=pdf`)).status, 401)
    t.match(await lives.get(officer, `${REPORT}/document?from=2024-07-01&to=2024-06-01&format=csv`), { status: 422 })
    const [row] = await lives.owner`
      SELECT count(*)::int AS count FROM audit_event WHERE action = 'realised-saving.exported' AND detail ->> 'format' = 'pdf'`
    t.equal(row?.count, 2)
  })

  await t.test('a report that two persons issued, printed from what they signed', async (t) => {
    const period = { from: '2024-06-20', to: '2024-07-31' }
    const prepared = await done(lives.post(officer, `${REPORT}/issues`, period))
    const url = `${REPORT}/issues/${prepared.id}/document`
    const draft = await bytesOf(officer, `${url}?format=xlsx`)
    const lastSheet = (bytes: Buffer) => {
      const parts = unzipSync(bytes)
      const last = Object.keys(parts)
        .filter((name) => name.includes('worksheets'))
        .sort()
        .at(-1) as string
      return strFromU8(parts[last] as Uint8Array)
    }
    t.match(lastSheet(draft.bytes), /未签署/)
    await done(lives.post(approver, `${REPORT}/issues/${prepared.id}/decisions`, { decision: 'SIGN', opinion: '一致' }))
    const signed = await bytesOf(officer, `${url}?format=xlsx`)
    t.match(signed.headers['content-disposition'], prepared.number)
    for (const word of [prepared.number, prepared.documentHash]) t.ok(lastSheet(signed.bytes).includes(word), word)
    t.notMatch(lastSheet(signed.bytes), /未签署/)
    const pdf = await bytesOf(officer, `${url}?format=pdf`)
    t.same((await bytesOf(officer, `${url}?format=pdf`)).bytes, pdf.bytes, 'the same bytes, whenever it is printed')
    t.equal((await bytesOf('officer.bank01', `${url}?format=pdf`)).status, 404, 'not for another bank')
  })
})
