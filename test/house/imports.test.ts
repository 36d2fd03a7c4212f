import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { checkImports } from '../../scripts/check-imports.js'

t.test('every import of the product is allowed by the table', async (t) => {
  const { seen, faults } = checkImports(fileURLToPath(new URL('../../../', import.meta.url)))
  t.ok(seen > 300, `${seen} imports seen`)
  t.same(faults, [])
})

t.test('planted faults are found', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'tandai-imports-'))
  const plant = (file: string, source: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), source)
  }
  for (const folder of ['src', 'jobs', 'scripts', 'test']) mkdirSync(join(root, folder))
  plant('src/domain/loans/a.ts', "import { connect } from '../../db/connection.js'\n")
  plant('src/domain/loans/b.ts', "import { rate } from '../carbon/rating.js'\n")
  plant('src/domain/carbon/c.ts', "import { Decimal } from 'decimal.js'\n")
  plant('src/domain/carbon/d.ts', "import { readFileSync } from 'fs'\n")
  plant('src/app/x/verb.ts', "import {\n  sql,\n} from 'drizzle-orm'\n")
  plant('src/http/e.ts', "import { rate } from '../domain/carbon/rating.js'\n")
  plant('src/http/f.ts', "import type { Rating } from '../domain/carbon/rating.js'\n")
  t.same(
    checkImports(root)
      .faults.map(({ file }) => file)
      .sort(),
    [
      'src/app/x/verb.ts',
      'src/domain/carbon/c.ts',
      'src/domain/carbon/d.ts',
      'src/domain/loans/a.ts',
      'src/domain/loans/b.ts',
      'src/http/e.ts',
    ],
  )
})
