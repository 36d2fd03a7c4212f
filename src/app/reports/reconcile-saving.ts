import type { Tx } from '../../db/transaction.js'
import { hideSmallCells } from '../../domain/reporting/small-cells.js'
import { addDays, type CivilDate, earlierOf, firstDayOf, monthOf } from '../../kernel/civil-date.js'
import { formatMoney, type Money, money, NO_MONEY, subtractMoney, sumMoney } from '../../kernel/money.js'
import type { SavingFilter, SavingPeriod, SavingRow } from './realised-saving-views.js'
import {
  type BookedInterest,
  bookedInterest,
  executedByLender,
  lendersNamed,
  unbookedInterest,
} from './reconcile-saving-views.js'

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

/** What a lender's loans bore in a period, where the report has added it up already. */
export type ExecutedOfLenders = readonly Pick<SavingRow, 'key' | 'executed' | 'enterprises'>[]

/**
 * Executed interest of the segments beside the interest that the books earned with the same loans in the same period. What the books have
 * not got to yet is computed from the segments, not taken as what is left over: what is left over is told as unexplained.
 * @param added up by lender; null where it is not
 * @returns null where the books know no such cut (a grade, a product) or are closed to the reader
 */
export async function savingReconciliation(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  {
    closed,
    least,
    added,
  }: { readonly closed: boolean; readonly least: number; readonly added: ExecutedOfLenders | null },
): Promise<SavingReconciliation | null> {
  const { institution, ...others } = filter
  if (Object.values(others).some((value) => value !== null)) return null
  const booked = await bookedInterest(tx, period, institution)
  if (booked === null) return null
  const end = earlierOf(period.to, period.asOf)
  const edges = { start: edgeOf(addDays(period.from, -1)), end: edgeOf(end) }
  const unbooked = await unbookedInterest(tx, period, filter, edges)
  const executed = added === null ? await executedByLender(tx, period, filter) : null
  const lenders = await lendersNamed(
    tx,
    [...(executed?.keys() ?? []), ...booked.map(({ id }) => id), ...unbooked.keys()],
    (added ?? []).flatMap(({ key }) => (key === null ? [] : [key])),
  )
  const compared = lenders.map((lender) => {
    const { id, code } = lender
    const sums = executed?.get(id) ?? added?.find(({ key }) => key === code)
    return {
      lender,
      enterprises: sums?.enterprises ?? 0,
      ...compare({
        executed: typeof sums?.executed === 'string' ? money(sums.executed) : (sums?.executed ?? NO_MONEY),
        notBookedYet: subtractMoney(
          money(unbooked.get(id)?.atEnd ?? '0.00'),
          money(unbooked.get(id)?.atStart ?? '0.00'),
        ),
        ledger: booked.find((row) => row.id === id),
        end,
      }),
    }
  })
  const cells = compared.map(({ lender, enterprises }) => ({ key: lender.code, enterprises }))
  const small = closed ? hideSmallCells(cells, least) : new Set<string>()
  return {
    ...told({
      executed: sumMoney(compared.map((row) => row.executed)),
      ledger: sumMoney(compared.map((row) => row.ledger)),
      causes: byCause((cause) => sumMoney(compared.map(({ causes }) => causes[cause]))),
    }),
    causeNames: CAUSES,
    accounts: INTEREST_ACCOUNTS,
    lenders: compared
      .filter(({ lender }) => !small.has(lender.code))
      .map(({ lender: { code, nameZh, nameEn }, ...row }) => ({ lender: code, nameZh, nameEn, ...told(row) })),
  }
}

const byCause = <T>(of: (cause: DifferenceCause) => T): Readonly<Record<DifferenceCause, T>> => ({
  'not-booked-yet': of('not-booked-yet'),
  'books-behind': of('books-behind'),
  'moved-from-closed-period': of('moved-from-closed-period'),
  unexplained: of('unexplained'),
})

/** A day and the first night that no month end has booked by it. */
export interface Edge {
  readonly day: CivilDate
  readonly unbookedFrom: CivilDate
}
/** On the last day of a month its own accrual books everything. */
const edgeOf = (day: CivilDate): Edge => ({ day, unbookedFrom: firstDayOf(monthOf(addDays(day, 1))) })

function compare({
  executed,
  notBookedYet,
  ledger,
  end,
}: {
  readonly executed: Money
  readonly notBookedYet: Money
  readonly ledger: BookedInterest | undefined
  readonly end: CivilDate
}): Compared {
  const [booked, forPeriod] = [money(ledger?.booked ?? '0.00'), money(ledger?.forPeriod ?? '0.00')]
  const left = subtractMoney(subtractMoney(executed, notBookedYet), forPeriod)
  const behind = ledger?.closedThrough == null || ledger.closedThrough < end
  const causes = {
    'not-booked-yet': notBookedYet,
    'books-behind': behind ? left : NO_MONEY,
    'moved-from-closed-period': subtractMoney(forPeriod, booked),
    unexplained: behind ? NO_MONEY : left,
  }
  return { executed, ledger: booked, causes }
}

const told = ({ executed, ledger, causes }: Compared): Figures => ({
  executedInterest: formatMoney(executed),
  ledgerInterest: formatMoney(ledger),
  difference: formatMoney(subtractMoney(executed, ledger)),
  causes: byCause((cause) => formatMoney(causes[cause])),
})
