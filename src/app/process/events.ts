import { eventsOf } from '../../domain/process/machine.js'
import { machineOf } from './machines.js'

/** The events of a kind of subject that people take, for the shapes of its routes. */
export const eventsOfKind = (subjectKind: string): string[] => {
  const machine = machineOf(subjectKind)
  return eventsOf(machine).filter((event) =>
    machine.transitions.some((one) => one.event === event && one.by.length > 0),
  )
}
