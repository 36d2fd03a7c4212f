import {
  type AmountAboveLine,
  afterMove,
  fitsUnder,
  type LineMove,
  type LineTermsRefusal,
  type LineUse,
  type LineValidityRefusal,
  lineFits,
  validOn,
} from '../../domain/loans/credit-line.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { isPositiveMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { daysAfter, lockStanding, moveStanding, partOfLoan, type Standing, versionOn } from './store.js'

export type LineNotFound = { readonly code: 'LINE_NOT_FOUND'; readonly creditLineId: string }
export type DisbursementLineRefusal = LineValidityRefusal | AmountAboveLine
export type ContractLineRefusal = LineNotFound | LineTermsRefusal | AmountAboveLine

/** A line held for this transaction, and the version of it that a contract of the day names. */
export interface HeldLine {
  readonly creditLineId: string
  readonly standing: Standing
}

/** Who moves a line: a command, or only a transaction and nobody where the program itself does. */
export type MovedBy = Pick<Command, 'tx'> & { readonly actor: Pick<Command['actor'], 'userId'> | null }

/** Of one loan on the line its contract named; null where it has none, and then nothing happens. */
export interface LoanOnLine {
  readonly creditLineId: string | null
  readonly loanId: string
  /** The day of the fact, not of its entry. */
  readonly on: CivilDate
}

/**
 * Holds the line that a contract is to reserve on, and tests that the amount fits on the day and on all days since. To be asked before
 * the transaction records anything: locks are taken in the order application, loan, pledge, valuation, credit line, ledger.
 */
export async function lineForContract(
  { tx }: MovedBy,
  contract: {
    readonly creditLineId: string
    readonly lenderId: string
    readonly enterpriseId: string
    readonly product: string
    readonly amount: Money
    readonly on: CivilDate
  },
): Promise<Result<HeldLine, ContractLineRefusal>> {
  const { creditLineId, lenderId, amount, on } = contract
  const standing = await lockStanding(tx, creditLineId)
  if (standing === undefined || standing.lenderId !== lenderId) return refuse({ code: 'LINE_NOT_FOUND', creditLineId })
  const version = await versionOn(tx, standing.lineId, on)
  const { enterpriseId, product, effectiveFrom: validFrom, effectiveTo: validTo } = version
  const fits = lineFits(creditLineId, { enterpriseId, product, validFrom, validTo }, contract)
  if (!fits.ok) return fits
  const under = fitsUnder(amount, standing, await daysAfter(tx, standing.lineId, on))
  return under.ok ? ok({ creditLineId: version.id, standing }) : under
}

/** 占用: sets the contract's amount aside on the line that `lineForContract` holds. */
export async function reserveForContract(
  by: MovedBy,
  { standing }: HeldLine,
  { loanId, amount, on }: { readonly loanId: string; readonly amount: Money; readonly on: CivilDate },
): Promise<void> {
  await moveHeld(by, standing, 'reserve', { loanId, amount, on })
}

/**
 * Holds the line of a loan that is to be paid out, on a day within the line's validity; null without a line. What its contract reserved
 * covers it; where that was released (the loan was settled, and its settlement taken back), the rest has to fit anew. To be asked before
 * the transaction records anything.
 */
export async function lineForDisbursement(
  { tx }: MovedBy,
  { creditLineId, loanId, amount, on }: LoanOnLine & { readonly amount: Money },
): Promise<Result<HeldLine | null, DisbursementLineRefusal>> {
  if (creditLineId === null) return ok(null)
  const standing = await standingOf(tx, creditLineId)
  const { id, effectiveFrom: validFrom, effectiveTo: validTo } = await versionOn(tx, standing.lineId, on)
  const valid = validOn({ validFrom, validTo }, on)
  if (!valid.ok) return valid
  const missing = subtractMoney(amount, (await partOfLoan(tx, standing.lineId, loanId)).reserved)
  if (isPositiveMoney(missing)) {
    const under = fitsUnder(missing, standing, await daysAfter(tx, standing.lineId, on))
    if (!under.ok) return under
  }
  return ok({ creditLineId: id, standing })
}

/** 用信: turns what the loan reserved into what it uses, on the line that `lineForDisbursement` holds. */
export async function drawForDisbursement(by: MovedBy, { standing }: HeldLine, moving: Moving): Promise<void> {
  const { reserved } = await partOfLoan(by.tx, standing.lineId, moving.loanId)
  const missing = subtractMoney(moving.amount, reserved)
  const covered = isPositiveMoney(missing)
    ? await moveHeld(by, standing, 'reserve', { ...moving, amount: missing })
    : standing
  await moveHeld(by, covered, 'draw', moving)
}

