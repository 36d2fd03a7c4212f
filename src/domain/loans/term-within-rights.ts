import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** A loan ends before the rights that secure it do (data-assets dossier, I-07); null is no pledge. */
export const termWithinRights = (
  endsOn: CivilDate,
  rightsEnd: CivilDate | null,
): Result<null, { readonly code: 'TERM_BEYOND_RIGHTS'; readonly endsOn: CivilDate; readonly rightsEnd: CivilDate }> =>
  rightsEnd !== null && endsOn > rightsEnd ? refuse({ code: 'TERM_BEYOND_RIGHTS', endsOn, rightsEnd }) : ok(null)
