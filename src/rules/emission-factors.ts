import { type FactorRow, isFactorPartUnit } from '../domain/carbon/factor.js'
import type { RuleRow, RuleTable } from './rule-table.js'

/** A published emission factor 排放因子; its period is the data year of electricity, else the life of the set. */
export interface PublishedFactor {
  readonly code: string
  readonly set: string
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: string
  /** A decimal as published, or the ratio 44/12. */
  readonly value: string
  readonly region: string
}

const FACTOR_VALUE = /^(\d+(\.\d+)?|\d+\/\d+)$/
const PART = /^FUEL_.+_(NCV|CC|OF)_/

export const emissionFactorsTable: RuleTable<PublishedFactor> = {
  name: 'emission-factors',
  file: 'emission-factors.csv',
  columns: ['code', 'set', 'name_zh', 'name_en', 'unit', 'value', 'region'],
  key: (factor) => factor.code,
  read: (row) => ({
    code: row.text('code'),
    set: row.text('set'),
    nameZh: row.text('name_zh'),
    nameEn: row.text('name_en'),
    unit: row.text('unit'),
    value: FACTOR_VALUE.test(row.text('value')) ? row.text('value') : row.fail('value', 'a decimal or a ratio'),
    region: row.text('region'),
  }),
  problems: ({ code, unit, value }) => [
    ...(PART.test(code) && !isFactorPartUnit(unit) ? [`unknown unit ${unit}`] : []),
    ...(/_(AVG|EXMKT)_/.test(code) && unit !== 'kgCO2/kWh' ? [`a grid factor is in kgCO2/kWh, not ${unit}`] : []),
    ...(code.startsWith('HEAT_') && unit !== 'tCO2/GJ' ? [`a heat factor is in tCO2/GJ, not ${unit}`] : []),
    ...(code.startsWith('CONST_') || !value.includes('/') ? [] : [`a factor is a decimal, not ${value}`]),
  ],
}

/** The factor as the carbon domain reads it. */
export const factorRow = ({
  id,
  validFrom,
  validTo,
  publishedOn,
  source,
  status,
  value,
}: RuleRow<PublishedFactor>): FactorRow => {
  const { code, set, unit, region } = value
  return { id, code, set, unit, value: value.value, validFrom, validTo, publishedOn, region, source, status }
}
