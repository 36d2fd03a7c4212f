import type { Dossier } from '../credit-reports/dossier.js'
import type { Figure } from '../credit-reports/figures.js'
import { checkCodeOf } from '../credit-reports/verify.js'
import type { StoredReport } from '../credit-reports/views.js'
import { STATUS_WORDS, told } from '../credit-reports/words.js'
import { ACCENT, type Both, type Cell, type Column, type Sheet, sheet } from './sheet.js'

const both = (zh: string, en: string): Both => ({ zh, en })
const NOT_ENTERED = both('未录入', 'not entered')
const GRADE_COLOURS: Readonly<Record<string, string>> = {
  DEEP_GREEN: '#14613c',
  LIGHT_GREEN: '#4f9d55',
  YELLOW: '#a97b00',
  RED: '#b3261e',
}
const WARNING = '#a94a00'

/** Prints a report as it was issued. Everything on the paper is in the document, so the same document gives the same bytes. */
export async function creditReportPdf(report: Pick<StoredReport, 'document' | 'documentHash'>): Promise<Buffer> {
  const dossier = JSON.parse(report.document) as Dossier
  const { header, subject } = dossier
  const checkCode = checkCodeOf(report.documentHash)
  const page = await sheet({
    title: `${dossier.titleZh} ${header.number}`,
    author: header.agency.nameZh,
    subject: `${subject.nameZh} ${subject.uscc}`,
    createdAt: header.issuedAt,
    foot: `${header.number}   核验码 check code ${checkCode}   ${subject.synthetic ? '合成演示数据 synthetic data   ' : ''}SHA-256 ${report.documentHash.slice(0, 16)}…`,
  })
  printTop(page, dossier, report.documentHash, checkCode)
  printSubject(page, dossier)
  printRating(page, dossier)
  if (dossier.restatement) printRestatement(page, dossier.restatement)
  printAccount(page, dossier)
  printFindings(page, dossier)
  printSources(page, dossier)
  printClosing(page, dossier, report.documentHash, checkCode)
  return page.finish()
}

const BEIJING = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const clock = (instant: string): string => `${BEIJING.format(new Date(instant))} (UTC+8)`
const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
/** Units as they are written on paper; the font has no lowered 2, so tCO2 stays. */
const printed = (text: string): string => text.replaceAll('10^4Nm3', '10⁴Nm³')
const words = (zh: string, en: string): Both => both(printed(zh), printed(en))
const tags = (all: readonly string[]): string => all.join(' ')

function printTop(
  page: Sheet,
  { titleZh, titleEn, header, subject, restatement }: Dossier,
  hash: string,
  code: string,
) {
  page.title(
    both(titleZh, titleEn),
    [
      `报告编号 Report no.   ${header.number}`,
      `出具时间 Issued   ${clock(header.issuedAt)}`,
      `出具机构 Agency   ${header.agency.nameZh} ${header.agency.nameEn}`,
      `核验码 Check code   ${code}`,
    ],
    {
      text: `${header.verifyAt ?? ''}/v1/verify/${hash}`,
      caption: ['扫码核验 Scan to verify', `核验码 ${code}`],
    },
  )
  if (subject.synthetic)
    page.banner(
      both(
        '合成演示数据:本报告的主体和数字均为演示而编制,不代表任何真实企业。',
        'Synthetic demonstration data: subject and figures were made up for demonstration and describe no real firm.',
      ),
      WARNING,
    )
  if (restatement)
    page.banner(
      both(
        `重述报告:替代 ${header.restates?.number ?? ''}(知悉时点 ${clock(header.restates?.knownAt ?? header.knownAt)});差异及原因见“重述”一节。`,
        `Restatement: replaces ${header.restates?.number ?? ''}; the differences and their causes are listed under Restatement.`,
      ),
      ACCENT,
    )
}

