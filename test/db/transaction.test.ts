import { eq, sql } from 'drizzle-orm'
import { integer, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import t from 'tap'
import { connect, connectRaw } from '../../src/db/connection.js'
import { codeOf, constraintOf, DatabaseFault, faultKind } from '../../src/db/faults.js'
import { ask, askLast, type Tenancy, type Tx, withTransaction } from '../../src/db/transaction.js'
import { ok, refuse } from '../../src/kernel/result.js'
import { testDatabase } from '../support/database.js'

const SYSTEM: Tenancy = { scope: 'system', organisationId: null, userId: null }
const LENDER: Tenancy = {
  scope: 'lender',
  organisationId: '00000000-0000-4000-8000-000000000001',
  userId: '00000000-0000-4000-8000-000000000002',
}
const account = pgTable('account', { id: integer().primaryKey(), owner: text(), balance: numeric() })

const settingsOf = async (tx: Tx | ReturnType<typeof connect>['orm']) =>
  (
    await tx.execute(sql`select current_setting('tandai.scope', true) as scope,
      current_setting('tandai.organisation_id', true) as organisation, current_setting('tandai.user_id', true) as user`)
  )[0]

t.test('on one table of accounts', async (t) => {
  const { db, owner, raw, ownerUrl, appUrl } = await testDatabase(t, { migrations: `${t.testdir({})}` })
  await owner`create table account (
    id int primary key, owner text constraint account_owner_key unique,
    balance numeric(20,2) not null constraint not_overdrawn check (balance >= 0),
    parent int constraint account_parent_known references account)`
  await owner`insert into account values (1, 'a', 100), (2, 'b', 100)`
  await owner`grant select, insert, update on account to tandai_app`
  await owner.unsafe(`create function refuse_loudly() returns void language plpgsql as
    $$begin raise exception 'no' using constraint = 'said_no'; end$$`)
  await owner.unsafe(`create function refuse_with(code text) returns void language plpgsql as
    $$begin raise exception 'again' using errcode = code; end$$`)
  const balance = async (id: number) => (await owner`select balance from account where id = ${id}`)[0]?.balance

  t.test('every statement runs as the role of the bank, and RESET ROLE leads back to it', async (t) => {
    const one = connect({ url: ownerUrl, role: 'tandai_app', max: 1, applicationName: 'test' })
    t.teardown(() => one.close())
    const who = async () => (await one.orm.execute(sql`select current_user as name`))[0]?.name
    t.equal(await who(), 'tandai_app')
    await one.orm.execute(sql`reset role`)
    t.equal(await who(), 'tandai_app')
    t.equal((await raw`select current_user as name`)[0]?.name, 'tandai_app')
    const byUrl = connectRaw({ url: appUrl, applicationName: 'test', max: 1 })
    t.equal((await byUrl`select current_user as name`)[0]?.name, 'tandai_app')
    await byUrl.end()
    t.not((await owner`select current_user as name`)[0]?.name, 'tandai_app')
  })

  t.test('the settings hold for one transaction and do not leak to the next on the same connection', async (t) => {
    const one = connect({ url: ownerUrl, role: 'tandai_app', max: 1, applicationName: 'test' })
    t.teardown(() => one.close())
    t.same(await withTransaction(one, LENDER, settingsOf), {
      scope: 'lender',
      organisation: LENDER.organisationId,
      user: LENDER.userId,
    })
    const none = { scope: '', organisation: '', user: '' }
    t.same(await settingsOf(one.orm), none, 'after commit')
    t.same(await withTransaction(one, SYSTEM, settingsOf), { ...none, scope: 'system' })
    await t.rejects(
      withTransaction(one, LENDER, async (tx) => {
        await settingsOf(tx)
        throw new Error('defect')
      }),
      { message: 'defect' },
    )
    t.same(await settingsOf(one.orm), none, 'after rollback')
  })

  t.test('refused → nothing moved; agreed → all moved; thrown → nothing moved', async (t) => {
    const move = (tx: Tx) => tx.update(account).set({ balance: sql`balance - 10` }).where(eq(account.id, 1))
    const refusal = refuse({ code: 'QUOTA_EXCEEDED', left: '0.00' })
    t.same(
      await withTransaction(db, SYSTEM, async (tx) => {
        await move(tx)
        return refusal
      }),
      refusal,
    )
    t.equal(await balance(1), '100.00')
    await t.rejects(
      withTransaction(db, SYSTEM, async (tx) => {
        await move(tx)
        throw new RangeError('defect')
      }),
      RangeError,
    )
    t.equal(await balance(1), '100.00')
    t.same(
      await withTransaction(db, SYSTEM, async (tx) => {
        await move(tx)
        return ok('moved')
      }),
      ok('moved'),
    )
    t.equal(await balance(1), '90.00')
  })

  t.test('a read-only transaction writes nothing', async (t) => {
    const write = withTransaction(db, SYSTEM, (tx) => tx.update(account).set({ balance: '0' }), { readOnly: true })
    await t.rejects(
      write.catch((error) => Promise.reject(new Error(codeOf(error)))),
      { message: '25006' },
    )
  })

  t.test('a serialization failure runs the whole of the work again', async (t) => {
    let runs = 0
    await withTransaction(
      db,
      SYSTEM,
      async (tx) => {
        runs += 1
        const [seen] = await tx.select().from(account).where(eq(account.id, 2))
        if (runs <= 2) await owner`update account set balance = balance + 1 where id = 2`
        await tx
          .update(account)
          .set({ balance: sql`${seen?.balance}::numeric + 10` })
          .where(eq(account.id, 2))
      },
      { isolation: 'repeatable read' },
    )
    t.equal(runs, 3)
    t.equal(await balance(2), '112.00', 'read 102 in the third run')
  })

  t.test('two transactions that lock each other out both end well', async (t) => {
    let runs = 0
    let bothHold: () => void
    const held = new Promise<void>((resolve) => {
      bothHold = resolve
    })
    const crossing = (first: number, second: number) =>
      withTransaction(db, SYSTEM, async (tx) => {
        runs += 1
        await tx.update(account).set({ balance: '50' }).where(eq(account.id, first))
        if (runs === 2) bothHold()
        await held
        await tx.update(account).set({ balance: '60' }).where(eq(account.id, second))
      })
    await Promise.all([crossing(1, 2), crossing(2, 1)])
    t.equal(runs, 3)
  })

  t.test('contention without end is a fault after six runs', async (t) => {
    let runs = 0
    const work = withTransaction(db, SYSTEM, async (tx) => {
      runs += 1
      await tx.execute(sql`do $$begin raise exception 'again' using errcode = '40001'; end$$`)
    })
    await t.rejects(work, new DatabaseFault('contention', undefined).message)
    t.equal(runs, 6)
  })

  t.test('a lost connection and a met time limit are faults, and the pool goes on', async (t) => {
    let runs = 0
    const cut = withTransaction(db, SYSTEM, async (tx) => {
      runs += 1
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await owner`select pg_terminate_backend(${me?.pid ?? 0})`
      await tx.execute(sql`select pg_sleep(1)`)
    })
    t.equal(await cut.catch((error) => error instanceof DatabaseFault && error.kind), 'connection')
    t.equal(runs, 1)
    t.equal(await withTransaction(db, SYSTEM, async () => 'well'), 'well')

    const hasty = connect({ url: ownerUrl, applicationName: 'test', max: 1, statementTimeoutMs: 20 })
    const slow = withTransaction(hasty, SYSTEM, (tx) => tx.execute(sql`select pg_sleep(5)`))
    t.equal(await slow.catch((error) => error instanceof DatabaseFault && error.kind), 'timeout')
    await hasty.close()

    const nowhere = connect({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'test', max: 1 })
    const lost = withTransaction(nowhere, SYSTEM, async () => 'never')
    t.equal(await lost.catch((error) => error instanceof DatabaseFault && error.kind), 'connection')
    await nowhere.close()
  })

  t.test(
    'work that outlives its connection writes nothing, though another transaction has the place by then',
    async (t) => {
      for (const nested of [false, true]) {
        const one = connect({ url: ownerUrl, role: 'tandai_app', max: 1, applicationName: 'test' })
        const before = await balance(1)
        let goOn: () => void
        const waiting = new Promise<void>((resolve) => {
          goOn = resolve
        })
        const codes: unknown[] = []
        const late = async (tx: Tx) => {
          const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
          await owner`select pg_terminate_backend(${me?.pid ?? 0})`
          await waiting
          const write = tx.update(account).set({ balance: '0' }).where(eq(account.id, 1))
          await write.catch((error) => codes.push(codeOf(error)))
          return 'done'
        }
        const cut = withTransaction(one, SYSTEM, (tx) => (nested ? tx.transaction(late) : late(tx)))
        t.equal(await cut.catch((error) => error instanceof DatabaseFault && error.kind), 'connection')
        const next = await withTransaction(one, SYSTEM, async (tx) => {
          goOn()
          await tx.execute(sql`select pg_sleep(0.05)`)
          return 'undisturbed'
        })
        t.equal(next, 'undisturbed')
        t.same(codes, ['CONNECTION_CLOSED'])
        t.equal(await balance(1), before)
        await one.close(0.5)
      }
    },
  )

  t.test('what is sent last goes out with the COMMIT: it is kept with the rest, or nothing is', async (t) => {
    const raise = 'update account set balance = balance + 1 where id = $1 returning balance'
    const before = await balance(1)
    let raised: Promise<readonly { balance: string }[]> | undefined
    const kept = await withTransaction(db, SYSTEM, async (tx) => {
      raised = askLast(tx, raise, [1])
      return 'kept'
    })
    t.equal(kept, 'kept')
    t.equal((await raised)?.[0]?.balance, await balance(1))
    t.not(await balance(1), before)

    const now = [await balance(1), await balance(2)]
    const failing = withTransaction(db, SYSTEM, async (tx) => {
      await ask(tx, raise, [1])
      askLast(tx, raise, [2])
      askLast(tx, 'update account set balance = $1 where id = 1', ['-1'])
      return 'not kept'
    })
    t.equal(constraintOf(await failing.catch((error) => error)), 'not_overdrawn')
    t.same([await balance(1), await balance(2)], now, 'nothing moved')

    let runs = 0
    const contending = withTransaction(db, SYSTEM, async (tx) => {
      runs += 1
      await ask(tx, raise, [1])
      if (runs === 1) askLast(tx, 'select refuse_with($1)', ['40001'])
    })
    await contending
    t.equal(runs, 2, 'contention at the end runs the whole of it again')
    t.same([await balance(1)], [`${String(Number(now[0]) + 1)}.00`])

    const refused = withTransaction(db, SYSTEM, async (tx) => {
      askLast(tx, raise, [1])
      return refuse({ code: 'NO' })
    })
    t.same(await refused, refuse({ code: 'NO' }))
    t.same([await balance(1)], [`${String(Number(now[0]) + 1)}.00`], 'refused: nothing moved')
    let over: Tx | undefined
    await withTransaction(db, SYSTEM, async (tx) => {
      over = tx
    })
    t.throws(() => askLast(over as Tx, raise, [1]))
    t.equal(await withTransaction(db, SYSTEM, async () => 'well'), 'well')
  })

  t.test('many transactions at once share no connection, though their BEGIN is not waited for', async (t) => {
    const two = connect({ url: ownerUrl, role: 'tandai_app', max: 2, applicationName: 'test' })
    t.teardown(() => two.close())
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        withTransaction(two, { ...LENDER, userId: `user ${n}` }, async (tx) => {
          const first = await settingsOf(tx)
          if (n % 3 === 0) await tx.execute(sql`select pg_sleep(0.002)`)
          const [again] = await ask<{ user: string }>(
            tx,
            `select current_setting('tandai.user_id') as user, $1::int`,
            [1],
          )
          if (n % 5 === 0) throw new RangeError(`${n}`)
          return [first?.user, again?.user]
        }).catch((error) => (error instanceof RangeError ? [`user ${n}`, `user ${n}`] : Promise.reject(error))),
      ),
    )
    t.same(
      seen,
      Array.from({ length: 40 }, (_, n) => [`user ${n}`, `user ${n}`]),
    )
  })

  t.test('a transaction object kept beyond its end sends nothing', async (t) => {
    let kept: Tx | undefined
    await withTransaction(db, SYSTEM, async (tx) => {
      kept = tx
    })
    const write = kept?.update(account).set({ balance: '0' })
    t.equal(await write?.catch((error) => codeOf(error)), 'CONNECTION_CLOSED')
    t.not(await balance(1), '0.00')
  })

  t.test('the violated constraint is named', async (t) => {
    const cases: [string, string, string][] = [
      ['23505', 'account_owner_key', `insert into account values (3, 'a', 1)`],
      ['23514', 'not_overdrawn', 'update account set balance = -1'],
      ['23503', 'account_parent_known', `insert into account values (4, 'd', 1, 99)`],
      ['P0001', 'said_no', 'select refuse_loudly()'],
    ]
    for (const [code, name, statement] of cases) {
      const error = await withTransaction(db, SYSTEM, (tx) => tx.execute(sql.raw(statement))).catch((caught) => caught)
      t.equal(constraintOf(error), name)
      t.equal(codeOf(error), code)
      t.equal(faultKind(error), undefined, `${name} is no fault`)
    }
    t.equal(constraintOf(new Error('other')), undefined)
    t.equal(constraintOf(undefined), undefined)
  })
})
