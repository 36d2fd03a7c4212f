import type { CivilDate } from '../../kernel/civil-date.js'

/** Who takes a step of a process, as what; `timer` is the program on a day, `anyone` every organisation. */
export type Party =
  | 'developer'
  | 'holder'
  | 'seller'
  | 'buyer'
  | 'operator'
  | 'bureau'
  | 'source'
  | 'registry'
  | 'committee'
  | 'exchange'
  | 'lender'
  | 'borrower'
  | 'valuer'
  | 'central-bank'
  | 'tribunal'
  | 'filer'
  | 'respondent'
  | 'objector'
  | 'anyone'
  | 'timer'

/** Sentences in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/**
 * What begins to run when a step is taken: so long by a parameter row, or up to a day that the subject itself names (`running`: the day
 * that the clock before it already had). When the last
 * day is over, `whatHappens`: an event of the machine that the timer takes, or `alert`, which only tells those who should have acted.
 */
export type Clock =
  | {
      readonly parameter: string
      readonly unit: 'working-days' | 'days' | 'months' | 'years'
      /** `deadline` lengthens the clock that runs, instead of beginning anew with the step. */
      readonly from?: 'step' | 'deadline'
      readonly whatHappens: string
    }
  | { readonly until: string; readonly whatHappens: string }

export interface Transition<State extends string = string, Event extends string = string> {
  readonly from: State
  readonly event: Event
  readonly to: State
  readonly by: readonly Party[]
  /** Names of preconditions; the machine's `cures` says what meets each. */
  readonly needs: readonly string[]
  readonly clock: Clock | null
  /** Taken by the program once the clock has run out, whether or not people may take it too. */
  readonly timer: boolean
  /** Only while the clock still runs, only when it is over, or, of what the program takes, whenever the facts say so. */
  readonly when?: 'within' | 'after' | 'any'
  /** A judgement: nobody takes two different ones of the same round. */
  readonly duty?: string
  /** Opens the next round; what was said in the earlier ones is kept. */
  readonly opensRound?: true
}

/** A process as data: what may happen to a subject, by whom, on which conditions and by when. */
export interface Machine<State extends string = string, Event extends string = string> {
  readonly name: string
  readonly initial: State
  /** Whose organisation takes no step of the others in its own case. */
  readonly applicant: Party
  readonly transitions: readonly Transition<State, Event>[]
  readonly cures: Readonly<Record<string, Words>>
  /** Preconditions that whoever takes the step answers for by confirming them. */
  readonly confirmed?: readonly string[]
  /** Preconditions that a document meets: the hash of the evidence must be given. */
  readonly evidenced?: readonly string[]
  /** States in which every organisation sees the subject and may take what `anyone` may. */
  readonly openToAll?: readonly State[]
  /** Before the clock of the state ends, its parties are told so many days ahead as the parameter lists. */
  readonly alerts?: { readonly state: State; readonly parameter: string }
}

export interface Unmet {
  readonly need: string
  readonly cure: Words
}

export type ProcessRefusal =
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'PARTY_FORBIDDEN'; readonly event: string; readonly by: readonly Party[] }
  | { readonly code: 'OWN_ORGANISATION'; readonly organisation: string }
  | { readonly code: 'TOOK_PART_BEFORE'; readonly event: string; readonly earlier: string }
  | {
      readonly code: 'DEADLINE_PASSED'
      readonly event: string
      readonly deadlineOn: CivilDate
      readonly on: CivilDate
    }
  | { readonly code: 'CLOCK_RUNNING'; readonly event: string; readonly deadlineOn: CivilDate; readonly on: CivilDate }
  | { readonly code: 'PRECONDITION_UNMET'; readonly event: string; readonly unmet: readonly Unmet[] }

/** A transition with what is usual left out: no condition, no clock, no timer. */
export const transition = <State extends string, Event extends string>(
  given: Pick<Transition<State, Event>, 'from' | 'event' | 'to'> & Partial<Transition<State, Event>>,
): Transition<State, Event> => ({ by: [], needs: [], clock: null, timer: false, ...given })

/** What confirming and documents meet of a machine's preconditions. */
export const metByWord = (
  { confirmed = [], evidenced = [] }: Machine,
  { confirms, evidenceHash }: { readonly confirms: readonly string[]; readonly evidenceHash: string | null },
): readonly string[] => [
  ...confirmed.filter((need) => confirms.includes(need)),
  ...(evidenceHash === null ? [] : evidenced),
]

/** The states that a machine knows, its first one first. */
export const statesOf = <State extends string>({ initial, transitions }: Machine<State>): readonly State[] => [
  ...new Set([initial, ...transitions.flatMap(({ from, to }) => [from, to])]),
]
export const eventsOf = <Event extends string>({ transitions }: Machine<string, Event>): readonly Event[] => [
  ...new Set(transitions.map(({ event }) => event)),
]
