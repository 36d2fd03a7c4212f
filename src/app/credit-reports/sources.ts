import type { EmissionRow } from '../../domain/carbon/emissions.js'
import type { AppliedFactor } from '../../domain/carbon/factor.js'
import type { CivilMonth } from '../../kernel/civil-date.js'
import { type Exact, formatExact, formatFixed } from '../../kernel/exact.js'
import { documentHash } from '../canonical-json.js'
import type { ActivityRow } from '../carbon/account-views.js'
import type { Assessment } from './assess.js'
import { CARRIER_WORDS, READING_SOURCE_WORDS, told } from './words.js'

/** Where figures come from; each figure of a report names the tags of its sources. */
export interface Source {
  readonly tag: string
  readonly kind: 'enterprise' | 'activity' | 'operating' | 'factor' | 'benchmark' | 'method'
  readonly nameZh: string
  readonly nameEn: string
  /** A status word of the rules, or `synthetic` for demonstration data. */
  readonly status: string
  /** Who says so. */
  readonly source: string
  readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

export interface Sources {
  readonly list: readonly Source[]
  readonly enterprise: string
  readonly method: string
  /** Operating figures of the current and of the prior period. */
  readonly operating: string
  readonly operatingPrior: string
  readonly activity: (carrier: string) => string
  readonly activityPrior: string
  readonly factor: (factor: AppliedFactor) => string
  readonly benchmark: (ruleId: string) => string
}

export interface PlacedRow {
  readonly row: EmissionRow
  readonly reading: ActivityRow
}

/** Emission rows of a period with the readings they came from. */
export const rowsOf = (
  { statement, readings }: Assessment,
  period: { readonly start: CivilMonth; readonly end: CivilMonth } | null,
): readonly PlacedRow[] =>
  statement.months
    .filter(({ month }) => period !== null && month >= period.start && month <= period.end)
    .flatMap(({ carriers }) => carriers.flatMap(({ rows }) => rows))
    .flatMap((row) => {
      const reading = readings[row.index]
      return reading ? [{ row, reading }] : []
    })

const factorKey = ({ code, value, flags }: AppliedFactor): string => [code, formatExact(value), ...flags].join(' ')
const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)].sort()

/** Every source of an assessment, numbered by kind in a fixed order. */
export function sourcesOf(assessment: Assessment): Sources {
  const { account, rules, statement } = assessment
  const { current, prior } = statement
  const synthetic = account.enterprise.origin === 'synthetic'
  const given = synthetic ? 'synthetic' : 'given'

  const rows = rowsOf(assessment, current)
  const carriers = distinct(rows.map(({ row }) => row.carrier))
  const activity = carriers.map((carrier, index) =>
    readingsSource(
      `A${index + 1}`,
      told(CARRIER_WORDS, carrier),
      rows.filter(({ row }) => row.carrier === carrier),
      given,
    ),
  )
  const before = readingsSource('A0', { zh: '上期活动数据', en: 'Prior period' }, rowsOf(assessment, prior), given)
  const operating = ([tag, period]: readonly [string, typeof current | null]): Source => ({
    tag,
    kind: 'operating',
    nameZh: tag === 'O1' ? '经营数据' : '上期经营数据',
    nameEn: tag === 'O1' ? 'Operating figures' : 'Operating figures of the prior period',
    status: given,
    source: 'enterprise',
    facts: { from: period?.start ?? null, to: period?.end ?? null },
  })
  const factors = statement.factors.map((factor, index) => ({
    key: factorKey(factor),
    source: factorSource(`F${index + 1}`, factor, assessment),
  }))
  const benchmarkIds = [...new Set(statement.intensities.flatMap(({ benchmark }) => (benchmark ? [benchmark.id] : [])))]
  const benchmarks = benchmarkIds.map((id, index) => benchmarkSource(`B${index + 1}`, id, assessment, synthetic))
  const { method } = rules
  return {
    list: [
      {
        tag: 'E1',
        kind: 'enterprise',
        nameZh: '企业登记信息',
        nameEn: 'Record of the enterprise',
        status: given,
        source: account.enterprise.origin,
        facts: { verification: assessment.facts.verification, dataQuality: account.enterprise.dataQuality },
      },
      ...activity,
      ...(prior ? [before] : []),
      operating(['O1', current]),
      ...(prior ? [operating(['O0', prior])] : []),
      ...factors.map(({ source }) => source),
      ...benchmarks,
      {
        tag: 'M1',
        kind: 'method',
        nameZh: method.value.titleZh,
        nameEn: method.value.titleEn,
        status: method.status,
        source: method.source,
        facts: {
          id: method.value.id,
          version: method.value.version,
          ruleId: method.id,
          hash: rules.hashOf(method.id),
          validFrom: method.validFrom,
        },
      },
    ],
    enterprise: 'E1',
    method: 'M1',
    operating: 'O1',
    operatingPrior: 'O0',
    activity: (carrier) => `A${carriers.indexOf(carrier) + 1}`,
    activityPrior: 'A0',
    factor: (factor) => factors.find(({ key }) => key === factorKey(factor))?.source.tag ?? '',
    benchmark: (ruleId) => `B${benchmarkIds.indexOf(ruleId) + 1}`,
  }
}

