import { type SQL, sql } from 'drizzle-orm'

/**
 * Of a row of `disbursement` under its alias: not taken back, as known at an instant. Who asks about now only reads
 * `standing_disbursement`.
 */
export const disbursementStands = (alias: 'd' | 'p' | 'x', knownAt: string): SQL =>
  sql`NOT EXISTS (SELECT 1 FROM loan_event b WHERE b.takes_back = ${sql.raw(alias)}.id AND b.recorded_at <= ${knownAt})`
