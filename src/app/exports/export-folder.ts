import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { codeOf } from '../../db/faults.js'

export interface WrittenFile {
  readonly bytes: number
  readonly sha256: string
}

/** The folder has no room: the disk, or the share of it that may be used, is full. */
export class FolderFull extends Error {
  constructor() {
    super('the export folder is full')
    this.name = 'FolderFull'
  }
}

/** The folder is there for nobody: not mounted, read-only, not ours, broken. */
export class FolderUnusable extends Error {
  constructor(readonly fault: string) {
    super(`the export folder cannot be used: ${fault}`)
    this.name = 'FolderUnusable'
  }
}

const NO_ROOM = ['ENOSPC', 'EDQUOT']
const GONE = 'ENOENT'
/** Of a part file: the export it is of, and the attempt. */
const PART = /^\.([0-9a-f-]{36})\.\w+\.part$/

export type ExportFormat = 'csv' | 'xlsx'

/**
 * The folder of finished exports. Every process that writes them and every one that hands them out has the same folder: on several
 * machines a shared one. A file is in it whole or not at all.
 */
export interface ExportFolder {
  readonly path: string
  /** Writes a file under another name, waits until the disk has it, and gives it its own. @throws FolderFull, FolderUnusable */
  write(id: string, format: ExportFormat, chunks: AsyncIterable<Uint8Array>): Promise<WrittenFile>
  /** Undefined: it is not in this folder. */
  find(id: string, format: ExportFormat): Promise<{ readonly bytes: number; readonly open: () => Readable } | undefined>
  remove(id: string, format: ExportFormat): Promise<void>
  /** Ids of the exports that have left part of a file behind. */
  parts(): Promise<readonly string[]>
  removeParts(id: string): Promise<void>
  /** Makes the folder and tries whether it can be written to. @throws FolderUnusable */
  check(): Promise<void>
}

export function exportFolder(path: string): ExportFolder {
  const file = (id: string, format: ExportFormat) => join(path, `${id}.${format}`)
  const removeParts = async (id: string) => {
    for (const name of await partFiles(path)) if (PART.exec(name)?.[1] === id) await removeFile(join(path, name))
  }
  return {
    path,
    async write(id, format, chunks) {
      const part = join(path, `.${id}.${format}.part`)
      try {
        await mkdir(path, { recursive: true })
        await removeParts(id)
        const written = await writeWhole(part, chunks)
        await rename(part, file(id, format))
        await syncFolder(path)
        return written
      } catch (error) {
        await removeFile(part).catch(() => undefined)
        throw ofFolder(error)
      }
    },
    async find(id, format) {
      const found = await stat(file(id, format)).catch((error: unknown) => {
        if (codeOf(error) === GONE) return undefined
        throw ofFolder(error)
      })
      return found && { bytes: found.size, open: () => createReadStream(file(id, format)) }
    },
    remove: (id, format) => removeFile(file(id, format)),
    parts: async () => [...new Set((await partFiles(path)).flatMap((name) => PART.exec(name)?.[1] ?? []))],
    removeParts,
    async check() {
      try {
        await mkdir(path, { recursive: true })
        await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
      } catch (error) {
        throw ofFolder(error)
      }
    },
  }
}

/** What the system says of files, in our words; what the rows themselves failed of stays what it is. */
function ofFolder(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error
  const code = codeOf(error) ?? error.message
  return NO_ROOM.includes(code) ? new FolderFull() : new FolderUnusable(code)
}

async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(path, 'w', 0o640)
  try {
    for await (const chunk of chunks) {
      await writeAll(handle, chunk)
      hash.update(chunk)
      bytes += chunk.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let at = 0
  while (at < chunk.length) at += (await handle.write(chunk, at)).bytesWritten
}

/** A name is in its folder for good when the folder is on the disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const partFiles = async (path: string): Promise<readonly string[]> =>
  (await readdir(path).catch(() => [])).filter((name) => PART.test(name))

async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== GONE) throw error
  })
}
