import type { ImportRefusal } from '../../app/activity-import/import-activities.js'
import type { TableRefusal } from '../../app/activity-import/import-table.js'
import type { ProblemTable } from './problem-table.js'

type ActivityImportRefusal = Extract<ImportRefusal, { readonly code: `IMPORT_${string}` }> | TableRefusal

/** Imports of activity data as a whole; what is wrong with a row is told in import-row-sentences.ts. */
export const activityImportProblems: ProblemTable<ActivityImportRefusal> = {
  IMPORT_FILE_UNREADABLE: {
    status: 422,
    zh: '无法读取该 {format} 文件({reason})。CSV 须为 UTF-8 编码,表格须为未加密的 .xlsx。',
    en: 'The {format} file cannot be read ({reason}). CSV must be UTF-8, a spreadsheet an .xlsx without a password.',
  },
  IMPORT_TOO_LARGE: {
    status: 422,
    zh: '导入内容过大:{what} 最多 {most}。请分成几次导入。',
    en: 'The import is too large: at most {most} {what}. Split it into several imports.',
  },
  IMPORT_EMPTY: { status: 422, zh: '文件中没有数据行。', en: 'There are no rows of data in the import.' },
  IMPORT_REPEATED: {
    status: 409,
    zh: '同一份数据已于 {recordedAt} 导入(编号 {importId}),未重复导入。',
    en: 'The same data were imported at {recordedAt} (import {importId}); they are not imported twice.',
  },
  IMPORT_HAS_PROBLEMS: {
    status: 422,
    zh: '{rows} 行中有 {problemCount} 处错误,全部未导入。请按 problems 所列行列更正后重新提交。',
    en: 'There are {problemCount} faults in {rows} rows, so none was imported. Correct them by row and column as listed in problems.',
  },
  IMPORT_NOT_ACKNOWLEDGED: {
    status: 422,
    zh: '有 {anomalyCount} 处异常需要确认;核对无误后以 acknowledge 提交。',
    en: '{anomalyCount} anomalies need to be acknowledged; check them and submit with acknowledge.',
  },
  IMPORT_RULE_MISSING: {
    status: 422,
    zh: '{on} 没有生效的导入参数 {parameter}。',
    en: 'The import parameter {parameter} is not in force on {on}.',
  },
}
