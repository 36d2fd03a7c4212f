import { issueInterestSaving } from '../src/app/reports/issue-interest-saving.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 降息让利报告: issues the city's report of a day. */
export const interestSavingReportJob: Job<{ asOf: CivilDate }> = {
  kind: 'interest-saving-report',
  run: ({ db, runId }, { asOf }) => issueInterestSaving(db, { asOf: civilDate(asOf), jobRunId: runId }),
}
