import { drawn, groupThousands } from '../../format/decimal.js'
import type { MoneyUnit } from '../../format/figures.js'

/** Told apart by hue, by lightness and by pattern, so that no pair depends on seeing red and green. */
export const INK = {
  strong: { color: '#14694a' },
  middle: {
    color: '#e0a526',
    decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.785, color: 'rgba(60,40,0,.45)' },
  },
  light: {
    color: '#bcd3e6',
    decal: {
      symbol: 'circle',
      symbolSize: 0.5,
      dashArrayX: [
        [6, 6],
        [0, 6, 6, 0],
      ],
      dashArrayY: [6, 0],
      color: 'rgba(20,60,100,.45)',
    },
  },
  line: { color: '#9a3412' },
} as const

/** Where amounts are drawn: 万元 or 元 as the reader likes them. */
export const drawnAmount = (yuan: string | null, unit: MoneyUnit): number | null =>
  yuan === null ? null : drawn(yuan) / (unit === 'wan' ? 10_000 : 1)

/** Room between the names, whose font is the page's and measured too narrow. */
export const LEGEND = { top: 0, left: 0, itemGap: 28 }

export const GRID = { left: 8, right: 8, top: 40, bottom: 8, containLabel: true }

/** 1,200,000,000 → 12 亿 or 1.2 bn; ten-thousands are short as they are. */
const short = (value: number, unit: MoneyUnit, zh: boolean): string => {
  const steps = unit === 'wan' ? [] : zh ? CHINESE_STEPS : ENGLISH_STEPS
  const [size, word] = steps.find(([least]) => Math.abs(value) >= least) ?? [1, '']
  return `${groupThousands(String(value / size))}${word}`
}
const CHINESE_STEPS = [
  [1e8, ' 亿'],
  [1e4, ' 万'],
] as const
const ENGLISH_STEPS = [
  [1e9, ' bn'],
  [1e6, ' m'],
] as const

/** An axis of amounts whose numbers stay short. */
export const amountAxis = (name: string, unit: MoneyUnit, zh: boolean) => ({
  type: 'value',
  name,
  nameTextStyle: { align: 'left' },
  axisLabel: { formatter: (value: number) => short(value, unit, zh) },
})
