import { canonicalJson, sha256 } from '../canonical-json.js'

/** The hash before the first seal of a book. */
export const GENESIS = '0'.repeat(64)

/** An entry as it is sealed: all of it, with its lines in their order. */
export interface SealableEntry {
  readonly id: string
  readonly organisationId: string
  readonly bookedOn: string
  readonly movedFrom: string | null
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly postingKey: string | null
  readonly adjusts: string | null
  readonly reverses: string | null
  readonly recordedBy: string | null
  readonly recordedAt: string
  readonly lines: readonly { readonly account: string; readonly side: string; readonly amount: string }[]
}

/** sha256 over the hash before and the canonical JSON of the entry: changing, dropping or moving one breaks every hash after it. */
export const sealHash = (prevHash: string, entry: SealableEntry): string =>
  sha256(`${prevHash}\n${canonicalJson(entry)}`)
