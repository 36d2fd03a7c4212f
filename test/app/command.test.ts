import t from 'tap'
import { recordEvent } from '../../src/app/audit/record-event.js'
import { sealAuditEvents, sealHash } from '../../src/app/audit/seal.js'
import { verifyAuditChain } from '../../src/app/audit/verify.js'
import { canonicalJson, documentHash } from '../../src/app/canonical-json.js'
import { type Command, type CommandRequest, runCommand } from '../../src/app/command/command.js'
import { ok, type Result, refuse } from '../../src/kernel/result.js'
import { testDatabase } from '../support/database.js'
import { addPerson } from '../support/people.js'

t.test('a command happens once, with its audit event and its answer', async (t) => {
  const test = await testDatabase(t)
  const { db, owner } = test
  const officer = await addPerson(test, {
    username: 'o',
    organisationCode: 'B1',
    kind: 'lender',
    roles: ['loan_officer'],
  })
  const other = await addPerson(test, {
    username: 'p',
    organisationCode: 'B2',
    kind: 'lender',
    roles: ['loan_officer'],
  })
  const request = (over: Partial<CommandRequest> = {}): CommandRequest => ({
    actor: officer,
    requestId: 'r-1',
    operation: 'POST /x',
    idempotencyKey: 'key-1',
    input: { body: { amount: '1.00' } },
    ...over,
  })
  let runs = 0
  const useCase = async (command: Command): Promise<Result<{ n: number }, { code: 'NO' }>> => {
    runs += 1
    await recordEvent(command, { action: 'thing.done', subjectKind: 'thing', subjectId: '1' })
    return ok({ n: runs })
  }
  const present = (value: { n: number }) => ({ status: 201, body: value })
  const events = async () => (await owner<[{ n: number }]>`SELECT count(*)::int AS n FROM audit_event`)[0].n

  await t.test('the same key and body get the first answer, byte for byte', async (t) => {
    const first = await runCommand(db, request(), useCase, present)
    const again = await runCommand(db, request({ requestId: 'r-2' }), useCase, present)
    t.match(first, { ok: true, value: { status: 201, text: '{"n":1}', replayed: false } })
    t.match(again, { ok: true, value: { status: 201, text: '{"n":1}', replayed: true } })
    t.equal(runs, 1)
    t.equal(await events(), 1)
  })
  await t.test('another body or another operation under the key is refused', async (t) => {
    for (const over of [{ input: { body: { amount: '2.00' } } }, { operation: 'POST /y' }])
      t.match(await runCommand(db, request(over), useCase, present), {
        ok: false,
        refusal: { code: 'IDEMPOTENCY_KEY_REUSED', key: 'key-1' },
      })
    t.equal(runs, 1)
  })
  await t.test('another user has keys of its own', async (t) => {
    t.match(await runCommand(db, request({ actor: other }), useCase, present), { ok: true, value: { replayed: false } })
    t.equal(runs, 2)
  })
  await t.test('twenty at once under one key run once', async (t) => {
    const before = runs
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => runCommand(db, request({ idempotencyKey: 'key-2' }), useCase, present)),
    )
    t.equal(runs, before + 1)
    t.equal(new Set(answers.map((answer) => (answer.ok ? answer.value.text : 'refused'))).size, 1)
    t.equal(answers.filter((answer) => answer.ok && !answer.value.replayed).length, 1)
  })
  await t.test('a refusal moves nothing and may be tried again', async (t) => {
    const before = await events()
    const refusing = async (command: Command): Promise<Result<{ n: number }, { code: 'NO' }>> => {
      await recordEvent(command, { action: 'thing.begun', subjectKind: 'thing', subjectId: '1' })
      return refuse({ code: 'NO' })
    }
    t.match(await runCommand(db, request({ idempotencyKey: 'key-3' }), refusing, present), {
      ok: false,
      refusal: { code: 'NO' },
    })
    t.equal(await events(), before)
    t.match(await runCommand(db, request({ idempotencyKey: 'key-3' }), useCase, present), {
      ok: true,
      value: { replayed: false },
    })
  })
  await t.test('a command without an audit event is a defect and is undone', async (t) => {
    const before = await events()
    const silent = async (): Promise<Result<{ n: number }, never>> => ok({ n: 0 })
    await t.rejects(runCommand(db, request({ idempotencyKey: 'key-4' }), silent, present), /no audit event/)
    t.equal(await events(), before)
    t.same(await owner`SELECT 1 FROM idempotency_answer WHERE key = 'key-4'`, [])
  })
})

