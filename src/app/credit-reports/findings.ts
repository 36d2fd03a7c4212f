import { monthsFrom } from '../../kernel/civil-date.js'
import { compare, type Exact, exact, exactOf, formatFixed, isPositive, isZero, multiply } from '../../kernel/exact.js'
import type { Assessment } from './assess.js'
import { rowsOf } from './sources.js'
import { CAP_WORDS, told } from './words.js'

/** Something a reader must know, in both languages. */
export interface Finding {
  readonly code: string
  readonly zh: string
  readonly en: string
}
const finding = (code: string, zh: string, en: string): Finding => ({ code, zh, en })

const distinct = (codes: readonly string[]): readonly string[] => [...new Set(codes)]

const metricOf = ({ rules }: Assessment, id: string) => {
  const component = rules.method.value.components.find((one) => one.id === id)
  return { zh: component?.metricZh ?? id, en: component?.metricEn ?? id }
}

/** What was not there, and what was done about it: nothing is estimated in silence. */
export function missingData(assessment: Assessment): readonly Finding[] {
  const { statement, rating } = assessment
  const { current, prior } = statement
  const rows = rowsOf(assessment, current)
  const seen = new Set(rows.map(({ row }) => row.month))
  const empty = monthsFrom(current.start, current.end).filter((month) => !seen.has(month))
  const bare = rows.filter(({ reading }) => reading.evidence === null).length
  const fallback = statement.factors.filter(({ flags }) => flags.includes('FACTOR_VINTAGE_FALLBACK'))
  const national = statement.factors.filter(({ flags }) => flags.includes('NATIONAL_FACTOR_FOR_MARKET_RESIDUE'))
  const found: Finding[] = [
    finding(
      'FILING_NUMBER_NOT_ENTERED',
      '碳账户备案号未录入:按“未录入”列示。',
      'The filing number of the carbon account is not entered and is shown so.',
    ),
    finding(
      'DEVELOPMENT_STAGE_NOT_ENTERED',
      '企业发展阶段未录入:不参与评级。',
      'The development stage is not entered; it takes no part in the rating.',
    ),
    rows.some(({ row }) => row.carrier === 'process')
      ? finding('BOUNDARY', '范围三排放未纳入。', 'Scope 3 emissions are not included.')
      : finding(
          'BOUNDARY',
          '企业未申报工业过程排放;范围三排放未纳入。',
          'The firm declares no process emissions; scope 3 emissions are not included.',
        ),
  ]
  if (empty.length > 0)
    found.push(
      finding(
        'MONTHS_WITHOUT_DATA',
        `${empty.join('、')} 无活动数据:未估算补齐,合计仅含已有月份。`,
        `No activity data for ${empty.join(', ')}: not estimated, totals hold the other months only.`,
      ),
    )
  if (!prior?.complete)
    found.push(
      finding(
        'PRIOR_PERIOD_INCOMPLETE',
        '上一 12 个月数据不完整:同比趋势不计分。',
        'The prior 12 months are not complete: the trend scores nothing.',
      ),
    )
  for (const { id, reason } of rating.rated ? rating.components : []) {
    const { zh, en } = metricOf(assessment, id)
    if (reason === 'MISSING')
      found.push(
        finding('MISSING', `${zh}:缺少数据,该项得 0 分,不视为零。`, `${en}: missing; scores 0, not taken as zero.`),
      )
    if (reason === 'DENOMINATOR_NON_POSITIVE')
      found.push(
        finding(
          'DENOMINATOR_NON_POSITIVE',
          `${zh}:分母不为正,该项得 0 分。`,
          `${en}: the denominator is not positive; scores 0.`,
        ),
      )
    if (reason === 'NOT_APPLICABLE')
      found.push(
        finding(
          'NOT_APPLICABLE',
          `${zh}:不适用,权重在组内重新分配。`,
          `${en}: not applicable; its weight goes to its group.`,
        ),
      )
  }
  if (fallback.length > 0) {
    const codes = distinct(fallback.map(({ code }) => code)).join(', ')
    found.push(
      finding(
        'FACTOR_VINTAGE_FALLBACK',
        `当年排放因子在计算日尚未公布,采用已公布的最新年份:${codes}。`,
        `The factor of the data year was not yet published on the day; the newest published one stands in: ${codes}.`,
      ),
    )
  }
  if (national.length > 0) {
    const codes = distinct(national.map(({ code }) => code)).join(', ')
    found.push(
      finding(
        'NATIONAL_FACTOR_FOR_MARKET_RESIDUE',
        `基于市场的剩余电量仅有全国因子可用:${codes}。`,
        `Only a national factor is published for the market-based residue: ${codes}.`,
      ),
    )
  }
  if (bare > 0)
    found.push(
      finding(
        'EVIDENCE_MISSING',
        `${rows.length} 条活动数据中有 ${bare} 条没有凭证编号:照数采用,数据质量评分已反映。`,
        `${bare} of ${rows.length} readings name no evidence: used as they are, the data-quality score reflects it.`,
      ),
    )
  return found
}

