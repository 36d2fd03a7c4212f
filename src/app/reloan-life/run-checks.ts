import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { testLoan } from '../../domain/relending/eligibility.js'
import {
  checkBackedLoan,
  checkBooks,
  checkDraw,
  checkQuota,
  checkShortfall,
  checkTerm,
  collateralUntested,
  endsQuarter,
  type Found,
} from '../../domain/relending/monthly-checks.js'
import { standingOn } from '../../domain/relending/standing.js'
import { addDays, type CivilDate, type CivilMonth, firstDayOf, lastDayOf, monthOf } from '../../kernel/civil-date.js'
import { addMoney, isPositiveMoney, type Money, minMoney, money, NO_MONEY } from '../../kernel/money.js'
import { parametersTable } from '../../rules/parameters.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { factsOf, loansToTest } from '../relending/backing-loans.js'
import { facilityRules } from '../relending/facility-rules.js'
import { filingById } from '../relending/filing-store.js'
import { rulesInForce } from '../rules/views.js'
import { backedLoanRows, bookedReloans, lateReloans, lendersOfBranch, quotaDayRows } from './check-views.js'
import { answerClock } from './findings.js'
import { knownFrom } from './life.js'
import { poolOn } from './pool.js'
import { insertFindings, insertReloanEvent, lockState } from './store.js'
import { cureClock } from './tell.js'
import { filingsWithReloans, lifeRowsOfFiling } from './views.js'

export const RELOAN_CHECKS_JOB = 'reloan-checks'

export interface ReloanChecks {
  readonly centralBankId: string
  readonly month: CivilMonth
}
export interface ReloanChecksDone {
  readonly month: CivilMonth
  readonly lenders: number
  /** Re-loans newly written down as late. */
  readonly overdue: number
  readonly found: Readonly<Record<string, number>>
  /** Of what was found, what was not found before. */
  readonly newFindings: number
}

/** The principal of a re-loan on the lender's book and on the branch's. */
const ACCOUNTS = { lender: '2004', branch: '1302' } as const

/**
 * 按月检查: what a reviewer of the branch tests of every bank for a month, as it stood on its last day. Run again it finds the same and
 * writes nothing twice. A bank is a transaction.
 */
export async function runReloanChecks(
  db: Database,
  { centralBankId, month }: ReloanChecks,
  progress: (done: number, total: number) => Promise<void>,
): Promise<ReloanChecksDone> {
  const on = lastDayOf(month)
  const overdue = await writeDownLate(db, centralBankId, on)
  const lenders = await withTransaction(db, SYSTEM, (tx) => lendersOfBranch(tx, centralBankId, on), { readOnly: true })
  const counts = new Map<string, number>()
  let newFindings = 0
  for (const [index, lenderId] of lenders.entries()) {
    const parties = { centralBankId, lenderId }
    newFindings += await withTransaction(db, SYSTEM, async (tx) => {
      const found = await checksOf(tx, parties, month, on)
      for (const { check } of found) counts.set(check, (counts.get(check) ?? 0) + 1)
      return recordFindings(tx, parties, month, on, found)
    })
    await progress(index + 1, lenders.length)
  }
  return { month, lenders: lenders.length, overdue, found: Object.fromEntries([...counts].sort()), newFindings }
}

/** The day after the due date is the first late one. */
async function writeDownLate(db: Database, centralBankId: string, on: CivilDate): Promise<number> {
  const late = await withTransaction(db, SYSTEM, (tx) => lateReloans(tx, centralBankId, on), { readOnly: true })
  let written = 0
  for (const { id } of late)
    written += await withTransaction(db, SYSTEM, async (tx) => {
      const state = await lockState(tx, id)
      if (state === undefined || !isPositiveMoney(state.balance) || state.dueOn >= on) return 0
      const { lenderId } = state
      await insertReloanEvent(tx, {
        reloanId: id,
        centralBankId,
        lenderId,
        no: state.lastNo + 1,
        kind: 'overdue',
        on: addDays(state.dueOn, 1),
        amount: null,
        body: { dueOn: state.dueOn },
        proposalId: null,
        recordedBy: null,
      })
      await insertAuditEvent(tx, {
        organisationId: centralBankId,
        action: 'reloan.overdue',
        subjectKind: 'reloan',
        subjectId: id,
        detail: { dueOn: state.dueOn },
      })
      return 1
    })
  return written
}

type Parties = { readonly centralBankId: string; readonly lenderId: string }

async function recordFindings(tx: Tx, parties: Parties, month: CivilMonth, on: CivilDate, found: readonly Found[]) {
  const foundOn = addDays(on, 1)
  const { deadlineOn, clockRuleId } = await answerClock({ tx }, foundOn)
  const run = { ...parties, month, foundOn, deadlineOn, clockRuleId: clockRuleId.toString() }
  const added = await insertFindings(tx, run, found)
  if (added > 0)
    await insertAuditEvent(tx, {
      organisationId: parties.centralBankId,
      action: 'reloan_finding.found',
      subjectKind: 'organisation',
      subjectId: parties.lenderId,
      detail: { month, findings: added, deadlineOn },
    })
  return added
}

