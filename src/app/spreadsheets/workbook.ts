import { type Batches, type Cell, type CellKind, KEPT_CHARACTERS, type Row, storedNumber } from './cell.js'
import { type ZipEntry, zipBytes } from './zip.js'

export interface SheetPlan {
  /** At most 31 characters; a second sheet of the same rows is called `name (2)`. */
  readonly name: string
  /** Rows of headings above the rows, which stay in sight. */
  readonly headings: readonly (readonly string[])[]
  readonly columns: readonly SheetColumn[]
  readonly rows: Batches
}

export interface SheetColumn {
  readonly kind: CellKind
  /** Characters it is wide. */
  readonly width: number
}

export interface WorkbookOptions {
  /** Rows of a sheet with its headings; what is more goes on in the next one. */
  readonly rowsOfASheet?: number
  /** Printed upright unless told. */
  readonly landscape?: boolean
}

/** What a sheet holds (ECMA-376 part 1, 18.3.1.73). */
const MOST_ROWS = 1_048_576
/** XML of a sheet, below the four GiB that an archive gives an entry. */
const MOST_XML = 3_900_000_000
const CHUNK = 1 << 20

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
export const WORKBOOK_TYPE = `${TYPE}.sheet`

/** Number formats: those below 164 are built in. */
const FORMATS: Readonly<Record<CellKind, readonly [id: number, code: string | null]>> = {
  text: [49, null],
  prose: [49, null],
  path: [49, null],
  money: [4, null],
  wan: [164, '#,##0.000000'],
  rate: [165, '0.00####'],
  bp: [166, '0.00##'],
  count: [3, null],
  figure: [167, '#,##0.######'],
  date: [168, 'yyyy\\-mm\\-dd'],
  instant: [169, 'yyyy\\-mm\\-dd hh:mm:ss'],
}
const ALIGNMENT: Partial<Record<CellKind, string>> = {
  prose: '<alignment vertical="top" wrapText="1"/>',
  path: '<alignment horizontal="fill"/>',
}
const KINDS = Object.keys(FORMATS) as CellKind[]
/** Index of `cellXfs`: 0 plain, 1 a heading, then each kind plain and strong. */
const HEADING = 1
const styleOf = (kind: CellKind, strong: boolean): number => 2 + 2 * KINDS.indexOf(kind) + (strong ? 1 : 0)
const PLAIN: Readonly<Record<CellKind, number>> = Object.fromEntries(
  KINDS.map((kind) => [kind, styleOf(kind, false)]),
) as never

const styles = (): string => {
  const formats = KINDS.flatMap((kind) => {
    const [id, code] = FORMATS[kind]
    return code === null ? [] : [`<numFmt numFmtId="${id}" formatCode="${code}"/>`]
  })
  const font = (bold: boolean) =>
    `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`
  const none = '<patternFill patternType="none"/>'
  const shade = '<patternFill patternType="solid"><fgColor rgb="FFE6EEE9"/><bgColor indexed="64"/></patternFill>'
  const xf = (format: number, bold: boolean, more = '') =>
    `<xf numFmtId="${format}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"${more}`
  const cells = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    ...KINDS.flatMap((kind) =>
      [false, true].map((bold) => {
        const alignment = ALIGNMENT[kind]
        return alignment === undefined
          ? `${xf(FORMATS[kind][0], bold)}/>`
          : `${xf(FORMATS[kind][0], bold, ' applyAlignment="1"')}>${alignment}</xf>`
      }),
    ),
  ]
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="2">${font(false)}${font(true)}</fonts><fills count="3"><fill>${none}</fill><fill><patternFill patternType="gray125"/></fill><fill>${shade}</fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF8FA398"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
}

/**
 * A workbook as its rows come. Numbers are numbers, digit by digit as they were given, and dates are dates, in formats that show them
 * whole; a number of more than fifteen digits stays text. Strings stand in their cells, so nothing grows with the rows. The same sheets
 * give the same bytes.
 * @throws ArchiveTooLarge beyond 4 GiB
 */
export async function* workbookBytes(
  sheets: readonly SheetPlan[],
  options: WorkbookOptions = {},
): AsyncGenerator<Buffer> {
  yield* zipBytes(parts(sheets, options))
}

/** The sheets first: how many there are is known when the last row has come. */
async function* parts(sheets: readonly SheetPlan[], options: WorkbookOptions): AsyncGenerator<ZipEntry> {
  const names: string[] = []
  for (const plan of sheets) {
    const rows = new RowsToCome(plan.rows)
    let part = 0
    do {
      part += 1
      names.push(part === 1 ? plan.name : `${plan.name} (${part})`)
      yield { name: `xl/worksheets/sheet${names.length}.xml`, chunks: sheetXml(plan, rows, options) }
    } while (!(await rows.ended()))
  }
  const each = (tell: (name: string, no: number) => string) => names.map((name, at) => tell(name, at + 1)).join('')
  const rest: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((name, no) => `<sheet name="${escaped(name)}" sheetId="${no}" r:id="rId${no}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((_, no) => `<Relationship Id="rId${no}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles()],
  ]
  for (const [name, xml] of rest) yield { name, chunks: [Buffer.from(xml)] }
}

