import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { exportJob } from '../../jobs/export.js'
import type { Job } from '../../jobs/job.js'
import { runJob } from '../../jobs/run-job.js'
import { tenancyOf } from '../../src/app/actor.js'
import { DATASETS } from '../../src/app/exports/datasets.js'
import { exportFolder } from '../../src/app/exports/export-folder.js'
import { folderHasNewest, removeExpired } from '../../src/app/exports/remove-expired.js'
import { type ExportRun, runExport } from '../../src/app/exports/run-export.js'
import { takeExport } from '../../src/app/exports/take-export.js'
import { askerOf } from '../../src/app/exports/views.js'
import { JobCancelled } from '../../src/app/jobs/store.js'
import { withTransaction } from '../../src/db/transaction.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { asSystem } from '../support/people.js'
import { enterTerms } from '../support/relending.js'
import { drawnReloan } from '../support/reloan.js'

const log = pino({ level: 'silent' })
const TODAY = '2024-12-31'
/** numeric(20,2): more digits than a double has. */
const HUGE = '12345678901234567.89'
const UNDISTURBED: ExportRun = { progress: async () => undefined, paused: async () => false }

async function setUp(t: Test) {
  const path = await mkdtemp(join(tmpdir(), 'tandai-exports-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  const bank = await testBank(t, { today: TODAY, exportDir: path })
  const folder = exportFolder(path)
  const tools = { folder, days: 7, pageRows: 3, rowsOfASheet: 6 }
  const jobs = new Map([['export', exportJob(tools) as Job<never>]])
  const asked = async (user: string, body: object): Promise<{ id: string; runId: string }> => {
    const answer = await bank.post(user, '/v1/exports', { format: 'csv', reason: '贷后检查', ...body })
    if (answer.status !== 202) throw new Error(answer.text)
    return answer.body
  }
  const written = async (user: string, body: object) => {
    const { id, runId } = await asked(user, body)
    await runJob(bank.db, log, jobs, runId)
    return (await bank.get(user, `/v1/exports/${id}`)).body
  }
  const file = async (user: string, id: string) => {
    const answer = await bank.app.inject({
      method: 'GET',
      url: `/v1/exports/${id}/file`,
      headers: { authorization: `Bearer ${await bank.tokenOf(user)}` },
    })
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
  }
  const table = async (user: string, id: string) =>
    parse((await file(user, id)).bytes, { bom: true, columns: true }) as Record<string, string>[]
  return { bank, path, folder, tools, jobs, asked, written, file, table }
}

const rowsOf = async ({ owner }: Bank) => {
  const [row] = await owner`
    SELECT (SELECT count(*)::int FROM export_file) AS exports, (SELECT count(*)::int FROM export_download) AS downloads,
           (SELECT count(*)::int FROM job_run) AS runs, (SELECT count(*)::int FROM audit_event) AS events`
  return row
}

t.test('exports', async (t) => {
  const { bank, path, folder, tools, jobs, asked, written, file, table } = await setUp(t)
  const { get, post, owner, db } = bank
  const own: string[] = []
  for (let no = 0; no < 6; no += 1) own.push(await disbursedLoan(owner))
  own.push(await disbursedLoan(owner, { amount: HUGE }))
  const others = [
    await disbursedLoan(owner, { lender: 'BANK-EX-01' }),
    await disbursedLoan(owner, { lender: 'BANK-EX-01' }),
  ]

  await t.test('a bank gets its loans and no others, page by page, every digit', async (t) => {
    const told = await written('officer.sihui', { dataset: 'loans' })
    t.match(told, {
      state: 'READY',
      rows: '7',
      failure: null,
      organisation: 'RCB-SIHUI',
      requestedBy: 'officer.sihui',
      reason: '贷后检查',
      asOf: TODAY,
      masking: { columns: [] },
      downloads: 0,
      takenBy: [],
    })
    const taken = await file('officer.sihui', told.id)
    t.equal(taken.status, 200)
    t.equal(taken.headers['content-disposition'], `attachment; filename="loans-${TODAY}.csv"`)
    t.equal(`${taken.bytes.length}`, told.bytes)
    t.equal(createHash('sha256').update(taken.bytes).digest('hex'), told.sha256)
    const rows = parse(taken.bytes, { bom: true, columns: true }) as Record<string, string>[]
    t.same(rows.map((row) => row['贷款编号 Loan, id']).sort(), [...own].sort())
    t.notOk(rows.some((row) => others.includes(row['贷款编号 Loan, id'] as string)))
    t.equal(rows.filter((row) => row['合同金额(元) Contract amount, yuan'] === HUGE).length, 1, 'no digit is lost')
    t.match((await get('officer.sihui', `/v1/exports/${told.id}`)).body, {
      downloads: 1,
      takenBy: [{ by: 'officer.sihui' }],
    })
    const events = await owner`
      SELECT action, detail ->> 'reason' AS reason, detail ->> 'sha256' AS hash FROM audit_event
      WHERE subject_kind = 'export' AND subject_id = ${told.id} ORDER BY id`
    t.same(
      events.map(({ action }) => action),
      ['export.requested', 'export.written', 'export.downloaded'],
    )
    t.same([events[0]?.reason, events[1]?.hash], ['贷后检查', told.sha256])
  })

  await t.test('a workbook: numbers, long numbers as text, the next sheet, and what it is', async (t) => {
    const told = await written('officer.sihui', { dataset: 'loans', format: 'xlsx' })
    const parts = unzipSync((await file('officer.sihui', told.id)).bytes)
    const sheet = (no: number) => strFromU8(parts[`xl/worksheets/sheet${no}.xml`] as Uint8Array)
    t.match(strFromU8(parts['xl/workbook.xml'] as Uint8Array), /name="贷款".*name="贷款 \(2\)".*name="说明"/)
    t.equal((sheet(1).match(/<row /g) ?? []).length, 6, 'two headings and four loans')
    t.equal((sheet(2).match(/<row /g) ?? []).length, 5, 'two headings and the other three')
    t.match(`${sheet(1)}${sheet(2)}`, new RegExp(`t="inlineStr"><is><t>${HUGE.replace('.', '\\.')}</t>`))
    t.match(sheet(1), /<v>3000000\.00<\/v>/)
    t.match(sheet(1), /<v>45463<\/v>/, '2024-06-20 as a date')
    const said = Object.entries(parts)
      .filter(([name]) => /sheet[3-9]|sheet1\d/.test(name))
      .map(([, bytes]) => strFromU8(bytes))
      .join('')
    for (const word of ['贷后检查', 'officer.sihui', '15 位', `>${TODAY}<`, '>7<']) t.ok(said.includes(word), word)
  })

  await t.test('filters narrow, and others are refused', async (t) => {
    t.match(await written('officer.sihui', { dataset: 'loans', filters: { state: 'SETTLED' } }), { rows: '0' })
    t.match(await written('officer.sihui', { dataset: 'loans', filters: { state: 'DISBURSED' } }), { rows: '7' })
    t.match(await written('officer.sihui', { dataset: 'loans', asOf: '2024-06-01' }), { rows: '0' })
    const before = await rowsOf(bank)
    const refused = async (user: string, body: object, expected: object) =>
      t.match(
        await post(user, '/v1/exports', { dataset: 'loans', format: 'csv', reason: '检查', ...body }),
        expected,
        JSON.stringify(body),
      )
    await refused(
      'officer.sihui',
      { filters: { colour: 'green' } },
      { status: 422, body: { code: 'EXPORT_FILTER_UNKNOWN' } },
    )
    await refused(
      'officer.sihui',
      { filters: { enterprise: 'x' } },
      { status: 422, body: { code: 'EXPORT_FILTER_MALFORMED' } },
    )
    await refused(
      'officer.sihui',
      { filters: { state: "x' OR 1=1" } },
      { status: 422, body: { code: 'EXPORT_FILTER_MALFORMED' } },
    )
    await refused('officer.sihui', { dataset: 'passwords' }, { status: 404, body: { what: 'dataset' } })
    await refused('officer.sihui', { dataset: 'audit-events' }, { status: 403, body: { code: 'EXPORT_NOT_FOR_ROLE' } })
    await refused('officer.sihui', { asOf: '2025-01-01' }, { status: 422, body: { code: 'DATES_OUT_OF_ORDER' } })
    await refused('officer.sihui', { knownAt: '2999-01-01T00:00:00Z' }, { status: 422 })
    await refused('officer.sihui', { reason: ' ' }, { status: 400 })
    await refused('officer.sihui', { format: 'pdf' }, { status: 400 })
    t.equal((await post('steward.zq', '/v1/exports', { dataset: 'loans', format: 'csv', reason: '检查' })).status, 403)
    t.same(await rowsOf(bank), before, 'nothing moved')
  })

  await t.test('a second bank sees neither the export nor its file', async (t) => {
    const { id } = await written('officer.sihui', { dataset: 'ledger-entries' })
    t.equal((await get('officer.bank01', `/v1/exports/${id}`)).status, 404)
    t.equal((await file('officer.bank01', id)).status, 404)
    t.notOk((await get('officer.bank01', '/v1/exports')).body.items.some((one: { id: string }) => one.id === id))
    t.ok((await get('auditor.zq', '/v1/exports')).body.items.some((one: { id: string }) => one.id === id))
    t.equal((await file('auditor.zq', id)).status, 404, 'an auditor reads who exported what, and takes no file')
    t.match((await get('officer.sihui', `/v1/exports/${id}`)).body, { downloads: 0 }, 'nothing of it was a download')
    const asker = await asSystem(db, (tx) => askerOf(tx, id))
    const second = await written('officer.bank01', { dataset: 'loans' })
    t.match(second, { rows: '2' })
    const bank01 = await asSystem(db, (tx) => askerOf(tx, second.id))
    if (asker === null || bank01 === null) throw new Error('nobody asked')
    const as = (actor: typeof bank01, text: string) =>
      withTransaction(db, tenancyOf(actor), (tx) => tx.execute(text), {}).then((rows) => rows.length)
    t.equal(await as(bank01, `SELECT 1 FROM export_file WHERE id = '${id}'`), 0)
    t.equal(await as(asker, `SELECT 1 FROM export_file WHERE id = '${id}'`), 1)
    t.equal(
      await as(asker, `UPDATE export_file SET state = 'EXPIRED' WHERE id = '${id}' RETURNING 1`),
      0,
      'only the program',
    )
    const planted = (organisation: string, user: string) =>
      `INSERT INTO export_file (id, run_id, organisation_id, requested_by, dataset, format, filters, reason, as_of, known_at, masked)
       SELECT gen_random_uuid(), run_id, '${organisation}', '${user}', 'loans', 'csv', '{}', 'x', '2024-01-01', '2024-01-01', '{}'
       FROM export_file WHERE id = '${second.id}'`
    const denied = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: { cause?: { code?: string }; code?: string }) => error.cause?.code ?? error.code,
      )
    t.equal(await denied(as(bank01, planted(asker.organisationId, asker.userId))), '42501', 'in another’s name')
    t.equal(
      await denied(
        as(
          bank01,
          `INSERT INTO export_download (export_id, organisation_id, user_id, request_id) VALUES ('${id}', '${bank01.organisationId}', '${bank01.userId}', 'x')`,
        ),
      ),
      '23503',
      'a download of another’s file',
    )
  })

  await t.test('an auditor’s export has every book; formulas stay text', async (t) => {
    await owner`
      INSERT INTO audit_event (at, action, subject_kind, subject_id, detail) VALUES ('2024-06-01', '=cmd|calc', 'x', '@SUM(A1)', '{}')`
    const told = await written('auditor.zq', { dataset: 'audit-events' })
    const rows = await table('auditor.zq', told.id)
    t.equal(`${rows.length}`, told.rows)
    t.match(
      rows.find((row) => row['对象种类 Subject'] === 'x'),
      { '动作 Action': "'=cmd|calc", '对象编号 Subject, id': "'@SUM(A1)" },
    )
    const book = await written('auditor.zq', { dataset: 'ledger-entries' })
    const lines = await table('auditor.zq', book.id)
    const [{ count } = { count: 0 }] = await owner<{ count: number }[]>`SELECT count(*)::int AS count FROM journal_line`
    t.equal(lines.length, count, 'every line of every book, entries never cut by a page')
    const total = (name: string) =>
      lines.reduce((sum, line) => sum + BigInt((line[name] || '0.00').replace('.', '')), 0n)
    t.equal(total('借方(元) Debit, yuan'), total('贷方(元) Credit, yuan'))
    t.ok(total('借方(元) Debit, yuan') > 0n)
  })

  await t.test('every dataset can be read by everybody it is open to', async (t) => {
    const users = {
      loan_officer: 'officer.sihui',
      reloan_reviewer: 'reviewer.pboc',
      data_steward: 'steward.zq',
      auditor: 'auditor.zq',
    } as const
    for (const dataset of Object.values(DATASETS))
      for (const [role, user] of Object.entries(users)) {
        if (!dataset.access.includes(role as never)) continue
        const told = await written(user, { dataset: dataset.name })
        t.match(told, { state: 'READY', failure: null }, `${dataset.name} for ${user}`)
        const rows = await table(user, told.id)
        t.equal(`${rows.length}`, told.rows)
      }
    const { body } = await get('officer.sihui', '/v1/export-datasets')
    t.notOk(body.items.some(({ name }: { name: string }) => name === 'audit-events'))
  })

  await t.test('the branch gets what stands behind its re-loans, without what the bank keeps to itself', async (t) => {
    await enterTerms(bank)
    const { loanId } = await drawnReloan(bank)
    const told = await written('reviewer.pboc', { dataset: 'loans' })
    t.same(
      told.masking.columns.map(({ key }: { key: string }) => key),
      ['applicationId', 'quoteId', 'creditLineId'],
    )
    t.match(told.masking.zh, '申请编号')
    const rows = await table('reviewer.pboc', told.id)
    t.same(
      rows.map((row) => [row['贷款编号 Loan, id'], row['申请编号 Application, id'], row['报价编号 Quote, id']]),
      [[loanId, '', '']],
      'of all loans the one behind a re-loan',
    )
    const ownRow = (await table('officer.sihui', (await written('officer.sihui', { dataset: 'loans' })).id)).find(
      (row) => row['贷款编号 Loan, id'] === loanId,
    )
    t.ok(ownRow?.['申请编号 Application, id'], 'its own bank gets them')
    const register = await written('reviewer.pboc', { dataset: 'reloan-register', format: 'xlsx' })
    t.match(register, { state: 'READY', rows: '1' })
    t.same(register.masking.columns.map(({ key }: { key: string }) => key).sort(), ['applicant', 'totalAssets'])
    const [before] = await table('officer.sihui', (await written('officer.sihui', { dataset: 'reloan-register' })).id)
    t.equal(before?.['申请人 Applicant'], 'officer.sihui')
  })

  await t.test('a cancelled run leaves nothing, a paused one begins anew', async (t) => {
    const cancelled = await asked('officer.sihui', { dataset: 'loans' })
    let pages = 0
    const progress = async () => {
      pages += 1
      t.equal((await readdir(path)).filter((name) => name.includes(cancelled.id)).length, 1, 'it is being written')
      if (pages === 2) throw new JobCancelled()
    }
    await t.rejects(runExport(db, tools, cancelled.id, { ...UNDISTURBED, progress }), JobCancelled)
    t.equal(pages, 2, 'it stopped between pages')
    t.match((await get('officer.sihui', `/v1/exports/${cancelled.id}`)).body, { state: 'CANCELLED', file: null })
    t.match((await get('officer.sihui', `/v1/exports/${cancelled.id}/file`)).body, { code: 'EXPORT_NOT_READY' })

    const paused = await asked('officer.sihui', { dataset: 'loans' })
    await t.rejects(runExport(db, tools, paused.id, { ...UNDISTURBED, paused: async () => true }), /paused/)
    t.match((await get('officer.sihui', `/v1/exports/${paused.id}`)).body, { state: 'REQUESTED' })
    t.match(await runExport(db, tools, paused.id, UNDISTURBED), { state: 'READY', rows: '8' })
    t.match(await runExport(db, tools, paused.id, UNDISTURBED), { state: 'READY', rows: '8' }, 'twice writes once')
    t.same(
      (await readdir(path)).filter((name) => name.startsWith('.')),
      [],
      'no part of a file is left',
    )
  })

  await t.test('a worker that dies leaves a part, which the next one or the sweep removes', async (t) => {
    const { id } = await asked('officer.sihui', { dataset: 'loans' })
    await owner`UPDATE export_file SET state = 'WRITING' WHERE id = ${id}`
    const stray = randomUUID()
    await writeFile(join(path, `.${id}.csv.part`), 'half of a ro')
    await writeFile(join(path, `.${stray}.csv.part`), 'nobody’s')
    t.match(await removeExpired(db, folder), { parts: 1 })
    t.same(
      (await readdir(path)).filter((name) => name.startsWith('.')),
      [`.${id}.csv.part`],
      'what is being written stays',
    )
    t.match(await runExport(db, tools, id, UNDISTURBED), { state: 'READY' })
    t.same(
      (await readdir(path)).filter((name) => name.startsWith('.')),
      [],
    )

    const lost = await asked('officer.sihui', { dataset: 'loans' })
    await owner`UPDATE job_run SET state = 'failed', finished_at = now(), failure = 'its worker died 6 times' WHERE id = ${lost.runId}`
    await removeExpired(db, folder)
    t.match((await get('officer.sihui', `/v1/exports/${lost.id}`)).body, {
      state: 'FAILED',
      failure: { code: 'EXPORT_GIVEN_UP' },
    })
  })

  await t.test('a file on another machine’s folder is no download', async (t) => {
    const told = await written('officer.sihui', { dataset: 'loans' })
    const asker = await asSystem(db, (tx) => askerOf(tx, told.id))
    if (asker === null) throw new Error('nobody asked')
    const elsewhere = exportFolder(join(path, 'elsewhere'))
    t.equal(await folderHasNewest(db, folder), true)
    t.equal(await folderHasNewest(db, elsewhere), false, 'a start on another folder says so')
    const take = (from: typeof folder | undefined) =>
      withTransaction(db, tenancyOf(asker), (tx) =>
        takeExport({ tx, actor: asker, requestId: 'x', audited: false }, from, told.id),
      )
    t.match(await take(elsewhere), { ok: false, refusal: { code: 'EXPORT_FILE_NOT_HERE' } })
    t.match(await take(undefined), { ok: false, refusal: { code: 'EXPORT_FILE_NOT_HERE' } })
    const whole = await readFile(join(path, `${told.id}.csv`))
    await writeFile(join(path, `${told.id}.csv`), whole.subarray(0, 100))
    const answer = await get('officer.sihui', `/v1/exports/${told.id}/file`)
    t.match(answer, { status: 503, body: { code: 'EXPORT_FILE_NOT_HERE' } }, 'nor is a piece of it')
    await rm(join(path, `${told.id}.csv`))
    t.equal((await get('officer.sihui', `/v1/exports/${told.id}/file`)).status, 503)
    t.match((await get('officer.sihui', `/v1/exports/${told.id}`)).body, { downloads: 0 })
  })

  await t.test('a file goes when its time is over, its row stays', async (t) => {
    const told = await written('officer.sihui', { dataset: 'loans' })
    await owner.unsafe('ALTER TABLE export_file DISABLE TRIGGER USER')
    await owner`UPDATE export_file SET ready_at = now() - interval '8 days', expires_at = now() - interval '1 day' WHERE id = ${told.id}`
    await owner.unsafe('ALTER TABLE export_file ENABLE TRIGGER USER')
    t.match((await get('officer.sihui', `/v1/exports/${told.id}/file`)).body, { code: 'EXPORT_EXPIRED' })
    t.ok((await readdir(path)).includes(`${told.id}.csv`))
    t.match(await removeExpired(db, folder), { files: 1 })
    t.notOk((await readdir(path)).includes(`${told.id}.csv`))
    t.match(await removeExpired(db, folder), { files: 0 })
    t.match((await get('officer.sihui', `/v1/exports/${told.id}`)).body, {
      state: 'EXPIRED',
      sha256: told.sha256,
      file: null,
    })
    await t.rejects(
      owner`UPDATE export_file SET state = 'READY' WHERE id = ${told.id}`,
      /does not go from EXPIRED to READY/,
    )
  })

  await t.test('who lost the role between asking and writing gets nothing', async (t) => {
    const { id, runId } = await asked('officer.bank01', { dataset: 'loans' })
    const roles = await owner`
      DELETE FROM user_role WHERE user_id = (SELECT id FROM user_account WHERE username = 'officer.bank01') RETURNING *`
    while (await runJob(db, log, jobs, runId));
    const [run] = await owner`SELECT state, failure FROM job_run WHERE id = ${runId}`
    t.match(run, { state: 'failed', failure: /EXPORT_NOT_FOR_ROLE/ })
    await owner`INSERT INTO user_role ${owner(roles, 'user_id', 'organisation_id', 'role')}`
    t.match((await get('officer.bank01', `/v1/exports/${id}`)).body, {
      state: 'FAILED',
      failure: { code: 'EXPORT_NOT_FOR_ROLE' },
    })
  })

  const full = join(path, 'full')
  await mkdir(full)
  const mounted = (() => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', full], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()
  await t.test(
    'a full disk ends the run in words, leaves nothing and hinders nobody',
    { skip: mounted ? false : 'no file system of its own may be mounted here: run it as root to see a disk full' },
    async (t) => {
      t.teardown(() => execFileSync('umount', [full]))
      const small = { ...tools, folder: exportFolder(full), pageRows: 50 }
      const onSmall = new Map([['export', exportJob(small) as Job<never>]])
      for (const format of ['csv', 'xlsx']) {
        const { id, runId } = await asked('auditor.zq', { dataset: 'rate-decisions', format })
        while (await runJob(db, log, onSmall, runId));
        const [run] = await owner`SELECT state, failure FROM job_run WHERE id = ${runId}`
        t.match(run, { state: 'failed', failure: /^EXPORT_DISK_FULL: 导出文件夹空间不足/ }, format)
        t.match((await get('auditor.zq', `/v1/exports/${id}`)).body, {
          state: 'FAILED',
          rows: null,
          failure: { code: 'EXPORT_DISK_FULL', zh: /空间不足/, en: /full/ },
          file: null,
        })
        t.same(await readdir(full), [], 'no part of a file is left')
      }
      const [stuck] = await owner`
        SELECT count(*)::int AS locks FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`
      t.equal(stuck?.locks, 0, 'no transaction is left open')
      execFileSync('mount', ['-o', 'remount,size=4m', full])
      const again = await asked('auditor.zq', { dataset: 'rate-decisions' })
      await runJob(db, log, onSmall, again.runId)
      t.match((await get('auditor.zq', `/v1/exports/${again.id}`)).body, { state: 'READY' }, 'the next run works')
      t.equal((await readdir(full)).length, 1)
    },
  )
})
