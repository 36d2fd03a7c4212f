import { addDays, type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { compare, type Exact, formatExact } from '../../kernel/exact.js'
import { type Bp, compareBp, formatBp, NO_BP, negateBp } from '../../kernel/rate.js'
import type { RuleRef } from './pricing-rules.js'
import type { DatedRatchet, RuledCount } from './repricing.js'

/** 全部达标 · 部分达标 · 基准 · 均未达标 */
export type RatchetOutcome = 'all_met' | 'some_met' | 'baseline' | 'none_met'

/** What the committee published about ratchets. */
export interface RatchetTerms {
  readonly steps: Readonly<Record<RatchetOutcome, { readonly value: Bp; readonly rule: RuleRef }>>
  /** No step is larger, in either direction. */
  readonly cap: { readonly value: Bp; readonly rule: RuleRef }
  /** The report is due so many days after the day it tests. */
  readonly reportDueDays: RuledCount
  /** And may still come so many days later. */
  readonly cureDays: RuledCount
  /** Targets are set anew within so many days of an amendment event. */
  readonly recalibrationDays: RuledCount
  /** So many missing reports in a row end the label. */
  readonly missingInARow: RuledCount
}

/** 可持续发展绩效目标 (SPT): a figure to be reached by a day. Agreed anew under the same name and day, the later one counts. */
export interface RatchetTarget {
  readonly id: string
  readonly name: string
  readonly testOn: CivilDate
  readonly agreedOn: CivilDate
  readonly comparison: 'at-most' | 'at-least'
  readonly value: Exact
}

export const AMENDMENT_EVENTS = ['merger', 'disposal', 'boundary-change', 'factor-set-change'] as const
export type AmendmentEvent = (typeof AMENDMENT_EVENTS)[number]

export type RatchetFact = { readonly id: string; readonly on: CivilDate } & (
  | { readonly kind: 'report-delivered'; readonly testOn: CivilDate; readonly results: readonly RatchetResult[] }
  /** With limited assurance; a report counts only when it is verified. */
  | { readonly kind: 'report-verified'; readonly testOn: CivilDate }
  | { readonly kind: 'amendment'; readonly event: AmendmentEvent }
  | { readonly kind: 'recalibrated' }
  | { readonly kind: 'fraud' }
)
export interface RatchetResult {
  readonly name: string
  readonly value: Exact
}

export interface TestedTarget {
  readonly targetId: string
  readonly name: string
  readonly comparison: 'at-most' | 'at-least'
  readonly target: string
  /** null when the report does not say it. */
  readonly reported: string | null
  readonly met: boolean
}
export interface RatchetTest {
  readonly testOn: CivilDate
  readonly reportDueOn: CivilDate
  readonly cureEndsOn: CivilDate
  readonly deliveredOn: CivilDate | null
  readonly verifiedOn: CivilDate | null
  /** 'missing' is one that was not there, verified, when the cure ended; 'late' came after that. */
  readonly report: 'awaited' | 'in-time' | 'missing' | 'late'
  readonly targets: readonly TestedTarget[]
  readonly met: number
  readonly of: number
  /** null while awaited. */
  readonly outcome: RatchetOutcome | null
}

export type Declassification = 'DATA_FRAUD' | 'REPORTS_MISSING' | 'NOT_RECALIBRATED'

/** What holds from the first day of an interest period on. */
export interface RatchetStep extends DatedRatchet {
  readonly outcome: RatchetOutcome
  /** The day on which it became certain; always before `on`. */
  readonly certainOn: CivilDate
  readonly testOn: CivilDate | null
  readonly why: 'REPORT' | 'REPORT_MISSING' | Declassification
}

export interface RatchetLife {
  readonly tests: readonly RatchetTest[]
  /** In the order of their days. */
  readonly steps: readonly RatchetStep[]
  readonly declassified: { readonly on: CivilDate; readonly ground: Declassification } | null
  /** A missed target or report costs basis points and is never an event of default. */
  readonly eventOfDefault: false
}

/**
 * What a two-way ratchet makes of a loan's rate, from its targets and the facts up to a day. A report that is missing when its cure
 * has ended is priced as if no target were met, until it is delivered and verified. Whatever becomes certain within an interest period
 * takes effect on the first day of the next one, and what has taken effect never changes afterwards.
 * SOURCE: dossier on carbon accounts, section 10; every figure is a published rule row.
 */
export function ratchetLife(
  terms: RatchetTerms,
  targets: readonly RatchetTarget[],
  facts: readonly RatchetFact[],
  periodStarts: readonly CivilDate[],
  upTo: CivilDate,
): RatchetLife {
  const known = facts.filter(({ on }) => on <= upTo)
  const tests = testsOf(terms, targets, known, upTo)
  const declassified = declassification(terms, tests, known, upTo)
  const events = tests
    .flatMap((test) => eventsOf(test, upTo))
    .filter(({ certainOn }) => declassified === null || certainOn < declassified.on)
  const steps: RatchetStep[] = []
  for (const event of events.sort((a, b) => order(a.certainOn, b.certainOn) || order(a.testOn, b.testOn))) {
    const on = nextPeriod(periodStarts, event.certainOn)
    if (on !== null) place(steps, stepOf(terms, event, on))
  }
  const ends = declassified && nextPeriod(periodStarts, declassified.on)
  if (declassified !== null && ends !== null) place(steps, ending(terms, steps, declassified, ends))
  return { tests, steps, declassified, eventOfDefault: false }
}

/** The step that holds on a day; null before the first: the baseline. */
export const ratchetStepOn = (life: RatchetLife, on: CivilDate): RatchetStep | null =>
  life.steps.findLast((step) => step.on <= on) ?? null

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const nextPeriod = (starts: readonly CivilDate[], certainOn: CivilDate): CivilDate | null =>
  starts.find((day) => day > certainOn) ?? null

/** What became certain last before a day is what holds from it. */
function place(steps: RatchetStep[], step: RatchetStep): void {
  if (steps.at(-1)?.on === step.on) steps.pop()
  steps.push(step)
}

function testsOf(
  terms: RatchetTerms,
  targets: readonly RatchetTarget[],
  facts: readonly RatchetFact[],
  upTo: CivilDate,
): readonly RatchetTest[] {
  const agreed = targets.filter(({ agreedOn }) => agreedOn <= upTo)
  const days = [...new Set(agreed.map(({ testOn }) => testOn))].sort()
  return days.map((testOn) => {
    const reportDueOn = addDays(testOn, terms.reportDueDays.value)
    const cureEndsOn = addDays(reportDueOn, terms.cureDays.value)
    const delivered = facts.find((fact) => fact.kind === 'report-delivered' && fact.testOn === testOn)
    const verified = facts.find((fact) => fact.kind === 'report-verified' && fact.testOn === testOn)
    const results = delivered?.kind === 'report-delivered' ? delivered.results : []
    // What is agreed after the report is not what it is held to.
    const tested = targetsOn(agreed, testOn, delivered?.on ?? upTo).map((target) => tell(target, results))
    const met = tested.filter((one) => one.met).length
    const there = delivered !== undefined && verified !== undefined
    const completeOn = there ? laterOf(delivered.on, verified.on) : null
    const report =
      completeOn === null ? (upTo > cureEndsOn ? 'missing' : 'awaited') : completeOn > cureEndsOn ? 'late' : 'in-time'
    return {
      testOn,
      reportDueOn,
      cureEndsOn,
      deliveredOn: delivered?.on ?? null,
      verifiedOn: verified?.on ?? null,
      report,
      targets: tested,
      met,
      of: tested.length,
      outcome: report === 'awaited' ? null : report === 'missing' ? 'none_met' : outcomeOf(met, tested.length),
    }
  })
}

/** The targets of a test as last agreed, one for each name. */
export function targetsOn(
  targets: readonly RatchetTarget[],
  testOn: CivilDate,
  upTo: CivilDate,
): readonly RatchetTarget[] {
  const byName = new Map<string, RatchetTarget>()
  for (const target of targets) {
    if (target.testOn !== testOn || target.agreedOn > upTo) continue
    const earlier = byName.get(target.name)
    if (earlier === undefined || target.agreedOn >= earlier.agreedOn) byName.set(target.name, target)
  }
  return [...byName.values()]
}

function tell({ id, name, comparison, value }: RatchetTarget, results: readonly RatchetResult[]): TestedTarget {
  const reported = results.find((one) => one.name === name)?.value ?? null
  const distance = reported === null ? null : compare(reported, value)
  return {
    targetId: id,
    name,
    comparison,
    target: formatExact(value),
    reported: reported === null ? null : formatExact(reported),
    met: distance !== null && (comparison === 'at-most' ? distance <= 0 : distance >= 0),
  }
}

const outcomeOf = (met: number, of: number): RatchetOutcome =>
  met === 0 ? 'none_met' : met === of ? 'all_met' : 'some_met'

interface CertainOutcome {
  readonly certainOn: CivilDate
  readonly outcome: RatchetOutcome
  readonly testOn: CivilDate
  readonly why: 'REPORT' | 'REPORT_MISSING'
  readonly met: number
  readonly of: number
}

/** A late report was missing first. */
function eventsOf(test: RatchetTest, upTo: CivilDate): readonly CertainOutcome[] {
  const { testOn, cureEndsOn, deliveredOn, verifiedOn, report, met, of } = test
  const missing: readonly CertainOutcome[] =
    (report === 'missing' || report === 'late') && upTo > cureEndsOn
      ? [{ certainOn: cureEndsOn, outcome: 'none_met', testOn, why: 'REPORT_MISSING', met: 0, of }]
      : []
  if (deliveredOn === null || verifiedOn === null) return missing
  const certainOn = laterOf(deliveredOn, verifiedOn)
  return [...missing, { certainOn, outcome: outcomeOf(met, of), testOn, why: 'REPORT', met, of }]
}

function stepOf(
  terms: RatchetTerms,
  { outcome, why, met, of, ...certain }: CertainOutcome,
  on: CivilDate,
): RatchetStep {
  const { value, rule } = terms.steps[outcome]
  const step = within(value, terms.cap.value)
  const cut = compareBp(step, value) === 0
  const [zh, en] =
    why === 'REPORT'
      ? [`${certain.testOn} 目标达成 ${met}/${of}`, `${met} of ${of} targets of ${certain.testOn} met`]
      : [`${certain.testOn} 报告缺失`, `the report of ${certain.testOn} is missing`]
  return {
    ...certain,
    on,
    outcome,
    why,
    step,
    labelZh: cut ? `绩效挂钩(${zh})` : `绩效挂钩(${zh},不超过 ${formatBp(terms.cap.value)} BP)`,
    labelEn: cut ? `Ratchet (${en})` : `Ratchet (${en}; at most ${formatBp(terms.cap.value)} BP)`,
    rule: cut ? rule : terms.cap.rule,
  }
}

const within = (step: Bp, cap: Bp): Bp =>
  compareBp(step, cap) > 0 ? cap : compareBp(step, negateBp(cap)) < 0 ? negateBp(cap) : step

/** Without the label a step in the borrower's favour ends; one against it stays. */
function ending(
  terms: RatchetTerms,
  steps: readonly RatchetStep[],
  { on: certainOn, ground }: { readonly on: CivilDate; readonly ground: Declassification },
  on: CivilDate,
): RatchetStep {
  const last = steps.at(-1)
  const kept = last !== undefined && compareBp(last.step, NO_BP) > 0
  const baseline = terms.steps.baseline
  return {
    on,
    certainOn,
    testOn: null,
    why: ground,
    outcome: kept ? last.outcome : 'baseline',
    step: kept ? last.step : within(baseline.value, terms.cap.value),
    labelZh: `取消挂钩标识(${GROUNDS[ground].zh})`,
    labelEn: `Declassified (${GROUNDS[ground].en})`,
    rule: kept ? last.rule : baseline.rule,
  }
}

const GROUNDS: Readonly<Record<Declassification, { readonly zh: string; readonly en: string }>> = {
  DATA_FRAUD: { zh: '数据造假', en: 'data fraud' },
  REPORTS_MISSING: { zh: '连续缺失报告', en: 'reports missing in a row' },
  NOT_RECALIBRATED: {
    zh: '修订事件后未按期重新校准目标',
    en: 'targets not recalibrated in time after an amendment event',
  },
}

/** The first ground on which the label is lost, and the day on which it became certain. */
function declassification(
  terms: RatchetTerms,
  tests: readonly RatchetTest[],
  facts: readonly RatchetFact[],
  upTo: CivilDate,
): { readonly on: CivilDate; readonly ground: Declassification } | null {
  const grounds: { on: CivilDate; ground: Declassification }[] = []
  let inARow = 0
  for (const { report, cureEndsOn } of tests) {
    inARow = report === 'missing' || report === 'late' ? inARow + 1 : 0
    if (inARow === terms.missingInARow.value) grounds.push({ on: cureEndsOn, ground: 'REPORTS_MISSING' })
  }
  for (const fact of facts) {
    if (fact.kind === 'fraud') grounds.push({ on: fact.on, ground: 'DATA_FRAUD' })
    if (fact.kind !== 'amendment') continue
    const until = addDays(fact.on, terms.recalibrationDays.value)
    const done = facts.some((one) => one.kind === 'recalibrated' && one.on >= fact.on && one.on <= until)
    if (!done && upTo > until) grounds.push({ on: until, ground: 'NOT_RECALIBRATED' })
  }
  return grounds.sort((a, b) => order(a.on, b.on))[0] ?? null
}
