import t from 'tap'
import { type FacilityTermRow, termInForce } from '../../../src/domain/relending/facility.js'
import { checkTermValue, requiredTermsKnown } from '../../../src/domain/relending/term-value.js'
import { civilDate } from '../../../src/kernel/civil-date.js'

const row = (
  facility: string,
  parameter: string,
  value: string | null,
  from: string,
  to: string | null = null,
): FacilityTermRow => ({
  facility,
  parameter,
  value,
  validFrom: civilDate(from),
  validTo: to === null ? null : civilDate(to),
  rule: { ruleId: `${facility}/${parameter}`, source: 'test', status: value === null ? 'unknown' : 'confirmed' },
})
const LINEAGE = ['CHILD', 'PARENT'] as const

t.test('a value is entered as its parameter is read, or not at all', async (t) => {
  const cases: [parameter: string, value: string, outcome: string][] = [
    ['ratio_cap', '0.60', 'ratio'],
    ['ratio_cap', '0', 'TERM_VALUE_UNFIT'],
    ['ratio_cap', '1.01', 'TERM_VALUE_UNFIT'],
    ['terms_months', '3|6|12', 'months'],
    ['terms_months', '0|12', 'TERM_VALUE_UNFIT'],
    ['terms_months', '3,6', 'TERM_VALUE_UNFIT'],
    ['loan_rate_cap', '5.5', 'percent'],
    ['loan_rate_cap', 'LPR1Y+0.50', 'percent'],
    ['loan_rate_cap', 'cheap', 'TERM_VALUE_UNFIT'],
    ['filing_previous_month_only', 'yes', 'TERM_VALUE_UNFIT'],
    ['eligibility', 'private and size in {micro,small,medium}', 'expression'],
    ['eligibility', 'friends', 'TERM_VALUE_UNFIT'],
    ['toString', '1', 'TERM_PARAMETER_UNKNOWN'],
  ]
  for (const [parameter, value, outcome] of cases) {
    const checked = checkTermValue(parameter, value)
    t.equal(checked.ok ? checked.value.unit : checked.refusal.code, outcome, `${parameter} ${value}`)
  }
})

t.test('a term of its own that lapsed is not inherited: it blocks', async (t) => {
  const rows = [
    row('PARENT', 'ratio_cap', '1', '2014-03-20'),
    row('CHILD', 'ratio_cap', '0.6', '2024-06-20', '2024-12-31'),
  ]
  const on = (day: string) => {
    const term = termInForce(rows, LINEAGE, 'ratio_cap', civilDate(day))
    return term.ok ? term.value.rule.ruleId : term.refusal.code
  }
  t.equal(on('2024-06-19'), 'PARENT/ratio_cap', 'before it has one of its own')
  t.equal(on('2024-12-31'), 'CHILD/ratio_cap')
  t.equal(on('2025-01-01'), 'FACILITY_TERM_UNKNOWN')
})

t.test('every unknown rule is named with its document, and a facility without a rate cap needs none', async (t) => {
  const day = civilDate('2024-06-20')
  const rows = [
    row('CHILD', 'ratio_cap', null, '2024-06-20'),
    row('CHILD', 'terms_months', null, '2024-06-20'),
    row('PARENT', 'terms_months', '3|6|12', '2014-03-20'),
    row('PARENT', 'rate_table', 'ZNZX', '2014-03-20'),
    row('PARENT', 'eligibility', 'private', '2014-03-20'),
  ]
  t.match(requiredTermsKnown(rows, LINEAGE, day), {
    ok: false,
    refusal: { facility: 'CHILD', parameters: ['ratio_cap', 'terms_months'], enteredBy: 'reloan_reviewer' },
  })
  const entered = [row('CHILD', 'ratio_cap', '0.6', '2024-06-20'), row('CHILD', 'terms_months', '12', '2024-06-20')]
  t.match(requiredTermsKnown([...entered, ...rows.slice(2)], LINEAGE, day), { ok: true })
  const withCap = [...entered, ...rows.slice(2), row('CHILD', 'loan_rate_cap', null, '2024-06-20')]
  t.match(requiredTermsKnown(withCap, LINEAGE, day), { ok: false, refusal: { parameters: ['loan_rate_cap'] } })
})
