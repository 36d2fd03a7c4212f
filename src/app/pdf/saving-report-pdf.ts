import { moneyOfFen } from '../../kernel/fraction.js'
import { formatMoney } from '../../kernel/money.js'
import type { RealisedSavingRow, RealisedSavingTotals } from '../reports/realised-saving.js'
import type { PrintedSaving, SavingCut } from '../saving-documents/printed-saving.js'
import { DIMENSION_WORDS, grouped, TITLE, wanShown } from '../saving-documents/words.js'
import { type Bar, barChart, columnChart, lineChart, type Scale } from './chart.js'
import { ACCENT, type Both, type Cell, type Column, type Sheet, sheet } from './sheet.js'

const both = (zh: string, en: string): Both => ({ zh, en })
const WARNING = '#a94a00'
/** Bars of a chart; the table below it has every row. */
const MOST_BARS = 12

const BEIJING = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
const clock = (instant: string): string => `${BEIJING.format(Date.parse(instant))} (UTC+8)`

type Part = (words: Both) => Both
const NUMERALS = '一二三四五六七八九十'
/** Numbers the parts in the order in which they are printed. */
const numbered = (): Part => {
  let no = 0
  return ({ zh, en }) => {
    no += 1
    return both(`${no <= 10 ? NUMERALS[no - 1] : `十${NUMERALS[no - 11]}`}、${zh}`, en)
  }
}

/** Prints a realised-saving report. Everything on the paper is in the document, so the same document gives the same bytes. */
export async function savingReportPdf(document: PrintedSaving): Promise<Buffer> {
  const { issue, from, to } = document
  const page = await sheet({
    title: `${TITLE.zh} ${issue?.number ?? `${from} – ${to}`}`,
    author: issue?.issuer.nameZh ?? 'Tandai',
    subject: `${from} – ${to}`,
    createdAt: issue?.issuedAt ?? document.knownAt,
    foot:
      issue === null
        ? `未签发 not issued   ${from} – ${to}   知悉时点 known at ${clock(document.knownAt)}`
        : `${issue.number}   核验码 check code ${issue.checkCode}   SHA-256 ${issue.documentHash.slice(0, 16)}…`,
  })
  const part = numbered()
  printTop(page, document)
  printWhole(page, part, document)
  printCharts(page, part, document)
  for (const cut of document.cuts) printCut(page, part, cut, document.totals)
  printReconciliation(page, part, document)
  printRestatement(page, part, document)
  printDefinitions(page, part, document)
  if (issue !== null) {
    page.heading(part(both('签署', 'Signed')), 130)
    page.signatures([
      { as: both('经办', 'Maker'), by: issue.maker.name, at: clock(issue.maker.at) },
      issue.checker === null
        ? { as: both('复核', 'Checker'), by: '未签署 not signed', at: '—' }
        : { as: both('复核', 'Checker'), by: issue.checker.name, at: clock(issue.checker.at) },
    ])
    page.paragraph(both(`核验地址:${issue.verifyAt}`, `SHA-256 of the issued document: ${issue.documentHash}`))
  }
  return page.finish()
}

function printTop(page: Sheet, { issue, from, to, days, asOf, knownAt, filter }: PrintedSaving) {
  const period = `统计期 Period   ${from} – ${to}(${days} 天 days)`
  const times = `业务时点 As of   ${asOf}      知悉时点 Known at   ${clock(knownAt)}`
  if (issue === null) {
    page.title(TITLE, [period, times], null)
    page.banner(
      both(
        '未签发:本文件为即时查询结果,未经经办、复核签署。',
        'Not issued: an answer of the moment, signed by nobody.',
      ),
      WARNING,
    )
  } else {
    page.title(
      TITLE,
      [
        `报告编号 Report no.   ${issue.number}`,
        `出具机构 Issuer   ${issue.issuer.nameZh} ${issue.issuer.nameEn}`,
        `签发时间 Issued   ${clock(issue.issuedAt)}`,
        period,
        times,
        `核验码 Check code   ${issue.checkCode}`,
      ],
      { text: issue.verifyAt, caption: ['扫码核验 Scan to verify', `核验码 ${issue.checkCode}`] },
    )
    if (issue.checker === null) page.banner(both('未签署:尚无第二人复核。', 'Not signed by a second person.'), WARNING)
    if (issue.restates !== null)
      page.banner(both(`重述报告:替代 ${issue.restates}。`, `Restatement: replaces ${issue.restates}.`), ACCENT)
  }
  const narrowed = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [`${name} = ${value}`]))
  if (narrowed.length > 0) page.paragraph(both(`筛选:${narrowed.join(';')}`, `Filters: ${narrowed.join('; ')}`))
}