/** Zhejiang's limit of "about average": a K above it is worse than the industry. */
const ABOUT_AVERAGE = exact('1.2')

/** What a lender should weigh. */
export function risks(assessment: Assessment, ratingExpired: boolean): readonly Finding[] {
  const { rating, statement, facts } = assessment
  const found: Finding[] = []
  if (ratingExpired)
    found.push(
      finding(
        'RATING_EXPIRED',
        '现行评级在报告日已过有效期。',
        'The rating in force had expired on the day of the report.',
      ),
    )
  if (!rating.rated) return found
  for (const { reason, maxGrade } of rating.caps) {
    const { zh, en } = told(CAP_WORDS, reason)
    const grade = gradeWords(assessment, maxGrade)
    found.push(finding(reason, `封顶:${zh},等级最高为${grade.zh}。`, `Cap: ${en}; the grade is at most ${grade.en}.`))
  }
  if (rating.keptByHysteresis)
    found.push(
      finding(
        'KEPT_BY_HYSTERESIS',
        '总分已低于本等级下限,因缓冲规则暂时保留。',
        'The score is below the bound of the grade; the hysteresis rule keeps it for now.',
      ),
    )
  for (const { id, k } of statement.intensities)
    if (k && compare(k, ABOUT_AVERAGE) > 0) {
      const { zh, en } = metricOf(assessment, id)
      const times = formatFixed(k, 2)
      found.push(
        finding(
          'ABOVE_INDUSTRY',
          `${zh} 为行业基准的 ${times} 倍。`,
          `${en} is ${times} times the industry benchmark.`,
        ),
      )
    }
  const trend = rating.components.find(({ id }) => id === 'TREND')?.metric
  if (trend && isPositive(trend)) {
    const percent = percentOf(trend)
    found.push(
      finding(
        'RISING_INTENSITY',
        `同口径营业收入碳强度同比上升 ${percent}。`,
        `Like-for-like intensity per revenue rose by ${percent} on the year before.`,
      ),
    )
  }
  if (facts.greenShare && isZero(facts.greenShare))
    found.push(
      finding(
        'NO_GREEN_POWER',
        '没有已核销绿证或绿电合同电量。',
        'No electricity is covered by retired green certificates.',
      ),
    )
  return found
}

/** What would lift the grade: each line alone would do it, everything else unchanged. */
export function advice(assessment: Assessment): readonly Finding[] {
  const { rating } = assessment
  if (!rating.rated) return []
  const next = rating.toNextGrade
  if (!next)
    return [
      finding(
        'KEEP',
        '已是最高等级:保持数据完整并按期核验。',
        'This is the best grade: keep the data complete and verified.',
      ),
    ]
  const grade = gradeWords(assessment, next.grade)
  const blocked = next.blockedBy.map((reason) => {
    const { zh, en } = told(CAP_WORDS, reason)
    return finding(
      'LIFT_CAP',
      `先解除封顶(${zh}),方可升至${grade.zh}。`,
      `Lift the cap first (${en}); only then ${grade.en} is open.`,
    )
  })
  const points = formatFixed(next.points, 2)
  const changes = next.changes.map(({ id, at, metric }) => {
    const { zh, en } = metricOf(assessment, id)
    const to = formatFixed(metric ?? at, 4)
    const now = rating.components.find((component) => component.id === id)?.metric
    const from = now ? formatFixed(now, 4) : '—'
    return finding(
      'IMPROVE',
      `仅改善 ${zh}:由 ${from} 至 ${to},可补足升至${grade.zh}所差的 ${points} 分。`,
      `${en} alone: from ${from} to ${to} closes the ${points} points missing to ${grade.en}.`,
    )
  })
  if (changes.length > 0 || !isPositive(next.points)) return [...blocked, ...changes]
  return [
    ...blocked,
    finding(
      'IMPROVE_TOGETHER',
      `距${grade.zh}差 ${points} 分,任何单项改善都不够,需多项同时改善。`,
      `${points} points are missing to ${grade.en}; no component can close them alone.`,
    ),
  ]
}

const gradeWords = ({ rules }: Assessment, id: string) => {
  const grade = rules.method.value.grades.find((one) => one.id === id)
  return { zh: grade?.nameZh ?? id, en: grade?.nameEn ?? id }
}

const HUNDRED = exactOf(100)
const percentOf = (ratio: Exact): string => `${formatFixed(multiply(ratio, HUNDRED), 2)}%`