function readingsSource(
  tag: string,
  { zh, en }: { readonly zh: string; readonly en: string },
  rows: readonly PlacedRow[],
  status: string,
): Source {
  const readings = rows.map(({ reading }) => reading)
  const origins = distinct(readings.map(({ source }) => source))
  return {
    tag,
    kind: 'activity',
    nameZh: tag === 'A0' ? zh : `${zh}活动数据`,
    nameEn: `${en}, activity data`,
    status,
    source: origins.join(', '),
    facts: {
      sourceZh: origins.map((one) => told(READING_SOURCE_WORDS, one).zh).join('、'),
      sourceEn: origins.map((one) => told(READING_SOURCE_WORDS, one).en).join(', '),
      readings: readings.length,
      corrected: readings.filter(({ supersedes }) => supersedes !== null).length,
      withoutEvidence: readings.filter(({ evidence }) => evidence === null).length,
      dataQuality: distinct(readings.map(({ dataQuality }) => String(dataQuality))),
      hash: documentHash(readings.map(({ id, quantity, unit, greenQuantity }) => [id, quantity, unit, greenQuantity])),
    },
  }
}

/** As published where it is short, else half-up to six places. */
const shortened = (value: Exact): string => {
  const text = formatExact(value)
  return text.length > 12 ? formatFixed(value, 6) : text
}

function factorSource(tag: string, factor: AppliedFactor, { rules }: Assessment): Source {
  const rows = factor.ruleIds.flatMap((id) => rules.factorRows.get(id) ?? [])
  const fuel = factor.ruleIds.length > 1
  return {
    tag,
    kind: 'factor',
    nameZh: `排放因子 ${factor.code}`,
    nameEn: `Emission factor ${factor.code}`,
    status: distinct(rows.map(({ status }) => status)).join(', ') || 'given',
    source: distinct(rows.map(({ source }) => source)).join('; ') || 'measured by the enterprise',
    facts: {
      code: factor.code,
      value: formatExact(factor.value),
      shown: shortened(factor.value),
      unit: factor.unit,
      set: factor.set,
      vintage: factor.vintage,
      publishedOn: factor.publishedOn,
      ruleIds: factor.ruleIds,
      hashes: factor.ruleIds.map(rules.hashOf),
      flags: factor.flags,
      own: factor.own,
      formula: fuel ? 'NCV × CC × OF × 44/12' : '',
    },
  }
}

function benchmarkSource(tag: string, id: string, { rules }: Assessment, synthetic: boolean): Source {
  const row = rules.benchmarkRows.get(id)
  if (!row) throw new Error(`no benchmark row has the id ${id}`)
  const { sector, periodStart, periodEnd, metric, mean, entities } = row.benchmark
  // Means that arrive with a synthetic portfolio are as synthetic as its accounts; published ones keep their status.
  const fromPortfolio = synthetic && row.status === 'given'
  return {
    tag,
    kind: 'benchmark',
    nameZh: `行业基准 ${sector} ${metric}`,
    nameEn: `Benchmark ${sector} ${metric}`,
    status: fromPortfolio ? 'synthetic' : row.status,
    source: row.source,
    facts: {
      sector,
      metric,
      from: periodStart,
      to: periodEnd,
      mean: formatExact(mean),
      entities,
      ruleId: id,
      hash: rules.hashOf(id),
    },
  }
}
