import { AMENDMENT_EVENTS, type RatchetFact } from '../../domain/pricing/ratchet.js'

/** The words in which facts of a ratchet are told. */
export const RATCHET_FACT_KINDS = [
  'report-delivered',
  'report-verified',
  'amendment',
  'recalibrated',
  'fraud',
] as const satisfies readonly RatchetFact['kind'][]
export const AMENDMENT_KINDS = AMENDMENT_EVENTS
