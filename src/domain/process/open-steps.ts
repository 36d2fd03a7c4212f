import type { CivilDate } from '../../kernel/civil-date.js'
import type { Machine, Party, Unmet } from './machine.js'
import { hindranceOf, type Standing, unmetOf } from './take.js'

/** What may happen next to a subject, as a screen shows it. */
export interface OpenStep {
  readonly event: string
  readonly to: string
  readonly by: readonly Party[]
  /** Whether the program takes it when the clock has run out. */
  readonly timer: boolean
  /** Whether the one who asks may take it now. */
  readonly mine: boolean
  /** The code of the refusal it would meet; null when it is open. */
  readonly hindrance: string | null
  readonly unmet: readonly Unmet[]
  /** The last day of the clock that runs now. */
  readonly deadlineOn: CivilDate | null
}

/** Every step that the state offers, with who may take it and what it still lacks. */
export const openSteps = (machine: Machine, state: string, facts: Standing): readonly OpenStep[] =>
  machine.transitions
    .filter(({ from }) => from === state)
    .map((transition) => {
      const hindrance = hindranceOf(machine, transition, facts)
      return {
        event: transition.event,
        to: transition.to,
        by: transition.by,
        timer: transition.timer,
        mine: hindrance === null,
        hindrance: hindrance?.code ?? null,
        unmet: unmetOf(machine, transition, facts),
        deadlineOn: facts.deadlineOn,
      }
    })
