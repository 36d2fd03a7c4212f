import type { RowProblemCode } from '../../app/activity-import/import-table.js'
import type { Anomaly } from '../../domain/carbon/anomaly.js'

interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What is wrong with a row or a column of an import: every one of them keeps the import out. */
export const rowProblemSentences: { readonly [Code in RowProblemCode]: Sentence } = {
  COLUMN_UNKNOWN: {
    zh: '表头没有这一列,请用模板的列名。',
    en: 'There is no such column; use the names of the template.',
  },
  COLUMN_MISSING: { zh: '缺少必填列。', en: 'This required column is missing.' },
  COLUMN_TWICE: { zh: '该列出现了两次。', en: 'This column is there twice.' },
  CELL_BESIDE_COLUMNS: { zh: '该单元格不在任何列名之下。', en: 'This cell stands under no column name.' },
  CELL_MISSING: { zh: '必填项为空。', en: 'This cell is required and empty.' },
  CELL_TOO_LONG: { zh: '文字过长。', en: 'The text is too long.' },
  CELL_FORMULA: {
    zh: '单元格是公式或以公式符号开头({text}),请填写数值或普通文字。',
    en: 'The cell is a formula or begins like one ({text}); write the value itself.',
  },
  CELL_NOT_TEXT: {
    zh: '单元格既不是文字也不是数字({text})。',
    en: 'The cell holds neither text nor a number ({text}).',
  },
  NUMBER_NOT_EXACT: {
    zh: '数字 {text} 超过 15 位有效数字,无法确定原值;请以文本格式填写。',
    en: 'The number {text} has more than 15 significant digits, so what was meant is not certain; write it as text.',
  },
  NOT_A_PLAIN_DECIMAL: {
    zh: '{text} 不是普通十进制数(不带千分位、空格或指数,最多十位小数)。',
    en: '{text} is no plain decimal: no thousands separators, blanks or exponents, at most ten places.',
  },
  MONTH_MALFORMED: {
    zh: '{text} 不是 YYYY-MM 格式的月份;表格中请把该列设为文本格式。',
    en: '{text} is no month YYYY-MM; in a spreadsheet, format the column as text.',
  },
  METER_MALFORMED: {
    zh: '计量点 {text} 只能用字母、数字和 . _ -,最多 40 个字符。',
    en: 'The meter {text} may have letters, digits and . _ - only, 40 at most.',
  },
  SOURCE_UNKNOWN: { zh: '数据来源 {source} 不在 {allowed} 之内。', en: 'The source {source} is none of {allowed}.' },
  DATA_QUALITY_MALFORMED: { zh: '数据质量 {text} 须为 1 至 5。', en: 'The data quality {text} must be 1 to 5.' },
  EVIDENCE_MISSING: {
    zh: '来源为 {source} 的数据须填写凭证编号。',
    en: 'Data from {source} need the number of their evidence.',
  },
  REASON_MISSING: { zh: '更正记录须说明原因(reason)。', en: 'A correction needs a reason, given with the import.' },
  DUPLICATE_ROW: {
    zh: '{month} 的 {carrier}(计量点 {meter})已在第 {firstRow} 行出现。',
    en: '{carrier} of {month} at meter {meter} is already in row {firstRow}.',
  },
  OVERLAPPING_METER: {
    zh: '{month} 的 {carrier} 同时有合计(all)与分表:{meter} 与 {other} 重叠。',
    en: '{carrier} of {month} would be counted twice: meter {meter} overlaps with {other}, and all stands for every meter.',
  },
  READING_EXISTS: {
    zh: '{month} 的 {carrier}(计量点 {meter})已有记录 {activityId};如需更改,请在 supersedes 中填写该编号。',
    en: 'There is already the reading {activityId} of {carrier} for {month} at meter {meter}; to change it, name it in supersedes.',
  },
  SUPERSEDES_MALFORMED: { zh: '{text} 不是记录编号。', en: '{text} is no id of a reading.' },
  SUPERSEDES_UNKNOWN: { zh: '该企业没有记录 {activityId}。', en: 'The enterprise has no reading {activityId}.' },
  ALREADY_SUPERSEDED: {
    zh: '记录 {activityId} 已被 {currentId} 更正,请更正现行记录。',
    en: 'The reading {activityId} has been corrected by {currentId}; correct the current one.',
  },
  NOT_THE_SAME_METER: {
    zh: '更正须与原记录 {activityId} 的 {which} 相同({is})。',
    en: 'A correction must have the {which} of the reading {activityId} it replaces, {is}.',
  },
  UNKNOWN_CARRIER: { zh: '能源品种 {carrier} 不在目录内。', en: 'The carrier {carrier} is not known.' },
  UNIT_MISMATCH: {
    zh: '{carrier} 不能用 {unit} 计量,可用:{allowed}。',
    en: '{carrier} cannot be measured in {unit}; use {allowed}.',
  },
  NEGATIVE_QUANTITY: { zh: '数量为负({quantity})。', en: 'The quantity is negative ({quantity}).' },
  MONTH_AFTER_AS_OF: { zh: '月份 {month} 在 {asOf} 时尚未结束。', en: 'The month {month} is not over on {asOf}.' },
  GREEN_NOT_ELECTRICITY: {
    zh: '只有电力可以有绿电量,{carrier} 没有。',
    en: 'Only electricity has a green quantity, {carrier} has none.',
  },
  GREEN_ABOVE_QUANTITY: {
    zh: '绿电量 {greenQuantity} 超过用电量 {quantity}。',
    en: 'The green quantity {greenQuantity} is above the consumption {quantity}.',
  },
  ENTHALPY_MISSING: { zh: '蒸汽须填写焓值(kJ/kg)。', en: 'Steam needs its enthalpy in kJ/kg.' },
  ENTHALPY_OUT_OF_RANGE: {
    zh: '焓值 {enthalpyKjPerKg} 不高于 20 °C 水的 83.74 kJ/kg。',
    en: 'The enthalpy {enthalpyKjPerKg} is not above that of water at 20 °C, 83.74 kJ/kg.',
  },
  OWN_VALUE_NOT_APPLICABLE: { zh: '{carrier} 不用焓值。', en: '{carrier} has no use for an enthalpy.' },
  FACTOR_NOT_FOUND: {
    zh: '因子集没有 {carrier} 在 {month} 的排放因子。',
    en: 'The factor set has no emission factor of {carrier} for {month}.',
  },
}

