import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, type Binaries, spawnSettings } from './embedded-binaries.js'

const run = promisify(execFile)
const NOBODY = 65_534

/** The files of one server under a data directory. */
export interface Cluster {
  readonly folder: string
  /** PostgreSQL's own data directory. */
  readonly data: string
  readonly log: string
}

export const clusterIn = (folder: string): Cluster => ({
  folder,
  data: join(folder, 'pgdata'),
  log: join(folder, 'postgres.log'),
})

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Makes the folder and chooses the account the server runs as: ourselves, or, for root, whoever owns the data already,
 * or nobody.
 * @throws Error when that account cannot enter the folder
 */
export async function prepareFolder(cluster: Cluster): Promise<Account> {
  await mkdir(cluster.folder, { recursive: true })
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(cluster.data).catch(() => undefined)
  const account =
    owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY }
  const { mode } = await stat(cluster.folder)
  await chmod(cluster.folder, mode | 0o011)
  for (let folder = cluster.folder; folder !== dirname(folder); folder = dirname(folder)) {
    const entry = await stat(folder)
    const mayEnter = (entry.mode & (entry.uid === account.uid ? 0o100 : 0o001)) !== 0
    if (!mayEnter)
      throw new Error(
        `PostgreSQL does not run as root, and the account it runs as (uid ${account.uid}) may not enter ${folder}: ` +
          'choose another data directory, or do not start as root',
      )
  }
  return account
}

const passwordFile = (data: string) => join(data, 'tandai.password')

/** The generated password of the server's login roles; readable by the account that initialised the data only. */
export const passwordOf = async (cluster: Cluster): Promise<string> => {
  const text = await readFile(passwordFile(cluster.data), 'utf8').catch((cause) => {
    throw new Error(`${cluster.data} is not a database of ours: its password file cannot be read`, { cause })
  })
  return text.trim()
}

/**
 * Initialises the data directory unless it is there. It appears whole, by a rename: a crash on the way leaves only a
 * folder `initdb-…`, which the next initialisation removes, and of two starters one wins.
 */
export async function initialise(cluster: Cluster, binaries: Binaries, account: Account): Promise<boolean> {
  if (await exists(join(cluster.data, 'PG_VERSION'))) return false
  const unfinished = join(cluster.folder, `initdb-${process.pid}-${randomBytes(4).toString('hex')}`)
  const pwfile = `${unfinished}.password`
  const password = randomBytes(24).toString('base64url')
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(pwfile, `${password}\n`, { mode: 0o600 })
  if ('uid' in account) {
    await chown(unfinished, account.uid, account.gid)
    await chown(pwfile, account.uid, account.gid)
  }
  try {
    await run(
      binaries.path('initdb'),
      [
        ...['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${pwfile}`],
        ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ],
      spawnSettings(account),
    )
    await writeFile(passwordFile(unfinished), `${password}\n`, { mode: 0o600 })
    if ('uid' in account) await chown(passwordFile(unfinished), account.uid, account.gid)
    await rename(unfinished, cluster.data)
    return true
  } catch (error) {
    if (await exists(join(cluster.data, 'PG_VERSION'))) return false
    throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    await rm(pwfile, { force: true })
  }
}

/** Removes what a crash left of an initialisation; only for the holder of the server. */
export async function removeUnfinished(cluster: Cluster): Promise<void> {
  for (const name of await readdir(cluster.folder))
    if (name.startsWith('initdb-')) await rm(join(cluster.folder, name), { recursive: true, force: true })
}
