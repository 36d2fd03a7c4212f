import type { EmissionTotals } from '../../domain/carbon/emissions.js'
import { type Exact, exactOf, formatExact, formatFixed, isZero, sum } from '../../kernel/exact.js'
import { sumTonnes, tonnesExact } from '../../kernel/quantity.js'
import type { Assessment } from './assess.js'
import { type PlacedRow, rowsOf, type Sources } from './sources.js'
import { CARRIER_WORDS, told, type Words } from './words.js'

/** One figure of a report: exact, as shown to people, and the tags of the sources it came from. */
export interface Figure {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: string
  /** Unrounded; null where there is none, with the reason. */
  readonly value: string | null
  /** Half-up to four places; quantities as measured. */
  readonly shown: string | null
  readonly reason?: string
  readonly sources: readonly string[]
}

interface Wanted extends Words {
  readonly unit: string
  readonly value: Exact | null | undefined
  readonly sources: readonly string[]
  readonly reason?: string | null
  /** Shown as it is, not rounded. */
  readonly whole?: boolean
}

const figure = (id: string, { zh, en, unit, value, sources, reason, whole }: Wanted): Figure => ({
  id,
  nameZh: zh,
  nameEn: en,
  unit,
  value: value ? formatExact(value) : null,
  shown: value ? (whole ? formatExact(value) : formatFixed(value, 4)) : null,
  ...(value || !reason ? {} : { reason }),
  sources: [...new Set(sources)],
})

/** An energy carrier in one unit: the figures `energy.<key>.quantity`, `.green` and `.tCO2`. */
export interface EnergyLine {
  readonly key: string
  readonly carrier: string
  readonly unit: string
  readonly scope: 1 | 2
  /** Passed on to others, and so deducted. */
  readonly passedOn: boolean
  readonly months: number
}

/** Every figure of an assessment, each under an id that stays the same from one report to the next. */
export function figuresOf(assessment: Assessment, sources: Sources): readonly Figure[] {
  return [
    ...energyFigures(assessment, sources),
    ...emissionFigures(assessment, sources),
    ...operatingFigures(assessment, sources),
    ...intensityFigures(assessment, sources),
    ...ratingFigures(assessment, sources),
  ]
}

