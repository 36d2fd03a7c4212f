import type { Machine } from '../../domain/process/machine.js'

/** The machine of every kind of subject. */
export const MACHINES = {} as Readonly<Record<string, Machine>>

/** @throws for a kind of subject that has no machine: a defect */
export function machineOf(subjectKind: string): Machine {
  const machine = MACHINES[subjectKind]
  if (machine === undefined) throw new Error(`${subjectKind} has no machine`)
  return machine
}
