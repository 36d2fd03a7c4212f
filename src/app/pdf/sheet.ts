import PDFDocument from 'pdfkit'
import { encode } from 'uqr'
import type { Drawing } from './chart.js'
import { fonts } from './fonts.js'

/** Chinese first, English below or beside it. */
export interface Both {
  readonly zh: string
  readonly en: string
}
export type Cell = string | Both

export interface Column {
  readonly head: Both
  /** Share of the width of the page. */
  readonly share: number
  readonly align?: 'right'
}

export interface SheetInfo {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** The only instant in the file: the same document has the same bytes. */
  readonly createdAt: string
  /** At the foot of every page, left of the page number. */
  readonly foot: string
}

const PAGE = { width: 595.28, height: 841.89, margin: 46, foot: 40 }
const WIDTH = PAGE.width - 2 * PAGE.margin
const BOTTOM = PAGE.height - PAGE.margin - 14
const INK = '#1b2620'
const FAINT = '#66736b'
const RULE = '#cdd6d0'
const SHADE = '#eef3f0'
export const ACCENT = '#1f6f4a'
const SIZE = { text: 8, small: 6.6, head: 7, heading: 11 }
const PAD = { x: 4, y: 3 }

/** An A4 document that is written from top to bottom: headings, paragraphs and tables that break between rows. */
export interface Sheet {
  /** @param qr null where there is nothing to verify yet */
  title(
    words: Both,
    lines: readonly string[],
    qr: { readonly text: string; readonly caption: readonly string[] } | null,
  ): void
  banner(words: Both, colour: string): void
  /** @param keep points that are kept together with it */
  heading(words: Both, keep?: number): void
  paragraph(words: Both): void
  bullets(all: readonly Both[]): void
  pairs(all: readonly (readonly [Both, Cell])[]): void
  grade(words: Both, score: string, colour: string, beside: readonly Both[]): void
  /** @param totals rows at the top that are printed bold */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[], totals?: number): void
  /** A drawing as wide as the page with its name above it, never broken. */
  chart(words: Both, draw: (width: number) => Drawing): void
  /** A box for each who signs: what as, who, when. */
  signatures(all: readonly { readonly as: Both; readonly by: string; readonly at: string }[]): void
  finish(): Promise<Buffer>
}