const yuan = (text: string | null): string => (text === null ? '—' : grouped(text))

function printWhole(page: Sheet, part: Part, { totals }: PrintedSaving) {
  page.heading(part(both('总览', 'The whole')))
  const amount = (text: string | null): Cell =>
    text === null ? '—' : both(`${grouped(text)} 元`, `${grouped(wanShown(text))} × 10,000 yuan`)
  page.pairs([
    [both('已实现节约', 'Realised saving'), amount(totals.realisedSaving)],
    [both('日均余额', 'Daily average balance'), amount(totals.averageBalance)],
    [both('实际利息', 'Executed interest'), amount(totals.executedInterest)],
    [both('参考利息', 'Reference interest'), amount(totals.referenceInterest)],
    [both('余额加权优惠', 'Weighted discount'), `${totals.weightedBp ?? '—'} BP`],
    [both('简单平均优惠', 'Simple discount'), `${totals.simpleBp ?? '—'} BP`],
    [both('贷款笔数 / 企业数', 'Loans / enterprises'), `${totals.loans ?? '—'} / ${totals.enterprises ?? '—'}`],
    [both('潜在年节约(全额使用)', 'Potential at full use, a year'), amount(totals.potentialAnnualSaving)],
  ])
}

const fen = (text: string): bigint => BigInt(text.replace('.', ''))
const IN_WAN: Scale = {
  unit: '万元 10,000 yuan',
  tell: (value) => grouped(plain(wanShown(formatMoney(moneyOfFen(value))))),
}
const plain = (text: string): string => text.replace(/\.?0+$/, '')

const barOf = (label: string, amount: string): Bar => ({ label, value: fen(amount), told: grouped(wanShown(amount)) })
const nameOf = ({ key, nameZh }: Pick<RealisedSavingRow, 'key' | 'nameZh'>): string => nameZh ?? key

function printCharts(page: Sheet, part: Part, { cuts, bands }: PrintedSaving) {
  const shown = (by: SavingCut['by']) =>
    (cuts.find((cut) => cut.by === by)?.rows ?? []).flatMap((row) =>
      row.realisedSaving === null ? [] : [barOf(by === 'month' ? row.key : nameOf(row), row.realisedSaving)],
    )
  const institutions = [...shown('institution')].sort((a, b) => (a.value < b.value ? 1 : -1))
  const months = shown('month')
  if (institutions.length + months.length + bands.length === 0) return
  page.heading(part(both('图示', 'Charts')))
  if (institutions.length > 0) {
    const few = institutions.length > MOST_BARS
    page.chart(
      both(
        `已实现节约,按机构${few ? `(最多的 ${MOST_BARS} 家,其余见表)` : ''}`,
        `Realised saving by institution${few ? `, the first ${MOST_BARS}; the table has all` : ''}`,
      ),
      (width) => barChart(width, institutions.slice(0, MOST_BARS), IN_WAN),
    )
  }
  if (bands.length > 0)
    page.chart(both('日均余额,按优惠幅度(BP)', 'Daily average balance by discount, basis points'), (width) =>
      columnChart(
        width,
        bands.map((band) => barOf(`${band.fromBp}–${band.toBp}`, band.averageBalance)),
        IN_WAN,
      ),
    )
  if (months.length > 1)
    page.chart(both('已实现节约,按月', 'Realised saving by month'), (width) => lineChart(width, months, IN_WAN))
}

const CUT_COLUMNS: readonly Column[] = [
  { head: both('', ''), share: 0.17 },
  { head: both('笔数', 'Loans, firms'), share: 0.08, align: 'right' },
  { head: both('日均余额(万元)', 'Balance, 10k yuan'), share: 0.12, align: 'right' },
  { head: both('实际利息(元)', 'Executed'), share: 0.14, align: 'right' },
  { head: both('参考利息(元)', 'Reference'), share: 0.14, align: 'right' },
  { head: both('已实现节约(元)', 'Realised saving'), share: 0.14, align: 'right' },
  { head: both('加权BP', 'Simple BP'), share: 0.07, align: 'right' },
  { head: both('潜在年节约(元)', 'Potential a year'), share: 0.14, align: 'right' },
]

