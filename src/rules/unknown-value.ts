import type { RuleStatus } from './rule-table.js'

/** An unknown value stays empty until a person enters it, and only an unknown one may be empty. */
export const unknownValueProblems = (
  { value }: { readonly value: string | null },
  status: RuleStatus,
): readonly string[] => {
  if (status === 'unknown' && value !== null) return ['an unknown value is empty']
  if (status !== 'unknown' && value === null) return ['only an unknown value may be empty']
  return []
}
