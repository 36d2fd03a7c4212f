import type { Test } from 'tap'
import { type Answered, type Bank, testBank } from './bank.js'

export type Members = Record<string, unknown>
/** 100 yuan at 1 % a month for three months: the instalment is 1.030301 ÷ 0.030301 × 1 = 34.0022. */
export const HUNDRED: Members = {
  principal: '100.00',
  annualRatePercent: '12',
  disbursedOn: '2024-01-01',
  periods: 3,
  every: { months: 1 },
  method: 'equal-instalment',
  dayCount: '30/360',
}
/** 36,000 yuan at 12 %: 12 yuan a day over 360, 360 a 30/360 month. */
export const TWELVE_A_DAY: Members = {
  ...HUNDRED,
  principal: '36000.00',
  method: 'interest-only',
  dayCount: 'actual/360',
}
/** 100 yuan a month. */
export const FREE: Members = { ...HUNDRED, principal: '1200.00', annualRatePercent: '0', periods: 12 }

export const withEvents = (body: Members, ...events: Members[]): Members => ({ ...body, events })

export interface LoanCalculator {
  readonly bank: Bank
  calculate(name: string, body: unknown, headers?: Record<string, string>): Promise<Answered>
  scheduleOf(body: Members): Promise<Answered>
  /** One member of all rows. */
  columnOf(body: Members, member: string): Promise<string>
  /** Rows as `no dueOn days principal interest due balance`. */
  rowsOf(body: Members): Promise<string[]>
}

/** The calculators as anybody reaches them: over HTTP, without signing in. */
export async function loanCalculator(t: Test): Promise<LoanCalculator> {
  const bank = await testBank(t, { portfolio: false })
  const calculate: LoanCalculator['calculate'] = (name, body, headers = {}) =>
    bank.post(null, `/v1/calculations/${name}`, body, { key: null, headers })
  const scheduleOf = (body: Members) => calculate('loan-schedule', body)
  return {
    bank,
    calculate,
    scheduleOf,
    columnOf: async (body, member) => {
      const { status, body: answer } = await scheduleOf(body)
      return status === 200 ? answer.rows.map((row: Members) => row[member]).join(' ') : `${status} ${answer.code}`
    },
    rowsOf: async (body) => {
      const { body: answer } = await scheduleOf(body)
      return answer.rows.map((row: Members) =>
        [row.no, row.dueOn, row.days, row.principal, row.interest, row.due, row.balance].join(' '),
      )
    },
  }
}
