import type { Tx } from '../../db/transaction.js'
import { RUNGS } from '../../domain/relending/reloan-figures.js'
import { average, monthEnds, sharePercent } from '../../domain/reporting/city-figures.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact, sum } from '../../kernel/exact.js'
import { formatMoney, type Money, money, subtractMoney, sumMoney, yuan } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { type QuotaDay, quotasOnDays } from '../quota-snapshots/views.js'
import { type LadderCell, ladderCells, lendersWithQuota } from './relending-views.js'

/** 再贷款: how far quotas are used, by bank and facility at the ends of months, and when what is drawn falls due. */
export async function relendingDashboard(
  tx: Tx,
  question: { readonly asOf: CivilDate; readonly knownAt: string; readonly months: number },
) {
  const { asOf, knownAt, months } = question
  const days = monthEnds(asOf, months)
  const quotas = await quotasOnDays(tx, { days, knownAt })
  const lenders = new Map((await lendersWithQuota(tx)).map((lender) => [lender.id, lender]))
  const cells = await ladderCells(tx, { asOf, knownAt })
  const at = `knownAt=${encodeURIComponent(knownAt)}`
  const today = quotas.filter(({ day }) => day === asOf)
  const facilities = distinct([...quotas, ...cells].map(({ facility }) => facility))
  return {
    asOf,
    knownAt,
    months: days.map((day) => ({
      day,
      ...use(quotas.filter((quota) => quota.day === day)),
      lineage: `/v1/reports/reloan-quota-utilisation?asOf=${day}&from=${day}&${at}`,
    })),
    byLender: distinct(today.map(({ lenderId }) => lenderId))
      .toSorted((a, b) => ((lenders.get(a)?.code ?? a) < (lenders.get(b)?.code ?? b) ? -1 : 1))
      .map((id) => ({
        lender: lenders.get(id)?.code ?? id,
        nameZh: lenders.get(id)?.zh ?? null,
        nameEn: lenders.get(id)?.en ?? null,
        ...use(today.filter(({ lenderId }) => lenderId === id)),
      })),
    byFacility: distinct(quotas.map(({ facility }) => facility)).map((facility) => ({
      facility,
      months: days.map((day) => ({
        day,
        ...use(quotas.filter((quota) => quota.facility === facility && quota.day === day)),
      })),
    })),
    ladder: {
      rungs: rungs(cells),
      byFacility: facilities
        .map((facility) => ({ facility, rungs: rungs(cells.filter((cell) => cell.facility === facility)) }))
        .filter(({ rungs }) => rungs.some(({ reloans }) => reloans > 0)),
      lineage: `/v1/reports/reloan-register?asOf=${asOf}&${at}`,
    },
    definitions: DEFINITIONS,
  }
}

function use(quotas: readonly QuotaDay[]) {
  const total = (of: 'limit' | 'reserved' | 'drawn'): Money => sumMoney(quotas.map((quota) => money(quota[of])))
  const [limit, reserved, drawn] = [total('limit'), total('reserved'), total('drawn')]
  return {
    quotas: quotas.length,
    limit: formatMoney(limit),
    reserved: formatMoney(reserved),
    drawn: formatMoney(drawn),
    available: formatMoney(subtractMoney(subtractMoney(limit, reserved), drawn)),
    drawnPercent: sharePercent(yuan(drawn), yuan(limit)),
  }
}

const rungs = (cells: readonly LadderCell[]) =>
  RUNGS.map(({ rung, zh, en }) => {
    const own = cells.filter((cell) => cell.rung === rung)
    const balance = sumMoney(own.map((cell) => money(cell.balance)))
    const rate = average(sum(own.map(({ weighted }) => exact(weighted))), yuan(balance), 6)
    return {
      rung,
      zh,
      en,
      reloans: own.reduce((count, { reloans }) => count + reloans, 0),
      balance: formatMoney(balance),
      weightedRate: rate === null ? null : formatRatePercent(annualRatePercent(rate)),
    }
  })

const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)].sort()

const DEFINITIONS = {
  limit: { zh: '已批额度,减去调减。', en: 'Granted, less what was taken back.' },
  reserved: { zh: '已批复、尚未发放。', en: 'Granted to filings and not drawn yet.' },
  drawn: { zh: '已发放、尚未归还。', en: 'Drawn and not returned yet.' },
  available: { zh: '额度减已批未用、减已用。', en: 'Limit less reserved, less drawn.' },
  drawnPercent: { zh: '已用÷额度。', en: 'Drawn ÷ limit.' },
  ladder: {
    zh: '存续再贷款本金按剩余天数分档,利率以本金加权。',
    en: 'Principal of live re-loans by the days left, with the rate weighted by principal.',
  },
} as const
