import { type ReturnRefusal, returnReloan } from '../../domain/relending/return.js'
import { standingToChange } from '../../domain/relending/standing.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { facilityRules } from '../relending/facility-rules.js'
import { quotaById } from '../relending/quota-store.js'
import {
  type DecisionRefusal,
  decided,
  holdProposal,
  type ProposalDecision,
  type ProposalHeld,
  rejectProposal,
} from './decide.js'
import { extensionOn } from './extend.js'
import { type GivingBackRefusal, giveBack } from './give-back.js'
import type { ProposeExtensionRefusal } from './propose-extension.js'
import { endBackings, insertReloanEvent, type ProposalRow, putSubstitutes, reloanById } from './store.js'
import { type SubstitutesRefusal, substitutesFor } from './substitutes.js'

export type DecideProposalRefusal =
  | DecisionRefusal
  | GivingBackRefusal
  | ReturnRefusal
  | ProposeExtensionRefusal
  | SubstitutesRefusal

/** 同意、不同意: a reviewer of the branch consents to what a bank proposed, tested again as things stand now, or refuses it. */
export async function decideReloanProposal(
  command: Command,
  input: ProposalDecision,
): Promise<Result<ProposalRow, DecideProposalRefusal>> {
  const held = await holdProposal(command, input, ['RETURN', 'EXTENSION', 'SUBSTITUTION'])
  if (!held.ok) return held
  if (input.decision === 'REJECT') return rejectProposal(command, held.value, input.opinion)
  const carried = await CARRY_OUT[held.value.proposal.kind as keyof typeof CARRY_OUT](command, held.value)
  if (!carried.ok) return carried
  return ok(await decided(command, held.value.proposal, 'APPROVED', input.opinion, carried.value))
}

type CarriedOut = Promise<Result<Readonly<Record<string, unknown>>, DecideProposalRefusal>>

async function carryOutReturn(command: Command, held: ProposalHeld): CarriedOut {
  const { proposal, known } = held
  const { life, facility, quotaId } = known
  const amount = proposal.amount as Money
  const rules = await facilityRules(command.tx, facility)
  const standing = standingToChange(life, proposal.on)
  const returned = returnReloan({ standing, drawnOn: life.drawnOn, amount, on: proposal.on, ...rules })
  if (!returned.ok) return returned
  const { when, balance, rules: used } = returned.value
  const quota = await quotaById(command.tx, quotaId)
  const body = { when, rules: used }
  const given = await giveBack(command, held, {
    kind: 'returned',
    amount,
    balance,
    stays: quota?.revolves ?? true,
    body,
  })
  return given.ok ? ok({ when, amount: formatMoney(amount), balance: formatMoney(balance) }) : given
}

async function carryOutExtension(command: Command, { proposal, known, state }: ProposalHeld): CarriedOut {
  const { months } = proposal.body as { readonly months: number }
  const extended = await extensionOn(command.tx, known, { on: proposal.on, months })
  if (!extended.ok) return extended
  const { from, dueOn, totalMonths, rate, rateRow, rules } = extended.value
  const body = {
    from,
    dueOn,
    months,
    totalMonths,
    ratePercent: formatRatePercent(rate),
    rateTable: rateRow.rateTable,
    tenor: rateRow.tenor,
    agreedOn: proposal.on,
    rules,
  }
  const { reloanId, centralBankId, lenderId } = proposal
  await insertReloanEvent(command.tx, {
    reloanId,
    centralBankId,
    lenderId,
    no: state.lastNo + 1,
    kind: 'extended',
    on: from,
    amount: null,
    body,
    proposalId: proposal.id,
    recordedBy: command.actor.userId,
  })
  return ok(body)
}

async function carryOutSubstitution(command: Command, { proposal, known, state }: ProposalHeld): CarriedOut {
  const { tx, actor } = command
  const asked = proposal.body as { readonly out: readonly string[]; readonly in: readonly { readonly loan: string }[] }
  const tested = await substitutesFor(tx, known, {
    out: asked.out,
    in: asked.in.map(({ loan }) => loan),
    on: proposal.on,
    proposalId: proposal.id,
  })
  if (!tested.ok) return tested
  const { out, in: taken } = tested.value
  const body = { out, in: taken.map(({ loan, amount }) => ({ loan, amount: formatMoney(amount) })) }
  const { reloanId, centralBankId, lenderId } = proposal
  await insertReloanEvent(tx, {
    reloanId,
    centralBankId,
    lenderId,
    no: state.lastNo + 1,
    kind: 'substituted',
    on: proposal.on,
    amount: null,
    body,
    proposalId: proposal.id,
    recordedBy: actor.userId,
  })
  await putSubstitutes(tx, proposal, taken)
  const row = await reloanById(tx, reloanId)
  if (row !== undefined) await endBackings(tx, row, out)
  return ok(body)
}

const CARRY_OUT = { RETURN: carryOutReturn, EXTENSION: carryOutExtension, SUBSTITUTION: carryOutSubstitution } as const
