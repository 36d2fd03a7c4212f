import { strToU8, zipSync } from 'fflate'
import { type CivilDate, dayNumber } from '../../kernel/civil-date.js'

export type CellKind = 'text' | 'money' | 'rate' | 'date' | 'count'

export interface Cell {
  readonly kind: CellKind
  /** Empty: an empty cell. */
  readonly text: string
}

export interface Sheet {
  readonly name: string
  /** Rows of headings above the rows, which stay in sight. */
  readonly headings: readonly (readonly string[])[]
  readonly rows: readonly (readonly Cell[])[]
  /** Characters a column is wide. */
  readonly widths: readonly number[]
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Formats by index of `cellXfs`: 0 plain, 1 heading, then one a kind. */
const STYLE: Readonly<Record<CellKind, number>> = { text: 2, money: 3, rate: 4, date: 5, count: 6 }
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.00####"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** A workbook whose numbers are numbers and whose dates are dates, in formats that show them whole. The same sheets give the same bytes. */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const each = (tell: (sheet: Sheet, no: number) => string) => sheets.map((sheet, at) => tell(sheet, at + 1)).join('')
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((sheet, no) => `<sheet name="${escaped(sheet.name)}" sheetId="${no}" r:id="rId${no}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((_, no) => `<Relationship Id="rId${no}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  }
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const)
  return zipSync(Object.fromEntries(files), { mtime: '1980-01-01T00:00:00' })
}

function sheetXml({ headings, rows, widths }: Sheet): string {
  const columns = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const pane =
    headings.length === 0
      ? ''
      : `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headings.length}" topLeftCell="A${headings.length + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  const head = headings.map((cells, at) =>
    rowXml(
      at + 1,
      cells.map((text) => ({ kind: 'text' as const, text })),
      1,
    ),
  )
  const body = rows.map((cells, at) => rowXml(headings.length + at + 1, cells))
  return `${XML}<worksheet xmlns="${MAIN}">${pane}<cols>${columns}</cols><sheetData>${head.join('')}${body.join('')}</sheetData></worksheet>`
}

const rowXml = (no: number, cells: readonly Cell[], style?: number): string =>
  `<row r="${no}">${cells.map((cell, at) => cellXml(`${columnLetters(at)}${no}`, cell, style)).join('')}</row>`

/** A spreadsheet keeps fifteen digits: a longer amount stays the text that it is. */
const FITS = 15

function cellXml(reference: string, { kind, text }: Cell, style = STYLE[kind]): string {
  if (text === '') return ''
  const number = numberOf(kind, text)
  return number === null
    ? `<c r="${reference}" s="${kind === 'text' ? style : STYLE.text}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
    : `<c r="${reference}" s="${style}"><v>${number}</v></c>`
}

function numberOf(kind: CellKind, text: string): string | null {
  if (kind === 'text') return null
  if (kind === 'date') return `${dayNumber(text as CivilDate) - dayNumber('1899-12-30' as CivilDate)}`
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= FITS ? text : null
}

/** A, B … Z, AA … */
export function columnLetters(column: number): string {
  const last = column % 26
  const before = (column - last) / 26
  return `${before === 0 ? '' : columnLetters(before - 1)}${String.fromCharCode(65 + last)}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters, which XML cannot carry, are left out. */
const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
