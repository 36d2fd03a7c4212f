import { argv } from 'node:process'
import { pino } from 'pino'
import { APP_ROLE, connect } from '../../../src/db/connection.js'
import { buildServer } from '../../../src/http/server.js'

/** The product's server over the database named, without jobs: what it carries itself would be measured with what it answers. */
const db = connect({ url: argv[2] as string, role: APP_ROLE, max: 10, applicationName: 'tandai bench api' })
const today = argv[3] as string
const app = await buildServer({
  db,
  log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  openCalculators: false,
  demo: false,
  secureCookies: false,
  today: () => today,
  jobs: { enqueue: async () => undefined },
  consoleRoot: 'none',
  ready: async () => true,
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const stop = () =>
  void app
    .close()
    .then(() => db.close())
    .then(() => process.exit(0))
process.on('SIGTERM', stop)
// A bench that was killed leaves nothing behind.
process.on('disconnect', stop)
process.send?.(address)
