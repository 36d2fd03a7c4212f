import { annualRatePercent, bp, formatBp, formatRatePercent } from '../../kernel/rate.js'

/** A rate as the column holds it (`3.050000`) the way it is told (`3.05`); null stays null. */
export const rateText = <T extends string | null>(stored: T): T =>
  (stored === null ? null : formatRatePercent(annualRatePercent(stored))) as T
/** Basis points likewise: `40.0000` is told as `40.00`. */
export const bpText = <T extends string | null>(stored: T): T => (stored === null ? null : formatBp(bp(stored))) as T
