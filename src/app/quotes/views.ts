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

export interface QuoteOverrideView extends Record<string, unknown> {
  quoteId: string
  ofQuoteId: string
  reason: string
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  madeBy: string
  decidedBy: string | null
  opinion: string | null
  version: number
  recordedAt: string
  decidedAt: string | null
}

/** A quote set by hand with where its override stands. */
export async function overriddenQuoteView(tx: Tx, quoteId: string) {
  const [override] = await tx.execute<QuoteOverrideView>(sql`
    SELECT quote_id AS "quoteId", of_quote_id AS "ofQuoteId", reason, state, made_by AS "madeBy", decided_by AS "decidedBy", opinion, version,
           recorded_at AS "recordedAt", decided_at AS "decidedAt"
    FROM quote_override WHERE quote_id = ${quoteId}`)
  return { quote: await quoteView(tx, quoteId), override }
}
