import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/config.js'
import { apiDocument } from './api-types/api-document.js'
import { apiTypesOf } from './api-types/api-types-of.js'

// The console's types are what the interface says of itself, so that a changed answer stops the console from compiling.
const target = join(projectRoot, 'src', 'web', 'src', 'api', 'generated.ts')
writeFileSync(target, apiTypesOf(await apiDocument()))
execFileSync(join(projectRoot, 'node_modules', '.bin', 'biome'), ['format', '--write', target], { stdio: 'ignore' })
process.stdout.write(`${target}\n`)
