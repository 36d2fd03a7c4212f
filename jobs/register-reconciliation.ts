import { reconcileRegisters } from '../src/app/registers/reconcile-registers.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 登记核对: our pledges against the latest lists of the registers; what differs still is not raised again. */
export const registerReconciliationJob: Job<{ asOf: CivilDate }> = {
  kind: 'register-reconciliation',
  run: ({ db, progress }, { asOf }) => reconcileRegisters(db, { on: civilDate(asOf) }, progress),
}
