import { argv } from 'node:process'
import { pino } from 'pino'
import { inProcessRunner } from '../../../jobs/in-process-runner.js'
import { jobTable } from '../../../jobs/job-table.js'
import { APP_ROLE, connect } from '../../../src/db/connection.js'

/** A worker and nothing else: one hand that carries whatever waits in the database named, with every job of the product at hand. */
const db = connect({ url: argv[2] as string, role: APP_ROLE, max: 3, applicationName: 'tandai bench worker' })
const log = pino({ level: process.env.LOG_LEVEL ?? 'error' })
const runner = inProcessRunner(db, log, jobTable, { concurrency: 1, pollMs: 20 })
const stop = () =>
  void runner
    .close()
    .then(() => db.close())
    .then(() => process.exit(0))
process.on('SIGTERM', stop)
// A bench that was killed leaves nothing behind.
process.on('disconnect', stop)
process.send?.('ready')
