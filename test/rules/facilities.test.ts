import { fileURLToPath } from 'node:url'
import t from 'tap'
import { lineageOf, termRowInForce } from '../../src/domain/relending/facility.js'
import { TERMS, type TermName } from '../../src/domain/relending/facility-term.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { readRuleFiles } from '../../src/rules/read-rules.js'

const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
/** What every facility of the list must say, or say that nobody knows it. */
const SAID: readonly TermName[] = [
  'ratio_cap',
  'terms_months',
  'rate_table',
  'eligibility',
  'max_extensions',
  'max_total_months',
  'filing_cutoff_day',
  'filing_previous_month_only',
  'modes',
  'reviews',
]
const DAYS: Readonly<Record<string, readonly string[]>> = {
  ZN: ['2021-12-07', '2025-03-31'],
  ZX: ['2021-12-07', '2025-03-31'],
  ZNZX: ['2025-04-01', '2026-01-15'],
  MQ: ['2026-01-15'],
  'ZNZX-GREEN-ZQ': ['2024-06-20', '2025-04-01', '2026-11-01'],
  CERF: ['2021-11-08', '2024-06-20', '2026-01-15'],
  TECH: ['2024-04-07', '2026-09-29'],
  REDISCOUNT: ['2024-06-20', '2026-01-15'],
}

t.test('every facility says every rule, with a source, or says that it is unknown', async (t) => {
  const { rows } = readRuleFiles(RULES)
  const stored = rows.filter(({ table }) => table === 'facility-terms')
  const facilities = rows
    .filter(({ table }) => table === 'reloan-facilities')
    .map(({ body }) => ({ code: body.code as string, parent: (body.parent as string | undefined) ?? null }))
  const terms = stored.map(({ body, validFrom, validTo, source, status }) => ({
    facility: body.facility as string,
    parameter: body.parameter as string,
    value: (body.value as string | undefined) || null,
    validFrom: civilDate(validFrom),
    validTo: validTo === null ? null : civilDate(validTo),
    rule: { ruleId: '', source, status },
  }))
  t.same(facilities.map(({ code }) => code).toSorted(), Object.keys(DAYS).toSorted())
  for (const [code, days] of Object.entries(DAYS))
    for (const day of days)
      for (const parameter of SAID) {
        const row = termRowInForce(terms, lineageOf(facilities, code), parameter, civilDate(day))
        t.ok(row, `${code} ${parameter} on ${day}`)
        if (row?.value == null)
          t.match(row?.rule, { status: 'unknown' }, `${code} ${parameter} on ${day}: empty is unknown`)
        else t.doesNotThrow(() => TERMS[parameter].read(row.value as string), `${code} ${parameter} is read`)
      }
})
