import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

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

/** What is text lies beside itself compressed, so that the server sends it small without working for it. */
function compress() {
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /\.(js|css|svg|html)$/.test(entry.name)) {
      const file = join(entry.parentPath, entry.name)
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
    }
}

const isFresh = existsSync(join(output, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
if (isFresh) process.stdout.write('console: nothing changed, kept dist/web\n')
else {
  const { build } = await import('vite')
  await build({ root: here })
  compress()
  writeFileSync(stamp, digest)
}
