import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { testBank } from './bank.js'
import { DAY, publishedCase, SIHUI } from './published-loan.js'
import { rated } from './ratings.js'
import { done } from './serviced-loan.js'

type Members = Record<string, unknown>
const { officer, approver } = SIHUI

/** What a loan may leave in the book once it is settled is what it earned: these are empty again. */
const OF_LOANS = ['1303', '130101', '130102', '1132', '113210', '113220', '1124', '2241']

/** A bank that keeps business days from the day of the published case on, whose borrower is light green. */
export async function loanLives(t: Test) {
  const bank = await testBank(t, { today: '2025-06-30', jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  await rated(bank.owner, 'LIGHT_GREEN', '2024-06-01')
  const walk = publishedCase(bank)
  await done(walk.consent())
  await done(bank.post(approver, '/v1/business-days', { day: DAY }))

  return {
    ...bank,
    walk,
    /** Ends one day after another until `day` is at work; no step of any of them may find anything. */
    async reach(day: string): Promise<void> {
      const { id } = await done(bank.post(approver, '/v1/business-days/advance', { to: day }))
      for (let tries = 0; ; tries += 1) {
        const { state, result } = await done(bank.get(officer, `/v1/jobs/${id}`))
        if (state === 'succeeded' && result.businessDate === day) break
        if (state === 'failed' || state === 'succeeded' || tries === 3_000) throw new Error(JSON.stringify(result))
        await sleep(20)
      }
      const findings = await bank.owner`SELECT day, step, code, detail FROM end_of_day_finding`
      if (findings.length > 0) throw new Error(JSON.stringify(findings))
    },
    /** A contract on the day of the case, the product's approval steps taken. */
    async contracted(application: Members, contract: Members, pledgeId: string | null = null): Promise<string> {
      const { applicationId, quoteId } = await walk.quoted(pledgeId, application)
      await done(walk.decide(applicationId, quoteId))
      return (await done(walk.sign(applicationId, contract))).id
    },
    loan(id: string) {
      const versionNow = async (): Promise<number> => (await done(bank.get(officer, `/v1/loans/${id}`))).version
      const command = async (path: string, body: Members) =>
        bank.post(officer, `/v1/loans/${id}/${path}`, { version: await versionNow(), ...body })
      const told = (path: string) => done(bank.get(officer, `/v1/loans/${id}/${path}`))
      const approved = ({ id: requestId }: { id: string }) =>
        done(
          bank.post(approver, `/v1/servicing-requests/${requestId}/decisions`, {
            decision: 'APPROVE',
            opinion: '同意',
            version: 1,
          }),
        )
      return {
        versionNow,
        command,
        told,
        pay: (on: string, amount: string, other: Members = {}) =>
          command('repayments', { on, amount, reference: `回单-${on}`, ...other }),
        payOff: (on: string, amount: string) => command('payoffs', { on, amount, reference: `结清-${on}` }),
        position: async (asOf: string) => (await told(`position?asOf=${asOf}`)).position,
        schedule: (asOf: string) => told(`schedule?asOf=${asOf}`),
        /** Proposes and has it approved. */
        agreed: async (path: string, body: Members) =>
          approved(await done(command(path, { reason: '双方约定', ...body }))),
        reverse: async (eventId: string) =>
          approved(await done(command(`events/${eventId}/reversals`, { reason: '录入有误' }))),
        /** Debits less credits under the loan, by account, without those that cancel out. */
        async book(): Promise<Record<string, string>> {
          const rows = await bank.owner<{ code: string; net: string }[]>`
            SELECT a.code, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS net
            FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
            WHERE e.subject_id = ${id} GROUP BY a.code ORDER BY a.code`
          return Object.fromEntries(rows.filter(({ net }) => net !== '0.00').map(({ code, net }) => [code, net]))
        },
        /** The loan is over: nothing of it stands on any account of loans, the book balances and its chain holds. */
        async settled(t: Test, on: string): Promise<void> {
          t.match(await done(bank.get(officer, `/v1/loans/${id}`)), {
            state: 'SETTLED',
            balance: '0.00',
            nextEventOn: null,
          })
          t.match(await this.position(on), { state: 'SETTLED', totalDue: '0.00', held: '0.00' })
          const { accounts, trialBalance } = await done(bank.get(officer, `/v1/ledger/accounts?asOf=${on}`))
          t.same(
            accounts
              .filter(({ code, balance }: Members) => OF_LOANS.includes(String(code)) && balance !== '0.00')
              .map(({ code, balance }: Members) => `${code} ${balance}`),
            [],
            'every account of loans is at zero',
          )
          t.match(trialBalance, { difference: '0.00', balanced: true }, 'trial balance difference 0.00')
          await sealJournals(bank.db)
          t.match(await done(bank.get(approver, '/v1/ledger/verification')), {
            intact: true,
            unsealed: 0,
            broken: null,
          })
        },
      }
    },
  }
}
export type LoanLives = Awaited<ReturnType<typeof loanLives>>

interface ToldSchedule {
  readonly rows: readonly (Record<'principal' | 'interest' | 'due' | 'balance' | 'dueOn' | 'state', string> & {
    readonly no: number
    readonly days: number
    readonly paid: { readonly principal: string; readonly interest: string }
  })[]
}

/** A schedule as aligned text, as many rows of it as asked for. */
export function scheduleText({ rows }: ToldSchedule, most: number): string {
  const cells = rows
    .slice(0, most)
    .map(({ no, dueOn, days, principal, interest, due, balance, paid, state }) => [
      String(no),
      dueOn,
      String(days),
      principal,
      interest,
      due,
      balance,
      paid.principal,
      paid.interest,
      state,
    ])
  const table = [
    ['no', 'due on', 'days', 'principal', 'interest', 'due', 'balance', 'paid principal', 'paid interest', 'state'],
    ...cells,
  ]
  const widths = table[0]?.map((_, column) => table.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0))
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padStart(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
