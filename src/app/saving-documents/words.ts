import type { RealisedDimension } from '../../domain/reporting/realised-saving.js'
import { divide, exact, exactOf, formatFixed } from '../../kernel/exact.js'

export const TITLE = { zh: '已实现降息让利报告', en: 'Realised interest saving' } as const

export const DIMENSION_WORDS: Readonly<Record<RealisedDimension, { readonly zh: string; readonly en: string }>> = {
  city: { zh: '地区', en: 'Region' },
  institution: { zh: '机构', en: 'Institution' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  grade: { zh: '评级', en: 'Grade' },
  product: { zh: '产品', en: 'Product' },
  sector: { zh: '行业', en: 'Sector' },
  month: { zh: '月份', en: 'Month' },
}

const TEN_THOUSAND = exactOf(10_000)
/** Yuan in 万元 with six places: exact to the fen. */
export const wan = (yuan: string): string => formatFixed(divide(exact(yuan), TEN_THOUSAND), 6)
/** The same with two places, half-up, where it is shown and not kept. */
export const wanShown = (yuan: string): string => formatFixed(divide(exact(yuan), TEN_THOUSAND), 2)

/** Thousands apart. */
export const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
