import type { Tx } from '../../db/transaction.js'
import { hideSmallCells } from '../../domain/reporting/small-cells.js'
import { addDays, type CivilDate, earlierOf, firstDayOf, monthOf } from '../../kernel/civil-date.js'
import { addMoney, formatMoney, type Money, money, NO_MONEY, subtractMoney, sumMoney } from '../../kernel/money.js'
import type { SavingFilter, SavingPeriod } from './realised-saving-views.js'
import { bookedInterest, type InterestOfLender, segmentInterest } from './reconcile-saving-views.js'

/** Why executed interest of a period and the interest booked in it may differ. */
export const CAUSES = {
  'not-booked-yet': {
    zh: '期末尚未入账:自上一月末至截止日、尚未到结息日的天数,扣除期初的同类天数。',
    en: 'Nights at the end of the period that no month end and no due date has booked yet, less those at its start.',
  },
  'books-behind': {
    zh: '日终未完成:该日的日终尚未关闭,应入账而未入账的利息。',
    en: 'Interest due to be booked by a day that the bank has not closed.',
  },
  'moved-from-closed-period': {
    zh: '已关账期间转记:属于统计期而记入以后开放日的分录,扣除属于以前而记入统计期的分录。',
    en: 'Entries for the period that were booked forward because it was closed, less those booked forward into it.',
  },
  unexplained: { zh: '未说明的差额:应为零。', en: 'What nothing explains: to be nil.' },
} as const
export type DifferenceCause = keyof typeof CAUSES

interface Figures {
  readonly executedInterest: string
  readonly ledgerInterest: string
  /** Executed − ledger. */
  readonly difference: string
  readonly causes: Readonly<Record<DifferenceCause, string>>
}
export interface SavingReconciliation extends Figures {
  readonly causeNames: typeof CAUSES
  /** 利息收入 6011 and, of discounted bills, 601130. */
  readonly accounts: readonly string[]
  readonly lenders: readonly (Figures & { readonly lender: string; readonly nameZh: string; readonly nameEn: string })[]
}

export const INTEREST_ACCOUNTS = ['6011', '601130'] as const

interface Compared {
  readonly executed: Money
  readonly ledger: Money
  readonly causes: Readonly<Record<DifferenceCause, Money>>
}

/**
 * Executed interest of the segments beside the interest that the books earned with the same loans in the same period. What the books have
 * not got to yet is computed from the segments, not taken as what is left over: what is left over is told as unexplained.
 * @returns null where the books know no such cut (a grade, a product) or are closed to the reader
 */
export async function savingReconciliation(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  { closed, least }: { readonly closed: boolean; readonly least: number },
): Promise<SavingReconciliation | null> {
  const { institution, ...others } = filter
  if (Object.values(others).some((value) => value !== null)) return null
  const booked = await bookedInterest(tx, period, institution)
  if (booked === null) return null
  const [end, start] = [earlierOf(period.to, period.asOf), addDays(period.from, -1)]
  const segments = await segmentInterest(tx, period, filter, { start: edgeOf(start), end: edgeOf(end) })
  const ledgers = new Map(booked.map((row) => [row.lender, row]))
  const compared = segments.map((of) => ({ of, ...compare(of, ledgers.get(of.lender), end) }))
  for (const row of booked)
    if (!segments.some(({ lender }) => lender === row.lender)) {
      const of = { ...row, enterprises: 0, executed: '0.00', unbookedAtStart: '0.00', unbookedAtEnd: '0.00' }
      compared.push({ of, ...compare(of, row, end) })
    }
  const small = closed
    ? hideSmallCells(
        compared.map(({ of }) => ({ key: of.lender, enterprises: of.enterprises })),
        least,
      )
    : new Set<string>()
  return {
    ...told({
      executed: sumMoney(compared.map(({ executed }) => executed)),
      ledger: sumMoney(compared.map(({ ledger }) => ledger)),
      causes: compared.reduce<Record<DifferenceCause, Money>>(
        (sums, { causes }) => ({
          'not-booked-yet': addMoney(sums['not-booked-yet'], causes['not-booked-yet']),
          'books-behind': addMoney(sums['books-behind'], causes['books-behind']),
          'moved-from-closed-period': addMoney(sums['moved-from-closed-period'], causes['moved-from-closed-period']),
          unexplained: addMoney(sums.unexplained, causes.unexplained),
        }),
        {
          'not-booked-yet': NO_MONEY,
          'books-behind': NO_MONEY,
          'moved-from-closed-period': NO_MONEY,
          unexplained: NO_MONEY,
        },
      ),
    }),
    causeNames: CAUSES,
    accounts: INTEREST_ACCOUNTS,
    lenders: compared
      .filter(({ of }) => !small.has(of.lender))
      .map((row) => ({ lender: row.of.lender, nameZh: row.of.nameZh, nameEn: row.of.nameEn, ...told(row) })),
  }
}

/** A day and the first night that no month end has booked by it. */
export interface Edge {
  readonly day: CivilDate
  readonly unbookedFrom: CivilDate
}
/** On the last day of a month its own accrual books everything. */
const edgeOf = (day: CivilDate): Edge => ({ day, unbookedFrom: firstDayOf(monthOf(addDays(day, 1))) })

function compare(
  of: InterestOfLender,
  ledger: { readonly booked: string; readonly forPeriod: string; readonly closedThrough: string | null } | undefined,
  end: CivilDate,
): Compared {
  const [executed, booked, forPeriod] = [
    money(of.executed),
    money(ledger?.booked ?? '0.00'),
    money(ledger?.forPeriod ?? '0.00'),
  ]
  const notBookedYet = subtractMoney(money(of.unbookedAtEnd), money(of.unbookedAtStart))
  const left = subtractMoney(subtractMoney(executed, notBookedYet), forPeriod)
  const behind = ledger?.closedThrough == null || ledger.closedThrough < end
  return {
    executed,
    ledger: booked,
    causes: {
      'not-booked-yet': notBookedYet,
      'books-behind': behind ? left : NO_MONEY,
      'moved-from-closed-period': subtractMoney(forPeriod, booked),
      unexplained: behind ? NO_MONEY : left,
    },
  }
}

const told = ({ executed, ledger, causes }: Compared): Figures => ({
  executedInterest: formatMoney(executed),
  ledgerInterest: formatMoney(ledger),
  difference: formatMoney(subtractMoney(executed, ledger)),
  causes: {
    'not-booked-yet': formatMoney(causes['not-booked-yet']),
    'books-behind': formatMoney(causes['books-behind']),
    'moved-from-closed-period': formatMoney(causes['moved-from-closed-period']),
    unexplained: formatMoney(causes.unexplained),
  },
})
