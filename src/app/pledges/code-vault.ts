import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key for modification codes; the first of several seals, the others only open what they sealed. */
export interface CodeKey {
  readonly id: string
  readonly key: Buffer
}
export interface SealedCode {
  readonly keyId: string
  readonly nonce: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
}
export interface CodeVault {
  readonly currentKeyId: string
  readonly seal: (pledgeId: string, code: string) => SealedCode
  /** @throws for a code of another pledge, a changed one, or a key that is not here */
  readonly open: (pledgeId: string, sealed: SealedCode) => string
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
export const KEY_BYTES = 32

/** 修改码, kept by AES-256-GCM and bound to its pledge: copied to another row it does not open. */
export function codeVault(keys: readonly CodeKey[]): CodeVault {
  const [current] = keys
  if (current === undefined) throw new Error('a vault needs a key')
  return {
    currentKeyId: current.id,
    seal: (pledgeId, code) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, current.key, nonce).setAAD(Buffer.from(pledgeId))
      const ciphertext = Buffer.concat([cipher.update(code, 'utf8'), cipher.final()])
      return { keyId: current.id, nonce, ciphertext, tag: cipher.getAuthTag() }
    },
    open: (pledgeId, { keyId, nonce, ciphertext, tag }) => {
      const found = keys.find(({ id }) => id === keyId)
      if (found === undefined) throw new Error(`the key ${keyId} is not here`)
      const decipher = createDecipheriv(CIPHER, found.key, nonce).setAAD(Buffer.from(pledgeId)).setAuthTag(tag)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
    },
  }
}
