import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { publicReport } from './views.js'

/** What anybody may ask by: the SHA-256 of the document, or the report number and its check code. */
export const VERIFICATION_KEY =
  '^(?:[0-9a-fA-F]{64}|TCR-\\d{4}-\\d{6,}-[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4})$'

/** Twelve digits of the hash, printed beside the number for people who cannot scan. */
export const checkCodeOf = (hash: string): string =>
  [hash.slice(0, 4), hash.slice(4, 8), hash.slice(8, 12)].join('-').toUpperCase()

export type Verification =
  | { readonly exists: false }
  | {
      readonly exists: true
      readonly number: string
      readonly issuedAt: string
      /** Enough to recognise the firm on the paper in hand, too little to find it. */
      readonly subject: string
      readonly state: 'latest' | 'restated'
      readonly restatedBy: string | null
      readonly restatedAt: string | null
    }

/** Whether a document is one of ours and still the latest; of its contents nothing is told. Open to everybody. */
export async function verifyReport(db: Database, key: string): Promise<Verification> {
  const found = await withTransaction(db, SYSTEM, (tx) => publicReport(tx, questionOf(key)), { readOnly: true })
  if (!found) return { exists: false }
  const { number, issuedAt, nameZh, restatedBy, restatedAt } = found
  return {
    exists: true,
    number,
    issuedAt,
    subject: masked(nameZh),
    state: restatedBy === null ? 'latest' : 'restated',
    restatedBy,
    restatedAt,
  }
}

const questionOf = (key: string) => {
  const [, number, code] = /^(TCR-\d{4}-\d+)-(.+)$/.exec(key) ?? []
  return number === undefined || code === undefined
    ? { hash: key.toLowerCase() }
    : { number, hashBegins: code.replaceAll('-', '').toLowerCase() }
}

/** The first two and the last two characters; of a short name the first only. */
const masked = (name: string): string => {
  const characters = [...name]
  return characters.length <= 5
    ? `${characters[0] ?? ''}***`
    : `${characters.slice(0, 2).join('')}***${characters.slice(-2).join('')}`
}
