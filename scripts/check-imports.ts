import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Who may import whom: each pair is [importer, imported], matched as path prefixes; `type` pairs hold for `import type` only.
 * Whatever no pair allows is refused. Packages are named with `npm:`, Node's own modules with `node:`.
 */
const PAIRS: readonly (readonly [string, string, 'type'?])[] = [
  ['src/kernel', 'src/kernel'],
  ['src/kernel', 'npm:decimal.js'],
  ['src/domain', 'src/kernel'],
  ['src/domain/access', 'src/domain/access'],
  ['src/domain/carbon', 'src/domain/carbon'],
  ['src/domain/consent', 'src/domain/consent'],
  ['src/domain/data-assets', 'src/domain/data-assets'],
  ['src/domain/collateral', 'src/domain/collateral'],
  ['src/domain/loans', 'src/domain/loans'],
  ['src/domain/pricing', 'src/domain/pricing'],
  ['src/domain/relending', 'src/domain/relending'],
  ['src/domain/reporting', 'src/domain/reporting'],
  ['src/domain', 'src/domain/ledger'],
  ['src/domain', 'src/domain/process'],
  ['src/domain/process/deadline.ts', 'src/domain/loans/working-calendar.ts'],
  ['src/rules', 'src/rules'],
  ['src/rules', 'src/domain'],
  ['src/rules', 'src/kernel'],
  ['src/rules', 'npm:csv-parse'],
  ['src/rules', 'node:'],
  ['src/db', 'src/db'],
  ['src/db', 'src/kernel'],
  ['src/db', 'npm:drizzle-orm'],
  ['src/db', 'npm:postgres'],
  ['src/db', 'node:'],
  ['src/app', 'src/app'],
  ['src/app', 'src/db'],
  ['src/app', 'src/rules'],
  ['src/app', 'src/domain'],
  ['src/app', 'src/kernel'],
  ['src/app', 'npm:@node-rs/argon2'],
  ['src/app', 'npm:csv-parse'],
  ['src/app', 'npm:drizzle-orm'],
  ['src/app/second-factor', 'npm:otpauth'],
  ['src/app/pdf', 'npm:pdfkit'],
  ['src/app/pdf', 'npm:uqr'],
  ['src/app/job-schedules', 'npm:croner'],
  ['src/app', 'npm:fflate'],
  ['src/app', 'npm:saxes'],
  ['src/app', 'node:'],
  ['src/http', 'src/http'],
  ['src/http', 'src/app'],
  ['src/http', 'src/kernel'],
  ['src/http', 'src/domain', 'type'],
  ['src/http', 'src/db/connection', 'type'],
  ['src/http', 'src/db/faults'],
  ['src/http', 'npm:'],
  ['src/http', 'node:'],
  ['jobs', 'jobs'],
  ['jobs', 'src/app'],
  ['jobs', 'src/kernel'],
  ['jobs', 'src/db/connection', 'type'],
  ['jobs', 'src/db/transaction', 'type'],
  ['jobs', 'npm:bullmq'],
  ['jobs', 'npm:ioredis'],
  ['jobs', 'npm:pino'],
  ['src/config.ts', 'node:'],
  ['src/main.ts', ''],
  ['scripts', ''],
  ['test', ''],
]

/** SQL of the application lives in files of these names only. */
const SQL_FILES = /\/(store|views)(\.\w+)?\.ts$|-(store|views)\.ts$/
const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

export interface ImportFault {
  readonly file: string
  readonly imported: string
  readonly reason: string
}

/** Checks every TypeScript file below `root` (the console apart, which is a package of its own). */
export function checkImports(root: string): { readonly seen: number; readonly faults: readonly ImportFault[] } {
  const files = ['src', 'jobs', 'scripts', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith('.ts') && !file.startsWith('src/web/'))
  const faults: ImportFault[] = []
  let seen = 0
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8')
    const found = [
      ...[...source.matchAll(IMPORT)].map((match) => ({
        typeOnly: match[1] !== undefined,
        target: match[2] as string,
      })),
      ...[...source.matchAll(DYNAMIC)].map((match) => ({ typeOnly: true, target: match[1] as string })),
    ]
    for (const { typeOnly, target } of found) {
      seen += 1
      const imported = nameOf(file, target)
      if (
        !PAIRS.some(
          ([from, to, kind]) => file.startsWith(from) && imported.startsWith(to) && (kind !== 'type' || typeOnly),
        )
      )
        faults.push({ file, imported, reason: 'no pair of the import table allows it' })
      if (imported === 'npm:drizzle-orm' && file.startsWith('src/app/') && !SQL_FILES.test(file))
        faults.push({ file, imported, reason: 'SQL belongs into store.ts or views.ts' })
    }
  }
  return { seen, faults }
}

function nameOf(file: string, target: string): string {
  if (target.startsWith('.')) return relative('.', join(dirname(file), target)).replace(/\.js$/, '.ts')
  if (target.startsWith('node:') || builtinModules.includes(target)) return `node:${target.replace(/^node:/, '')}`
  return `npm:${target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { seen, faults } = checkImports(fileURLToPath(new URL('../../', import.meta.url)))
  for (const { file, imported, reason } of faults) console.error(`${file} imports ${imported}: ${reason}`)
  console.log(`${seen} imports checked, ${faults.length} refused`)
  if (seen === 0 || faults.length > 0) process.exit(1)
}
