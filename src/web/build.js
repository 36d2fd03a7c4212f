import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Every start of the product asks for this build, so it is done only when something it depends on has changed.
const here = fileURLToPath(new URL('.', import.meta.url))
const output = join(here, '../../dist/web')
const stamp = join(output, '../.web-stamp')

const sources = readdirSync(here, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
const hash = createHash('sha256')
for (const file of [...sources, join(here, '../../package-lock.json')])
  hash.update(`${file.slice(here.length)}\0`).update(readFileSync(file))
const digest = hash.digest('hex')

const isFresh = existsSync(join(output, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
if (isFresh) process.stdout.write('console: nothing changed, kept dist/web\n')
else {
  const { build } = await import('vite')
  await build({ root: here })
  writeFileSync(stamp, digest)
}