function printCut(page: Sheet, part: Part, { by, rows }: SavingCut, totals: RealisedSavingTotals) {
  const { zh, en } = DIMENSION_WORDS[by]
  page.heading(part(both(`按${zh}`, `By ${en.toLowerCase()}`)))
  const [first, ...rest] = CUT_COLUMNS as [Column, ...Column[]]
  page.table(
    [{ ...first, head: both(zh, en) }, ...rest],
    [
      figuresOf(both('合计', 'Total'), totals),
      ...rows.map((row) => figuresOf(row.nameZh === null ? row.key : both(row.nameZh, row.nameEn ?? row.key), row)),
    ],
    1,
  )
}

function figuresOf(name: Cell, row: RealisedSavingRow | RealisedSavingTotals): readonly Cell[] {
  if (row.hidden || row.loans === null)
    return [name, both('隐藏', 'hidden'), ...Array.from({ length: CUT_COLUMNS.length - 2 }, () => '—')]
  return [
    name,
    both(`${row.loans}`, `${row.enterprises}`),
    grouped(wanShown(row.averageBalance)),
    yuan(row.executedInterest),
    yuan(row.referenceInterest),
    yuan(row.realisedSaving),
    both(row.weightedBp, row.simpleBp),
    yuan(row.potentialAnnualSaving),
  ]
}

function printReconciliation(page: Sheet, part: Part, { reconciliation }: PrintedSaving) {
  if (reconciliation === null) return
  const { causeNames } = reconciliation
  const causes = Object.keys(causeNames) as (keyof typeof causeNames)[]
  page.heading(part(both('与总账核对', 'Reconciled with the ledger')))
  const lines = (one: Omit<typeof reconciliation, 'lenders' | 'causeNames' | 'accounts'>): readonly Cell[] => [
    yuan(one.executedInterest),
    yuan(one.ledgerInterest),
    yuan(one.difference),
    ...causes.map((cause) => yuan(one.causes[cause])),
  ]
  page.table(
    [
      { head: both('机构', 'Institution'), share: 0.18 },
      { head: both('实际利息(元)', 'Executed'), share: 0.14, align: 'right' },
      { head: both('账上利息收入(元)', reconciliation.accounts.join(', ')), share: 0.14, align: 'right' },
      { head: both('差额(元)', 'Difference'), share: 0.12, align: 'right' },
      ...causes.map(
        (_, at): Column => ({
          head: both(`原因${NUMERALS[at]}`, `Cause ${at + 1}`),
          share: 0.42 / causes.length,
          align: 'right',
        }),
      ),
    ],
    [
      [both('合计', 'Total'), ...lines(reconciliation)],
      ...reconciliation.lenders.map((one): readonly Cell[] => [both(one.nameZh, one.nameEn), ...lines(one)]),
    ],
    1,
  )
  page.bullets(
    causes.map((cause, at) =>
      both(`原因${NUMERALS[at]}:${causeNames[cause].zh}`, `Cause ${at + 1}: ${causeNames[cause].en}`),
    ),
  )
}

function printRestatement(page: Sheet, part: Part, { restatement }: PrintedSaving) {
  if (restatement === null) return
  page.heading(part(both('重述:差异与原因', 'Restatement: what moved and why')))
  page.table(
    [
      { head: both('机构', 'Lender'), share: 0.16 },
      { head: both('原因', 'Cause'), share: 0.36 },
      { head: both('笔数', 'Loans'), share: 0.06, align: 'right' },
      { head: both('实际利息变动(元)', 'Executed'), share: 0.14, align: 'right' },
      { head: both('参考利息变动(元)', 'Reference'), share: 0.14, align: 'right' },
      { head: both('节约变动(元)', 'Saving'), share: 0.14, align: 'right' },
    ],
    [
      [both('合计', 'Total'), '', '', '', '', yuan(restatement.difference)],
      ...restatement.changes.map((change): readonly Cell[] => [
        change.key,
        restatement.causeNames[change.cause as keyof typeof restatement.causeNames] ?? change.cause,
        change.hidden ? both('隐藏', 'hidden') : `${change.loans}`,
        yuan(change.executedInterest),
        yuan(change.referenceInterest),
        yuan(change.realisedSaving),
      ]),
    ],
    1,
  )
}

function printDefinitions(page: Sheet, part: Part, { definitions }: PrintedSaving) {
  page.heading(part(both('口径说明', 'Definitions')))
  page.bullets(Object.values(definitions))
}
