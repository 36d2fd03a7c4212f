import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Sizes and places in an archive have 32 bits. */
export const MOST_BYTES = 0xffff_ffff

export class ArchiveTooLarge extends Error {
  constructor() {
    super('the archive would be larger than 4 GiB')
    this.name = 'ArchiveTooLarge'
  }
}

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

const compress = promisify(deflateRaw)
/** An empty block that says it is the last. */
const LAST_BLOCK = Buffer.from([0x03, 0x00])
const DEFLATED = 8
const VERSION = 20
/** Sizes follow the entry; its name is UTF-8. */
const FLAGS = 0x0808
/** 1980-01-01 00:00, the first instant an archive knows: the same entries give the same bytes. */
const DATE = 0x0021

/**
 * A ZIP archive as its entries come (PKWARE APPNOTE 6.3, without ZIP64). A chunk is compressed on its own, in the pool of threads, while
 * the next is being made: two of them are all that is ever held.
 * @throws ArchiveTooLarge
 */
export async function* zipBytes(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const all: Written[] = []
  let offset = 0
  for await (const { name, chunks } of entries) {
    const encoded = Buffer.from(name)
    const begins = offset
    const head = localHeader(encoded)
    yield head
    offset += head.length
    let crc = 0
    let size = 0
    let packed = 0
    let waiting: Promise<Buffer> | null = null
    for await (const chunk of chunks) {
      if (chunk.length === 0) continue
      crc = crc32(chunk, crc)
      size += chunk.length
      const next = compress(chunk, { finishFlush: constants.Z_SYNC_FLUSH })
      // Whoever awaits it is told.
      next.catch(() => undefined)
      if (waiting !== null) {
        const block = await waiting
        packed += block.length
        yield block
      }
      waiting = next
    }
    if (waiting !== null) {
      const block = await waiting
      packed += block.length
      yield block
    }
    packed += LAST_BLOCK.length
    yield LAST_BLOCK
    offset += packed
    if (size > MOST_BYTES || offset > MOST_BYTES) throw new ArchiveTooLarge()
    const sizes = descriptor(crc, packed, size)
    yield sizes
    offset += sizes.length
    all.push({ name: encoded, offset: begins, crc, packed, size })
  }
  const directory = Buffer.concat(all.map(directoryEntry))
  if (offset + directory.length > MOST_BYTES) throw new ArchiveTooLarge()
  yield directory
  yield endOf(all.length, directory.length, offset)
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x0403_4b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATED, 8)
  head.writeUInt16LE(DATE, 12)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function descriptor(crc: number, packed: number, size: number): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x0807_4b50, 0)
  sizes.writeUInt32LE(crc, 4)
  sizes.writeUInt32LE(packed, 8)
  sizes.writeUInt32LE(size, 12)
  return sizes
}

function directoryEntry({ name, offset, crc, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(VERSION, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATED, 10)
  entry.writeUInt16LE(DATE, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function endOf(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
