import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { addMoney, isPositiveMoney, type Money, NO_MONEY, subtractMoney } from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'

/** What happened to a re-loan after it was drawn. */
export type ReloanEvent =
  | { readonly kind: 'returned' | 'clawed-back'; readonly on: CivilDate; readonly amount: Money }
  /** On the day on which the term before it ends. */
  | {
      readonly kind: 'extended'
      readonly on: CivilDate
      readonly dueOn: CivilDate
      readonly totalMonths: number
      readonly rate: AnnualRate
    }
  | {
      readonly kind: 'substituted'
      readonly on: CivilDate
      readonly out: readonly string[]
      readonly in: readonly { readonly loan: string; readonly amount: Money }[]
    }
  | { readonly kind: 'overdue'; readonly on: CivilDate }

/** A re-loan as it was drawn, and its facts in the order in which they became known. */
export interface ReloanLife {
  readonly id: string
  /** The loan it was drawn on. */
  readonly loan: string
  readonly amount: Money
  readonly drawnOn: CivilDate
  readonly dueOn: CivilDate
  readonly termMonths: number
  readonly rate: AnnualRate
  readonly events: readonly ReloanEvent[]
}

/** 存续 · 逾期 · 已归还 · 已收回 */
export type ReloanStateWord = 'LIVE' | 'OVERDUE' | 'REPAID' | 'CLAWED_BACK'

export interface ReloanStanding {
  readonly on: CivilDate
  readonly state: ReloanStateWord
  readonly balance: Money
  readonly returned: Money
  readonly clawedBack: Money
  readonly dueOn: CivilDate
  /** In all, with extensions. */
  readonly termMonths: number
  readonly extensions: number
  /** Of the contract, or of its last extension: never repriced otherwise. */
  readonly rate: AnnualRate
  /** The first day on which it is late; null while it is not. */
  readonly overdueFrom: CivilDate | null
  /** The loans that back it, with what each stands for. */
  readonly backing: ReadonlyMap<string, Money>
}

/** How a re-loan stands when a day is over, from the facts of that day and before. */
export const standingOn = (life: ReloanLife, on: CivilDate): ReloanStanding => {
  let returned = NO_MONEY
  let clawedBack = NO_MONEY
  let { dueOn, termMonths, rate } = life
  let extensions = 0
  const backing = new Map<string, Money>([[life.loan, life.amount]])
  for (const event of life.events) {
    if (event.on > on) continue
    switch (event.kind) {
      case 'returned':
        returned = addMoney(returned, event.amount)
        break
      case 'clawed-back':
        clawedBack = addMoney(clawedBack, event.amount)
        break
      case 'extended':
        ;({ dueOn, rate, totalMonths: termMonths } = event)
        extensions += 1
        break
      case 'substituted':
        for (const loan of event.out) backing.delete(loan)
        for (const { loan, amount } of event.in) backing.set(loan, amount)
        break
      case 'overdue':
        break
    }
  }
  const balance = subtractMoney(subtractMoney(life.amount, returned), clawedBack)
  const owed = isPositiveMoney(balance)
  const late = owed && on > dueOn
  return {
    on,
    state: owed ? (late ? 'OVERDUE' : 'LIVE') : endedBy(life.events, on),
    balance,
    returned,
    clawedBack,
    dueOn,
    termMonths,
    extensions,
    rate,
    overdueFrom: late ? dueOn : null,
    backing,
  }
}

/** What may still be changed from a day on: with everything known, also what was recorded for a later day. */
export const standingToChange = (life: ReloanLife, on: CivilDate): ReloanStanding =>
  standingOn(
    life,
    life.events.reduce((last, event) => laterOf(last, event.on), on),
  )

/** What took the last of it. */
const endedBy = (events: readonly ReloanEvent[], on: CivilDate): 'REPAID' | 'CLAWED_BACK' =>
  events.findLast((event) => event.on <= on && (event.kind === 'returned' || event.kind === 'clawed-back'))?.kind ===
  'clawed-back'
    ? 'CLAWED_BACK'
    : 'REPAID'