const groupsOf = (assessment: Assessment): ReadonlyMap<string, readonly PlacedRow[]> => {
  const groups = new Map<string, PlacedRow[]>()
  for (const placed of rowsOf(assessment, assessment.statement.current)) {
    const { carrier, unit, direction } = placed.row
    const key = `${carrier}.${unit}${direction === 'export' ? '.passedOn' : ''}`
    groups.set(key, [...(groups.get(key) ?? []), placed])
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const energyLines = (assessment: Assessment): readonly EnergyLine[] =>
  [...groupsOf(assessment)].flatMap(([key, rows]) => {
    const [first] = rows
    if (!first) return []
    const { carrier, unit, scope, direction } = first.row
    const months = new Set(rows.map(({ row }) => row.month)).size
    return [{ key, carrier, unit, scope, passedOn: direction === 'export', months }]
  })

export const carrierWords = (carrier: string, passedOn: boolean): Words => {
  const { zh, en } = told(CARRIER_WORDS, carrier)
  return passedOn ? { zh: `${zh}(对外输送)`, en: `${en}, passed on` } : { zh, en }
}

/** Shown only where there is any. */
const APART = {
  biogenic: { zh: '生物质排放(不计入合计)', en: 'Biogenic, in no total' },
  exported: { zh: '对外输送能源(已扣减)', en: 'Energy passed on, deducted' },
}

function energyFigures(assessment: Assessment, sources: Sources): readonly Figure[] {
  return [...groupsOf(assessment)].flatMap(([key, rows]) => {
    const [first] = rows
    if (!first) return []
    const { carrier, unit, direction } = first.row
    const passedOn = direction === 'export'
    const { zh, en } = carrierWords(carrier, passedOn)
    const read = [sources.activity(carrier)]
    const green = sum(rows.map(({ row }) => row.greenQuantity))
    return [
      figure(`energy.${key}.quantity`, {
        zh: `${zh}用量`,
        en: `${en}, quantity`,
        unit,
        value: sum(rows.map(({ row }) => row.quantity)),
        sources: read,
        whole: true,
      }),
      ...(carrier === 'electricity' && !passedOn
        ? [
            figure(`energy.${key}.green`, {
              zh: '其中绿电',
              en: 'of which green power',
              unit,
              value: green,
              sources: read,
              whole: true,
            }),
          ]
        : []),
      figure(`energy.${key}.tCO2`, {
        zh: `${zh}排放`,
        en: `${en}, emissions`,
        unit: 'tCO2',
        value: tonnesExact(sumTonnes(rows.map(({ row }) => row.tCO2))),
        sources: [...read, ...rows.map(({ row }) => sources.factor(row.factor))],
      }),
    ]
  })
}

/** Tags of the readings and factors behind the rows of a scope; `market` counts the residual factor. */
const tagsOf = (
  rows: readonly PlacedRow[],
  sources: Sources,
  scope: 1 | 2 | null,
  market = false,
): readonly string[] => {
  const counted = rows.filter(({ row }) => scope === null || row.scope === scope)
  const factorOf = ({ row }: PlacedRow) => sources.factor(market ? (row.marketFactor ?? row.factor) : row.factor)
  return [
    ...new Set([
      ...new Set(counted.map(({ row }) => sources.activity(row.carrier))),
      ...new Set(counted.map(factorOf)),
    ]),
  ].sort()
}

function emissionFigures(assessment: Assessment, sources: Sources): readonly Figure[] {
  const { current, prior } = assessment.statement
  const rows = rowsOf(assessment, current)
  const total = (name: keyof EmissionTotals) => ({ unit: 'tCO2', value: tonnesExact(current.totals[name]) })
  return [
    figure('emissions.scope1', {
      zh: '范围一(直接排放)',
      en: 'Scope 1, direct',
      ...total('scope1'),
      sources: tagsOf(rows, sources, 1),
    }),
    figure('emissions.scope2Location', {
      zh: '范围二(基于位置)',
      en: 'Scope 2, location-based',
      ...total('scope2Location'),
      sources: tagsOf(rows, sources, 2),
    }),
    figure('emissions.scope2Market', {
      zh: '范围二(基于市场)',
      en: 'Scope 2, market-based',
      ...total('scope2Market'),
      sources: tagsOf(rows, sources, 2, true),
    }),
    figure('emissions.total', {
      zh: '合计(范围一 + 范围二基于位置)',
      en: 'Total, scope 1 + scope 2 location-based',
      ...total('total'),
      sources: tagsOf(rows, sources, null),
    }),
    ...(['biogenic', 'exported'] as const)
      .filter((name) => !isZero(tonnesExact(current.totals[name])))
      .map((name) =>
        figure(`emissions.${name}`, { ...APART[name], ...total(name), sources: tagsOf(rows, sources, null) }),
      ),
    figure('emissions.prior', {
      zh: '上期合计(同口径)',
      en: 'Prior period, like for like',
      unit: 'tCO2',
      value: prior?.complete ? tonnesExact(prior.totals.total) : null,
      reason: 'PRIOR_PERIOD_INCOMPLETE',
      sources: prior ? [sources.activityPrior, ...priorFactors(assessment, sources)] : [],
    }),
  ]
}

const priorFactors = (assessment: Assessment, sources: Sources): readonly string[] =>
  [...new Set(rowsOf(assessment, assessment.statement.prior).map(({ row }) => sources.factor(row.factor)))].sort()

function operatingFigures({ statement }: Assessment, sources: Sources): readonly Figure[] {
  const { revenue, profit, tax, employees } = statement.current.operating
  const wan = { unit: '万元', sources: [sources.operating], reason: 'MISSING', whole: true }
  return [
    figure('operating.revenue', { zh: '营业收入', en: 'Revenue', ...wan, value: revenue }),
    figure('operating.profit', { zh: '利润总额', en: 'Profit', ...wan, value: profit }),
    figure('operating.tax', { zh: '实缴税额', en: 'Tax paid', ...wan, value: tax }),
    figure('operating.employees', {
      zh: '从业人数',
      en: 'Employees',
      ...wan,
      unit: '人',
      value: employees === undefined ? null : exactOf(employees),
    }),
  ]
}

function intensityFigures(assessment: Assessment, sources: Sources): readonly Figure[] {
  const { statement, rules } = assessment
  const emissions = tagsOf(rowsOf(assessment, statement.current), sources, null)
  return statement.intensities.flatMap(({ id, intensity, benchmark, k }) => {
    const component = rules.method.value.components.find((one) => one.id === id)
    const zh = component?.metricZh ?? id
    const en = component?.metricEn ?? id
    const own = [...emissions, sources.operating]
    const means = benchmark ? [sources.benchmark(benchmark.id)] : []
    const reason = intensity.value === null ? intensity.reason : null
    return [
      figure(`intensity.${id}.value`, { zh, en, unit: zh, value: intensity.value, sources: own, reason }),
      figure(`intensity.${id}.benchmark`, {
        zh: `行业基准 ${zh}`,
        en: `Benchmark, ${en}`,
        unit: zh,
        value: benchmark?.mean,
        sources: means,
      }),
      figure(`intensity.${id}.k`, {
        zh: `K 值 ${zh}`,
        en: `K, ${en}`,
        unit: '1',
        value: k,
        sources: [...own, ...means],
        reason,
      }),
    ]
  })
}

function ratingFigures(assessment: Assessment, sources: Sources): readonly Figure[] {
  const { rating, rules } = assessment
  if (!rating.rated) return []
  const behind = (id: string): readonly string[] => {
    const line = assessment.statement.intensities.find((one) => one.id === id)
    if (line?.benchmark)
      return [
        ...tagsOf(rowsOf(assessment, assessment.statement.current), sources, null),
        sources.operating,
        sources.benchmark(line.benchmark.id),
      ]
    const component = rules.method.value.components.find((one) => one.id === id)
    if (component?.kind !== 'direct') return []
    if (component.input === 'dataQuality') return [sources.enterprise]
    if (component.input === 'greenShare') return [sources.activity('electricity')]
    const prior = assessment.statement.prior ? [sources.activityPrior, sources.operatingPrior] : []
    return [...tagsOf(rowsOf(assessment, assessment.statement.current), sources, null), sources.operating, ...prior]
  }
  const components = rating.components.flatMap(({ id, metric, score, weight, points, reason }) => {
    const component = rules.method.value.components.find((one) => one.id === id)
    const zh = component?.metricZh ?? id
    const en = component?.metricEn ?? id
    const from = behind(id)
    const scored = { sources: [...from, sources.method] }
    return [
      figure(`component.${id}.metric`, { zh, en, unit: zh, value: metric, reason, sources: from }),
      figure(`component.${id}.score`, { zh: `得分 ${zh}`, en: `Score, ${en}`, unit: '0–100', value: score, ...scored }),
      figure(`component.${id}.weight`, {
        zh: `权重 ${zh}`,
        en: `Weight, ${en}`,
        unit: '%',
        value: weight,
        sources: [sources.method],
        whole: true,
      }),
      figure(`component.${id}.points`, {
        zh: `计分 ${zh}`,
        en: `Points, ${en}`,
        unit: '0–100',
        value: points,
        ...scored,
      }),
    ]
  })
  const all = [...new Set(rating.components.flatMap(({ id }) => behind(id)))].sort()
  return [
    ...components,
    figure('rating.score', {
      zh: '总分',
      en: 'Score',
      unit: '0–100',
      value: rating.score,
      sources: [...all, sources.method],
    }),
  ]
}
