import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { projectRoot } from '../src/config.js'
import { buildServer } from '../src/http/server.js'
import type { Services } from '../src/http/services.js'
import { apiTypesOf } from './api-types/api-types-of.js'

// The console's types are what the interface says of itself, so that a changed answer stops the console from compiling.
const services = {
  log: pino({ level: 'silent' }),
  demo: true,
  openCalculators: true,
  secureCookies: false,
  today: () => '2024-06-30',
  consoleRoot: '',
  ready: async () => true,
} as unknown as Services
const app = await buildServer(services)
await app.ready()
const target = join(projectRoot, 'src', 'web', 'src', 'api', 'generated.ts')
writeFileSync(target, apiTypesOf(app.swagger()))
await app.close()
execFileSync(join(projectRoot, 'node_modules', '.bin', 'biome'), ['format', '--write', target], { stdio: 'ignore' })
process.stdout.write(`${target}\n`)
