import type { RepaymentMethod } from '../../domain/loans/schedule-request.js'
import {
  clearMisuse,
  findMisuse,
  type NewFact,
  pauseInterest,
  restructure,
  reverse,
  type ServicingRefusal,
  writeOff,
} from '../../domain/loans/servicing/commands.js'
import type { LoanLife } from '../../domain/loans/servicing/facts.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Change } from './record-change.js'

/** What takes two persons, in the words in which it is proposed and kept: amounts, rates and dates are text. */
export type RequestedChange =
  | { readonly kind: 'pause'; readonly body: { readonly on: string; readonly to: string } }
  | {
      readonly kind: 'restructure'
      readonly body: {
        readonly on: string
        readonly method: RepaymentMethod
        readonly annualRatePercent: string
        readonly dueDates: readonly string[]
      }
    }
  | { readonly kind: 'misuse'; readonly body: { readonly on: string; readonly amount: string | null } }
  | { readonly kind: 'misuse-cleared'; readonly body: { readonly on: string } }
  | { readonly kind: 'write-off'; readonly body: { readonly on: string } }
  | { readonly kind: 'reversal'; readonly body: { readonly eventId: string } }

/** The audit's word for what was done. */
export const ACTIONS: Readonly<Record<RequestedChange['kind'], string>> = {
  pause: 'loan.interest-paused',
  restructure: 'loan.restructured',
  misuse: 'loan.misuse-found',
  'misuse-cleared': 'loan.misuse-cleared',
  'write-off': 'loan.written-off',
  reversal: 'loan.event-reversed',
}

/** Only a pause may be agreed ahead. */
export const mayBeAhead = ({ kind }: RequestedChange): boolean => kind === 'pause'

/** What a proposal would do to a life. */
export function changeOf(requested: RequestedChange, life: LoanLife): Result<Change, ServicingRefusal> {
  if (requested.kind === 'reversal') {
    const taken = reverse(life, requested.body.eventId)
    return taken.ok ? ok({ takesBack: taken.value }) : taken
  }
  const fact = factOf(requested, life)
  return fact.ok ? ok({ adds: fact.value }) : fact
}

function factOf(
  { kind, body }: Exclude<RequestedChange, { readonly kind: 'reversal' }>,
  life: LoanLife,
): Result<NewFact, ServicingRefusal> {
  const on = civilDate(body.on)
  switch (kind) {
    case 'pause':
      return pauseInterest(life, { on, to: civilDate(body.to) })
    case 'restructure':
      return restructure(life, {
        on,
        method: body.method,
        annualRate: annualRatePercent(body.annualRatePercent),
        dueDates: body.dueDates.map(civilDate),
      })
    case 'misuse':
      return findMisuse(life, { on, amount: body.amount === null ? null : money(body.amount) })
    case 'misuse-cleared':
      return clearMisuse(life, { on })
    case 'write-off':
      return writeOff(life, { on })
  }
}
