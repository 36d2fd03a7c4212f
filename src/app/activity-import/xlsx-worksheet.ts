import { MalformedValue } from '../../kernel/decimal.js'
import { spreadsheetDecimal } from '../../kernel/spreadsheet-number.js'
import { LIMITS } from './columns.js'
import type { SheetCell, SheetRow } from './sheet.js'
import { parseXml, XmlFault } from './xml.js'

export class SheetTooWide extends Error {}

/** The texts that cells refer to by number; readings aloud (rPh) are no part of them. */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = []
  let current = ''
  let inText = false
  let aloud = 0
  parseXml(xml, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') aloud += 1
      if (name === 't') inText = aloud === 0
    },
    text: (text) => {
      if (inText) current += text
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') aloud -= 1
      if (name === 'si') strings.push(current)
    },
  })
  return strings
}

interface OpenCell {
  readonly column: number
  readonly type: string
  value: string
  inline: string
  formula: boolean
}

/** The rows of a sheet with cells in them. */
export function readWorksheet(xml: string, strings: readonly string[]): readonly SheetRow[] {
  const rows: SheetRow[] = []
  let row = 0
  let cells = new Map<number, SheetCell>()
  let cell: OpenCell | undefined
  let last = -1
  let into: 'value' | 'inline' | undefined
  let aloud = 0
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number.parseInt(attributes.r, 10)
        cells = new Map()
        last = -1
      } else if (name === 'c') {
        last = attributes.r === undefined ? last + 1 : columnIndex(attributes.r)
        if (last >= LIMITS.columns) throw new SheetTooWide()
        cell = { column: last, type: attributes.t ?? 'n', value: '', inline: '', formula: false }
      } else if (name === 'f' && cell) cell.formula = true
      else if (name === 'v') into = 'value'
      else if (name === 'rPh') aloud += 1
      else if (name === 't' && aloud === 0) into = 'inline'
    },
    text: (text) => {
      if (cell && into) cell[into] += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') into = undefined
      else if (name === 'rPh') aloud -= 1
      else if (name === 'c' && cell) {
        cells.set(cell.column, readCell(cell, strings))
        cell = undefined
      } else if (name === 'row' && cells.size > 0) rows.push({ row, cells })
    },
  })
  return rows
}

/** B12 is column 1. */
function columnIndex(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) throw new XmlFault(`no cell is called ${reference}`)
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** A formula is refused rather than its last result believed; booleans, errors and dates of type d are no text of ours. */
function readCell({ type, value, inline, formula }: OpenCell, strings: readonly string[]): SheetCell {
  if (formula) return { text: value, fault: 'CELL_FORMULA' }
  if (type === 's') return { text: strings[Number.parseInt(value, 10)] ?? '' }
  if (type === 'inlineStr') return { text: inline }
  if (type === 'str') return { text: value }
  if (type !== 'n') return { text: value, fault: 'CELL_NOT_TEXT' }
  if (value === '') return { text: '' }
  try {
    return { text: spreadsheetDecimal(value.trim()) }
  } catch (error) {
    if (!(error instanceof MalformedValue)) throw error
    return { text: value, fault: 'NUMBER_NOT_EXACT' }
  }
}
