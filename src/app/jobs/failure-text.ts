import { codeOf, constraintOf, faultKind } from '../../db/faults.js'

/** What a job run says of its failure. A failed statement's message repeats its parameters, which are customers' data: only its code is told. */
export function failureText(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined)
    return ['database error', code, constraintOf(error)].filter((part) => part !== undefined).join(' ')
  return error instanceof Error ? error.message : String(error)
}

/** Whether the database could not do the work now: the same work may succeed later. */
export const isFault = (error: unknown): boolean => faultKind(error) !== undefined
