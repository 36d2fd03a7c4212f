import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'

const CODES = 10
/** 80 random bits: nobody guesses them, so a plain hash keeps them. */
const CODE_BYTES = 10

/** @returns ten codes like `ABCD-EFGH-IJKL-MNOP`, told once */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () => new Secret({ size: CODE_BYTES }).base32.replace(/(.{4})(?=.)/g, '$1-'))

/** As it is kept, however it was typed. */
export const recoveryHashOf = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex')
