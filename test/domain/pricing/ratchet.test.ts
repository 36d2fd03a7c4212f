import fc from 'fast-check'
import t from 'tap'
import {
  type RatchetFact,
  type RatchetLife,
  type RatchetTarget,
  type RatchetTerms,
  ratchetLife,
  ratchetStepOn,
} from '../../../src/domain/pricing/ratchet.js'
import { addDays, addMonths, type CivilDate, civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { bp, compareBp, formatBp, NO_BP } from '../../../src/kernel/rate.js'

const rule = (ruleId: string) => ({ ruleId, source: 'test', status: 'assumption' })
const ruled = (code: string, value: string) => ({ value: bp(value), rule: rule(code) })
const count = (code: string, value: number) => ({ value, rule: rule(code) })
/** The published proposal. */
const TERMS: RatchetTerms = {
  steps: {
    all_met: ruled('all', '-10'),
    some_met: ruled('some', '-5'),
    baseline: ruled('base', '0'),
    none_met: ruled('none', '5'),
  },
  cap: ruled('cap', '10'),
  reportDueDays: count('due', 120),
  cureDays: count('cure', 30),
  recalibrationDays: count('recalibration', 60),
  missingInARow: count('missing', 2),
}
const day = civilDate
/** Interest falls due on the 21st of the last month of each quarter. */
const STARTS = Array.from({ length: 24 }, (_, index) => addMonths(day('2024-03-21'), 3 * index))
const target = (name: string, testOn: string, over: Partial<RatchetTarget> = {}): RatchetTarget => ({
  id: `${name}@${testOn}`,
  name,
  testOn: day(testOn),
  agreedOn: day('2024-01-10'),
  comparison: 'at-most',
  value: exact('100'),
  ...over,
})
const TARGETS = [target('tCO2', '2024-12-31'), target('kWh', '2024-12-31'), target('tCO2', '2025-12-31')]
type Told = RatchetFact extends infer F ? (F extends RatchetFact ? Omit<F, 'id'> : never) : never
const facts = (...list: Told[]): readonly RatchetFact[] =>
  list.map((fact, no) => ({ id: `${no}`, ...fact }) as RatchetFact)
const delivered = (on: string, testOn: string, values: Record<string, string>): Told => ({
  kind: 'report-delivered',
  on: day(on),
  testOn: day(testOn),
  results: Object.entries(values).map(([name, value]) => ({ name, value: exact(value) })),
})
const verified = (on: string, testOn: string): Told => ({ kind: 'report-verified', on: day(on), testOn: day(testOn) })
const live = (list: readonly RatchetFact[], upTo: string, targets: readonly RatchetTarget[] = TARGETS) =>
  ratchetLife(TERMS, targets, list, STARTS, day(upTo))
const told = ({ steps }: RatchetLife) =>
  steps.map(({ on, outcome, step, why }) => `${on} ${outcome} ${formatBp(step)} ${why}`)

t.test('the step follows how many targets are met, from the first day of the next period', (t) => {
  const cases: readonly [Record<string, string>, string][] = [
    [{ tCO2: '99', kWh: '100' }, '2025-06-21 all_met -10.00 REPORT'],
    [{ tCO2: '99', kWh: '100.01' }, '2025-06-21 some_met -5.00 REPORT'],
    [{ tCO2: '101', kWh: '100.01' }, '2025-06-21 none_met 5.00 REPORT'],
    [{ tCO2: '99' }, '2025-06-21 some_met -5.00 REPORT'],
  ]
  for (const [values, expected] of cases) {
    const life = live(
      facts(delivered('2025-04-20', '2024-12-31', values), verified('2025-04-25', '2024-12-31')),
      '2025-07-01',
    )
    t.strictSame(told(life), [expected], JSON.stringify(values))
    t.equal(ratchetStepOn(life, day('2025-06-20')), null, 'the baseline until then')
    t.equal(formatBp(ratchetStepOn(life, day('2025-06-21'))?.step ?? NO_BP), expected.split(' ')[2])
  }
  const atLeast = target('green', '2024-12-31', { comparison: 'at-least', value: exact('30') })
  const report = facts(delivered('2025-02-01', '2024-12-31', { green: '30' }), verified('2025-02-02', '2024-12-31'))
  t.strictSame(told(live(report, '2025-04-01', [atLeast])), ['2025-03-21 all_met -10.00 REPORT'])
  const onTheDay = facts(delivered('2025-03-21', '2024-12-31', { green: '31' }), verified('2025-03-21', '2024-12-31'))
  t.strictSame(
    told(live(onTheDay, '2025-07-01', [atLeast])),
    ['2025-06-21 all_met -10.00 REPORT'],
    'certain on a first day: the next',
  )
  t.end()
})

t.test(
  'a missing report is priced as missed after its cure, until it is delivered and verified; never a default',
  (t) => {
    // 2024-12-31 + 120 days = 2025-04-30; + 30 days = 2025-05-30.
    const [test] = live([], '2025-05-30').tests
    t.match(test, { reportDueOn: '2025-04-30', cureEndsOn: '2025-05-30', report: 'awaited', outcome: null })
    t.match(live([], '2025-05-31').tests[0], { report: 'missing', outcome: 'none_met' })
    const good = { tCO2: '1', kWh: '1' }
    const cured = facts(delivered('2025-05-30', '2024-12-31', good), verified('2025-05-30', '2024-12-31'))
    t.strictSame(
      told(live(cured, '2025-12-01')),
      ['2025-06-21 all_met -10.00 REPORT'],
      'delivered on the last day of the cure',
    )
    const unverified = facts(delivered('2025-05-30', '2024-12-31', good))
    t.strictSame(
      told(live(unverified, '2025-12-01')),
      ['2025-06-21 none_met 5.00 REPORT_MISSING'],
      'delivered is not verified',
    )
    const late = facts(delivered('2025-07-01', '2024-12-31', good), verified('2025-07-10', '2024-12-31'))
    t.strictSame(told(live(late, '2025-12-01')), [
      '2025-06-21 none_met 5.00 REPORT_MISSING',
      '2025-09-21 all_met -10.00 REPORT',
    ])
    const justLate = facts(delivered('2025-06-01', '2024-12-31', good), verified('2025-06-10', '2024-12-31'))
    t.strictSame(
      told(live(justLate, '2025-12-01')),
      ['2025-06-21 all_met -10.00 REPORT'],
      'late, yet before it would have cost anything',
    )
    t.equal(live(late, '2025-12-01').eventOfDefault, false)
    t.end()
  },
)

t.test('the label is lost by fraud, by two missing reports in a row and by targets not set anew', (t) => {
  const good = [delivered('2025-02-01', '2024-12-31', { tCO2: '1', kWh: '1' }), verified('2025-02-02', '2024-12-31')]
  const fraud = live(facts(...good, { kind: 'fraud', on: day('2025-05-05') }), '2026-12-31')
  t.match(fraud.declassified, { on: '2025-05-05', ground: 'DATA_FRAUD' })
  t.strictSame(told(fraud), ['2025-03-21 all_met -10.00 REPORT', '2025-06-21 baseline 0.00 DATA_FRAUD'])
  // 2025-12-31 + 150 days = 2026-05-30.
  const missing = live([], '2026-12-31')
  t.match(missing.declassified, { on: '2026-05-30', ground: 'REPORTS_MISSING' })
  t.strictSame(
    told(missing),
    ['2025-06-21 none_met 5.00 REPORT_MISSING', '2026-06-21 none_met 5.00 REPORTS_MISSING'],
    'a step against the borrower stays',
  )
  t.equal(live([], '2026-05-30').declassified, null)

  const merger: Told = { kind: 'amendment', on: day('2025-03-01'), event: 'merger' }
  t.equal(live(facts(...good, merger), '2025-04-30').declassified, null, 'the sixtieth day')
  t.match(live(facts(...good, merger), '2025-05-01').declassified, { on: '2025-04-30', ground: 'NOT_RECALIBRATED' })
  const anew: Told = { kind: 'recalibrated', on: day('2025-04-30') }
  t.equal(live(facts(...good, merger, anew), '2026-01-01').declassified, null)
  const tooLate: Told = { kind: 'recalibrated', on: day('2025-05-01') }
  t.match(live(facts(...good, merger, tooLate), '2026-01-01').declassified, { ground: 'NOT_RECALIBRATED' })
  t.end()
})

t.test('a target agreed anew counts, unless its report was there before; no step is above the cap', (t) => {
  const easier = target('tCO2', '2024-12-31', { id: 'anew', agreedOn: day('2024-11-01'), value: exact('200') })
  const report = [delivered('2025-02-01', '2024-12-31', { tCO2: '150' }), verified('2025-02-02', '2024-12-31')] as const
  const only = TARGETS.slice(0, 1)
  t.strictSame(told(live(facts(...report), '2025-04-01', [...only, easier])), ['2025-03-21 all_met -10.00 REPORT'])
  const afterwards = { ...easier, agreedOn: day('2025-02-03') }
  t.strictSame(told(live(facts(...report), '2025-04-01', [...only, afterwards])), ['2025-03-21 none_met 5.00 REPORT'])
  const tight = { ...TERMS, cap: ruled('cap', '4') }
  const life = ratchetLife(tight, only, facts(...report), STARTS, day('2025-04-01'))
  t.match(life.steps, [{ outcome: 'none_met', rule: { ruleId: 'cap' } }])
  t.equal(formatBp(life.steps[0]?.step ?? NO_BP), '4.00')
  t.end()
})

const anyFacts = fc
  .array(
    fc.record({
      after: fc.integer({ min: 0, max: 900 }),
      kind: fc.constantFrom('report', 'amendment', 'recalibrated', 'fraud', 'verified'),
      testOn: fc.constantFrom('2024-12-31', '2025-12-31'),
      value: fc.integer({ min: 50, max: 150 }),
    }),
    { maxLength: 8 },
  )
  .map((list) => {
    const seen = new Set<string>()
    return facts(
      ...list.flatMap(({ after, kind, testOn, value }): Told[] => {
        const on = addDays(day('2024-12-31'), after)
        if (kind === 'fraud' || kind === 'recalibrated') return [{ kind, on }]
        if (kind === 'amendment') return [{ kind, on, event: 'merger' }]
        if (seen.has(kind + testOn) || on < testOn) return []
        seen.add(kind + testOn)
        return kind === 'report'
          ? [delivered(on, testOn, { tCO2: `${value}`, kWh: `${200 - value}` })]
          : [verified(on, testOn)]
      }),
    )
  })

t.test(
  'whatever happens: within the cap, on first days of periods, never before it is certain, and what took effect stays',
  (t) => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 900 }), (list, after) => {
        const upTo = addDays(day('2024-12-31'), after)
        const now = ratchetLife(TERMS, TARGETS, list, STARTS, upTo)
        const whole = ratchetLife(TERMS, TARGETS, list, STARTS, day('2029-01-01'))
        const by = (life: RatchetLife) =>
          JSON.stringify(told(life).filter((line) => (line.slice(0, 10) as CivilDate) <= upTo))
        return (
          whole.steps.every(
            ({ on, certainOn, step }, index) =>
              STARTS.includes(on) &&
              certainOn < on &&
              on > (whole.steps[index - 1]?.on ?? '') &&
              compareBp(step, bp('10')) <= 0 &&
              compareBp(step, bp('-10')) >= 0,
          ) &&
          by(now) === by(whole) &&
          (whole.declassified === null || compareBp(whole.steps.at(-1)?.step ?? NO_BP, NO_BP) >= 0)
        )
      }),
      { numRuns: 500 },
    )
    t.end()
  },
)