function printSubject(page: Sheet, { header, subject, period, model }: Dossier) {
  const sector = subject.sectorZh === null ? '' : `${subject.sectorZh} `
  page.heading(both('一、企业与报告', 'Enterprise and report'))
  page.pairs([
    [both('企业名称', 'Company'), both(subject.nameZh, subject.nameEn)],
    [both('统一社会信用代码', 'Unified social credit code'), subject.uscc],
    [
      both('行业代码与类别', 'Industry code and class'),
      both(`${subject.sectorCode} ${sector}`, `GB/T 4754 ${subject.sectorEn ?? ''}`),
    ],
    [both('地区代码', 'Region'), both(subject.regionCode, 'GB/T 2260')],
    [both('评级期间', 'Rating period'), `${period.from} – ${period.to}`],
    [both('报告日 / 评级日', 'Day of report / of rating'), `${header.asOf} / ${period.day}`],
    [both('知悉时点', 'Known at'), clock(header.knownAt)],
    [both('排放因子公布截止', 'Factors published by'), period.factorsPublishedBy],
    [both('碳账户备案号', 'Carbon-account filing no.'), subject.filingNumber ?? NOT_ENTERED],
    [both('发展阶段', 'Development stage'), subject.developmentStage ?? NOT_ENTERED],
    [both('评级模型及版本', 'Model and version'), both(`${model.id} ${model.version}`, statusOf(model.status))],
    [both('核验等级', 'Verification'), both(subject.verificationZh, subject.verificationEn)],
    [both('用途', 'Purpose'), both(header.purposeZh, header.purposeEn)],
    [both('出具对象', 'Issued for'), both(header.issuedFor.nameZh, header.issuedFor.nameEn)],
  ])
}

const statusOf = (status: string): string => {
  const { zh, en } = told(STATUS_WORDS, status)
  return `${zh} ${en}`
}

function printRating(page: Sheet, { figures, rating, header }: Dossier) {
  const { shown, shownAt } = finder(figures)
  const { inForce } = rating
  page.heading(both('二、评级', 'Rating'))
  const scale = rating.scale.map(({ nameZh, minScore }) => `${nameZh} ≥ ${minScore}`).join(' · ')
  const scaleEn = rating.scale.map(({ nameEn, minScore }) => `${nameEn} ≥ ${minScore}`).join(' · ')
  const changed = inForce.agrees
    ? []
    : [
        both(
          `本报告按重述口径计算的等级仅供参考;现行评级(${inForce.day})${inForce.grade} ${inForce.score ?? ''} 在重新评级前不变。`,
          `The grade here is restated and indicative; the rating in force (${inForce.day}), ${inForce.grade}, stays until the firm is rated again.`,
        ),
      ]
  page.grade(
    both(rating.gradeZh, rating.gradeEn),
    shownAt('rating.score') ?? '—',
    GRADE_COLOURS[rating.grade] ?? '#66736b',
    [
      both(`等级标准:${scale}`, `Scale: ${scaleEn}`),
      both(
        `评级有效期至 ${inForce.validUntil}${inForce.expired ? `(报告日 ${header.asOf} 已过期)` : ''}`,
        `Valid until ${inForce.validUntil}${inForce.expired ? ', expired on the day of the report' : ''}`,
      ),
      ...changed,
    ],
  )
  page.table(
    [
      { head: both('评分要素', 'Component'), share: 0.3 },
      { head: both('指标值', 'Value'), share: 0.13, align: 'right' },
      { head: both('得分', 'Score'), share: 0.12, align: 'right' },
      { head: both('权重 %', 'Weight'), share: 0.09, align: 'right' },
      { head: both('计分', 'Points'), share: 0.12, align: 'right' },
      { head: both('来源标签', 'Sources'), share: 0.24 },
    ],
    rating.components.map(({ id, nameZh, nameEn }): Cell[] => {
      const score = figures.find((one) => one.id === `component.${id}.score`)
      return [
        words(nameZh, `${id} · ${nameEn}`),
        shown(`component.${id}.metric`),
        shown(`component.${id}.score`),
        shown(`component.${id}.weight`),
        shown(`component.${id}.points`),
        tags(score?.sources ?? []),
      ]
    }),
  )
  page.paragraph(
    both(
      `否决项检查:${rating.vetoes.map(({ nameZh, found }) => `${nameZh}(${found ? '有记录' : '平台无记录'})`).join('、')}。`,
      `Vetoes checked: ${rating.vetoes.map(({ nameEn, found }) => `${nameEn} (${found ? 'on record' : 'none on record'})`).join('; ')}.`,
    ),
  )
}

