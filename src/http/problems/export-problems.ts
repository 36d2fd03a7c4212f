import type { RequestExportRefusal } from '../../app/exports/request-export.js'
import type { TakeExportRefusal } from '../../app/exports/take-export.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = 'NOT_FOUND' | 'DATES_OUT_OF_ORDER'

/** Why an export ended without a file: told with the export, and by nothing else. */
export type ExportFailureRefusal =
  | { readonly code: 'EXPORT_DISK_FULL' }
  | { readonly code: 'EXPORT_FOLDER_UNUSABLE'; readonly fault: string }
  | { readonly code: 'EXPORT_TOO_LARGE' }
  | { readonly code: 'EXPORT_INTERRUPTED' }
  | { readonly code: 'EXPORT_GIVEN_UP' }

export const exportProblems: ProblemTable<
  Exclude<RequestExportRefusal | TakeExportRefusal, { readonly code: ToldElsewhere }> | ExportFailureRefusal
> = {
  EXPORT_NOT_FOR_ROLE: {
    status: 403,
    zh: '您的角色不能导出 {dataset};需要:{needs}。',
    en: 'Your role may not export {dataset}; it takes one of: {needs}.',
  },
  EXPORT_FILTER_UNKNOWN: {
    status: 422,
    zh: '{dataset} 没有筛选项 {filter};可用:{known}。',
    en: '{dataset} has no filter {filter}; it has: {known}.',
  },
  EXPORT_FILTER_MALFORMED: {
    status: 422,
    zh: '筛选项 {filter} 的值“{value}”不合格式。',
    en: 'The value "{value}" of filter {filter} is not of its form.',
  },
  EXPORT_NOT_READY: {
    status: 409,
    zh: '导出文件尚不可用,状态:{state}。',
    en: 'The file of the export is not there: its state is {state}.',
  },
  EXPORT_EXPIRED: {
    status: 409,
    zh: '导出文件已于 {expiresAt} 到期删除,请重新导出。',
    en: 'The file expired at {expiresAt} and was removed; export it again.',
  },
  EXPORT_FILE_NOT_HERE: {
    status: 503,
    zh: '本机的导出文件夹中没有导出 {id} 的文件:各进程的 EXPORT_DIR 须为同一个共享文件夹。',
    en: 'The file of export {id} is not in the folder of this server: EXPORT_DIR has to be one folder shared by all processes.',
  },
  EXPORT_DISK_FULL: {
    status: 503,
    zh: '导出文件夹空间不足,文件未生成,未留下残余;腾出空间后可重新导出。',
    en: 'The folder of exports is full. No file was made and nothing was left behind; export again once there is room.',
  },
  EXPORT_FOLDER_UNUSABLE: {
    status: 503,
    zh: '导出文件夹不可用({fault}),请管理员检查 EXPORT_DIR。',
    en: 'The folder of exports cannot be used ({fault}); the administrator has to look at EXPORT_DIR.',
  },
  EXPORT_TOO_LARGE: {
    status: 422,
    zh: '工作簿将超过 4 GiB,请导出 CSV 或缩小范围。',
    en: 'The workbook would be larger than 4 GiB: take CSV, or ask for less.',
  },
  EXPORT_INTERRUPTED: {
    status: 503,
    zh: '写文件时中断,将重试;多次失败后结束。',
    en: 'Writing was interrupted; it is tried again, and given up after several attempts.',
  },
  EXPORT_GIVEN_UP: {
    status: 503,
    zh: '作业已结束而文件未生成,请重新导出。',
    en: 'The run ended and made no file; export it again.',
  },
}
