import type { Row } from '../spreadsheets/cell.js'
import type { SheetPlan } from '../spreadsheets/workbook.js'
import type { Dataset } from './dataset.js'
import type { ExportView } from './views.js'

/** The sheet that says what an export is of: asked by whom, why, as of when, which columns were left empty, and how figures are kept. */
export function explanation(dataset: Dataset, view: ExportView, rowCount: () => number): SheetPlan {
  function* rows(): Generator<readonly Row[]> {
    const strong = (text: string) => ({ kind: 'text' as const, text, strong: true })
    yield [
      ['导出', 'Export', view.id],
      ['数据', 'Data', `${dataset.zh} ${dataset.en}`],
      ['范围', 'Rows are', dataset.about.zh],
      [null, null, dataset.about.en],
      ['机构', 'Organisation', view.organisation],
      ['申请人', 'Asked by', view.requestedBy],
      ['用途', 'Reason', view.reason],
      [
        '筛选',
        'Filters',
        Object.entries(view.filters)
          .map(([name, value]) => `${name} = ${value}`)
          .join('; ') || '无 none',
      ],
      ['业务时点', 'As of', view.asOf],
      ['知悉时点', 'Known at', view.knownAt],
      ['行数', 'Rows', `${rowCount()}`],
      ['数值', 'Figures', '数值按系统原文写入,不经浮点运算;有效数字超过 15 位的以文本保存,一位不少。'],
      [
        null,
        null,
        'Figures are written as the system holds them, without binary arithmetic; those of more than 15 significant digits are kept as text, whole.',
      ],
      [
        '时刻',
        'Instants',
        '北京时间,到秒;CSV 文件中为 UTC,到微秒。 Beijing time to the second; in CSV files UTC to the microsecond.',
      ],
      [],
      [strong('字段'), strong('Field'), strong('状态 Status')],
      ...dataset.columns.map(
        ({ key, zh, en }): Row => [
          zh,
          en,
          view.masked.includes(key) ? '对本机构不显示,留空 masked for this reader: left empty' : '有 told',
        ],
      ),
    ]
  }
  return {
    name: '说明',
    headings: [['项目', 'Item', '内容 Content']],
    columns: [20, 26, 100].map((width, at) => ({ kind: at === 2 ? 'prose' : 'text', width })),
    rows: rows(),
  }
}
