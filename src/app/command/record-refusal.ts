import { ok, type Result, refuse } from '../../kernel/result.js'

/** What any command on a stored record may say no with; someone else's record is one that is not there. */
export type RecordRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'STALE_VERSION'; readonly seen: number; readonly current: number }

export const notFound = (what: string) => refuse({ code: 'NOT_FOUND', what })

/** Read after the row is locked: the version the caller decided on must still be the current one. */
export const sameVersion = (seen: number, current: number): Result<null, RecordRefusal> =>
  seen === current ? ok(null) : refuse({ code: 'STALE_VERSION', seen, current })
