import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import type { SectorBenchmark } from '../../rules/sector-benchmarks.js'
import type { RatingRow } from '../carbon/rating-views.js'
import type { Assessment } from './assess.js'
import { changedInputs, differencesBetween } from './differences.js'
import { carrierWords, energyLines, figuresOf } from './figures.js'
import { advice, missingData, risks } from './findings.js'
import { sourcesOf } from './sources.js'
import { PURPOSE_WORDS, told, VERIFICATION_WORDS, VETO_WORDS } from './words.js'

export interface PartyName {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
}

/** What is fixed when a report is issued; the rest of it follows from facts and rules. */
export interface ReportHeader {
  readonly number: string
  readonly issuedAt: string
  readonly asOf: CivilDate
  readonly knownAt: string
  /** The day by which factors had to be published to count; null is the day of the rating. */
  readonly factorsPublishedBy: CivilDate | null
  readonly purpose: string
  readonly issuedFor: PartyName
  readonly agency: PartyName
  /** Where the report can be verified, without the path; null when the platform has no public address. */
  readonly verifyAt: string | null
  readonly restates: RestatedReport | null
}

export interface RestatedReport {
  readonly number: string
  readonly hash: string
  readonly issuedAt: string
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly factorsPublishedBy: CivilDate | null
}

export type Dossier = ReturnType<typeof dossierOf>

const STATEMENT = {
  zh: '本报告依据碳账户平台在所列“知悉时点”已记录的活动数据、经营数据和已公布的排放因子、行业基准及评级方法自动生成,每个数字均注明来源标签。标注“假设”的要素(评级权重、锚点与分档等)为平台自行设定,并非监管公布的标准;标注“提供”的数据由来源方提供,未经平台独立核实;标注“合成演示”的数据不代表任何真实企业。本报告不构成授信承诺。',
  en: 'This report is generated from the activity data, operating figures, published factors, benchmarks and rating method that the platform knew at the stated instant; every figure names its sources by tag. What is labelled an assumption (weights, anchors and cut-offs of the method among them) is set by the platform and published by no authority. What is labelled given comes from its source and is not verified by the platform. What is labelled synthetic describes no real firm. The report is no commitment to lend.',
}

/** The carbon-credit report 碳信用报告 of an enterprise; fields after Guangdong practice. The same input gives the same bytes. */
export function dossierOf(
  header: ReportHeader,
  assessment: Assessment,
  inForce: RatingRow,
  restated: Assessment | null,
) {
  const { account, rules, statement, rating, facts } = assessment
  const { enterprise } = account
  const method = rules.method.value
  const sources = sourcesOf(assessment)
  const validUntil = addDays(inForce.asOf, inForce.document.method.validityDays)
  const expired = header.asOf > validUntil
  const grade = method.grades.find(({ id }) => id === rating.grade)
  return {
    kind: 'carbon-credit-report',
    format: '1.0',
    titleZh: '企业碳信用报告',
    titleEn: 'Enterprise Carbon-Credit Report',
    header: {
      ...header,
      purposeZh: told(PURPOSE_WORDS, header.purpose).zh,
      purposeEn: told(PURPOSE_WORDS, header.purpose).en,
    },
    subject: {
      nameZh: enterprise.nameZh,
      nameEn: enterprise.nameEn,
      uscc: enterprise.uscc,
      sectorCode: enterprise.sectorCode,
      ...sectorClass(assessment),
      regionCode: enterprise.regionCode,
      employees: enterprise.employees,
      filingNumber: null,
      developmentStage: null,
      origin: enterprise.origin,
      synthetic: enterprise.origin === 'synthetic',
      verification: facts.verification,
      verificationZh: told(VERIFICATION_WORDS, facts.verification).zh,
      verificationEn: told(VERIFICATION_WORDS, facts.verification).en,
      sources: [sources.enterprise],
    },
    period: {
      from: statement.current.start,
      to: statement.current.end,
      complete: statement.current.complete,
      prior: statement.prior && {
        from: statement.prior.start,
        to: statement.prior.end,
        complete: statement.prior.complete,
      },
      day: assessment.day,
      factorsPublishedBy: assessment.factorsPublishedBy,
      historyMonths: statement.historyMonths,
    },
    model: {
      id: method.id,
      version: method.version,
      titleZh: method.titleZh,
      titleEn: method.titleEn,
      status: rules.method.status,
      source: rules.method.source,
      factorSet: rules.factorSet,
      sources: [sources.method],
    },
    energy: energyLines(assessment).map((line) => {
      const { zh, en } = carrierWords(line.carrier, line.passedOn)
      return { ...line, nameZh: zh, nameEn: en }
    }),
    intensities: statement.intensities.map(({ id, benchmark }) => {
      const component = method.components.find((one) => one.id === id)
      return {
        id,
        nameZh: component?.metricZh ?? id,
        nameEn: component?.metricEn ?? id,
        benchmarkSector: benchmark?.sector ?? null,
        entities: benchmark?.entities ?? null,
        source: benchmark ? sources.benchmark(benchmark.id) : null,
      }
    }),
    rating: {
      grade: rating.grade,
      gradeZh: grade?.nameZh ?? '不评级',
      gradeEn: grade?.nameEn ?? 'Not rated',
      gradeByScore: rating.rated ? rating.gradeByScore : null,
      keptByHysteresis: rating.rated && rating.keptByHysteresis,
      dataQuality: facts.dataQuality,
      scale: method.grades.map(({ id, nameZh, nameEn, minScore }) => ({
        id,
        nameZh,
        nameEn,
        minScore: formatExact(minScore),
      })),
      components: rating.rated
        ? rating.components.map(({ id, group, reason }) => {
            const component = method.components.find((one) => one.id === id)
            return { id, group, nameZh: component?.metricZh ?? id, nameEn: component?.metricEn ?? id, reason }
          })
        : [],
      caps: rating.rated ? rating.caps.map(({ reason, maxGrade }) => ({ reason, maxGrade })) : [],
      vetoes: method.vetoes.map((id) => ({
        id,
        nameZh: told(VETO_WORDS, id).zh,
        nameEn: told(VETO_WORDS, id).en,
        found: !rating.rated && rating.vetoes.includes(id),
      })),
      inForce: {
        ratingId: inForce.id,
        day: inForce.asOf,
        grade: inForce.grade,
        score: inForce.document.scoreRounded,
        documentHash: inForce.documentHash,
        validUntil,
        expired,
        /** False in a restatement whose grade is indicative: the rating in force moves only when the firm is rated again. */
        agrees: inForce.grade === rating.grade,
      },
      sources: [sources.method],
    },
    figures: figuresOf(assessment, sources),
    missing: missingData(assessment),
    risks: risks(assessment, expired),
    advice: advice(assessment),
    sources: sources.list,
    restatement: restated && {
      ...header.restates,
      differences: differencesBetween(restated, assessment),
      inputs: changedInputs(restated, assessment),
    },
    statement: STATEMENT,
  }
}

/** The class of the industry as the benchmark of its closest level names it. */
function sectorClass({ statement, rules }: Assessment) {
  const [line] = statement.intensities
  const row = line?.benchmark ? rules.benchmarkRows.get(line.benchmark.id) : undefined
  const sector = row?.value as SectorBenchmark | undefined
  return { sectorZh: sector?.nameZh ?? null, sectorEn: sector?.nameEn ?? null, sectorLevel: sector?.sector ?? null }
}
