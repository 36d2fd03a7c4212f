import { isIP } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, migrations and src; the program runs from dist/src below it. */
export const projectRoot: string = fileURLToPath(new URL('../../', import.meta.url))

export type Duty = 'api' | 'worker' | 'all'

export interface Config {
  readonly port: number
  readonly host: string
  /** Where people reach the server, for codes printed on documents. */
  readonly publicUrl: string
  /** Where the embedded server keeps its data; unused when `databaseUrl` is set. */
  readonly dataDir: string
  /** Where finished exports are kept: one folder shared by all processes. */
  readonly exportDir: string
  /** How many days a finished export is kept. */
  readonly exportDays: number
  /** null: start the embedded server. */
  readonly databaseUrl: string | null
  /** The login that owns the schema and migrates it. */
  readonly databaseOwnerUrl: string | null
  /** null: jobs run in this process. */
  readonly redisUrl: string | null
  readonly demo: boolean
  readonly embedded: boolean
  readonly duty: Duty
  readonly logLevel: string
  readonly databasePool: number
  /** Steps and chunks of jobs that one process carries at once. */
  readonly jobConcurrency: number
  /** First password of the officers that the platform still lacks: `admin`, `security`, `audit`. */
  readonly adminPassword: string | null
  /** Cookies only over https. */
  readonly secureCookies: boolean
  /** Keys for modification codes of pledges 修改码, the first seals; null without any. */
  readonly pledgeCodeKeys: readonly { readonly id: string; readonly key: Buffer }[] | null
  /** Keys for secrets of second factors, the first seals; null without any. */
  readonly secondFactorKeys: readonly { readonly id: string; readonly key: Buffer }[] | null
  /** The proxies whose word counts for the address of a client; usually none. */
  readonly trustProxy: readonly string[]
}

export class ConfigProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigProblems'
  }
}

/** AES-256. */
const KEY_BYTES = 32
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const SWITCH = ['on', 'off', 'true', 'false', '1', '0'] as const
const isOn = (word: (typeof SWITCH)[number]) => word === 'on' || word === 'true' || word === '1'

const isAddressRange = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return (
    isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  )
}

/**
 * The only reader of the environment.
 * @throws ConfigProblems naming every missing or wrong setting at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const text = (name: string) => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  const integer = (name: string, fallback: number, least: number, most: number) => {
    const value = text(name)
    if (value === null) return fallback
    if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value)
    problems.push(`${name} must be a whole number from ${least} to ${most}, not "${value}"`)
    return fallback
  }
  const choice = <T extends string>(name: string, options: readonly T[], fallback: T): T => {
    const value = text(name)
    if (value === null) return fallback
    if (options.includes(value as T)) return value as T
    problems.push(`${name} must be one of ${options.join(', ')}, not "${value}"`)
    return fallback
  }
  const url = (name: string, protocols: readonly string[]) => {
    const value = text(name)
    if (value === null) return null
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
    problems.push(`${name} must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`)
    return null
  }

  const trustProxy = (): Config['trustProxy'] => {
    const value = text('TRUST_PROXY')
    if (value === null || value === 'off') return []
    const ranges = value.split(',').map((range) => range.trim())
    if (ranges.every(isAddressRange)) return ranges
    problems.push(`TRUST_PROXY must be off or the addresses of proxies like 10.0.0.0/8,192.0.2.7, not "${value}"`)
    return []
  }

  const sealingKeys = (name: string): Config['secondFactorKeys'] => {
    const value = text(name)
    if (value === null) return null
    const keys = value.split(',').map((part) => {
      const [id = '', encoded = ''] = part.trim().split(':')
      return { id, key: Buffer.from(encoded, 'base64') }
    })
    if (keys.every(({ id, key }) => /^[\w.-]{1,40}$/.test(id) && key.length === KEY_BYTES)) return keys
    problems.push(
      `${name} must be name:key with a key of 32 bytes in base64; after a rotation the new one first, like k2:…,k1:…`,
    )
    return null
  }

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const databaseOwnerUrl = url('DATABASE_OWNER_URL', ['postgres:', 'postgresql:'])
  const redisUrl = url('REDIS_URL', ['redis:', 'rediss:'])
  const embedded = text('DATABASE_URL') === null
  const demoOn = isOn(choice('DEMO', SWITCH, embedded ? 'on' : 'off'))
  const host = text('HOST') ?? '127.0.0.1'
  const port = integer('PORT', 3000, 0, 65535)
  const duty = choice<Duty>('DUTY', ['api', 'worker', 'all'], 'all')
  const adminPassword = text('ADMIN_PASSWORD')

  if (demoOn && !LOOPBACK.has(host))
    problems.push(
      `HOST is ${host}, but a server with demo accounts listens on loopback only: set DEMO=off or HOST=127.0.0.1`,
    )
  if (embedded && duty !== 'all')
    problems.push('DUTY other than "all" needs DATABASE_URL: the embedded database serves one program')
  if (embedded && databaseOwnerUrl !== null) problems.push('DATABASE_OWNER_URL needs DATABASE_URL')
  if (duty === 'worker' && redisUrl === null)
    problems.push('DUTY=worker needs REDIS_URL: without it jobs run in the api process')
  if (adminPassword !== null && adminPassword.length < 12)
    problems.push('ADMIN_PASSWORD must have at least 12 characters')

  const config: Config = {
    port,
    host,
    publicUrl: url('PUBLIC_URL', ['https:', 'http:']) ?? `http://${host}:${port}`,
    dataDir: text('DATA_DIR') ?? './data',
    exportDir: text('EXPORT_DIR') ?? join(text('DATA_DIR') ?? './data', 'exports'),
    exportDays: integer('EXPORT_DAYS', 7, 1, 365),
    databaseUrl,
    databaseOwnerUrl: databaseOwnerUrl ?? databaseUrl,
    redisUrl,
    demo: demoOn,
    embedded,
    duty,
    logLevel: choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    databasePool: integer('DATABASE_POOL', 10, 2, 200),
    jobConcurrency: integer('JOB_CONCURRENCY', 2, 1, 64),
    adminPassword,
    secureCookies: isOn(choice('SECURE_COOKIES', SWITCH, LOOPBACK.has(host) ? 'off' : 'on')),
    pledgeCodeKeys: sealingKeys('PLEDGE_CODE_KEY'),
    secondFactorKeys: sealingKeys('SECOND_FACTOR_KEY'),
    trustProxy: trustProxy(),
  }
  if (config.jobConcurrency > config.databasePool)
    problems.push(
      `JOB_CONCURRENCY is ${config.jobConcurrency}, but DATABASE_POOL has only ${config.databasePool} connections for jobs and all else`,
    )
  if (problems.length > 0) throw new ConfigProblems(problems)
  return config
}