function printAccount(page: Sheet, { figures, energy, intensities, period }: Dossier) {
  const { shown, sources, shownAt } = finder(figures)
  page.heading(both(`三、碳账户(${period.from} 至 ${period.to})`, 'Carbon account'))
  page.table(
    [
      { head: both('能源品种', 'Energy carrier'), share: 0.23 },
      { head: both('范围', 'Scope'), share: 0.09 },
      { head: both('用量', 'Quantity'), share: 0.2, align: 'right' },
      { head: both('单位', 'Unit'), share: 0.1 },
      { head: both('排放 tCO2', 'Emissions'), share: 0.2, align: 'right' },
      { head: both('来源标签', 'Sources'), share: 0.18 },
    ],
    energy.flatMap(({ key, nameZh, nameEn, unit, scope, months }): Cell[][] => [
      [
        both(nameZh, `${nameEn}, ${months} months`),
        `${scope}`,
        shown(`energy.${key}.quantity`),
        printed(unit),
        shown(`energy.${key}.tCO2`),
        sources(`energy.${key}.tCO2`),
      ],
      ...(shownAt(`energy.${key}.green`) === null
        ? []
        : [
            [
              both('  其中绿电', '  of which green power'),
              '',
              shown(`energy.${key}.green`),
              printed(unit),
              '',
              sources(`energy.${key}.green`),
            ],
          ]),
    ]),
  )
  const plain: readonly Column[] = [
    { head: both('项目', 'Item'), share: 0.46 },
    { head: both('数值', 'Figure'), share: 0.22, align: 'right' },
    { head: both('单位', 'Unit'), share: 0.1 },
    { head: both('来源标签', 'Sources'), share: 0.22 },
  ]
  page.table(
    plain,
    figures
      .filter(({ id }) => id.startsWith('emissions.') || id.startsWith('operating.'))
      .map(({ id, nameZh, nameEn, unit }): Cell[] => [words(nameZh, nameEn), shown(id), printed(unit), sources(id)]),
  )
  page.table(
    [
      { head: both('碳强度', 'Carbon intensity'), share: 0.3 },
      { head: both('本企业', 'Own'), share: 0.13, align: 'right' },
      { head: both('行业基准', 'Benchmark'), share: 0.13, align: 'right' },
      { head: both('K 值', 'K'), share: 0.1, align: 'right' },
      { head: both('基准行业与样本', 'Class and firms'), share: 0.13 },
      { head: both('来源标签', 'Sources'), share: 0.21 },
    ],
    intensities.map(({ id, nameZh, nameEn, benchmarkSector, entities }): Cell[] => [
      words(nameZh, nameEn),
      shown(`intensity.${id}.value`),
      shown(`intensity.${id}.benchmark`),
      shown(`intensity.${id}.k`),
      benchmarkSector === null ? '—' : both(benchmarkSector, `${entities ?? '—'} firms`),
      sources(`intensity.${id}.k`),
    ]),
  )
}

/** Own metrics repeat intensities, scores and weights show in points; the document in JSON lists them all. */
const PRINTED_DIFFERENCES =
  /^(energy|emissions|operating|intensity|rating)\.|^component\.(TREND|GREEN|DQ)\.metric$|\.points$/

function printRestatement(page: Sheet, { differences, inputs }: NonNullable<Dossier['restatement']>) {
  page.heading(both('重述:差异与原因', 'Restatement: what moved and why'))
  page.table(
    [
      { head: both('数字', 'Figure'), share: 0.34 },
      { head: both('原报告', 'Before'), share: 0.16, align: 'right' },
      { head: both('本报告', 'Now'), share: 0.16, align: 'right' },
      { head: both('原因', 'Causes'), share: 0.34 },
    ],
    differences
      .filter(({ id }) => PRINTED_DIFFERENCES.test(id))
      .map(({ nameZh, nameEn, beforeShown, afterShown, causes }): Cell[] => [
        words(nameZh, nameEn),
        beforeShown === null ? '—' : grouped(beforeShown),
        afterShown === null ? '—' : grouped(afterShown),
        both(causes.map((one) => one.nameZh).join('、'), causes.map((one) => one.nameEn).join('; ')),
      ]),
  )
  page.bullets([
    ...inputs.readings.map(({ month, carrier, before, after }) => {
      const from = before ? `${before.quantity} ${before.unit} (#${before.id})` : '—'
      const to = after ? `${after.quantity} ${after.unit} (#${after.id})` : '—'
      return words(
        `活动数据 ${month} ${carrier}:${from} → ${to}${after?.reason ? `;${after.reason}` : ''}`,
        `Reading ${month} ${carrier}: ${from} → ${to}`,
      )
    }),
    ...(inputs.factors.before.length + inputs.factors.after.length === 0
      ? []
      : [
          words(
            `排放因子:${inputs.factors.before.map(factorText).join('、') || '—'} → ${inputs.factors.after.map(factorText).join('、') || '—'}`,
            `Factors: ${inputs.factors.before.map(factorText).join(', ') || '—'} → ${inputs.factors.after.map(factorText).join(', ') || '—'}`,
          ),
        ]),
  ])
}
const factorText = ({ code, value, unit }: { readonly code: string; readonly value: string; readonly unit: string }) =>
  `${code} = ${value} ${unit}`