/** Rows of batches one after another, across the sheets that take them. */
class RowsToCome {
  private readonly batches: AsyncIterator<readonly Row[]> | Iterator<readonly Row[]>
  private batch: readonly Row[] = []
  private at = 0

  constructor(batches: Batches) {
    this.batches = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]()
  }

  async ended(): Promise<boolean> {
    while (this.at >= this.batch.length) {
      const next = await this.batches.next()
      if (next.done === true) return true
      this.batch = next.value
      this.at = 0
    }
    return false
  }

  /** The next row of the batch at hand; undefined at its end. */
  next(): Row | undefined {
    const row = this.batch[this.at]
    if (row !== undefined) this.at += 1
    return row
  }
}

async function* sheetXml(
  { headings, columns, name: _ }: SheetPlan,
  rows: RowsToCome,
  { rowsOfASheet = MOST_ROWS, landscape = false }: WorkbookOptions,
): AsyncGenerator<Buffer> {
  const letters = columns.map((_column, at) => columnLetters(at))
  const kinds = columns.map(({ kind }) => kind)
  const prose = kinds.includes('prose')
  const widths = columns
    .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const pane =
    headings.length === 0
      ? ''
      : `<pane ySplit="${headings.length}" topLeftCell="A${headings.length + 1}" activePane="bottomLeft" state="frozen"/>`
  let text = `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="16"/><cols>${widths}</cols><sheetData>`
  let no = 0
  let bytes = 0
  for (const heading of headings) {
    no += 1
    text += `<row r="${no}" ht="30" customHeight="1">${heading.map((one, at) => textXml(`${letters[at]}${no}`, HEADING, one)).join('')}</row>`
  }
  while (no < rowsOfASheet && bytes < MOST_XML && !(await rows.ended()))
    for (;;) {
      const row = no < rowsOfASheet && bytes < MOST_XML ? rows.next() : undefined
      if (row === undefined) break
      no += 1
      text += prose ? `<row r="${no}"${heightXml(row, columns)}>` : `<row r="${no}">`
      for (let at = 0; at < row.length; at += 1) {
        const cell = row[at]
        if (cell !== null && cell !== undefined && cell !== '')
          text += cellXml(`${letters[at]}${no}`, kinds[at] ?? 'text', cell)
      }
      text += '</row>'
      if (text.length >= CHUNK) {
        const chunk = Buffer.from(text)
        bytes += chunk.length
        text = ''
        yield chunk
      }
    }
  yield Buffer.from(
    `${text}</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/></worksheet>`,
  )
}

function cellXml(reference: string, columnKind: CellKind, cell: string | Cell): string {
  const { kind, text, strong = false } = typeof cell === 'string' ? { kind: columnKind, text: cell } : cell
  if (text === '') return ''
  const number = storedNumber(kind, text)
  if (number === null) {
    const shown = kind === 'prose' || kind === 'path' ? kind : 'text'
    return textXml(reference, strong ? styleOf(shown, true) : PLAIN[shown], text)
  }
  return `<c r="${reference}" s="${strong ? styleOf(kind, true) : PLAIN[kind]}"><v>${number}</v></c>`
}

const LINE_POINTS = 16
/** Not every spreadsheet makes room for text that breaks into lines: the row says how high it is. A Chinese character is two wide. */
function heightXml(row: Row, columns: readonly SheetColumn[]): string {
  let lines = 1
  for (const [at, cell] of row.entries()) {
    const { kind, width } = columns[at] ?? { kind: 'text', width: 1 }
    if (kind !== 'prose' || cell === null) continue
    const words = typeof cell === 'string' ? cell : cell.text
    const taken = words.length + words.replace(/[^\u2e80-\uffff]/g, '').length
    let needed = 1
    while (needed * (width - 4) < taken) needed += 1
    if (needed > lines) lines = needed
  }
  return lines === 1 ? '' : ` ht="${lines * LINE_POINTS}" customHeight="1"`
}

const textXml = (reference: string, style: number, text: string): string => {
  const kept = text.length > KEPT_CHARACTERS ? `${text.slice(0, KEPT_CHARACTERS - CUT.length)}${CUT}` : text
  const space = /^\s|\s$/.test(kept) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${escaped(kept)}</t></is></c>`
}
const CUT = '…(超长截断 cut short: the CSV has it whole)'

/** A, B … Z, AA … */
export function columnLetters(column: number): string {
  const last = column % 26
  const before = (column - last) / 26
  return `${before === 0 ? '' : columnLetters(before - 1)}${String.fromCharCode(65 + last)}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const SPECIAL = /[&<>"]|[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u
/** Control characters, which XML cannot carry, are left out. */
const escaped = (text: string): string =>
  SPECIAL.test(text)
    ? text
        .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
        .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    : text
