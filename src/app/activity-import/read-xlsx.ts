import { strFromU8, Unzip, UnzipInflate } from 'fflate'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { LIMITS } from './columns.js'
import type { TableRefusal } from './import-table.js'
import type { SheetRow } from './sheet.js'
import { readSharedStrings, readWorksheet, SheetTooWide } from './xlsx-worksheet.js'
import { parseXml, XmlFault } from './xml.js'

/** What a spreadsheet is refused with while it is being read. */
class TooLarge extends Error {}
class NotASpreadsheet extends Error {}

/**
 * The rows of the first visible sheet of an Office Open XML workbook, every number by the text of the file. Only the parts that are
 * needed are unpacked, all together within the limit by what comes out, whatever sizes the archive declares.
 */
export function readXlsx(bytes: Uint8Array): Result<readonly SheetRow[], TableRefusal> {
  const unreadable = (reason: string) => refuse({ code: 'IMPORT_FILE_UNREADABLE', format: 'xlsx', reason })
  try {
    const path = firstSheetPath(unpack(bytes, (name) => WORKBOOK.includes(name)))
    const parts = unpack(bytes, (name) => name === path || name === STRINGS)
    const sheet = parts.get(path)
    if (sheet === undefined) return unreadable('NO_SHEET')
    const strings = parts.get(STRINGS)
    return ok(readWorksheet(sheet, strings === undefined ? [] : readSharedStrings(strings)))
  } catch (error) {
    if (error instanceof TooLarge)
      return refuse({ code: 'IMPORT_TOO_LARGE', what: 'bytes unpacked', most: LIMITS.unpackedBytes })
    if (error instanceof SheetTooWide)
      return refuse({ code: 'IMPORT_TOO_LARGE', what: 'columns', most: LIMITS.columns })
    if (error instanceof NotASpreadsheet || error instanceof XmlFault) return unreadable('NOT_A_SPREADSHEET')
    throw error
  }
}

const WORKBOOK = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels']
const STRINGS = 'xl/sharedStrings.xml'

/** Small enough that what one step can inflate, about a thousand times as much, stays far below the limit. */
const STEP_BYTES = 16 * 1024

function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): ReadonlyMap<string, string> {
  const parts = new Map<string, Uint8Array[]>()
  let total = 0
  const archive = new Unzip((file) => {
    if (!wanted(file.name) || parts.has(file.name)) return
    const pieces: Uint8Array[] = []
    parts.set(file.name, pieces)
    file.ondata = (error, piece) => {
      if (error !== null) throw error
      total += piece.length
      if (total > LIMITS.unpackedBytes) throw new TooLarge()
      pieces.push(piece)
    }
    file.start()
  })
  archive.register(UnzipInflate)
  try {
    for (let from = 0; from < bytes.length; from += STEP_BYTES)
      archive.push(bytes.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= bytes.length)
  } catch (error) {
    if (error instanceof TooLarge) throw error
    throw new NotASpreadsheet('the file is no archive', { cause: error })
  }
  return new Map([...parts].map(([name, pieces]) => [name, strFromU8(Buffer.concat(pieces))]))
}

/** The workbook names its sheets in order; its relationships say where each lies. */
function firstSheetPath(parts: ReadonlyMap<string, string>): string {
  const [workbook, relationships] = WORKBOOK.map((name) => parts.get(name))
  if (workbook === undefined || relationships === undefined) throw new NotASpreadsheet('no workbook')
  let id: string | undefined
  parseXml(workbook, {
    open: (name, attributes) => {
      const hidden = attributes.state !== undefined && attributes.state !== 'visible'
      if (name === 'sheet' && !hidden) id ??= attributes['r:id'] ?? Object.entries(attributes).find(isRelationship)?.[1]
    },
  })
  let target: string | undefined
  parseXml(relationships, {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes.Id === id) target ??= attributes.Target
    },
  })
  if (id === undefined || target === undefined) throw new NotASpreadsheet('no sheet')
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}
const isRelationship = ([name]: readonly [string, string]) => name.endsWith(':id')
