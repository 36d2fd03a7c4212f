import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { bullmqRunner } from '../jobs/bullmq-runner.js'
import { exportJob } from '../jobs/export.js'
import { inProcessRunner } from '../jobs/in-process-runner.js'
import type { Job } from '../jobs/job.js'
import { jobTable } from '../jobs/job-table.js'
import { scheduler } from '../jobs/scheduler.js'
import { SYSTEM } from './app/actor.js'
import { sealAuditEvents } from './app/audit/seal.js'
import { createDemoAccounts, DEMO_PASSWORD } from './app/demo/demo-accounts.js'
import { loadDemo } from './app/demo/load-demo.js'
import { exportFolder, FolderUnusable } from './app/exports/export-folder.js'
import { folderHasNewest, removeExpired } from './app/exports/remove-expired.js'
import { seedSchedules } from './app/job-schedules/seed-schedules.js'
import { sealJournals } from './app/ledger/seal-journals.js'
import { bootstrap } from './app/organisations/bootstrap.js'
import { publishRules } from './app/rules/publish-rules.js'
import { keyFromFile } from './app/sealing/key-file.js'
import { vaultOf } from './app/sealing/vault.js'
import { type Config, ConfigProblems, projectRoot, readConfig } from './config.js'
import { APP_ROLE, connect, type Database } from './db/connection.js'
import { DataFolderInUse, startEmbeddedServer } from './db/embedded-server.js'
import { codeOf } from './db/faults.js'
import { migrate } from './db/migrator.js'
import { withTransaction } from './db/transaction.js'
import { loggable } from './http/loggable.js'
import { buildServer } from './http/server.js'
import { civilDate } from './kernel/civil-date.js'

const SEAL_EVERY_MS = 1_000
const SWEEP_EXPORTS_EVERY_MS = 600_000
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The civil day where the bank is, whatever the machine's time zone. */
const SHANGHAI_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** Whether the database still answers. */
const answers = (db: Database): Promise<boolean> =>
  withTransaction(db, SYSTEM, async () => true, { readOnly: true }).catch(() => false)

/** Said before anything is migrated or imported: a server that cannot listen is not worth the wait. @throws ConfigProblems */
async function refuseTakenPort({ port, host }: Config): Promise<void> {
  const probe = createServer()
  const listening = once(probe, 'listening')
  probe.listen(port, host)
  await listening.catch((error: unknown) => {
    throw unusablePort(error, { port, host }) ?? error
  })
  await new Promise((closed) => probe.close(closed))
}

const PORT_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be opened by this user',
  EADDRNOTAVAIL: 'cannot be opened: HOST is no address of this machine',
  ENOTFOUND: 'cannot be opened: HOST is not known',
}
const unusablePort = (error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): ConfigProblems | undefined => {
  const fault = PORT_FAULTS[codeOf(error) ?? '']
  return fault === undefined
    ? undefined
    : new ConfigProblems([`PORT ${port} on HOST ${host} ${fault}: choose another PORT, or stop what uses it`])
}

