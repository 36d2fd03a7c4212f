import { EXPORT_JOB } from '../src/app/exports/request-export.js'
import { type ExportTools, runExport } from '../src/app/exports/run-export.js'
import { isPaused } from '../src/app/jobs/paused.js'
import type { Job } from './job.js'

/** 导出: writes the file of an export into the folder of this process. */
export const exportJob = (tools: ExportTools): Job<{ exportId: string }> => ({
  kind: EXPORT_JOB,
  run: ({ db, runId, progress }, { exportId }) =>
    runExport(db, tools, exportId, { progress, paused: () => isPaused(db, runId) }),
})
