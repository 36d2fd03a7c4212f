import { CARRIERS, unitsOf } from '../../domain/carbon/carrier.js'
import { COLUMNS, LIMITS, SOURCES } from './columns.js'

/** The template as rows of cells: notes that an import passes over, then the header that it needs. */
export const templateRows = (): readonly (readonly string[])[] => [
  ['# 活动数据导入模板 Template for activity data. 以 # 开头的行不导入 Rows that begin with # are not imported.'],
  ...COLUMNS.map(({ header, zh, required, member }) => [
    `# ${header} ${zh}${required ? ' (必填 required)' : ''}: ${NOTES[member]}`,
  ]),
  [`# 每次最多 ${LIMITS.rows} 行 At most ${LIMITS.rows} rows an import.`],
  COLUMNS.map(({ header }) => header),
]

const carriers = CARRIERS.map((carrier) => `${carrier} (${unitsOf(carrier).join(', ')})`).join('; ')

const NOTES: Readonly<Record<(typeof COLUMNS)[number]['member'], string>> = {
  month: 'YYYY-MM, 已结束的月份 a month that is over; 请设为文本格式 format the cells as text',
  meter: '字母、数字和 . _ - ; 空白为 all(该品种合计) letters, digits and . _ -; all where empty',
  carrier: carriers,
  quantity: '不带千分位的十进制数,最多十位小数 a plain decimal, at most ten places, no thousands separators',
  unit: '见 carrier 括号内 as in the brackets of carrier; 万Nm3 = 10^4Nm3. 按声明的单位换算,从不猜测 never guessed',
  greenQuantity: '已核销绿证电量,与 quantity 同单位 electricity with retired certificates, in the same unit',
  enthalpyKjPerKg: '蒸汽必填 needed for steam, kJ/kg',
  source: SOURCES.join(', '),
  evidence: '账单或发票编号 number of the bill or invoice',
  dataQuality: '1–5, 1 最好 best',
  supersedes: '被更正记录的编号 id of the reading that this row corrects',
}