function printFindings(page: Sheet, { missing, risks, advice }: Dossier) {
  const told = (all: readonly Both[]): readonly Both[] => all.map(({ zh, en }) => words(zh, en))
  page.heading(both('四、缺失数据及处理', 'Missing data and how they were handled'))
  page.bullets(told(missing))
  page.heading(both('五、风险提示', 'Risks'))
  page.bullets(risks.length > 0 ? told(risks) : [both('未发现需提示的事项。', 'Nothing to point out.')])
  page.heading(both('六、改进建议', 'Advice'))
  page.bullets(told(advice))
}

function printSources(page: Sheet, { sources }: Dossier) {
  page.heading(both('七、来源', 'Sources'))
  page.table(
    [
      { head: both('标签', 'Tag'), share: 0.07 },
      { head: both('来源', 'Source'), share: 0.33 },
      { head: both('状态', 'Status'), share: 0.13 },
      { head: both('依据与版本', 'Basis and version'), share: 0.47 },
    ],
    sources.map((source): Cell[] => [
      source.tag,
      words(source.nameZh, source.nameEn),
      both(
        source.status
          .split(', ')
          .map((one) => told(STATUS_WORDS, one).zh)
          .join('、'),
        source.status
          .split(', ')
          .map((one) => told(STATUS_WORDS, one).en)
          .join(', '),
      ),
      basisOf(source),
    ]),
  )
}

function basisOf({ kind, source, facts }: Dossier['sources'][number]): Cell {
  const short = (hash: unknown) => String(hash).slice(0, 12)
  const fallback = [facts.flags].flat().includes('FACTOR_VINTAGE_FALLBACK')
  switch (kind) {
    case 'activity':
      return both(
        `${facts.sourceZh};${facts.readings} 条,更正 ${facts.corrected} 条,无凭证 ${facts.withoutEvidence} 条;数据质量 ${facts.dataQuality}`,
        `${facts.sourceEn}; ${facts.readings} readings, ${facts.corrected} corrected, ${facts.withoutEvidence} without evidence; sha256 ${short(facts.hash)}`,
      )
    case 'factor':
      return words(
        `${facts.shown} ${facts.unit};数据年份 ${facts.vintage};公布 ${facts.publishedOn ?? '—'}${fallback ? ';顺延使用' : ''}`,
        `${source}; rule ${facts.ruleIds}${fallback ? '; stands in for a later data year' : ''}`,
      )
    case 'benchmark':
      return both(
        `均值 ${facts.mean};${facts.from} – ${facts.to};${facts.entities} 家`,
        `${source}; rule ${facts.ruleId}, sha256 ${short(facts.hash)}`,
      )
    case 'method':
      return both(
        `${facts.id} ${facts.version},自 ${facts.validFrom} 起施行`,
        `${source}; rule ${facts.ruleId}, sha256 ${short(facts.hash)}`,
      )
    case 'operating':
      return both(`企业提供,${facts.from} – ${facts.to}`, 'given by the enterprise')
    default:
      return both(`来源标记:${source};数据质量 ${facts.dataQuality}`, `origin: ${source}`)
  }
}

function printClosing(page: Sheet, { header, statement }: Dossier, hash: string, code: string) {
  page.heading(both('八、出具机构与声明', 'Agency and statement'))
  page.paragraph(both(`出具机构:${header.agency.nameZh}`, `Agency: ${header.agency.nameEn}`))
  page.paragraph(statement)
  page.paragraph(
    both(
      `核验地址:${header.verifyAt ?? ''}/v1/verify/${header.number}-${code}`,
      `Verify there, or by the SHA-256 of the report in JSON: ${hash}`,
    ),
  )
}

/** Looks figures up by their id, as they are shown. */
const finder = (figures: readonly Figure[]) => {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const shownAt = (id: string): string | null => byId.get(id)?.shown ?? null
  return {
    shownAt,
    shown: (id: string): string => {
      const text = shownAt(id)
      return text === null ? '—' : grouped(text)
    },
    sources: (id: string): string => tags(byId.get(id)?.sources ?? []),
  }
}
