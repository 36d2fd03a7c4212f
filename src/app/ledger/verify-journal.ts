import type { Tx } from '../../db/transaction.js'
import { blocksThatFill } from '../../domain/ledger/balance-blocks.js'
import { builtBlocks, wrongBlock } from './balance-views.js'
import { GENESIS, sealHash } from './seal-hash.js'
import { type SealRow, sealsAfter, unsealedEntries } from './seal-views.js'

export interface JournalVerdict {
  readonly intact: boolean
  readonly sealed: string
  /** Committed but not sealed yet. */
  readonly unsealed: number
  readonly head: string
  /** The first place where the book does not hold, if any. */
  readonly broken: {
    /** null for an entry beside the chain. */
    readonly seq: string | null
    readonly entryId: string | null
    readonly reason: Reason
  } | null
}

/**
 * A seal is missing · it does not continue the one before · its entry is gone · its entry or a line of it is not what was sealed · it is
 * not in the order of knowledge · an entry came after what it precedes was sealed · a noted head is gone · a sum is not that of its lines
 */
type Reason =
  | 'GAP'
  | 'PREVIOUS_HASH'
  | 'ENTRY_MISSING'
  | 'ENTRY_CHANGED'
  | 'OUT_OF_ORDER'
  | 'ENTRY_LATE'
  | 'NOT_AS_NOTED'
  | 'BALANCE_CHANGED'

/** A head that somebody noted outside the database; a chain cut off at its end still hashes well, but no longer holds it. */
export interface NotedHead {
  readonly seq: string
  readonly hash: string
}

const PAGE = 2_000

/** Computes the chain of a book again from its first seal, and every sum over it. Ask on one snapshot. */
export async function verifyJournal(
  tx: Tx,
  organisationId: string,
  noted: NotedHead | null = null,
): Promise<JournalVerdict> {
  const { count, late } = await unsealedEntries(tx, organisationId)
  let seq = 0n
  let head = GENESIS
  let held = noted === null
  const verdict = (broken: JournalVerdict['broken']): JournalVerdict => ({
    intact: broken === null,
    sealed: seq.toString(),
    unsealed: count,
    head,
    broken,
  })
  for (;;) {
    const seals = await sealsAfter(tx, organisationId, seq.toString(), PAGE)
    for (const seal of seals) {
      const reason = BigInt(seal.seq) === seq + 1n ? reasonAgainst(seal, head) : 'GAP'
      if (reason !== null) return verdict({ seq: seal.seq, entryId: seal.entryId, reason })
      seq += 1n
      head = seal.hash
      if (seal.seq === noted?.seq) held = seal.hash === noted.hash
    }
    if (seals.length < PAGE) break
  }
  if (late !== null) return verdict({ seq: null, entryId: late, reason: 'ENTRY_LATE' })
  if (noted !== null && !held) return verdict({ seq: noted.seq, entryId: null, reason: 'NOT_AS_NOTED' })
  for (const range of blocksThatFill(0n, await builtBlocks(tx, organisationId)))
    if ((await wrongBlock(tx, organisationId, range)) !== null)
      return verdict({ seq: null, entryId: null, reason: 'BALANCE_CHANGED' })
  return verdict(null)
}

function reasonAgainst({ prevHash, entry, hash, inOrder }: SealRow, head: string): Reason | null {
  if (prevHash !== head) return 'PREVIOUS_HASH'
  if (entry === null) return 'ENTRY_MISSING'
  if (hash !== sealHash(head, entry)) return 'ENTRY_CHANGED'
  return inOrder ? null : 'OUT_OF_ORDER'
}
