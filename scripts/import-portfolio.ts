import { argv, exit } from 'node:process'
import { importPortfolio, PortfolioRefused } from '../src/app/portfolio/import-portfolio.js'
import { openDatabase } from './open-database.js'

/** Imports the six CSV files of a directory: every row, or none and the list of what is wrong. */
const [directory] = argv.slice(2)
if (directory === undefined) {
  console.error('usage: npm run import-portfolio -- directory')
  exit(2)
}
const { db, close } = await openDatabase('tandai import-portfolio')
try {
  await importPortfolio(db, directory, console.log)
} catch (error) {
  if (!(error instanceof PortfolioRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await close()
}
