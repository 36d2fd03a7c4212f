import { RELOAN_CHECKS_JOB, runReloanChecks } from '../src/app/reloan-life/run-checks.js'
import { type CivilMonth, civilMonth } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 按月检查: what a branch tests of its banks' re-loans for a month. */
export const reloanChecksJob: Job<{ centralBankId: string; month: CivilMonth }> = {
  kind: RELOAN_CHECKS_JOB,
  run: ({ db, progress }, { centralBankId, month }) =>
    runReloanChecks(db, { centralBankId, month: civilMonth(month) }, progress),
}
