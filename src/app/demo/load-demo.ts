import type { Database } from '../../db/connection.js'
import { importPortfolio } from '../portfolio/import-portfolio.js'

/** Imports the demonstration portfolio of a directory. */
export async function loadDemo(
  db: Database,
  directory: string,
  say: (line: string) => void,
): Promise<{ readonly enterprises: { readonly xingwang: string; readonly first: string } }> {
  const { portfolio } = await importPortfolio(db, directory, say)
  const xingwang = portfolio.enterprises.find(({ nameZh }) => nameZh.includes('兴旺数据'))?.uscc
  const first = portfolio.enterprises[0]?.uscc
  if (xingwang === undefined || first === undefined) throw new Error(`${directory} is not the demonstration portfolio`)
  return { enterprises: { xingwang, first } }
}
