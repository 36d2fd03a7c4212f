import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from './bench-row.js'
import { seconds } from './bench-row.js'

/** Benches with bounds of their own: each prints its figures and ends with code 1 when one of them misses. */
export const OTHERS = {
  'import-activities': 'importing activity rows against a bare COPY',
  rerate: 'rating every enterprise, small book against large',
  'ledger-balance': 'a balance on a random day, read from sums, as the journal grows',
  repayments: 'repayments over HTTP against pgbench',
  'loan-events': 'reading a loan with thousands of events',
  eligibility: 'testing a batch for re-lending against one query',
  'quota-draws': 'draws of re-loans on one quota, all at once',
  exports: 'exporting a large book against COPY',
  'end-of-day': 'a month-end close against plain SQL that inserts the same journal',
} as const

/** Runs one of them in a process of its own, its figures as they come. A bench that is not there is left out of the table. */
export async function otherRow(name: keyof typeof OTHERS): Promise<BenchRow> {
  const from = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${name}.js`, import.meta.url))], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return {
    work: OTHERS[name],
    measured: `told above, in ${seconds((performance.now() - from) / 1e3)}`,
    against: 'its own',
    ratio: null,
    mustReach: 'its own bounds',
    reached: code === 0,
  }
}
