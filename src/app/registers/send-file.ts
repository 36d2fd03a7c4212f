import { createHash } from 'node:crypto'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { stepPledge } from '../pledges/pledge-process.js'
import type { Pledge } from '../pledges/store.js'
import type { StepRefusal } from '../process/take-step.js'
import { MOST_ROWS } from './read-file.js'
import type { FileRow, OutgoingKind } from './register-files.js'
import { type AnsweredRow, insertFile, knownFile, lockPledgesIn, type RegisterFile } from './store.js'

export type SendRefusal = StepRefusal | { readonly code: 'NOTHING_TO_SEND'; readonly kind: string }

/** Which pledges a request concerns. */
const CONCERNS: Readonly<Record<OutgoingKind, (pledge: Pledge) => boolean>> = {
  'registration-requests': ({ state }) => state === 'CONTRACTED' || state === 'REG_PENDING',
  'freeze-orders': ({ state }) => state === 'REGISTERED',
  'cancellation-requests': ({ state, cancelledOn }) => state === 'RELEASING' && cancelledOn === null,
  'unfreeze-orders': ({ state, cancelledOn, frozenOn, unfrozenOn }) =>
    state === 'RELEASING' && cancelledOn !== null && frozenOn !== null && unfrozenOn === null,
}
const STATES: Readonly<Record<OutgoingKind, readonly string[]>> = {
  'registration-requests': ['CONTRACTED', 'REG_PENDING'],
  'freeze-orders': ['REGISTERED'],
  'cancellation-requests': ['RELEASING'],
  'unfreeze-orders': ['RELEASING'],
}

const rowOf = (kind: OutgoingKind, pledge: Pledge): FileRow => ({
  reference: pledge.id,
  certificateNo: pledge.certificateNo,
  rightType: pledge.rightType,
  ...(kind === 'registration-requests'
    ? { collateralClass: '7', contractedOn: pledge.contractedOn, rank: `${pledge.rank}` }
    : { registrationNo: pledge.registrationNo ?? '' }),
})

const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A file for a register, kept with its hash: what is asked of it about our pledges of the day. Modification codes go into no file. */
export async function sendFile(
  command: Command,
  { kind, today }: { readonly kind: OutgoingKind; readonly today: CivilDate },
): Promise<Result<RegisterFile, SendRefusal>> {
  const { tx, actor } = command
  const lenderId = actor.organisationId
  const locked = await lockPledgesIn(tx, lenderId, STATES[kind], MOST_ROWS)
  const pledges = locked.filter(CONCERNS[kind])
  if (pledges.length === 0) return refuse({ code: 'NOTHING_TO_SEND', kind })
  const bodies = pledges.map((pledge) => rowOf(kind, pledge))
  const columns = Object.keys(bodies[0] as FileRow)
  const lines = [columns, ...bodies.map((body) => columns.map((column) => quoted(body[column] ?? '')))]
  const content = `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
  const rows: readonly AnsweredRow[] = pledges.map(({ id }, index) => ({
    no: index + 1,
    body: bodies[index] as FileRow,
    outcome: 'SENT',
    pledgeId: id,
    answer: {},
  }))
  for (const pledge of pledges.filter(({ state }) => state === 'CONTRACTED')) {
    const moved = await stepPledge(command, pledge, {
      events: ['request-registration'],
      on: today,
      met: [],
      hasOwnEvent: false,
      after: { state: 'REG_PENDING' },
    })
    if (!moved.ok) return moved
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const known = await knownFile(tx, lenderId, kind, sha256)
  if (known !== undefined) {
    await recordEvent(command, {
      action: 'register-file.sent-again',
      subjectKind: 'register_file',
      subjectId: known.id,
      detail: { kind, sha256 },
    })
    return ok(known)
  }
  const file = await insertFile(
    tx,
    {
      lenderId,
      direction: 'OUT',
      kind,
      name: `${kind}_${today}_${sha256.slice(0, 8)}.csv`,
      asOf: today,
      sha256,
      content,
      rows: rows.length,
      accepted: rows.length,
      madeBy: actor.userId,
    },
    rows,
  )
  await recordEvent(command, {
    action: 'register-file.sent',
    subjectKind: 'register_file',
    subjectId: file.id,
    detail: { kind, sha256, rows: rows.length },
  })
  return ok(file)
}
