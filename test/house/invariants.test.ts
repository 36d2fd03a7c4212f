import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { problems } from '../../src/http/problems.js'
import { testDatabase } from '../support/database.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const ticked = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string)

/** The table of invariants, one a row. */
const invariants = readFileSync(here('../../../src/domain/README.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| I-'))
  .map((line) => {
    const [, id = '', , database = '', rule = '', test = '', open = ''] = line.split(/ ?\| ?/)
    return { id, database: ticked(database), rules: ticked(rule), tests: ticked(test), open: open.trim() }
  })

t.test('the table of invariants says what is there', async (t) => {
  const { owner } = await testDatabase(t)
  const known = new Set(
    (
      await owner<{ name: string }[]>`
        SELECT conname AS name FROM pg_constraint UNION SELECT tgname FROM pg_trigger UNION SELECT polname FROM pg_policy
        UNION SELECT relname FROM pg_class WHERE relkind = 'i'
        UNION SELECT m[1] FROM pg_proc p, regexp_matches(p.prosrc, '(?:refuse_link\\(|CONSTRAINT = )''([a-z_]+)''', 'g') m
        WHERE p.pronamespace = 'public'::regnamespace`
    ).map(({ name }) => name),
  )
  t.same(
    invariants.map(({ id }) => id),
    Array.from({ length: 33 }, (_, at) => `I-${`${at + 1}`.padStart(2, '0')}`),
  )
  for (const { id, database, rules, tests, open } of invariants) {
    for (const name of database) t.ok(known.has(name), `${id}: ${name} is in the catalogue`)
    const texts = tests.map((path) => {
      const source = here(`../../../test/${path}`)
      t.ok(existsSync(source), `${id}: ${path} is there`)
      return existsSync(source) ? readFileSync(source, 'utf8') : ''
    })
    for (const code of rules) {
      t.ok(code in problems, `${id}: ${code} is told`)
      t.ok(
        texts.some((text) => text.includes(code)),
        `${id}: ${code} is tested`,
      )
    }
    t.ok(tests.length > 0 || open.startsWith('Not held'), `${id} is tested, or said not to be held`)
  }
})
