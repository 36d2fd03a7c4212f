import type { AppliedFactor } from '../../domain/carbon/factor.js'
import { formatExact } from '../../kernel/exact.js'
import type { ActivityRow } from '../carbon/account-views.js'
import { type Assessment, assess, type Basis } from './assess.js'
import { type Figure, figuresOf } from './figures.js'
import { sourcesOf } from './sources.js'
import { CAUSE_WORDS, type Cause } from './words.js'

/** A figure that is not what it was, taken apart by cause: each cause says from what to what it moved the figure. */
export interface Difference {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: string
  readonly before: string | null
  readonly after: string | null
  readonly beforeShown: string | null
  readonly afterShown: string | null
  readonly causes: readonly {
    readonly cause: Cause
    readonly nameZh: string
    readonly nameEn: string
    readonly from: string | null
    readonly to: string | null
  }[]
}

/** What each cause replaces, in the order in which they are let in one after the other. */
const STEPS: readonly (readonly [Cause, (basis: Basis, now: Basis) => Basis])[] = [
  ['RATING_DAY', (basis, { day }) => ({ ...basis, day })],
  [
    'ACTIVITY_CORRECTION',
    (basis, now) => ({ ...basis, account: { ...basis.account, activities: now.account.activities } }),
  ],
  [
    'OPERATING_CORRECTION',
    (basis, now) => ({ ...basis, account: { ...basis.account, operating: now.account.operating } }),
  ],
  // Readings and operating figures are let in already: this is all the rest that is known of the firm.
  ['ENTERPRISE_RECORD', (basis, now) => ({ ...basis, account: now.account })],
  [
    'FACTOR_VINTAGE',
    (basis, { rules: { factorSet, factors, factorRows }, factorsPublishedBy }) => ({
      ...basis,
      factorsPublishedBy,
      rules: { ...basis.rules, factorSet, factors, factorRows },
    }),
  ],
  [
    'BENCHMARK',
    (basis, { rules: { benchmarks, benchmarkRows } }) => ({
      ...basis,
      rules: { ...basis.rules, benchmarks, benchmarkRows },
    }),
  ],
  ['METHOD', (basis, now) => ({ ...basis, rules: { ...basis.rules, method: now.rules.method } })],
  ['PREVIOUS_GRADE', (basis, { previousGrade }) => ({ ...basis, previousGrade })],
  ['VETO', (basis, { vetoes = [] }) => ({ ...basis, vetoes })],
]

/**
 * What today's knowledge changed and why. One input after the other is brought up to date, so that the moves of a figure
 * add up to its whole change. An input that cannot be judged without the next one (a method without its benchmarks) is
 * counted with it.
 */
export function differencesBetween(then: Assessment, now: Assessment): readonly Difference[] {
  const stages: { readonly cause: Cause; readonly figures: ReadonlyMap<string, Figure> }[] = []
  let basis: Basis = then
  for (const [cause, letIn] of STEPS) {
    basis = letIn(basis, now)
    const stage = assess(basis)
    if (stage.ok) stages.push({ cause, figures: byId(stage.value) })
  }
  const before = byId(then)
  const after = byId(now)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const was = before.get(id)
    const is = after.get(id)
    const named = is ?? was
    if (!named || was?.value === is?.value) return []
    const causes: Difference['causes'][number][] = []
    let from = was?.value ?? null
    for (const { cause, figures } of stages) {
      const to = figures.get(id)?.value ?? null
      const { zh, en } = CAUSE_WORDS[cause]
      if (to !== from) causes.push({ cause, nameZh: zh, nameEn: en, from, to })
      from = to
    }
    return [
      {
        id,
        nameZh: named.nameZh,
        nameEn: named.nameEn,
        unit: named.unit,
        before: was?.value ?? null,
        after: is?.value ?? null,
        beforeShown: was?.shown ?? null,
        afterShown: is?.shown ?? null,
        causes,
      },
    ]
  })
}

const byId = (assessment: Assessment): ReadonlyMap<string, Figure> =>
  new Map([...figuresOf(assessment, sourcesOf(assessment)), gradeOf(assessment)].map((figure) => [figure.id, figure]))

/** The grade stands among the differences like a figure. */
const gradeOf = ({ rating, rules }: Assessment): Figure => {
  const grade = rules.method.value.grades.find(({ id }) => id === rating.grade)
  const shown = grade ? `${grade.nameZh} ${grade.nameEn}` : '不评级 not rated'
  return { id: 'rating.grade', nameZh: '等级', nameEn: 'Grade', unit: '', value: rating.grade, shown, sources: [] }
}

export interface ChangedReading {
  readonly month: string
  readonly carrier: string
  readonly meter: string
  readonly before: { readonly id: string; readonly quantity: string; readonly unit: string } | null
  readonly after: {
    readonly id: string
    readonly quantity: string
    readonly unit: string
    readonly reason: string | null
    readonly recordedAt: string
  } | null
}

const placeOf = ({ month, carrier, meter }: ActivityRow): string => `${month} ${carrier} ${meter}`
const READINGS_TOLD = 60

/** The readings and factors that differ, so that a reader can look each one up. */
export function changedInputs(then: Assessment, now: Assessment) {
  const before = new Map(then.readings.map((row) => [placeOf(row), row]))
  const after = new Map(now.readings.map((row) => [placeOf(row), row]))
  const readings = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((place): ChangedReading[] => {
    const was = before.get(place)
    const is = after.get(place)
    const named = is ?? was
    if (!named || was?.id === is?.id) return []
    const { month, carrier, meter } = named
    return [
      {
        month,
        carrier,
        meter,
        before: was ? { id: was.id, quantity: was.quantity, unit: was.unit } : null,
        after: is
          ? { id: is.id, quantity: is.quantity, unit: is.unit, reason: is.reason, recordedAt: is.recordedAt }
          : null,
      },
    ]
  })
  const factors = (one: Assessment, other: Assessment) => {
    const known = new Set(other.statement.factors.map(factorText))
    const own = new Map(one.statement.factors.map((factor) => [factorText(factor), factorFacts(factor)]))
    return [...own].filter(([text]) => !known.has(text)).map(([, facts]) => facts)
  }
  return {
    readings: readings.slice(0, READINGS_TOLD),
    readingsChanged: readings.length,
    factors: { before: factors(then, now), after: factors(now, then) },
  }
}

const factorFacts = ({ code, value, unit, vintage, publishedOn, ruleIds }: AppliedFactor) => ({
  code,
  value: formatExact(value),
  unit,
  vintage,
  publishedOn,
  ruleIds,
})
const factorText = (factor: AppliedFactor): string => JSON.stringify(factorFacts(factor))
