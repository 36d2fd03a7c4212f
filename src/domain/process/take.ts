import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type ClockFacts, deadlineOf } from './deadline.js'
import type { Machine, Party, ProcessRefusal, Transition, Unmet } from './machine.js'

/** Who acts, and what is known of the subject when it does. */
export interface Standing {
  readonly on: CivilDate
  /** What the actor is to the subject. */
  readonly parties: readonly Party[]
  /** Preconditions that are met. */
  readonly met: readonly string[]
  readonly deadlineOn: CivilDate | null
  /** The actor's own organisation, and the one whose case it is. */
  readonly organisation: string | null
  readonly applicant: string | null
  readonly user: string | null
  /** Judgements of the current round. */
  readonly duties: readonly { readonly duty: string; readonly event: string; readonly by: string | null }[]
}
export type StepFacts = Standing & ClockFacts

export interface StepPlan<State extends string = string> {
  readonly to: State
  /** The last day of what runs from here; null when nothing does. */
  readonly deadlineOn: CivilDate | null
  /** What the end of the clock brings: an event or `alert`. */
  readonly deadlineEvent: string | null
  readonly duty: string | null
  readonly opensRound: boolean
  /** As what the actor takes the step. */
  readonly party: Party
  /** Parameters that the deadline was computed from. */
  readonly parameters: readonly string[]
  /** Taken for another than oneself, so never by the applicant's own organisation. */
  readonly judges: boolean
}

/** The step of a subject in `state`, or why not: what the state allows, who may, what separates people, what is still missing. */
export function take<State extends string, Event extends string>(
  machine: Machine<State, Event>,
  state: State,
  event: Event,
  facts: StepFacts,
): Result<StepPlan<State>, ProcessRefusal> {
  const open = machine.transitions.filter(({ from }) => from === state)
  const transition = open.find((one) => one.event === event)
  if (transition === undefined)
    return refuse({ code: 'STATE_FORBIDS', state, event, allowed: [...new Set(open.map((one) => one.event))] })
  const hindrance = hindranceOf(machine, transition, facts)
  if (hindrance !== null) return refuse(hindrance)
  const { clock } = transition
  return ok({
    to: transition.to,
    deadlineOn: deadlineOf(clock, facts),
    deadlineEvent: clock?.whatHappens ?? null,
    duty: transition.duty ?? null,
    opensRound: transition.opensRound === true,
    party: partyOf(transition, facts) as Party,
    parameters: clock !== null && 'parameter' in clock ? [clock.parameter] : [],
    judges: judges(machine, transition),
  })
}

/** Why the actor may not take a transition that the state offers; null when it may. */
export function hindranceOf(machine: Machine, transition: Transition, facts: Standing): ProcessRefusal | null {
  const { event } = transition
  const { on, deadlineOn } = facts
  if (partyOf(transition, facts) === undefined)
    return { code: 'PARTY_FORBIDDEN', event, by: transition.timer ? [...transition.by, 'timer'] : transition.by }
  if (judges(machine, transition) && facts.organisation !== null && facts.organisation === facts.applicant)
    return { code: 'OWN_ORGANISATION', organisation: facts.organisation }
  const earlier = facts.duties.find(
    ({ duty, by }) => transition.duty !== undefined && duty !== transition.duty && by !== null && by === facts.user,
  )
  if (earlier !== undefined) return { code: 'TOOK_PART_BEFORE', event, earlier: earlier.event }
  if (deadlineOn !== null && transition.when === 'within' && on > deadlineOn)
    return { code: 'DEADLINE_PASSED', event, deadlineOn, on }
  if (deadlineOn !== null && isAfter(transition, facts) && on <= deadlineOn)
    return { code: 'CLOCK_RUNNING', event, deadlineOn, on }
  const unmet = unmetOf(machine, transition, facts)
  return unmet.length === 0 ? null : { code: 'PRECONDITION_UNMET', event, unmet }
}

/** What a transition still lacks, with what cures it. */
export const unmetOf = (machine: Machine, { needs }: Transition, { met }: Pick<Standing, 'met'>): readonly Unmet[] =>
  needs
    .filter((need) => !met.includes(need))
    .map((need) => ({ need, cure: machine.cures[need] ?? { zh: need, en: need } }))

const partyOf = ({ by, timer }: Transition, { parties }: Standing): Party | undefined =>
  by.includes('anyone') ? (parties.find((party) => by.includes(party)) ?? 'anyone') : bySomebody(by, timer, parties)

const bySomebody = (by: readonly Party[], timer: boolean, parties: readonly Party[]): Party | undefined =>
  timer && parties.includes('timer') ? 'timer' : by.find((party) => parties.includes(party))

/** The timer waits for the end of the clock even where people need not. */
const isAfter = ({ when, timer }: Transition, { parties }: Standing): boolean =>
  when === 'after' || (timer && when !== 'any' && parties.includes('timer'))

const judges = ({ applicant }: Machine, { by }: Transition): boolean =>
  by.length > 0 && !by.includes(applicant) && !by.includes('anyone')
