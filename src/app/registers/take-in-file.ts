import { createHash } from 'node:crypto'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type CivilDate, isCivilDate } from '../../kernel/civil-date.js'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import type { Vault } from '../sealing/vault.js'
import { applyReceipt, type ReceiptKind } from './apply-receipt.js'
import { type FileRefusal, readRegisterFile } from './read-file.js'
import { type FileRow, type IncomingKind, SECRET_COLUMNS } from './register-files.js'
import { type AnsweredRow, insertFile, knownFile, type RegisterFile } from './store.js'

export interface IncomingFile {
  readonly kind: IncomingKind
  readonly name: string
  readonly asOf: CivilDate
  readonly format: 'csv' | 'json'
  readonly content: string
  readonly today: CivilDate
}

export interface TakenIn {
  readonly file: RegisterFile
  /** False when the same bytes were taken in before: that file is the answer. */
  readonly created: boolean
}

/** A row that is refused leaves nothing behind; its refusal is carried past the savepoint. */
class RowRefused {
  constructor(readonly refusal: Refusal) {}
}

/**
 * Takes in a file of a register: its hash is kept, each row is answered. Rows of receipts act on their pledges one by one; rows of lists are
 * kept to be compared. The file itself is not kept, because it may hold modification codes.
 */
export async function takeInFile(
  command: Command,
  input: IncomingFile,
  vault: Vault | null,
): Promise<Result<TakenIn, FileRefusal | DateOrderRefusal>> {
  const { tx, actor } = command
  const { kind, name, asOf, format, content, today } = input
  const order = datesInOrder([
    ['asOf', asOf],
    ['today', today],
  ])
  if (!order.ok) return order
  const rows = readRegisterFile(kind, format, content)
  if (!rows.ok) return rows
  const sha256 = createHash('sha256').update(content).digest('hex')
  const lenderId = actor.organisationId
  const known = await knownFile(tx, lenderId, kind, sha256)
  if (known !== undefined) {
    await audit(command, 'register-file.joined', known)
    return ok({ file: known, created: false })
  }
  const answers: AnsweredRow[] = []
  for (const [index, row] of rows.value.entries())
    answers.push(await answerRow(command, { kind, row, no: index + 1, today, vault }))
  const file = await insertFile(
    tx,
    {
      lenderId,
      direction: 'IN',
      kind,
      name,
      asOf,
      sha256,
      rows: answers.length,
      accepted: answers.filter(({ outcome }) => outcome !== 'REFUSED').length,
      madeBy: actor.userId,
    },
    answers,
  )
  await audit(command, 'register-file.taken-in', file)
  return ok({ file, created: true })
}

const audit = (command: Command, action: string, { id, kind, sha256, rows, accepted }: RegisterFile) =>
  recordEvent(command, {
    action,
    subjectKind: 'register_file',
    subjectId: id,
    detail: { kind, sha256, rows, accepted },
  })

const withoutSecrets = (row: FileRow): FileRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !SECRET_COLUMNS.includes(column)))

async function answerRow(
  command: Command,
  row: {
    readonly kind: IncomingKind
    readonly row: FileRow
    readonly no: number
    readonly today: CivilDate
    readonly vault: Vault | null
  },
): Promise<AnsweredRow> {
  const { kind, no } = row
  const told = { no, body: withoutSecrets(row.row) }
  const shape = shapeOf(kind, row.row)
  if (!shape.ok) return { ...told, outcome: 'REFUSED', pledgeId: null, answer: { ...shape.refusal } }
  if (kind in LISTS) return { ...told, outcome: 'KEPT', pledgeId: null, answer: {} }
  try {
    const pledgeId = await command.tx.transaction(async (tx) => {
      const applied = await applyReceipt({ ...command, tx }, kind as ReceiptKind, row.row, row)
      if (!applied.ok) throw new RowRefused(applied.refusal)
      return applied.value.id
    })
    return { ...told, outcome: 'APPLIED', pledgeId, answer: {} }
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    return { ...told, outcome: 'REFUSED', pledgeId: null, answer: { ...error.refusal } }
  }
}

const BOOLEAN = ['true', 'false']
/** What the words of a list may be. */
const LISTS: Partial<Record<IncomingKind, Readonly<Record<string, readonly string[]>>>> = {
  'movables-register': { status: ['live', 'cancelled', 'objected'] },
  'exchange-register': { frozen: BOOLEAN },
  'certificate-register': { status: ['valid', 'expired', 'cancelled', 'struck'], pledgeNoted: BOOLEAN },
}
const DATES = ['registeredOn', 'validTo', 'frozenOn', 'annotatedOn', 'cancelledOn', 'unfrozenOn']

type RowRefusal = { readonly code: 'ROW_MALFORMED'; readonly column: string }

function shapeOf(kind: IncomingKind, row: FileRow): Result<null, RowRefusal> {
  for (const [column, text] of Object.entries(row)) {
    const words = LISTS[kind]?.[column]
    const isBlank =
      text === '' && !(kind === 'exchange-register' && column === 'registrationNo') && !OPTIONAL.includes(column)
    if (isBlank || text.length > 200 || (words !== undefined && !words.includes(text)) || badDate(column, text))
      return refuse({ code: 'ROW_MALFORMED', column })
  }
  return ok(null)
}
const OPTIONAL = ['registeredAt', 'certificateHash', 'modificationCode']
const badDate = (column: string, text: string) => DATES.includes(column) && !isCivilDate(text)
