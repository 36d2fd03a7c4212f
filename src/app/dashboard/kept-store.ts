import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { BookFigures } from './book-views.js'

export async function insertKeptFigures(
  tx: Tx,
  kept: {
    readonly lenderId: string | null
    readonly asOf: string
    readonly months: number
    readonly since: string
    readonly knownAt: string
    readonly figures: BookFigures
    readonly jobRunId: string | null
  },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO dashboard_figures (lender_id, as_of, months, since, known_at, figures, job_run_id)
    VALUES (${kept.lenderId}, ${kept.asOf}, ${kept.months}, ${kept.since}, ${kept.knownAt}, ${JSON.stringify(kept.figures)}::jsonb,
            ${kept.jobRunId})
    ON CONFLICT ON CONSTRAINT dashboard_figures_once DO NOTHING`)
}