export async function sheet(info: SheetInfo): Promise<Sheet> {
  const faces = await fonts()
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: 'Tandai',
      Producer: 'Tandai',
      CreationDate: new Date(info.createdAt),
    },
  })
  doc.registerFont('regular', faces.regular).registerFont('bold', faces.bold)
  const chunks: Buffer[] = []
  const written = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  let y = PAGE.margin

  const face = (size: number, colour = INK, bold = false) =>
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour)
  const room = (height: number): boolean => y + height <= BOTTOM
  const newPage = () => {
    doc.addPage()
    y = PAGE.margin
  }
  const ensure = (height: number) => {
    if (!room(height)) newPage()
  }
  const heightOf = (cell: Cell, width: number, size = SIZE.text, bold = false): number => {
    const { zh, en } = bothOf(cell)
    const first = face(size, INK, bold).heightOfString(zh || ' ', { width })
    return en === '' ? first : first + face(SIZE.small).heightOfString(en, { width })
  }
  const drawText = (
    cell: Cell,
    x: number,
    at: number,
    width: number,
    {
      align = 'left',
      size = SIZE.text,
      bold = false,
    }: { align?: 'left' | 'right'; size?: number; bold?: boolean } = {},
  ) => {
    const { zh, en } = bothOf(cell)
    face(size, INK, bold).text(zh, x, at, { width, align })
    if (en === '') return
    const below = at + doc.heightOfString(zh || ' ', { width })
    face(SIZE.small, FAINT).text(en, x, below, { width, align })
  }
  const line = (at: number, colour = RULE) =>
    doc
      .moveTo(PAGE.margin, at)
      .lineTo(PAGE.margin + WIDTH, at)
      .lineWidth(0.5)
      .strokeColor(colour)
      .stroke()

  function drawQr(text: string, x: number, at: number, size: number) {
    const code = encode(text, { ecc: 'M', border: 0 })
    const step = size / code.size
    for (const [row, cells] of code.data.entries())
      for (const [column, dark] of cells.entries()) if (dark) doc.rect(x + column * step, at + row * step, step, step)
    doc.fillColor('#000000').fill()
  }

  function tableHead(columns: readonly Column[]) {
    const widths = columns.map(({ share }) => share * WIDTH)
    const height = tallest(columns.map(({ head }, i) => heightOf(head, (widths[i] ?? 0) - 2 * PAD.x, SIZE.head, true)))
    doc
      .rect(PAGE.margin, y, WIDTH, height + 2 * PAD.y)
      .fillColor(SHADE)
      .fill()
    let x = PAGE.margin
    for (const [i, { head, align }] of columns.entries()) {
      const width = widths[i] ?? 0
      drawText(head, x + PAD.x, y + PAD.y, width - 2 * PAD.x, { align: align ?? 'left', size: SIZE.head, bold: true })
      x += width
    }
    y += height + 2 * PAD.y
  }

  return {
    title(words, lines, qr) {
      const code = 92
      const left = qr === null ? WIDTH : WIDTH - code - 24
      const top = y
      if (qr !== null) drawQr(qr.text, PAGE.margin + WIDTH - code, top, code)
      let below = qr === null ? top : top + code + 4
      for (const caption of qr?.caption ?? []) {
        face(SIZE.small, FAINT).text(caption, PAGE.margin + WIDTH - code - 20, below, {
          width: code + 20,
          align: 'right',
        })
        below += doc.heightOfString(caption, { width: code + 20 })
      }
      face(22, ACCENT, true).text(words.zh, PAGE.margin, y, { width: left })
      y = doc.y
      face(12, FAINT).text(words.en, PAGE.margin, y, { width: left })
      y = doc.y + 8
      for (const text of lines) {
        face(SIZE.text).text(text, PAGE.margin, y, { width: left })
        y = doc.y + 1
      }
      y = tallest([below, y]) + 6
      line(y, ACCENT)
      y += 8
    },
    banner(words, colour) {
      const width = WIDTH - 16
      const height = heightOf(words, width)
      ensure(height + 12)
      doc
        .rect(PAGE.margin, y, WIDTH, height + 8)
        .lineWidth(0.8)
        .strokeColor(colour)
        .stroke()
      doc
        .rect(PAGE.margin, y, 4, height + 8)
        .fillColor(colour)
        .fill()
      drawText(words, PAGE.margin + 10, y + 4, width)
      y += height + 14
    },
    heading({ zh, en }, keep = 70) {
      ensure(keep)
      y += 8
      face(SIZE.heading, ACCENT, true).text(sentence(zh), PAGE.margin, y, { lineBreak: false })
      const beside = PAGE.margin + doc.widthOfString(sentence(zh)) + 8
      const height = doc.currentLineHeight(true)
      face(8.5, FAINT).text(en, beside, y + 3.4, { lineBreak: false })
      y += height + 5
    },
    paragraph(words) {
      const height = heightOf(words, WIDTH)
      ensure(height)
      drawText(words, PAGE.margin, y, WIDTH)
      y += height + 5
    },
    bullets(all) {
      for (const words of all) {
        const height = heightOf(words, WIDTH - 12)
        ensure(height)
        doc
          .circle(PAGE.margin + 3, y + 6, 1.6)
          .fillColor(ACCENT)
          .fill()
        drawText(words, PAGE.margin + 12, y, WIDTH - 12)
        y += height + 4
      }
    },
    pairs(all) {
      const label = 0.19 * WIDTH
      const value = 0.31 * WIDTH
      for (let i = 0; i < all.length; i += 2) {
        const row = all.slice(i, i + 2)
        const height = tallest(
          row.flatMap(([name, cell]) => [heightOf(name, label - 2 * PAD.x), heightOf(cell, value - 2 * PAD.x)]),
        )
        ensure(height + 2 * PAD.y)
        for (const [k, [name, cell]] of row.entries()) {
          const x = PAGE.margin + k * (label + value)
          doc
            .rect(x, y, label, height + 2 * PAD.y)
            .fillColor(SHADE)
            .fill()
          drawText(name, x + PAD.x, y + PAD.y, label - 2 * PAD.x)
          drawText(cell, x + label + PAD.x, y + PAD.y, value - 2 * PAD.x)
        }
        y += height + 2 * PAD.y
        line(y)
      }
      y += 4
    },
    grade(words, score, colour, beside) {
      const box = 112
      const heights = beside.map((one) => heightOf(one, WIDTH - box - 16))
      const height = tallest([74, heights.reduce((all, one) => all + one + 3, 0)])
      ensure(height + 6)
      doc.rect(PAGE.margin, y, box, height).fillColor(colour).fill()
      face(22, '#ffffff', true).text(words.zh, PAGE.margin, y + 8, { width: box, align: 'center' })
      face(9, '#ffffff').text(words.en, PAGE.margin, doc.y, { width: box, align: 'center' })
      face(9, '#ffffff', true).text(score, PAGE.margin, doc.y + 1, { width: box, align: 'center' })
      let at = y
      for (const [i, one] of beside.entries()) {
        drawText(one, PAGE.margin + box + 14, at, WIDTH - box - 16)
        at += (heights[i] ?? 0) + 3
      }
      y += height + 8
    },
    table(columns, rows, totals = 0) {
      if (rows.length === 0) return
      ensure(50)
      tableHead(columns)
      const widths = columns.map(({ share }) => share * WIDTH)
      for (const [no, row] of rows.entries()) {
        const bold = no < totals
        const height = tallest(row.map((cell, i) => heightOf(cell, (widths[i] ?? 0) - 2 * PAD.x, SIZE.text, bold)))
        if (!room(height + 2 * PAD.y)) {
          newPage()
          tableHead(columns)
        }
        let x = PAGE.margin
        for (const [i, cell] of row.entries()) {
          const width = widths[i] ?? 0
          drawText(cell, x + PAD.x, y + PAD.y, width - 2 * PAD.x, { align: columns[i]?.align ?? 'left', bold })
          x += width
        }
        y += height + 2 * PAD.y
        line(y)
      }
      y += 6
    },
    chart(words, draw) {
      const { height, shapes } = draw(WIDTH)
      const name = heightOf(words, WIDTH, SIZE.head, true)
      ensure(name + height + 10)
      drawText(words, PAGE.margin, y, WIDTH, { size: SIZE.head, bold: true })
      y += name + 4
      for (const shape of shapes) {
        const at = (x: number) => PAGE.margin + x
        if (shape.kind === 'rect')
          doc
            .rect(at(shape.x), y + shape.y, shape.width, shape.height)
            .fillColor(shape.fill)
            .fill()
        else if (shape.kind === 'dot')
          doc
            .circle(at(shape.x), y + shape.y, shape.radius)
            .fillColor(shape.colour)
            .fill()
        else if (shape.kind === 'text')
          face(SIZE.small, shape.faint ? FAINT : INK).text(shape.text, at(shape.x), y + shape.y, {
            width: shape.width,
            align: shape.align,
            height: SIZE.small,
            ellipsis: true,
            lineBreak: true,
          })
        else {
          for (const [no, [x, down]] of shape.points.entries())
            if (no === 0) doc.moveTo(at(x), y + down)
            else doc.lineTo(at(x), y + down)
          doc.lineWidth(shape.width).strokeColor(shape.colour).stroke()
        }
      }
      y += height + 8
    },
    signatures(all) {
      const [box, height] = [(WIDTH - 16 * (all.length - 1)) / all.length, 52]
      ensure(height + 8)
      for (const [no, { as, by, at }] of all.entries()) {
        const x = PAGE.margin + no * (box + 16)
        doc.rect(x, y, box, height).lineWidth(0.6).strokeColor(RULE).stroke()
        drawText(as, x + 6, y + 5, box - 12, { bold: true })
        face(SIZE.text).text(by, x + 6, y + 27, { width: box - 12 })
        face(SIZE.small, FAINT).text(at, x + 6, y + 39, { width: box - 12 })
      }
      y += height + 8
    },
    async finish() {
      const { start, count } = doc.bufferedPageRange()
      for (let page = start; page < start + count; page += 1) {
        doc.switchToPage(page)
        const at = PAGE.height - PAGE.foot
        line(at - 4)
        face(SIZE.small, FAINT).text(info.foot, PAGE.margin, at, { width: WIDTH - 70, lineBreak: false })
        face(SIZE.small, FAINT).text(`${page - start + 1} / ${count}`, PAGE.margin + WIDTH - 60, at, {
          width: 60,
          align: 'right',
          lineBreak: false,
        })
      }
      doc.end()
      await written
      return Buffer.concat(chunks)
    },
  }
}

/** Commas, colons and semicolons of Chinese sentences in full width. */
const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '\uff0c', ':': '\uff1a', ';': '\uff1b' }
const sentence = (zh: string): string =>
  zh.replace(/(?<=[\u4e00-\u9fff\u201d)\u3011])[,:;]/g, (mark) => FULL_WIDTH[mark] ?? mark)

const bothOf = (cell: Cell): Both =>
  typeof cell === 'string' ? { zh: cell, en: '' } : { ...cell, zh: sentence(cell.zh) }
const tallest = (heights: readonly number[]): number => [...heights].sort((a, b) => b - a)[0] ?? 0