/**
 * Principal repaid frees a revolving line again; on any other, and without a line, nothing moves.
 * @returns how the line stands then, or null where nothing moved
 * @throws RangeError when more is repaid than the loan uses
 */
export async function releaseOnRepayment(
  by: MovedBy,
  { creditLineId, loanId, principal, on }: LoanOnLine & { readonly principal: Money },
): Promise<Result<LineUse | null, never>> {
  const standing = await revolvingLine(by, creditLineId, principal)
  return ok(standing && (await moveLoanPart(by, standing, 'repay', { loanId, amount: principal, on })))
}

/**
 * The reversal of `releaseOnRepayment`: principal whose repayment is taken back is used again, from the day of that repayment on. It is
 * refused when the line has meanwhile been used by others: then its limit has to be raised first.
 * @returns how the line stands then, or null where nothing moved
 */
export async function drawAgainOnReversal(
  by: MovedBy,
  { creditLineId, loanId, principal, on }: LoanOnLine & { readonly principal: Money },
): Promise<Result<LineUse | null, AmountAboveLine>> {
  const standing = await revolvingLine(by, creditLineId, principal)
  if (standing === null) return ok(null)
  const under = fitsUnder(principal, standing, await daysAfter(by.tx, standing.lineId, on))
  return under.ok ? ok(await moveLoanPart(by, standing, 'redraw', { loanId, amount: principal, on })) : under
}

/**
 * The reversal of `drawForDisbursement`: what was drawn by mistake is the contract's reservation again. The line as a whole is used
 * neither more nor less by it.
 * @returns how the line stands then, or null without a line
 */
export async function reserveAgainOnReversal(
  by: MovedBy,
  { creditLineId, loanId, amount, on }: LoanOnLine & { readonly amount: Money },
): Promise<LineUse | null> {
  if (creditLineId === null) return null
  const standing = await standingOf(by.tx, creditLineId)
  return moveLoanPart(by, standing, 'undraw', { loanId, amount, on })
}

/**
 * 释放: gives back what the contract reserved and has not drawn, when it lapses or is settled before it was drawn in full.
 * @returns how the line stands then, or null where nothing moved
 */
export async function releaseOnLapse(
  by: MovedBy,
  { creditLineId, loanId, on }: LoanOnLine,
): Promise<Result<LineUse | null, never>> {
  if (creditLineId === null) return ok(null)
  const standing = await standingOf(by.tx, creditLineId)
  const { reserved } = await partOfLoan(by.tx, standing.lineId, loanId)
  return ok(
    isPositiveMoney(reserved) ? await moveHeld(by, standing, 'release', { loanId, amount: reserved, on }) : null,
  )
}

async function revolvingLine({ tx }: MovedBy, creditLineId: string | null, amount: Money): Promise<Standing | null> {
  if (creditLineId === null || !isPositiveMoney(amount)) return null
  const standing = await standingOf(tx, creditLineId)
  return standing.revolving ? standing : null
}

/** Of a loan's line, which is its lender's own. */
async function standingOf(tx: Command['tx'], creditLineId: string): Promise<Standing> {
  const standing = await lockStanding(tx, creditLineId)
  if (standing === undefined) throw new Error(`credit line ${creditLineId} has no standing`)
  return standing
}

interface Moving {
  readonly loanId: string
  readonly amount: Money
  readonly on: CivilDate
}

/** As `moveHeld`, after a look at what the loan itself has reserved and used. @throws RangeError when it is less */
async function moveLoanPart(by: MovedBy, standing: Standing, kind: LineMove, moving: Moving): Promise<Standing> {
  afterMove(await partOfLoan(by.tx, standing.lineId, moving.loanId), kind, moving.amount)
  return moveHeld(by, standing, kind, moving)
}

async function moveHeld(
  { tx, actor }: MovedBy,
  standing: Standing,
  kind: LineMove,
  { loanId, amount, on }: Moving,
): Promise<Standing> {
  const after = afterMove(standing, kind, amount)
  await moveStanding(tx, after, { kind, amount, loanId, movedOn: on, recordedBy: actor?.userId ?? null })
  return after
}
