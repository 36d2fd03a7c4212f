import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type AmendmentEvent, type RatchetFact, targetsOn } from '../../domain/pricing/ratchet.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { lockLoan } from '../loans/store.js'
import { type InServiceRefusal, inService } from './in-service.js'
import { type RatchetBody, type RatchetOfLoan, ratchetOfLoan } from './ratchet-of-loan.js'
import { insertRatchetFact } from './store.js'

export type RatchetFactRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | InServiceRefusal
  | DateOrderRefusal
  | { readonly code: 'RATCHET_TEST_UNKNOWN'; readonly testOn: string; readonly tests: readonly string[] }
  | {
      readonly code: 'RATCHET_RESULTS_INCOMPLETE'
      readonly testOn: string
      readonly expected: readonly string[]
      readonly given: readonly string[]
    }
  | { readonly code: 'RATCHET_REPORT_EXISTS'; readonly testOn: string; readonly kind: string }
  | { readonly code: 'RATCHET_REPORT_MISSING'; readonly testOn: string }
  | { readonly code: 'RATCHET_NO_AMENDMENT'; readonly on: string }

export interface NewRatchetFact {
  readonly loanId: string
  readonly kind: RatchetFact['kind']
  readonly on: CivilDate
  /** Of a report and its verification. */
  readonly testOn: CivilDate | null
  readonly results: readonly { readonly name: string; readonly value: Exact }[]
  readonly event: AmendmentEvent | null
  readonly evidence: string
  readonly today: CivilDate
}

/** Records what became of the targets of a loan. What it makes of the rate is decided on the first day of the next period. @returns its id */
export async function recordRatchetFact(
  command: Command,
  input: NewRatchetFact,
): Promise<Result<string, RatchetFactRefusal>> {
  const { tx, actor } = command
  const { kind, on, testOn, event, evidence, today } = input
  const found = await lockLoan(tx, input.loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  const serviced = inService(state.state, 'record a ratchet fact')
  if (!serviced.ok) return serviced
  const order = datesInOrder([
    ['signedOn', loan.signedOn],
    ['testOn', testOn],
    ['on', on],
    ['today', await businessDateOf(tx, loan.lenderId, today)],
  ])
  if (!order.ok) return order
  const ratchet = await ratchetOfLoan(
    tx,
    { id: loan.id, signedOn: loan.signedOn, periodStarts: [] },
    { asOf: today, knownAt: null },
  )
  const fits = fitsInto(ratchet, input)
  if (!fits.ok) return fits

  const body: RatchetBody = {
    ...(kind === 'report-delivered'
      ? { results: input.results.map(({ name, value }) => ({ name, value: formatExact(value) })) }
      : {}),
    ...(event === null ? {} : { event }),
  }
  const { lenderId, enterpriseId } = loan
  const added = await refusingConstraints(
    tx,
    { ratchet_fact_one_report: { code: 'RATCHET_REPORT_EXISTS', testOn: testOn ?? '', kind } },
    (savepoint) =>
      insertRatchetFact(savepoint, {
        loanId: loan.id,
        lenderId,
        enterpriseId,
        kind,
        on,
        testOn,
        body,
        evidence,
        madeBy: actor.userId,
      }),
  )
  if (!added.ok) return added
  await recordEvent(command, {
    action: `ratchet.${kind}`,
    subjectKind: 'loan',
    subjectId: loan.id,
    detail: { factId: added.value, on, testOn, ...body, evidence },
  })
  return ok(added.value)
}

/** A report tells every target of its test; what follows it follows something. */
function fitsInto({ targets, facts }: RatchetOfLoan, input: NewRatchetFact): Result<null, RatchetFactRefusal> {
  const { kind, on, testOn, results } = input
  if (kind === 'recalibrated' && !facts.some((fact) => fact.kind === 'amendment' && fact.on <= on))
    return refuse({ code: 'RATCHET_NO_AMENDMENT', on })
  if (kind !== 'report-delivered' && kind !== 'report-verified') return ok(null)
  const expected = testOn === null ? [] : targetsOn(targets, testOn, on).map(({ name }) => name)
  if (testOn === null || expected.length === 0)
    return refuse({
      code: 'RATCHET_TEST_UNKNOWN',
      testOn: testOn ?? '—',
      tests: [...new Set(targets.map((target) => target.testOn))].sort(),
    })
  if (kind === 'report-verified')
    return facts.some((fact) => fact.kind === 'report-delivered' && fact.testOn === testOn && fact.on <= on)
      ? ok(null)
      : refuse({ code: 'RATCHET_REPORT_MISSING', testOn })
  const given = results.map(({ name }) => name)
  const complete = given.length === expected.length && expected.every((name) => given.includes(name))
  return complete ? ok(null) : refuse({ code: 'RATCHET_RESULTS_INCOMPLETE', testOn, expected, given })
}
