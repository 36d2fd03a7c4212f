import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { dumpSchema } from '../../src/db/schema-dump.js'
import { MIGRATIONS, testDatabase } from '../support/database.js'

t.test('migrations/schema.sql is what the migrations make: after a change run npm run schema:dump', async (t) => {
  const { owner } = await testDatabase(t)
  const committed = await readFile(join(MIGRATIONS, 'schema.sql'), 'utf8')
  t.equal(await dumpSchema(owner), committed.replaceAll('\r\n', '\n'))
})

t.test('a change of any kind shows in the dump', async (t) => {
  const { owner } = await testDatabase(t, { migrations: null })
  await owner`create table account (id int primary key, amount numeric(20,2) not null)`
  const changes = [
    'alter table account add column note text default $$none$$',
    'alter table account alter column note set not null',
    'alter table account add constraint amount_positive check (amount > 0)',
    'create index account_note on account (note)',
    'alter table account enable row level security',
    'alter table account force row level security',
    'create policy own on account using (id > 0)',
    'grant select on account to public',
    'grant update (note) on account to public',
    'alter table account set (fillfactor = 50)',
    'create function twice(x int) returns int language sql return x * 2',
    'revoke execute on function twice from public',
    'create view rich as select id from account where amount > 100',
    `create function stop() returns trigger language plpgsql as 'begin return null; end'`,
    'create trigger account_stop before delete on account for each row execute function stop()',
    'alter table account disable trigger account_stop',
  ]
  let before = await dumpSchema(owner)
  for (const change of changes) {
    await owner.unsafe(change)
    const after = await dumpSchema(owner)
    t.not(after, before, change)
    before = after
  }
})
