import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { monthEnds } from '../../domain/reporting/city-figures.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { answerableInstant } from '../known-at/views.js'
import { bookFigures } from './book-views.js'
import { MONTHS_UNLESS_TOLD } from './city-dashboard.js'
import { insertKeptFigures } from './kept-store.js'
import { keptFigures, largeBooks } from './kept-views.js'

/** Books from this many versions of lines on are kept; smaller ones are added up when they are asked for. */
export const LARGE_BOOK = 20_000

export interface KeepOutcome {
  readonly asOf: string
  readonly books: number
  /** Books whose last kept figures still hold are not added up again. */
  readonly kept: number
}

/** 看板取数: adds up large books as of a day, so that the screen need not. Done twice it keeps once. */
export async function keepFigures(
  db: Database,
  input: { readonly asOf: CivilDate; readonly jobRunId: string | null; readonly largeFrom?: number },
  progress: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<KeepOutcome> {
  const { asOf, jobRunId, largeFrom = LARGE_BOOK } = input
  const { latest: knownAt } = await answerableInstant(db, null)
  const months = MONTHS_UNLESS_TOLD
  const since = addMonths(asOf, -months)
  const books = await withTransaction(db, SYSTEM, (tx) => largeBooks(tx, largeFrom), { readOnly: true })
  let kept = 0
  for (const [at, { lenderId }] of books.entries()) {
    // As the lender itself, whose rows alone count; the city as the program, which sees what the branch sees of lines.
    const reader = lenderId === null ? SYSTEM : { scope: 'lender' as const, organisationId: lenderId, userId: null }
    const figures = await withTransaction(
      db,
      reader,
      async (tx) =>
        (await keptFigures(tx, { asOf, months, since, knownAt })) === undefined
          ? bookFigures(tx, { asOf, knownAt, since, days: monthEnds(asOf, months) })
          : undefined,
      { readOnly: true, isolation: 'repeatable read' },
    )
    if (figures !== undefined) {
      await withTransaction(db, SYSTEM, (tx) =>
        insertKeptFigures(tx, { lenderId, asOf, months, since, knownAt, figures, jobRunId }),
      )
      kept += 1
    }
    await progress(at + 1, books.length)
  }
  return { asOf, books: books.length, kept }
}
