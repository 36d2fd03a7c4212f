import type { RealisedSavingRow, RealisedSavingTotals } from '../reports/realised-saving.js'
import type { SavingRestatement } from '../reports/saving-document.js'
import type { Cell, CellKind, Row } from '../spreadsheets/cell.js'
import { csvBytes } from '../spreadsheets/csv.js'
import { type SheetPlan, workbookBytes } from '../spreadsheets/workbook.js'
import type { PrintedSaving } from './printed-saving.js'
import { DIMENSION_WORDS, TITLE, wan } from './words.js'

const COLUMNS: readonly {
  readonly zh: string
  readonly en: string
  readonly kind: CellKind
  readonly width: number
}[] = [
  { zh: '维度', en: 'By', kind: 'text', width: 18 },
  { zh: '代码', en: 'Key', kind: 'text', width: 22 },
  { zh: '名称', en: 'Name', kind: 'text', width: 52 },
  { zh: '贷款笔数', en: 'Loans', kind: 'count', width: 11 },
  { zh: '企业数', en: 'Firms', kind: 'count', width: 12 },
  { zh: '日均余额', en: 'Daily average balance', kind: 'money', width: 21 },
  { zh: '实际利息', en: 'Executed interest', kind: 'money', width: 19 },
  { zh: '参考利息', en: 'Reference interest', kind: 'money', width: 19 },
  { zh: '已实现节约', en: 'Realised saving', kind: 'money', width: 19 },
  { zh: '简单平均优惠(BP)', en: 'Simple BP', kind: 'bp', width: 17 },
  { zh: '余额加权优惠(BP)', en: 'Weighted BP', kind: 'bp', width: 17 },
  { zh: '潜在年节约', en: 'Potential a year', kind: 'money', width: 19 },
  { zh: '溯源', en: 'Lineage', kind: 'path', width: 40 },
]
const HIDDEN = '小单元隐藏 hidden'

type Unit = 'yuan' | 'wan'
const UNIT_WORDS = { yuan: ['(元)', ', yuan'], wan: ['(万元)', ', 10k yuan'] } as const
const headOf = (unit: Unit, language: 'zh' | 'en'): readonly string[] =>
  COLUMNS.map(({ kind, zh, en }) => {
    const [inZh, inEn] = kind === 'money' ? UNIT_WORDS[unit] : ['', '']
    return language === 'zh' ? `${zh}${inZh}` : `${en}${inEn}`
  })

type Figures = RealisedSavingRow | RealisedSavingTotals

function rowOf(
  unit: Unit,
  [dimension, key, name]: readonly [string, string, string],
  of: Figures,
  strong: boolean,
): Row {
  const bold = (kind: CellKind, text: string): Cell => ({ kind, text, ...(strong ? { strong } : {}) })
  const label = [dimension, key, name].map((text) => bold('text', text))
  if (of.hidden || of.loans === null) return [...label, bold('text', HIDDEN)]
  const amount = (text: string | null): Cell | null =>
    text === null ? null : bold(unit === 'wan' ? 'wan' : 'money', unit === 'wan' ? wan(text) : text)
  return [
    ...label,
    bold('count', `${of.loans}`),
    bold('count', `${of.enterprises}`),
    amount(of.averageBalance),
    amount(of.executedInterest),
    amount(of.referenceInterest),
    amount(of.realisedSaving),
    bold('bp', of.simpleBp ?? ''),
    bold('bp', of.weightedBp ?? ''),
    amount(of.potentialAnnualSaving),
    of.lineage,
  ]
}

/** The whole first, then every cell of every dimension, a dimension at a time. */
function* rowsOf({ totals, cuts }: PrintedSaving, unit: Unit): Generator<readonly Row[]> {
  yield [rowOf(unit, ['合计 Total', '', ''], totals, true)]
  for (const { by, rows } of cuts) {
    const { zh, en } = DIMENSION_WORDS[by]
    yield rows.map((row) =>
      rowOf(
        unit,
        [
          `${zh} ${en}`,
          row.key,
          row.nameZh === row.nameEn ? (row.nameZh ?? '') : `${row.nameZh ?? ''} ${row.nameEn ?? ''}`.trim(),
        ],
        row,
        false,
      ),
    )
  }
}

/** Every cell of the report in yuan, as a table. */
export const savingCsv = (document: PrintedSaving): AsyncGenerator<Buffer> =>
  csvBytes(
    headOf('yuan', 'zh').map((zh, at) => `${zh} ${headOf('yuan', 'en')[at]}`),
    rowsOf(document, 'yuan'),
  )

/** A sheet in yuan, one in 万元 beside it, the reconciliation with the ledger, and what is what. */
export const savingWorkbook = (document: PrintedSaving): AsyncGenerator<Buffer> =>
  workbookBytes(
    [
      figures(document, 'yuan', '元'),
      figures(document, 'wan', '万元'),
      ...(document.reconciliation === null ? [] : [reconciliation(document.reconciliation)]),
      ...(document.bands.length === 0 ? [] : [bands(document)]),
      ...(document.restatement === null ? [] : [restatement(document.restatement)]),
      definitions(document),
    ],
    { landscape: true },
  )

const figures = (document: PrintedSaving, unit: Unit, name: string): SheetPlan => ({
  name,
  headings: [headOf(unit, 'zh'), headOf(unit, 'en')],
  columns: COLUMNS.map(({ kind, width }) => ({ kind: kind === 'money' && unit === 'wan' ? 'wan' : kind, width })),
  rows: rowsOf(document, unit),
})

