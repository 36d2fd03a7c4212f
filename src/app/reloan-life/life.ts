import type { Tx } from '../../db/transaction.js'
import type { ReloanEvent, ReloanLife } from '../../domain/relending/standing.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { type LifeRow, lifeRow } from './views.js'

/** A re-loan and what it belongs to. */
export interface KnownReloan {
  readonly life: ReloanLife
  readonly filingId: string
  readonly quotaId: string
  readonly facility: string
  readonly centralBankId: string
  readonly lenderId: string
  readonly borrowedFirst: boolean
  readonly version: number
}

/** As known at an instant (null: now); undefined when the caller may not see it, or nobody knew of it yet. */
export async function knownReloan(tx: Tx, reloanId: string, knownAt: string | null): Promise<KnownReloan | undefined> {
  const row = await lifeRow(tx, reloanId, knownAt)
  return row && knownFrom(row)
}

export const knownFrom = (row: LifeRow): KnownReloan => ({
  life: {
    id: row.id,
    loan: row.loanId,
    amount: money(row.amount),
    drawnOn: row.drawnOn,
    dueOn: row.dueOn,
    termMonths: row.termMonths,
    rate: annualRatePercent(row.rate),
    events: row.events.map(eventOf),
  },
  filingId: row.filingId,
  quotaId: row.quotaId,
  facility: row.facility,
  centralBankId: row.centralBankId,
  lenderId: row.lenderId,
  borrowedFirst: row.mode === 'BORROW_FIRST',
  version: row.version,
})

interface StoredExtension {
  readonly dueOn: string
  readonly totalMonths: number
  readonly ratePercent: string
}
interface StoredSubstitution {
  readonly out: readonly string[]
  readonly in: readonly { readonly loan: string; readonly amount: string }[]
}

const eventOf = ({ kind, on, amount, body }: LifeRow['events'][number]): ReloanEvent => {
  switch (kind) {
    case 'returned':
    case 'clawed-back':
      return { kind, on, amount: money(amount as string) }
    case 'extended': {
      const { dueOn, totalMonths, ratePercent } = body as unknown as StoredExtension
      return { kind, on, dueOn: civilDate(dueOn), totalMonths, rate: annualRatePercent(ratePercent) }
    }
    case 'substituted': {
      const { out, in: taken } = body as unknown as StoredSubstitution
      return { kind, on, out, in: taken.map(({ loan, amount: part }) => ({ loan, amount: money(part) })) }
    }
    case 'overdue':
      return { kind, on }
  }
}

/** The day from which the last extension agreed so far runs; null without one. */
export const lastExtendedFrom = ({ events }: ReloanLife): CivilDate | null =>
  events.findLast(({ kind }) => kind === 'extended')?.on ?? null