async function checksOf(tx: Tx, parties: Parties, month: CivilMonth, on: CivilDate): Promise<readonly Found[]> {
  const found: Found[] = [...(await quotaFindings(tx, parties, month, on))]
  const { deadlineOn: cureBy } = await cureClock(tx, addDays(on, 1))
  const onLoans = new Map<string, Money>()
  const loans = new Map<string, { principal: Money; ratioCap: Parameters<typeof checkBackedLoan>[0]['ratioCap'] }>()
  let owed = NO_MONEY
  for (const filingId of await filingsWithReloans(tx, parties, on)) {
    const pool = await poolOn(tx, filingId, { asOf: on, knownAt: null })
    if (!pool.ok) continue
    for (const { known, standing, pooled, shortfall, cures } of pool.value.reloans) {
      owed = addMoney(owed, standing.balance)
      const { lineage, terms } = pool.value.rules
      const backing = pooled.backing.flatMap((loan) => pool.value.loans.get(loan) ?? [])
      for (const one of checkShortfall(shortfall, backing, cures))
        found.push({ ...one, facts: { ...one.facts, cureBy } })
      found.push(...checkTerm(known.life.id, standing, terms, lineage))
      for (const { loan, principal } of backing) {
        const part = minMoney(standing.backing.get(loan) ?? NO_MONEY, standing.balance)
        onLoans.set(loan, addMoney(onLoans.get(loan) ?? NO_MONEY, part))
        loans.set(loan, { principal, ratioCap: pooled.ratioCap })
      }
    }
    found.push(...(await drawFindings(tx, filingId, month)))
  }
  const backed = new Map((await backedLoanRows(tx, parties)).map(({ loanId, facilities }) => [loanId, facilities]))
  for (const [id, { principal, ratioCap }] of loans)
    found.push(
      ...checkBackedLoan({
        id,
        principal,
        ratioCap,
        reloans: onLoans.get(id) ?? NO_MONEY,
        facilities: backed.get(id) ?? [],
      }),
    )
  found.push(...(await collateralFindings(tx, parties, on, owed)))
  if (endsQuarter(month)) found.push(...(await bookFindings(tx, parties, on)))
  return found
}

async function quotaFindings(tx: Tx, parties: Parties, month: CivilMonth, on: CivilDate): Promise<readonly Found[]> {
  const rows = await quotaDayRows(tx, parties, firstDayOf(month), on)
  return [...new Set(rows.map(({ quotaId }) => quotaId))].flatMap((id) =>
    checkQuota(
      id,
      rows
        .filter(({ quotaId }) => quotaId === id)
        .map(({ day, exceeded, limit, drawn, peak }) => ({
          day,
          exceeded,
          limit: money(limit),
          drawn: money(drawn),
          peak: money(peak),
        })),
    ),
  )
}

/** E3, E4 and E5 of the re-loans drawn in the month, as their loans were filed. */
async function drawFindings(tx: Tx, filingId: string, month: CivilMonth): Promise<readonly Found[]> {
  const rows = (await lifeRowsOfFiling(tx, filingId, null)).map(knownFrom)
  const drawn = rows.filter(({ life }) => monthOf(life.drawnOn) === month)
  const filing = await filingById(tx, filingId)
  const [first] = drawn
  if (first === undefined || filing === undefined) return []
  const rules = await facilityRules(tx, first.facility)
  const mode = first.borrowedFirst ? 'BORROW_FIRST' : 'LEND_FIRST'
  const loans = await loansToTest(
    tx,
    drawn.map(({ life }) => life.loan),
    filingId,
  )
  return drawn.flatMap(({ life }) => {
    const loan = loans.get(life.loan)
    if (loan === undefined) return []
    const asked = { requested: null, filedOn: filing.filedOn, quotaAvailable: life.amount, mode } as const
    return checkDraw(life.id, life.loan, testLoan(factsOf(loan, rules, asked)).lines)
  })
}

async function collateralFindings(
  tx: Tx,
  { lenderId }: Parties,
  on: CivilDate,
  balance: Money,
): Promise<readonly Found[]> {
  if (!isPositiveMoney(balance)) return []
  const code = 'reloan.collateral_haircut'
  const [rule] = await rulesInForce(tx, parametersTable, { on, keys: [code] })
  return rule?.value.value == null
    ? [collateralUntested(lenderId, { parameter: code, source: rule?.source ?? '', balance })]
    : []
}

async function bookFindings(tx: Tx, parties: Parties, on: CivilDate): Promise<readonly Found[]> {
  const booked = await bookedReloans(tx, parties, on, ACCOUNTS)
  const found: Found[] = []
  const balances = new Map<string, Money>()
  for (const filingId of await filingsWithReloans(tx, parties, on))
    for (const { life } of (await lifeRowsOfFiling(tx, filingId, null)).map(knownFrom))
      balances.set(life.id, standingOn(life, on).balance)
  for (const { reloanId, lenderBook, branchBook } of booked)
    found.push(
      ...checkBooks(reloanId, {
        balance: balances.get(reloanId) ?? NO_MONEY,
        lenderBook: money(lenderBook),
        branchBook: money(branchBook),
      }),
    )
  return found
}