function reconciliation(of: NonNullable<PrintedSaving['reconciliation']>): SheetPlan {
  const causes = Object.keys(of.causeNames) as (keyof typeof of.causeNames)[]
  const amounts = (one: (typeof of.lenders)[number] | typeof of, strong: boolean): readonly Cell[] =>
    [one.executedInterest, one.ledgerInterest, one.difference, ...causes.map((cause) => one.causes[cause])].map(
      (text) => ({ kind: 'money', text, ...(strong ? { strong } : {}) }),
    )
  const names = causes.map((cause) => of.causeNames[cause])
  return {
    name: '与总账核对',
    headings: [
      ['机构代码', '机构', '实际利息(元)', '账上利息收入(元)', '差额(元)', ...names.map(({ zh }) => zh)],
      [
        'Lender, code',
        'Lender',
        'Executed interest',
        `Ledger ${of.accounts.join(', ')}`,
        'Difference',
        ...names.map(({ en }) => en),
      ],
    ],
    columns: [
      { kind: 'text', width: 18 },
      { kind: 'text', width: 34 },
      ...[19, 19, 16, ...causes.map(() => 30)].map((width) => ({ kind: 'money' as const, width })),
    ],
    rows: [
      [
        [{ kind: 'text', text: '合计 Total', strong: true }, null, ...amounts(of, true)],
        ...of.lenders.map((one): Row => [one.lender, one.nameZh, ...amounts(one, false)]),
      ],
    ],
  }
}

const bands = ({ bands: all }: PrintedSaving): SheetPlan => ({
  name: '优惠分布',
  headings: [
    ['优惠自(BP)', '优惠至(BP,不含)', '企业数', '日均余额(元)', '日均余额(万元)'],
    ['Discount from, BP', 'up to, not including', 'Enterprises', 'Daily average balance, yuan', '10,000 yuan'],
  ],
  columns: [
    { kind: 'bp', width: 16 },
    { kind: 'bp', width: 18 },
    { kind: 'count', width: 12 },
    { kind: 'money', width: 24 },
    { kind: 'wan', width: 24 },
  ],
  rows: [
    all.map(
      (band): Row => [
        `${band.fromBp}`,
        `${band.toBp}`,
        `${band.enterprises}`,
        band.averageBalance,
        wan(band.averageBalance),
      ],
    ),
  ],
})

const restatement = (of: SavingRestatement): SheetPlan => ({
  name: '重述差异',
  headings: [
    ['机构代码', '原因', '贷款笔数', '实际利息变动(元)', '参考利息变动(元)', '节约变动(元)'],
    ['Lender, code', 'Cause', 'Loans', 'Executed interest, change', 'Reference interest, change', 'Saving, change'],
  ],
  columns: [
    { kind: 'text', width: 20 },
    { kind: 'text', width: 52 },
    { kind: 'count', width: 11 },
    ...[26, 26, 22].map((width) => ({ kind: 'money' as const, width })),
  ],
  rows: [
    [
      [`替代 replaces ${of.of.number}`, '合计 Total', null, null, null, of.difference],
      ...of.changes.map((change): Row => {
        const name = of.causeNames[change.cause as keyof typeof of.causeNames]
        const cause = name === undefined ? change.cause : `${name.zh} ${name.en}`
        return change.hidden
          ? [change.key, cause, HIDDEN]
          : [
              change.key,
              cause,
              `${change.loans}`,
              change.executedInterest,
              change.referenceInterest,
              change.realisedSaving,
            ]
      }),
    ],
  ],
})

function definitions(document: PrintedSaving): SheetPlan {
  const { issue, filter } = document
  const narrowed = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [`${name} = ${value}`]))
  const rows: Row[] = [
    [
      TITLE.zh,
      TITLE.en,
      issue === null ? '未签发:即时查询结果,未经复核。 Not issued: an answer of the moment, signed by nobody.' : null,
    ],
    ...(issue === null
      ? []
      : ([
          ['报告编号', 'Number', issue.number],
          ['替代', 'Restates', issue.restates],
          ['文件 SHA-256', 'SHA-256 of the document', issue.documentHash],
          ['核验码', 'Check code', issue.checkCode],
          ['核验地址', 'Verify at', issue.verifyAt],
          ['签发时间', 'Issued at', issue.issuedAt],
          ['经办', 'Maker', issue.maker.name],
          ['复核', 'Checker', issue.checker?.name ?? '未签署 not signed'],
          ['出具机构', 'Issuer', `${issue.issuer.nameZh} ${issue.issuer.nameEn}`],
        ] satisfies Row[])),
    ['统计期起', 'From', document.from],
    ['统计期止', 'To', document.to],
    ['天数', 'Days', `${document.days}`],
    ['业务时点', 'As of', document.asOf],
    ['知悉时点', 'Known at', document.knownAt],
    ['筛选', 'Filters', narrowed.join('; ') || '无 none'],
    ['万元', '10,000 yuan', '“万元”各表的数值为元除以 10,000,保留 6 位小数,与“元”表逐分一致。 Exact to the fen.'],
    [
      '数值',
      'Figures',
      '数值按系统原文写入,不经浮点运算;有效数字超过 15 位的以文本保存。 Written as held; more than 15 digits stay text.',
    ],
    [],
    ...Object.entries(document.definitions).flatMap(([name, { zh, en }]): Row[] => [
      [name, null, zh],
      [null, null, en],
    ]),
  ]
  return {
    name: '口径说明',
    headings: [['项目', 'Item', '内容 Content']],
    columns: [24, 28, 110].map((width, at) => ({ kind: at === 2 ? 'prose' : 'text', width })),
    rows: [rows],
  }
}
