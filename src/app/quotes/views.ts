import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface QuoteView extends Record<string, unknown> {
  id: string
  applicationId: string | null
  product: string
  amount: string
  tenorMonths: number
  pricedOn: string
  expiresOn: string
  ratingId: string | null
  grade: string
  rate: string
  referenceRate: string
  discountBp: string
  annualSaving: string
  explanation: unknown
  documentHash: string
  recordedAt: string
}

// Figures as the explanation tells them: the columns pad them with zeros.
const QUOTE = sql.raw(`
  q.id, q.application_id AS "applicationId", q.product, q.amount::text, q.tenor_months AS "tenorMonths", q.priced_on AS "pricedOn",
  q.expires_on AS "expiresOn", q.rating_id AS "ratingId", q.grade, q.explanation ->> 'rate' AS rate,
  q.explanation ->> 'referenceRate' AS "referenceRate", q.explanation ->> 'discountBp' AS "discountBp",
  q.annual_saving::text AS "annualSaving", q.explanation, q.document_hash AS "documentHash", q.recorded_at AS "recordedAt"
  FROM quote q`)

export async function quoteView(tx: Tx, id: string): Promise<QuoteView | undefined> {
  return (await tx.execute<QuoteView>(sql`SELECT ${QUOTE} WHERE q.id = ${id}`))[0]
}

export async function quotesOf(tx: Tx, applicationId: string): Promise<readonly QuoteView[]> {
  return tx.execute<QuoteView>(sql`
    SELECT ${QUOTE} WHERE q.application_id = ${applicationId} ORDER BY q.recorded_at DESC, q.id DESC LIMIT 200`)
}
