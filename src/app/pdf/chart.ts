/** Shapes of a drawing in points, from its upper left corner: what a page can draw without knowing what it means. */
export type Shape =
  | {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly fill: string
    }
  | {
      readonly kind: 'line'
      readonly points: readonly (readonly [number, number])[]
      readonly colour: string
      readonly width: number
    }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly colour: string }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      /** Of the box the text stands in. */
      readonly width: number
      readonly text: string
      readonly align: 'left' | 'right' | 'center'
      readonly faint: boolean
    }

export interface Drawing {
  readonly height: number
  readonly shapes: readonly Shape[]
}

export interface Bar {
  readonly label: string
  /** Printed beside the bar. */
  readonly told: string
  /** In whole units of the chart, as text: fen, or whatever is told in `scale`. */
  readonly value: bigint
}

export interface Scale {
  /** Printed at the axis. */
  readonly unit: string
  /** A place on the axis, in the unit. */
  readonly tell: (value: bigint) => string
}

/** Dark enough for grey print and told apart from the paper by everybody; a chart has one series, so nothing else has to be. */
const FILL = '#1f6f4a'
const BELOW = '#8a4b08'
const AXIS = '#66736b'
const GRID = '#dde4e0'
const TEXT_HEIGHT = 8
/** Parts of a length that places are told in: a chart's places are no figures. */
const PARTS = 100_000n

/** The place of a value between two others, from 0 to 1. */
const placeOf = (value: bigint, low: bigint, high: bigint): number =>
  high === low ? 0 : Number.parseInt(`${((value - low) * PARTS) / (high - low)}`, 10) / Number.parseInt(`${PARTS}`, 10)

/** Places at round distances (1, 2 or 5 times a power of ten) from at or below the least to at or above the most. */
export function ticksOf(values: readonly bigint[], most = 5): readonly bigint[] {
  const sorted = [0n, ...values].sort((a, b) => (a < b ? -1 : 1))
  const [low, high] = [sorted[0] ?? 0n, sorted.at(-1) ?? 0n]
  const span = high - low
  if (span === 0n) return [0n, 1n]
  let step = 1n
  for (let power = 1n; ; power *= 10n) {
    const fitting = [1n, 2n, 5n].map((times) => times * power).find((one) => span <= one * BigInt(most))
    if (fitting !== undefined) {
      step = fitting
      break
    }
  }
  const first = low < 0n ? -((-low + step - 1n) / step) * step : 0n
  const ticks: bigint[] = []
  for (let at = first; ; at += step) {
    ticks.push(at)
    if (at >= high) return ticks
  }
}

/** Bars from left to right, one under the other, each with its name before it and its figure behind. */
export function barChart(width: number, bars: readonly Bar[], scale: Scale): Drawing {
  const names = 150
  const figures = 74
  const row = 15
  const ticks = ticksOf(bars.map(({ value }) => value))
  const [low, high] = [ticks[0] ?? 0n, ticks.at(-1) ?? 1n]
  const span = width - names - figures
  const place = (value: bigint) => names + placeOf(value, low, high) * span
  const zero = place(0n)
  const bottom = 4 + bars.length * row
  const shapes: Shape[] = ticks.flatMap((tick): Shape[] => [
    {
      kind: 'line',
      points: [
        [place(tick), 2],
        [place(tick), bottom],
      ],
      colour: GRID,
      width: 0.5,
    },
    text(place(tick) - 40, bottom + 3, 80, scale.tell(tick), 'center'),
  ])
  for (const [at, { label, told, value }] of bars.entries()) {
    const y = 4 + at * row
    const end = place(value)
    const [from, to] = value < 0n ? [end, zero] : [zero, end]
    shapes.push(
      text(0, y + 2, names - 6, label, 'right', false),
      { kind: 'rect', x: from, y: y + 2, width: to - from, height: row - 5, fill: value < 0n ? BELOW : FILL },
      text((value < 0n ? zero : end) + 4, y + 2, figures, told, 'left', false),
    )
  }
  shapes.push({
    kind: 'line',
    points: [
      [zero, 2],
      [zero, bottom],
    ],
    colour: AXIS,
    width: 0.8,
  })
  shapes.push(text(0, bottom + 3, names - 44, scale.unit, 'left'))
  return { height: bottom + 3 + TEXT_HEIGHT + 6, shapes }
}

interface Field {
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly slot: number
  readonly y: (value: bigint) => number
  readonly shapes: readonly Shape[]
}

/** The field that columns and lines stand in: round distances on the left, a slot for each of them below. */
function field(width: number, bars: readonly Bar[], scale: Scale): Field {
  const [left, top, bottom] = [58, 18, 98]
  const ticks = ticksOf(bars.map(({ value }) => value))
  const [low, high] = [ticks[0] ?? 0n, ticks.at(-1) ?? 1n]
  const y = (value: bigint) => bottom - placeOf(value, low, high) * (bottom - top)
  const slot = (width - left) / (bars.length === 0 ? 1 : bars.length)
  const shapes: Shape[] = ticks.flatMap((tick): Shape[] => [
    {
      kind: 'line',
      points: [
        [left, y(tick)],
        [width, y(tick)],
      ],
      colour: tick === 0n ? AXIS : GRID,
      width: tick === 0n ? 0.8 : 0.5,
    },
    text(0, y(tick) - 4, left - 6, scale.tell(tick), 'right'),
  ])
  shapes.push(text(0, 0, 200, scale.unit, 'left'))
  for (const [at, { label }] of bars.entries())
    shapes.push(text(left + at * slot, bottom + 4, slot, label, 'center', false))
  return { left, top, bottom, slot, y, shapes }
}

/** Columns side by side, each with its name below and its figure above. */
export function columnChart(width: number, bars: readonly Bar[], scale: Scale): Drawing {
  const { left, bottom, slot, y, shapes } = field(width, bars, scale)
  const drawn = bars.flatMap(({ value, told }, at): Shape[] => {
    const [upper, lower] = value < 0n ? [y(0n), y(value)] : [y(value), y(0n)]
    return [
      {
        kind: 'rect',
        x: left + (at + 0.18) * slot,
        y: upper,
        width: slot * 0.64,
        height: lower - upper,
        fill: value < 0n ? BELOW : FILL,
      },
      text(left + at * slot - 6, upper - 10, slot + 12, told, 'center', false),
    ]
  })
  return { height: bottom + 4 + TEXT_HEIGHT + 8, shapes: [...shapes, ...drawn] }
}

/** Points in a row joined by a line, each with its name below and its figure above. */
export function lineChart(width: number, bars: readonly Bar[], scale: Scale): Drawing {
  const { left, bottom, slot, y, shapes } = field(width, bars, scale)
  const points = bars.map(({ value }, at): readonly [number, number] => [left + (at + 0.5) * slot, y(value)])
  const drawn: Shape[] = [{ kind: 'line', points, colour: FILL, width: 1.4 }]
  for (const [at, [x, height]] of points.entries())
    drawn.push(
      { kind: 'dot', x, y: height, radius: 2.6, colour: FILL },
      text(left + at * slot - 8, height - 13, slot + 16, bars[at]?.told ?? '', 'center', false),
    )
  return { height: bottom + 4 + TEXT_HEIGHT + 8, shapes: [...shapes, ...drawn] }
}

const text = (
  x: number,
  y: number,
  width: number,
  words: string,
  align: 'left' | 'right' | 'center',
  faint = true,
): Shape => ({ kind: 'text', x, y, width, text: words, align, faint })