t.test('the audit chain', async (t) => {
  const test = await testDatabase(t)
  const { db, owner } = test
  const add = (n: number) => owner`
    INSERT INTO audit_event (action, subject_kind, subject_id, detail)
    SELECT 'a.b', 'x', i::text, jsonb_build_object('b', 1, 'a', '额度', 'n', i) FROM generate_series(1, ${n}) i`

  await t.test('seals what has committed, across batches, and holds', async (t) => {
    await add(2_500)
    t.equal(await sealAuditEvents(db), 2_500)
    t.equal(await sealAuditEvents(db), 0)
    await add(3)
    t.match(await verifyAuditChain(db), { intact: true, sealed: '2500', unsealed: 3, broken: null })
  })
  await t.test('writers do not wait for the sealer, and a late event is sealed later', async (t) => {
    const late = await owner.reserve()
    await late`BEGIN`
    await late`INSERT INTO audit_event (action, subject_kind, subject_id) VALUES ('late', 'x', '0')`
    await add(1)
    t.equal(await sealAuditEvents(db), 4, 'everything visible')
    await late`COMMIT`
    late.release()
    t.equal(await sealAuditEvents(db), 1, 'the late one')
    t.match(await verifyAuditChain(db), { intact: true, sealed: '2505', unsealed: 0 })
  })
  await t.test('two sealers at once make one chain', async (t) => {
    await add(50)
    const counts = await Promise.all([sealAuditEvents(db), sealAuditEvents(db), sealAuditEvents(db)])
    await sealAuditEvents(db)
    t.ok(counts.reduce((sum, count) => sum + count, 0) <= 50)
    t.match(await verifyAuditChain(db), { intact: true, sealed: '2555', unsealed: 0 })
  })
  await t.test('a chain cut off at its end is found by a noted head', async (t) => {
    const { sealed: seq, head: hash } = await verifyAuditChain(db)
    t.match(await verifyAuditChain(db, { seq, hash }), { intact: true })
    await add(1)
    await sealAuditEvents(db)
    t.match(await verifyAuditChain(db, { seq, hash }), { intact: true }, 'a longer chain still holds it')
    const { sealed: newest, head } = await verifyAuditChain(db)
    await owner.unsafe(
      'ALTER TABLE audit_seal DISABLE TRIGGER USER; DELETE FROM audit_seal WHERE seq = (SELECT max(seq) FROM audit_seal)',
    )
    t.match(await verifyAuditChain(db), { intact: true }, 'the rest hashes well')
    t.match(await verifyAuditChain(db, { seq: newest, hash: head }), {
      intact: false,
      broken: { seq: newest, reason: 'NOT_AS_NOTED' },
    })
    await sealAuditEvents(db)
  })
  const planted: readonly [string, string, string][] = [
    [
      'a changed detail',
      `UPDATE audit_event SET detail = '{"n": 7}' WHERE id = (SELECT event_id FROM audit_seal WHERE seq = 100)`,
      'EVENT_CHANGED',
    ],
    ['a changed hash', `UPDATE audit_seal SET hash = repeat('a', 64) WHERE seq = 100`, 'EVENT_CHANGED'],
    ['a missing seal', `DELETE FROM audit_seal WHERE seq = 100`, 'GAP'],
    ['two events exchanged', `UPDATE audit_seal SET prev_hash = repeat('b', 64) WHERE seq = 100`, 'PREVIOUS_HASH'],
  ]
  for (const [name, statement, reason] of planted)
    await t.test(`finds ${name}`, async (t) => {
      await owner.unsafe('ALTER TABLE audit_event DISABLE TRIGGER USER; ALTER TABLE audit_seal DISABLE TRIGGER USER')
      await owner.unsafe('CREATE TABLE kept_event AS TABLE audit_event; CREATE TABLE kept_seal AS TABLE audit_seal')
      await owner.unsafe(statement)
      const verdict = await verifyAuditChain(db)
      t.notOk(verdict.intact)
      t.equal(verdict.broken?.reason, reason)
      t.ok(['100', '101'].includes(verdict.broken?.seq ?? ''), `at ${verdict.broken?.seq}`)
      await owner.unsafe(`
        DELETE FROM audit_seal; UPDATE audit_event e SET detail = k.detail FROM kept_event k WHERE k.id = e.id;
        INSERT INTO audit_seal SELECT * FROM kept_seal; DROP TABLE kept_event, kept_seal`)
      t.ok((await verifyAuditChain(db)).intact, 'put back')
    })
})

t.test('canonical JSON does not depend on the order of members', async (t) => {
  t.equal(canonicalJson({ b: [1, { d: 'x', c: undefined }], a: null }), '{"a":null,"b":[1,{"d":"x"}]}')
  t.equal(documentHash({ a: '1', b: '2' }), documentHash({ b: '2', a: '1' }))
  t.not(documentHash({ a: '1' }), documentHash({ a: 1 }))
  const event = {
    id: '1',
    at: 'x',
    organisationId: null,
    userId: null,
    action: 'a',
    subjectKind: 'b',
    subjectId: 'c',
    requestId: null,
    detail: {},
  }
  t.not(sealHash('0', event), sealHash('1', event))
})
