import { Secret, TOTP } from 'otpauth'

/** What every authenticator app expects where nothing else is said (RFC 6238, section 1.2 and appendix A). */
const STEP_SECONDS = 30
const DIGITS = 6
/** RFC 6238, section 5.2: one step back for the way, one ahead for clocks that differ. */
const STEPS_EITHER_WAY = 1
/** RFC 4226, section 4 (R6): the length of HMAC-SHA-1. */
const SECRET_BYTES = 20
const ISSUER = 'Tandai 碳贷'

const totpOf = (secret: string, username: string) =>
  new TOTP({
    issuer: ISSUER,
    label: username,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })

/** @returns 160 random bits in base32, as people type them */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** What a QR code for an authenticator app says. */
export const enrolmentUri = (secret: string, username: string): string => totpOf(secret, username).toString()

/**
 * The time step that a code is for, at most one away from the present one (RFC 6238).
 * @param unixSeconds since 1970, of one clock for all servers
 */
export function matchingStep(secret: string, code: string, unixSeconds: number): number | undefined {
  const totp = totpOf(secret, '')
  const timestamp = unixSeconds * 1000
  const away = totp.validate({ token: code, timestamp, window: STEPS_EITHER_WAY })
  return away === null ? undefined : totp.counter({ timestamp }) + away
}
