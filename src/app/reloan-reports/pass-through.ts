import type { Tx } from '../../db/transaction.js'
import { type PassThrough, passThrough, rateTold, weightedRate } from '../../domain/relending/reloan-figures.js'
import { formatMoney, money, sumMoney } from '../../kernel/money.js'
import { annualRatePercent, bpBetween, formatBp } from '../../kernel/rate.js'
import type { Actor } from '../actor.js'
import type { ReportTimes } from './position-views.js'
import { drawnReloans, loansWithoutReloan } from './summary-views.js'

/** Why nothing is compared: the branch sees no loan that is not before it. */
export const NOT_COMPARED = {
  zh: '仅经办行本身可比较:未对接再贷款的贷款对人民银行分行不可见。',
  en: 'Only the bank itself can compare: loans that back no re-loan are not before the branch.',
}

/** 利差与传导: loan rate less re-loan rate, in all and by facility and bank, and what borrowers save against the bank's loans without. */
export async function passThroughReport(tx: Tx, actor: Actor, times: ReportTimes) {
  const rows = (await drawnReloans(tx, times)).map((row) => ({
    lender: row.lender,
    facility: row.facility,
    balance: money(row.balance),
    reloanRate: annualRatePercent(row.rate),
    loanRate: annualRatePercent(row.loanRate),
  }))
  const whole = passThrough(rows)
  const groups = [...new Set(rows.map(({ lender, facility }) => `${lender}\0${facility}`))].sort()
  return {
    total: told(whole),
    rows: groups.map((group) => {
      const [lender, facility] = group.split('\0') as [string, string]
      const own = rows.filter((row) => row.lender === lender && row.facility === facility)
      return { lender, facility, ...told(passThrough(own)) }
    }),
    comparison: actor.organisationKind === 'lender' ? await compared(tx, actor, times, whole) : null,
    notCompared: actor.organisationKind === 'lender' ? null : NOT_COMPARED,
  }
}

async function compared(tx: Tx, { organisationId }: Actor, times: ReportTimes, whole: PassThrough) {
  const others = (await loansWithoutReloan(tx, organisationId, times)).map(({ amount, rate }) => ({
    amount: money(amount),
    rate: annualRatePercent(rate),
  }))
  const rate = weightedRate(others)
  return {
    loans: others.length,
    amount: formatMoney(sumMoney(others.map(({ amount }) => amount))),
    rate: rateTold(rate),
    savingBp: rate === null || whole.loanRate === null ? null : formatBp(bpBetween(rate, whole.loanRate)),
  }
}

const told = ({ reloans, balance, reloanRate, loanRate, spread }: PassThrough) => ({
  reloans,
  balance: formatMoney(balance),
  reloanRate: rateTold(reloanRate),
  loanRate: rateTold(loanRate),
  spreadBp: spread === null ? null : formatBp(spread),
})