/** What looks wrong and may be right: it has to be acknowledged. */
export const anomalySentences: { readonly [Code in Anomaly['code']]: Sentence } = {
  UNIT_SLIP: {
    zh: '{month} 的 {carrier} 为 {quantity},约为该表其他月份({usual})的 {ratio} 倍,单位可能填错。',
    en: '{carrier} of {month} is {quantity}, {ratio} times the usual {usual} of this meter: the unit may have slipped.',
  },
  YEAR_JUMP: {
    zh: '{month} 的 {carrier} 为 {quantity},比上年同月({yearBefore})变动 {changePercent}%。',
    en: '{carrier} of {month} is {quantity}, {changePercent} % against {yearBefore} in the same month a year before.',
  },
  ZERO_CONSUMPTION: { zh: '{month} 的 {carrier} 用量为零。', en: '{carrier} of {month} is zero.' },
  MONTH_GAP: {
    zh: '{carrier}(计量点 {meter})在 {after} 与 {before} 之间缺 {missing} 个月。',
    en: '{missing} months of {carrier} at meter {meter} are missing between {after} and {before}.',
  },
  REPEATED_VALUE: {
    zh: '{carrier}(计量点 {meter})自 {since} 起连续 {months} 个月数值相同({quantity})。',
    en: '{carrier} at meter {meter} has the same value {quantity} for {months} months since {since}.',
  },
}
