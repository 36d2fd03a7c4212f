import t from 'tap'
import { testDatabase } from '../support/database.js'

/** A table belongs to tenants when a row names an organisation, a lender, an enterprise, a branch or a user's session. */
const TENANT_COLUMNS = ['organisation_id', 'lender_id', 'enterprise_id', 'central_bank_id']

t.test('every tenant table forces row-level security, and the program owns nothing', async (t) => {
  const { owner, raw } = await testDatabase(t)
  const unguarded = () => owner<{ name: string }[]>`
    SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = ANY(${TENANT_COLUMNS})
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`
  t.same(await unguarded(), [])
  const [tenants] = await owner<[{ count: number }]>`
    SELECT count(DISTINCT c.oid)::int AS count FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = ANY(${TENANT_COLUMNS})`
  t.ok(tenants.count > 20, `${tenants.count} tenant tables`)

  await owner`CREATE TABLE forgotten (id int, lender_id uuid)`
  t.same(await unguarded(), [{ name: 'forgotten' }], 'a forgotten table is found')

  const [role] = await raw<[{ name: string; super: boolean; bypass: boolean; owns: number }]>`
    SELECT current_user AS name, r.rolsuper AS super, r.rolbypassrls AS bypass,
           (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owns
    FROM pg_roles r WHERE r.rolname = current_user`
  t.same(role, { name: 'tandai_app', super: false, bypass: false, owns: 0 })
})

t.test('append-only tables can be neither changed nor emptied by the program', async (t) => {
  const { raw, owner } = await testDatabase(t)
  const tables = await owner<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE g.tgname = c.relname || '_append_only' ORDER BY 1`
  t.ok(tables.length >= 15, `${tables.length} append-only tables`)
  for (const { name } of tables) {
    for (const privilege of ['UPDATE', 'DELETE', 'TRUNCATE']) {
      const [row] = await owner<
        [{ granted: boolean }]
      >`SELECT has_table_privilege('tandai_app', ${name}, ${privilege}) AS granted`
      t.notOk(row.granted, `${privilege} on ${name}`)
    }
  }
  await owner`INSERT INTO organisation (code, kind, name_zh, name_en, origin) VALUES ('X', 'lender', 'x', 'x', 'test')`
  await owner`INSERT INTO audit_event (action, subject_kind, subject_id) VALUES ('a.b', 'x', '1')`
  await t.rejects(owner`UPDATE audit_event SET action = 'c'`, /append-only/, 'not even by the owner of the table')
  await t.rejects(raw`DELETE FROM audit_event`, /permission denied/)
})
