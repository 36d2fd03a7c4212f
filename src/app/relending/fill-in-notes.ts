import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { filingById, insertNotes, lockNotes, type NewNote } from './filing-store.js'
import { awaitedNotes } from './note-views.js'

export type NoteRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | { readonly code: 'NOTE_NOT_AWAITED'; readonly loan: string }
  | { readonly code: 'NOTE_TWICE'; readonly loan: string }
  | { readonly code: 'NOTE_UNKNOWN'; readonly loan: string; readonly noteNo: string }

export interface FillInNotes {
  readonly filingId: string
  readonly on: CivilDate
  readonly notes: readonly { readonly loanId: string; readonly noteNo: string; readonly evidenceHash: string }[]
  readonly today: CivilDate
}
export interface FilledNote extends NewNote {
  readonly late: boolean
}

/**
 * 后补借据: after a draw of 先借后贷 the bank names the note that paid out each loan, with the hash of its papers. A note after its day is
 * taken and stays late.
 */
export async function fillInNotes(
  command: Command,
  input: FillInNotes,
): Promise<Result<readonly FilledNote[], NoteRefusal>> {
  const { tx, actor } = command
  const { filingId, on } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  await lockNotes(tx, filingId)
  const filing = await filingById(tx, filingId)
  if (filing === undefined) return notFound('filing')
  const rows = await awaitedNotes(tx, filing.id, input.notes)
  const filled: FilledNote[] = []
  for (const [at, { loanId, noteNo, evidenceHash }] of input.notes.entries()) {
    const row = rows[at]
    if (row?.dueOn == null || row.filled) return refuse({ code: 'NOTE_NOT_AWAITED', loan: loanId })
    if (filled.some((note) => note.loanId === loanId)) return refuse({ code: 'NOTE_TWICE', loan: loanId })
    if (row.disbursementId === null || row.disbursedOn === null)
      return refuse({ code: 'NOTE_UNKNOWN', loan: loanId, noteNo })
    const { disbursementId, disbursedOn, dueOn } = row
    const paid = datesInOrder([
      ['disbursedOn', disbursedOn],
      ['on', on],
    ])
    if (!paid.ok) return paid
    const late = disbursedOn > dueOn || on > dueOn
    filled.push({ loanId, noteNo, evidenceHash, disbursementId, disbursedOn, dueOn, late })
  }
  await insertNotes(tx, filing, { on, by: actor.userId, notes: filled })
  await recordEvent(command, {
    action: 'reloan_filing.notes_filled',
    subjectKind: 'reloan_filing',
    subjectId: filing.id,
    detail: { on, notes: filled.length, late: filled.filter(({ late }) => late).length },
  })
  return ok(filled)
}
