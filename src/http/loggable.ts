import { codeOf, constraintOf } from '../db/faults.js'

interface Failed {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly query?: unknown
  readonly cause?: unknown
}

/**
 * What the log keeps of an error. Messages of a failed statement and of what it wraps repeat its parameters and the rows it met,
 * which are customers' data: of those only the code, the constraint, the text of the query and where it was sent from are kept.
 */
export function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (typeof error !== 'object' || error === null) return { thrown: typeof error }
  const { name, message, stack } = error as Failed
  const statement = statementOf(error)
  const ofDatabase = statement !== undefined || codeOf(error) !== undefined
  return {
    name,
    ...(ofDatabase ? { code: codeOf(error), constraint: constraintOf(error), query: statement } : { message }),
    at: framesOf(stack),
  }
}

function statementOf(error: unknown): string | undefined {
  for (let at = error as Failed | undefined, depth = 0; at && depth < 8; depth += 1) {
    if (typeof at.query === 'string') return at.query
    at = at.cause as Failed | undefined
  }
  return undefined
}

const framesOf = (stack: unknown): readonly string[] =>
  typeof stack === 'string'
    ? stack
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('at '))
    : []
