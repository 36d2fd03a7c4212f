import { createHash } from 'node:crypto'

/** A file sent as the body. Its bytes are no member, so that what identifies the request is its hash and its query. */
export class UploadedFile {
  readonly #bytes: Buffer
  readonly sha256: string

  constructor(
    readonly format: 'csv' | 'xlsx',
    readonly query: unknown,
    bytes: Buffer,
  ) {
    this.#bytes = bytes
    this.sha256 = createHash('sha256').update(bytes).digest('hex')
  }

  bytes(): Uint8Array {
    return this.#bytes
  }
}
