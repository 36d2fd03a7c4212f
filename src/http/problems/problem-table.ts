import type { Refusal } from '../../kernel/result.js'

/** How a refusal is told: its status and a sentence in both languages; {name} stands for a fact of the refusal. */
export interface ProblemRow {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  readonly zh: string
  readonly en: string
}

/** One row per code, exhaustive by type: a refusal without a row does not compile. */
export type ProblemTable<R extends Refusal> = { readonly [Code in R['code']]: ProblemRow }
