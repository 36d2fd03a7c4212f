import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key of a vault; the first of several seals, the others only open what they sealed. */
export interface SealingKey {
  readonly id: string
  readonly key: Buffer
}
export interface Sealed {
  readonly keyId: string
  readonly nonce: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
}
export interface Vault {
  readonly currentKeyId: string
  /** @param owner id of the record that the text belongs to */
  readonly seal: (owner: string, text: string) => Sealed
  /** @throws for a text of another owner, a changed one, or a key that is not here */
  readonly open: (owner: string, sealed: Sealed) => string
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
export const KEY_BYTES = 32

/** Keeps texts by AES-256-GCM, each bound to its owner: copied to another record it does not open. */
export function vaultOf(keys: readonly SealingKey[]): Vault {
  const [current] = keys
  if (current === undefined) throw new Error('a vault needs a key')
  return {
    currentKeyId: current.id,
    seal: (owner, text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, current.key, nonce).setAAD(Buffer.from(owner))
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { keyId: current.id, nonce, ciphertext, tag: cipher.getAuthTag() }
    },
    open: (owner, { keyId, nonce, ciphertext, tag }) => {
      const found = keys.find(({ id }) => id === keyId)
      if (found === undefined) throw new Error(`the key ${keyId} is not here`)
      const decipher = createDecipheriv(CIPHER, found.key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
    },
  }
}
