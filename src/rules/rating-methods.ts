import {
  type GradeCap,
  methodProblems,
  type RatingComponent,
  type RatingMethod,
  VERIFICATION_LEVELS,
} from '../domain/carbon/rating-method.js'
import type { Columns } from './columns.js'
import type { RuleTable } from './rule-table.js'

/** Rating methods 评级方法, one JSON file each; two published versions of one id never overlap. */
export const ratingMethodsTable: RuleTable<RatingMethod> = {
  name: 'rating-methods',
  file: 'rating-methods',
  columns: [
    'id',
    'version',
    'title_zh',
    'title_en',
    'provenance',
    'components',
    'anchors',
    'grades',
    'hysteresis',
    'caps',
    'vetoes',
    'validity',
    // The version that this one replaces; the first has none.
    'supersedes',
  ],
  key: (method) => method.id,
  read: (row) => ({
    id: row.text('id'),
    version: /^\d+\.\d+\.\d+$/.test(row.text('version')) ? row.text('version') : row.fail('version', 'x.y.z'),
    titleZh: row.text('title_zh'),
    titleEn: row.text('title_en'),
    components: row.list('components').map(readComponent),
    anchors: Object.fromEntries(
      row.members('anchors').map(([name, scales]) => [name, scales.pairs(name).map(([at, score]) => ({ at, score }))]),
    ),
    grades: row.list('grades').map((grade) => ({
      id: grade.text('id'),
      nameZh: grade.text('name_zh'),
      nameEn: grade.text('name_en'),
      minScore: grade.exact('min_score'),
    })),
    hysteresis: row.exact('hysteresis'),
    caps: row.list('caps').map(readCap),
    vetoes: row.texts('vetoes'),
    ...readValidity(row),
  }),
  problems: methodProblems,
}

function readComponent(row: Columns): RatingComponent {
  const common = {
    id: row.text('id'),
    group: row.text('group'),
    weight: row.exact('weight'),
    metricZh: row.text('metric_zh'),
    metricEn: row.text('metric_en'),
    anchors: row.text('anchors'),
  }
  if (row.has('input'))
    return { ...common, kind: 'direct', input: row.oneOf('input', ['trend', 'greenShare', 'dataQuality']) }
  return {
    ...common,
    kind: 'ratio',
    per: row.oneOf('per', ['revenue', 'profit', 'tax', 'employees']),
    nonPositive: row.oneOf('non_positive', ['score-zero', 'refuse']),
  }
}

function readCap(row: Columns): GradeCap {
  const common = { reason: row.text('reason'), maxGrade: row.text('max_grade') }
  if (row.has('equals')) {
    row.oneOf('input', ['verification'])
    return { ...common, input: 'verification', equals: row.oneOf('equals', VERIFICATION_LEVELS) }
  }
  const input = row.oneOf('input', ['dataQuality', 'historyMonths', 'benchmarkEntities', 'notApplicable'])
  return row.has('below')
    ? { ...common, input, below: row.count('below') }
    : { ...common, input, atLeast: row.count('at_least') }
}

function readValidity(row: Columns): Pick<RatingMethod, 'validityDays' | 'staleAfterDays'> {
  const members = new Map(row.members('validity'))
  const count = (name: string) => members.get(name)?.count(name) ?? row.fail('validity', `the member ${name}`)
  return { validityDays: count('days'), staleAfterDays: count('stale_after_days') }
}
