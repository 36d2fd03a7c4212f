import type { Database } from '../../db/connection.js'
import { civilDate } from '../../kernel/civil-date.js'
import { rateEnterprises } from '../carbon/rate-enterprises.js'
import { importPortfolio } from '../portfolio/import-portfolio.js'
import { priceCreditLines } from '../pricing/price-credit-lines.js'

/** The day the demonstration portfolio is rated and priced on: the end of its last month. */
export const DEMO_DAY = civilDate('2024-06-30')
const XINGWANG = '兴旺数据'

/** Imports the demonstration portfolio of a directory, rates its accounts and prices their lines; what is there already stays. */
export async function loadDemo(
  db: Database,
  directory: string,
  say: (line: string) => void,
): Promise<{ readonly enterprises: { readonly xingwang: string; readonly first: string } }> {
  const { portfolio } = await importPortfolio(db, directory, say)
  const xingwang = portfolio.enterprises.find(({ nameZh }) => nameZh.includes(XINGWANG))?.uscc
  const first = portfolio.enterprises[0]?.uscc
  if (xingwang === undefined || first === undefined) throw new Error(`${directory} is not the demonstration portfolio`)

  const run = { asOf: DEMO_DAY, knownAt: null, jobRunId: null, recordedBy: null }
  const rated = await rateEnterprises(db, run, (done, total) => say(`评级 rating ${done}/${total}`))
  if (!rated.ok) throw new Error(`the demonstration cannot be rated: ${JSON.stringify(rated.refusal)}`)
  const { byGrade, changed, skipped } = rated.value
  say(`评级完成 ratings as of ${DEMO_DAY}: ${told(byGrade)}; ${changed} 新增 new`)
  for (const { uscc, reason } of skipped) say(`未评级 not rated: ${uscc} ${reason.code}`)

  const priced = await priceCreditLines(db, { ...run, on: DEMO_DAY }, (done, total) =>
    say(`定价 pricing ${done}/${total}`),
  )
  say(`定价完成 lines priced as of ${DEMO_DAY}: ${priced.priced}; ${priced.changed} 新增 new`)
  for (const { creditLineId, reason } of priced.skipped) say(`未定价 not priced: ${creditLineId} ${reason.code}`)
  return { enterprises: { xingwang, first } }
}

const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')
