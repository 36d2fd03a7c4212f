import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { KEY_BYTES, type SealingKey } from './vault.js'

/** The key of an embedded server: made on first use, readable by its owner only. It is to be kept with the backups, apart from the data. */
export function keyFromFile(path: string): SealingKey {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `local:${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const [id = '', text = ''] = readFileSync(path, 'utf8').trim().split(':')
  const key = Buffer.from(text, 'base64')
  if (id === '' || key.length !== KEY_BYTES) throw new Error(`${path} holds no key of ${KEY_BYTES} bytes`)
  return { id, key }
}
