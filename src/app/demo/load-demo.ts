import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { civilDate } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { rateEnterprises } from '../carbon/rate-enterprises.js'
import { unratedOn } from '../carbon/rating-views.js'
import { importPortfolio } from '../portfolio/import-portfolio.js'
import { priceCreditLines } from '../pricing/price-credit-lines.js'
import { unpricedOn } from '../pricing/views.js'

/** The day the demonstration portfolio is rated and priced on: the end of its last month. */
export const DEMO_DAY = civilDate('2024-06-30')
const XINGWANG = '兴旺数据'

/**
 * Imports the demonstration portfolio of a directory, rates its accounts and prices their lines. What was rated or priced before stays:
 * a later start finishes an interrupted one and changes nothing else.
 */
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
  const readOnly = { readOnly: true }
  const enterprises = await withTransaction(db, SYSTEM, (tx) => unratedOn(tx, DEMO_DAY), readOnly)
  const rated = await rateEnterprises(db, { ...run, enterprises }, (done, total) => say(`评级 rating ${done}/${total}`))
  if (!rated.ok) throw new Error(`the demonstration cannot be rated: ${JSON.stringify(rated.refusal)}`)
  const { byGrade, changed, skipped } = rated.value
  say(`评级 ratings as of ${DEMO_DAY}: ${changed} 新增 new${changed === 0 ? '' : ` (${told(byGrade)})`}`)
  for (const { uscc, reason } of skipped) say(`未评级 not rated: ${uscc} ${reason.code}`)

  const enterpriseIds = await withTransaction(db, SYSTEM, (tx) => unpricedOn(tx, DEMO_DAY), readOnly)
  const priced = await priceCreditLines(db, { ...run, on: DEMO_DAY, enterpriseIds }, (done, total) =>
    say(`定价 pricing ${done}/${total}`),
  )
  say(`定价 lines priced as of ${DEMO_DAY}: ${priced.changed} 新增 new`)
  for (const { creditLineId, reason } of priced.skipped) say(`未定价 not priced: ${creditLineId} ${reason.code}`)
  return { enterprises: { xingwang, first } }
}

const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')