async function start(config: Config): Promise<() => Promise<void>> {
  const began = performance.now()
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`
  const closers: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  const log = pino({
    level: config.logLevel,
    serializers: { err: loggable },
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', '*.modificationCode'],
  })

  try {
    if (config.duty !== 'worker') await refuseTakenPort(config)
    let databaseUrl = config.databaseUrl
    let ownerUrl = config.databaseOwnerUrl
    if (databaseUrl === null) {
      const embedded = await startEmbeddedServer({
        dataDir: resolve(config.dataDir),
        log: (message) => say(`  ${message}`),
      })
      closers.push(() => embedded.stop())
      databaseUrl = embedded.url
      ownerUrl = embedded.url
    }
    say(
      `[${seconds()}] 数据库已连接 database ready (${config.embedded ? `embedded, ${resolve(config.dataDir)}` : 'DATABASE_URL'})`,
    )
    const applied = await migrate({
      url: ownerUrl ?? databaseUrl,
      directory: join(projectRoot, 'migrations'),
      log: (message) => log.debug(message),
    })
    say(`[${seconds()}] 数据库结构 migrations: ${applied.length === 0 ? 'up to date' : `${applied.length} applied`}`)

    const db = connect({ url: databaseUrl, role: APP_ROLE, max: config.databasePool, applicationName: 'tandai' })
    closers.push(() => db.close())
    const published = await publishRules(db, join(projectRoot, 'src', 'rules'))
    say(`[${seconds()}] 规则 rules: ${published.added} published, ${published.known} already known`)

    let accounts: readonly string[] = []
    if (config.demo) {
      const demo = await loadDemo(db, join(projectRoot, 'src', 'demo', 'zhaoqing-2024'), (line) =>
        say(`[${seconds()}] ${line}`),
      )
      accounts = await createDemoAccounts(db, demo.enterprises)
    } else {
      const officers = await bootstrap(db, config.adminPassword)
      if (officers === 'password-needed')
        throw new ConfigProblems([
          'ADMIN_PASSWORD is needed: the database has no user yet, and this becomes the first password of "admin", "security" and "audit"',
        ])
      if (officers.created.length > 0)
        say(`[${seconds()}] 三员 officers created, each changes the first password: ${officers.created.join(', ')}`)
      if (officers.missing.length > 0)
        say(
          `[${seconds()}] 三员 nobody is ${officers.missing.join(', ')}: start once with ADMIN_PASSWORD to create them`,
        )
    }

    const sealing = setInterval(() => {
      sealAuditEvents(db).catch((error: unknown) => log.error({ err: error }, 'audit seal'))
      sealJournals(db).catch((error: unknown) => log.error({ err: error }, 'journal seal'))
    }, SEAL_EVERY_MS)
    closers.push(async () => {
      clearInterval(sealing)
      await sealAuditEvents(db)
      await sealJournals(db)
    })
    const folder = exportFolder(resolve(config.exportDir))
    await folder.check().catch((error: unknown) => {
      if (!(error instanceof FolderUnusable)) throw error
      throw new ConfigProblems([`EXPORT_DIR ${folder.path} cannot be written to (${error.fault})`])
    })
    if (!(await folderHasNewest(db, folder)))
      say(
        `[${seconds()}] EXPORT_DIR ${folder.path} 中没有最近的导出文件,各进程须共用同一文件夹 the newest export is not here: all processes need one shared folder`,
      )
    const sweeping = setInterval(() => {
      removeExpired(db, folder).catch((error: unknown) => log.error({ err: error }, 'export sweep'))
    }, SWEEP_EXPORTS_EVERY_MS)
    closers.push(async () => clearInterval(sweeping))
    const exporting = exportJob({ folder, days: config.exportDays })
    const jobs = new Map([...jobTable, [exporting.kind, exporting as Job<never>]])

    const runner =
      config.redisUrl === null
        ? inProcessRunner(db, log, jobs, { concurrency: config.jobConcurrency })
        : bullmqRunner(db, log, jobs, {
            redisUrl: config.redisUrl,
            queueName: `tandai-${new URL(databaseUrl).pathname.slice(1)}`,
            works: config.duty !== 'api',
            concurrency: config.jobConcurrency,
          })
    closers.push(() => runner.close())
    await seedSchedules(db, civilDate(SHANGHAI_DAY.format(new Date())))
    const schedules = scheduler(db, log, runner)
    closers.push(() => schedules.close())

    if (config.duty === 'worker') {
      say(`[${seconds()}] 作业进程已就绪 worker ready`)
      return stop
    }

    const keyOf = (name: string) =>
      config.embedded ? [keyFromFile(join(resolve(config.dataDir), 'keys', `${name}.key`))] : null
    const codeKeys = config.pledgeCodeKeys ?? keyOf('pledge-code')
    const factorKeys = config.secondFactorKeys ?? keyOf('second-factor')
    let accepting = true
    const app = await buildServer({
      db,
      log,
      openCalculators: config.embedded,
      demo: config.demo,
      secureCookies: config.secureCookies,
      trustProxy: config.trustProxy,
      today: () => SHANGHAI_DAY.format(new Date()),
      jobs: runner,
      exports: folder,
      ...(codeKeys === null ? {} : { pledgeCodes: vaultOf(codeKeys) }),
      ...(factorKeys === null ? {} : { secondFactors: vaultOf(factorKeys) }),
      publicUrl: config.publicUrl,
      consoleRoot: join(projectRoot, 'dist', 'web'),
      ready: async () => accepting && (await answers(db)),
    })
    closers.push(() => {
      accepting = false
      return app.close()
    })
    const address = await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
      throw unusablePort(error, config) ?? error
    })
    say(`[${seconds()}] 碳贷 Tandai 已启动 ${address}  (API docs ${address}/docs)`)
    if (accounts.length > 0) say(`演示账号 demo accounts (password ${DEMO_PASSWORD}): ${accounts.join(', ')}`)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

try {
  const stop = await start(readConfig(process.env))
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('正在停止 stopping …')
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`)
          process.exit(1)
        },
      )
    })
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigProblems || error instanceof DataFolderInUse ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
}
