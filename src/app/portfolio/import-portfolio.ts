import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import type { PortfolioProblem } from './csv-rows.js'
import type { Portfolio } from './portfolio.js'
import { readPortfolio } from './read-portfolio.js'
import { addPortfolio, earlierImport, knownCodes } from './store.js'

/** Every bad row of a portfolio; nothing of it was imported. */
export class PortfolioRefused extends Error {
  constructor(readonly problems: readonly PortfolioProblem[]) {
    const lines = problems.map(
      ({ file, line, column, problem }) => `  ${file}:${line}${column === null ? '' : ` ${column}`} ${problem}`,
    )
    super(`the portfolio was not imported; ${problems.length} problems:\n${lines.join('\n')}`)
    this.name = 'PortfolioRefused'
  }
}

export interface ImportedPortfolio {
  /** False when the same files had been imported before: nothing changed. */
  readonly imported: boolean
  readonly contentHash: string
  readonly counts: Readonly<Record<string, number>>
  readonly portfolio: Portfolio
}

/**
 * Imports the six CSV files of a directory: all rows or, when one is wrong, none.
 * @param progress is told what is being done, in Chinese and English
 * @throws PortfolioRefused listing every bad row with file, line and column
 */
export async function importPortfolio(
  db: Database,
  directory: string,
  progress: (line: string) => void,
): Promise<ImportedPortfolio> {
  const { portfolio, problems } = readPortfolio(directory)
  if (problems.length > 0) throw new PortfolioRefused(problems)
  const { name, contentHash } = portfolio
  const counts = countsOf(portfolio)
  const imported = await withTransaction(db, SYSTEM, async (tx) => {
    if ((await earlierImport(tx, contentHash)) !== undefined) return false
    const known = await knownCodes(tx, portfolio)
    if (known.length > 0) throw new PortfolioRefused(known.map(({ code, kind }) => knownProblem(portfolio, code, kind)))
    progress(`导入 ${name}: ${counts.enterprises} 家企业, ${counts.activities} 条活动数据 importing ${name}`)
    await addPortfolio(tx, portfolio, counts)
    await insertAuditEvent(tx, {
      action: 'portfolio.imported',
      subjectKind: 'portfolio',
      subjectId: contentHash,
      detail: { name, counts },
    })
    return true
  })
  progress(
    imported ? `组合已导入 portfolio imported: ${told(counts)}` : `组合此前已导入 portfolio already imported: ${name}`,
  )
  return { imported, contentHash, counts, portfolio }
}

const countsOf = ({ organisations, enterprises, activities, operating, benchmarks, lines }: Portfolio) => ({
  organisations: organisations.length,
  enterprises: enterprises.length,
  activities: activities.length,
  operating: operating.length,
  benchmarks: benchmarks.length,
  lines: lines.length,
})
const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')

/** An enterprise with an account, or an institution of another kind, is not touched by a file. */
function knownProblem(portfolio: Portfolio, code: string, kind: string): PortfolioProblem {
  const institution = portfolio.organisations.findIndex((row) => row.code === code)
  const [file, index, column] =
    institution >= 0
      ? ['institutions.csv', institution, 'code']
      : ['enterprises.csv', portfolio.enterprises.findIndex((row) => row.uscc === code), 'uscc']
  const line = (index as number) + 2
  return { file: file as string, line, column: column as string, problem: `${code} is already known as ${kind}` }
}
