/** Members of an imported row, in the order of the template; a file names them by `header` or in Chinese. */
export const COLUMNS = [
  { member: 'month', header: 'month', zh: '月份', required: true },
  { member: 'meter', header: 'meter', zh: '计量点', required: false },
  { member: 'carrier', header: 'carrier', zh: '能源品种', required: true },
  { member: 'quantity', header: 'quantity', zh: '数量', required: true },
  { member: 'unit', header: 'unit', zh: '单位', required: true },
  { member: 'greenQuantity', header: 'green_quantity', zh: '绿电量', required: false },
  { member: 'enthalpyKjPerKg', header: 'enthalpy_kj_per_kg', zh: '蒸汽焓值', required: false },
  { member: 'source', header: 'source', zh: '数据来源', required: true },
  { member: 'evidence', header: 'evidence', zh: '凭证', required: false },
  { member: 'dataQuality', header: 'data_quality', zh: '数据质量', required: false },
  { member: 'supersedes', header: 'supersedes', zh: '更正记录', required: false },
] as const

export type Column = (typeof COLUMNS)[number]
export type Member = Column['member']

/** Where activity data may come from. */
export const SOURCES = ['park-platform', 'utility', 'invoice', 'self-declared'] as const
export type Source = (typeof SOURCES)[number]
export const isSource = (word: string): word is Source => (SOURCES as readonly string[]).includes(word)

export type ImportFormat = 'json' | 'csv' | 'xlsx'

/** What an import may be at most; larger portfolios are loaded set by set. */
export const LIMITS = {
  rows: 20_000,
  columns: 64,
  cellCharacters: 500,
  fileBytes: 8 * 1024 * 1024,
  /** Of a spreadsheet once unpacked. */
  unpackedBytes: 64 * 1024 * 1024,
} as const
