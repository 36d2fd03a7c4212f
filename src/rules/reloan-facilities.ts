import type { RuleTable } from './rule-table.js'

/** A re-lending facility 再贷款工具. Its rules are rows of `facility-terms`. */
export interface ReloanFacility {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly parent: string | null
}

export const reloanFacilitiesTable: RuleTable<ReloanFacility> = {
  name: 'reloan-facilities',
  file: 'reloan-facilities.csv',
  columns: ['code', 'name_zh', 'name_en', 'parent'],
  key: (facility) => facility.code,
  read: (row) => ({
    code: row.text('code'),
    nameZh: row.text('name_zh'),
    nameEn: row.text('name_en'),
    parent: row.optional('parent'),
  }),
}
