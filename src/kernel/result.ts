/** What the bank says no with: a stable code and the facts, amounts as strings. */
export interface Refusal {
  readonly code: string
}

/** A plan, or a refusal. Refusals are values; only faults and defects are thrown. */
export type Result<T, R extends Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const refuse = <const R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } => ({
  ok: false,
  refusal,
})
