import { hash, verify } from '@node-rs/argon2'

/** OWASP password storage: argon2id (2 in the library's enumeration), 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID)
export const passwordMatches = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, password)

let decoy: Promise<string> | undefined
/** Spends the time of a comparison for a user that does not exist, so that names cannot be found by the clock. */
export async function comparePasswordWithNobody(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password')
  await passwordMatches(password, await decoy)
  return false
}
