import type { Tx } from '../../db/transaction.js'
import { maturityLadder } from '../../domain/relending/reloan-figures.js'
import { civilDate } from '../../kernel/civil-date.js'
import { isPositiveMoney, money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import type { ReportTimes } from './position-views.js'
import { drawnReloans } from './summary-views.js'

/** 期限结构: live re-loans of the reader by the days left, in all and by facility. */
export async function maturityReport(tx: Tx, times: ReportTimes) {
  const rows = (await drawnReloans(tx, times))
    .map(({ facility, balance, rate, dueOn }) => ({
      facility,
      amount: money(balance),
      rate: annualRatePercent(rate),
      dueOn: civilDate(dueOn),
    }))
    .filter(({ amount }) => isPositiveMoney(amount))
  const facilities = [...new Set(rows.map(({ facility }) => facility))].sort()
  return {
    rungs: maturityLadder(rows, times.asOf),
    byFacility: facilities.map((facility) => ({
      facility,
      rungs: maturityLadder(
        rows.filter((row) => row.facility === facility),
        times.asOf,
      ),
    })),
  }
}
