import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importPortfolio, PortfolioRefused } from '../../src/app/portfolio/import-portfolio.js'
import { DEMO, testBank } from '../support/bank.js'

const say = () => undefined

/** A copy of the demonstration with some text of one file changed. */
function copyWith(t: Test, changes: readonly [file: string, from: string, to: string][]): string {
  const directory = mkdtempSync(join(tmpdir(), 'tandai-portfolio-'))
  t.teardown(() => rmSync(directory, { recursive: true }))
  cpSync(DEMO, directory, { recursive: true })
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(directory, file), 'utf8')
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
    writeFileSync(join(directory, file), text.replace(from, to))
  }
  return directory
}

const problemsOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (error instanceof PortfolioRefused)
      return error.problems.map(({ file, line, column }) => `${file}:${line} ${column ?? '-'}`)
    throw error
  }
  return []
}

t.test('the portfolio is imported once, whole, with its audit event', async (t) => {
  const { db, owner } = await testBank(t, { portfolio: false })
  const first = await importPortfolio(db, DEMO, say)
  t.match(first, {
    imported: true,
    counts: { enterprises: 191, activities: 14_232, operating: 380, benchmarks: 40, lines: 190 },
  })
  const counts = async () =>
    owner`select (select count(*) from enterprise) as enterprises, (select count(*) from activity) as activities,
      (select count(*) from credit_line) as lines, (select count(*) from consent) as consents,
      (select count(*) from rule) as rules, (select count(*) from audit_event) as events`
  const [before] = await counts()
  t.match(before, { enterprises: '191', activities: '14232', lines: '190', consents: '190' })
  t.match(await importPortfolio(db, DEMO, say), { imported: false })
  t.strictSame([...(await counts())], [before], 'a second import changes nothing')
  const events = await owner`select detail from audit_event where action = 'portfolio.imported'`
  t.match(events, [{ detail: { name: 'zhaoqing-2024' } }])
})

t.test('bad rows are all listed with file, line and column, and nothing is imported', async (t) => {
  const { db, owner } = await testBank(t, { portfolio: false })
  const bad = copyWith(t, [
    ['institutions.csv', 'data_operator', 'shop'],
    [
      'enterprises.csv',
      '91441202MA0000031U,示例铝压003有限公司,Example Enterprise 003,3252,441202,861,true,1',
      '91441202MA0000031U,,Example Enterprise 003,32,441202,0,yes,6',
    ],
    ['enterprises.csv', '91441200MA9000011L', '91441200MA9000011M'],
    ['activity.csv', '2022-07,electricity,864912,kWh,0', '2022-13,electricity,1e3,GJ,0'],
    ['activity.csv', 'natural_gas,70.728,10^4Nm3,0', 'natural_gas,-70.728,10^4Nm3,1'],
    ['activity.csv', '2022-08,electricity', '2022-07,electricity'],
    [
      'activity.csv',
      '91441283MA00019070,2024-06,heat,437.763,GJ,0,park-platform',
      '91441200MA9000001F,2024-06,heat,437.763,GJ,0',
    ],
    ['operating.csv', '91441203MA0000015L,2022-07,2023-06,15464.59', '91441203MA0000015L,2023-07,2023-06,NaN'],
    ['sector_benchmarks.csv', '2023-07..2024-06,I_REV,0.62,12', '2023-07,I_CO2,0,12'],
    [
      'credit_lines.csv',
      'GUAR-EX-01,YUN_TAN_DAI,39780000,75600000,2024-03-18,CNY',
      'GOV-ZQ-DATA,CLOUD,39780000.005,0,2024-02-30,USD',
    ],
    ['credit_lines.csv', '91441283MA0000082E,BANK-EX-18', '91441200MA9000001F,BANK-EX-99'],
  ])
  const electricity = readFileSync(join(bad, 'activity.csv'), 'utf8').split('\n')[3] as string
  writeFileSync(join(bad, 'activity.csv'), `${electricity}\n`, { flag: 'a' })
  t.strictSame(await problemsOf(importPortfolio(db, bad, say)), [
    'institutions.csv:4 kind',
    ...['name_zh', 'sector_code', 'employees', 'verified', 'data_quality'].map(
      (column) => `enterprises.csv:4 ${column}`,
    ),
    'enterprises.csv:192 uscc',
    ...['quantity', 'unit', 'month'].map((column) => `activity.csv:2 ${column}`),
    ...['quantity', 'green_quantity'].map((column) => `activity.csv:3 ${column}`),
    'activity.csv:14233 -',
    'activity.csv:14234 -',
    ...['period_end', 'revenue_wan'].map((column) => `operating.csv:2 ${column}`),
    ...['period', 'mean', 'metric'].map((column) => `sector_benchmarks.csv:2 ${column}`),
    ...['lender', 'currency', 'limit', 'product', 'prior_limit', 'effective_from'].map(
      (column) => `credit_lines.csv:2 ${column}`,
    ),
    ...['lender', 'uscc'].map((column) => `credit_lines.csv:3 ${column}`),
  ])
  t.equal((await owner`select 1 from enterprise limit 1`).length, 0)
})

t.test('rows left without an enterprise are one problem each, with their count', async (t) => {
  const { db } = await testBank(t, { portfolio: false })
  const bad = copyWith(t, [['enterprises.csv', '91441202MA0000031U,', '91441202MA0000031X,']])
  const problems = await importPortfolio(db, bad, say).catch((error: PortfolioRefused) => error.problems)
  t.match(problems, [
    { file: 'enterprises.csv', column: 'uscc' },
    {
      file: 'activity.csv',
      column: 'uscc',
      problem: /no enterprise has the code 91441202MA0000031U; \d\d+ rows name it/,
    },
  ])
  t.equal((problems as readonly unknown[]).length, 2)
})

t.test('a file that is missing or has another header is one problem', async (t) => {
  const { db } = await testBank(t, { portfolio: false })
  const bad = copyWith(t, [['operating.csv', 'revenue_wan', 'revenue']])
  rmSync(join(bad, 'credit_lines.csv'))
  t.strictSame(await problemsOf(importPortfolio(db, bad, say)), ['operating.csv:1 -', 'credit_lines.csv:1 -'])
})

t.test('another portfolio may not bring an enterprise that has an account already', async (t) => {
  const { db, owner } = await testBank(t)
  const other = copyWith(t, [['activity.csv', '864912', '864913']])
  t.equal((await problemsOf(importPortfolio(db, other, say))).length, 191)
  t.equal((await owner`select 1 from activity where quantity = 864913`).length, 0)
})
