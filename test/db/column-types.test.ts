import { sql } from 'drizzle-orm'
import { bigint, jsonb, pgTable } from 'drizzle-orm/pg-core'
import t from 'tap'
import {
  bpColumn,
  ColumnMismatch,
  dateColumn,
  exactColumn,
  instantColumn,
  moneyColumn,
  monthColumn,
  rateColumn,
  usccColumn,
} from '../../src/db/column-types.js'
import { civilDate, civilMonth } from '../../src/kernel/civil-date.js'
import { divide, exact, formatExact, ONE } from '../../src/kernel/exact.js'
import { formatMoney, money } from '../../src/kernel/money.js'
import { annualRatePercent, bp, formatBp, formatRatePercent } from '../../src/kernel/rate.js'
import type { Uscc } from '../../src/kernel/uscc.js'
import { testDatabase } from '../support/database.js'

const sample = pgTable('sample', {
  id: bigint({ mode: 'bigint' }).primaryKey(),
  amount: moneyColumn(),
  rate: rateColumn(),
  change: bpColumn(),
  share: exactColumn(),
  day: dateColumn(),
  month: monthColumn(),
  at: instantColumn(),
  code: usccColumn(),
  body: jsonb(),
})
const CODE = '91350100M000100Y43' as Uscc
const ROW = {
  id: 9_007_199_254_740_993n,
  amount: money('123456789012345678.90'),
  rate: annualRatePercent('3.0525'),
  change: bp('-34.5'),
  share: exact('0.123456789012345678901234567891'),
  day: civilDate('2024-02-29'),
  month: civilMonth('2024-02'),
  at: '2024-02-29T23:59:59.123456Z',
  code: CODE,
  body: { amount: '1.10' },
}

t.test('what is written is what is read', async (t) => {
  const { db, owner, raw } = await testDatabase(t, { migrations: t.testdir({}) })
  await owner`create table sample (id bigint primary key, amount numeric(20,2), rate numeric(9,6), change numeric(8,4),
    share numeric, day date, month char(7), at timestamptz, code char(18), body jsonb)`
  await owner`grant select, insert, update on sample to tandai_app`
  await db.orm.insert(sample).values(ROW)

  const [read] = await db.orm.select().from(sample)
  if (!read?.amount || !read.rate || !read.change || !read.share) return t.fail('a row came back')
  t.equal(formatMoney(read.amount), '123456789012345678.90')
  t.equal(formatRatePercent(read.rate), '3.0525')
  t.equal(formatBp(read.change), '-34.50')
  t.equal(formatExact(read.share), '0.123456789012345678901234567891')
  t.match(read, { id: ROW.id, day: ROW.day, month: ROW.month, at: ROW.at, code: CODE, body: ROW.body })

  const text = {
    id: '9007199254740993',
    amount: '123456789012345678.90',
    day: '2024-02-29',
    at: '2024-02-29T23:59:59.123456Z',
    amounts: ['1.10', '2.00'],
    days: ['2024-02-29'],
    instants: ['2024-01-01T00:00:00.000000Z'],
    total: '123456789012345678.90',
    found: '1',
  }
  const query = `select id, amount, day, at, array[1.10, 2.00] as amounts, array[day] as days,
    array['2024-01-01 08:00:00+08'::timestamptz] as instants, sum(amount) over () as total, count(*) over () as found from sample`
  t.same([...(await db.orm.execute(sql.raw(query)))], [text], 'drizzle, raw')
  t.same([...(await db.orm.execute(sql`${sql.raw(query)} where amount = ${'123456789012345678.90'}`))], [text], 'bound')
  t.same([...(await raw.unsafe(query))], [text], 'the raw client')
  t.same(
    (await raw`select ${'2024-02-29'}::date as day, ${ROW.at}::timestamptz as at`)[0],
    { day: text.day, at: text.at },
    'parameters are not turned into Date',
  )

  t.test('a value its type cannot hold is our defect, not a malformed request', async (t) => {
    const cases: [string, string][] = [
      ['amount', `'NaN'`],
      ['share', `'NaN'`],
      ['at', `'infinity'`],
      ['day', `'infinity'`],
      ['month', `'2024-13'`],
      ['code', `'91350100M000100Y44'`],
    ]
    for (const [column, value] of cases) {
      await owner.unsafe(`update sample set ${column} = ${value}`)
      const key = column as 'amount'
      await t.rejects(db.orm.select({ [key]: sample[key] }).from(sample), ColumnMismatch, `${column} ${value}`)
    }
    t.throws(() => sample.amount.mapFromDriverValue(1.1 as unknown as string), ColumnMismatch, 'a JSON number')
  })

  t.test('more decimals than PostgreSQL would keep are refused before it rounds them', async (t) => {
    await t.rejects(db.orm.insert(sample).values({ id: 2n, share: divide(ONE, exact('3')) }), {
      name: 'ColumnMismatch',
    })
    await t.rejects(db.orm.insert(sample).values({ id: 2n, at: '2024-02-29' }), { name: 'ColumnMismatch' })
  })
})
