import t from 'tap'
import { SYSTEM } from '../../src/app/actor.js'
import { documentHash } from '../../src/app/canonical-json.js'
import { enterpriseByUscc } from '../../src/app/carbon/account-views.js'
import { rateEnterprises } from '../../src/app/carbon/rate-enterprises.js'
import { readRating } from '../../src/app/carbon/read-rating.js'
import { loadDemo } from '../../src/app/demo/load-demo.js'
import { withTransaction } from '../../src/db/transaction.js'
import { FIELD_GROUPS } from '../../src/domain/consent/field-group.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { ok } from '../../src/kernel/result.js'
import { DEMO, testBank } from '../support/bank.js'

const { db, owner } = await testBank(t)
const FIRST = '91441203MA0000015L'
const asOf = civilDate('2024-06-30')
const run = { asOf, knownAt: null, jobRunId: null, recordedBy: null }
const rated = async (more: object = {}) => {
  const result = await rateEnterprises(db, { ...run, ...more })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const ratingOf = (uscc: string, on = asOf, knownAt: string | null = null) =>
  withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const enterprise = await enterpriseByUscc(tx, uscc)
      if (!enterprise) throw new Error(`there is no enterprise ${uscc}`)
      const rating = await readRating(tx, { enterprise, fieldGroups: FIELD_GROUPS }, { asOf: on, knownAt })
      return rating.ok ? ok(rating.value.answer) : rating
    },
    { readOnly: true },
  )
const countRatings = async () => (await owner`select count(*)::int as n from rating`)[0]?.n

t.test('rating twice writes once, and an account that cannot be rated says why', async (t) => {
  const before = await countRatings()
  t.match(await rated(), {
    rated: 190,
    changed: 0,
    unchanged: 190,
    byGrade: { DEEP_GREEN: 104, LIGHT_GREEN: 59, YELLOW: 19, RED: 8 },
    skipped: [{ uscc: '91441200MA9000011L', reason: { code: 'NO_CARBON_ACCOUNT' } }],
  })
  t.equal(await countRatings(), before)
  const said: string[] = []
  await loadDemo(db, DEMO, (line) => said.push(line))
  t.match(said, [/already imported/], 'a second start imports nothing')
  t.equal(await countRatings(), before)
})

t.test('a document has the hash it is known by, and the same facts give the same bytes', async (t) => {
  const rows =
    await owner`select document, document_hash, inputs_hash, method_hash from rating order by recorded_at, id limit 20`
  for (const row of rows) {
    t.equal(documentHash(row.document), row.document_hash)
    t.equal(row.document.hashes.inputs, row.inputs_hash)
    t.equal(row.document.hashes.method, row.method_hash)
  }
})

t.test(
  'a later day is a rating of its own that holds the grade by hysteresis; the earlier day keeps its own',
  async (t) => {
    const later = civilDate('2024-09-30')
    t.match(await rated({ asOf: later, enterprises: [FIRST] }), { rated: 1, changed: 1 })
    t.match(await ratingOf(FIRST, later), { value: { ratedAsOf: later, inputs: { previousGrade: 'LIGHT_GREEN' } } })
    t.match(await ratingOf(FIRST), { value: { ratedAsOf: asOf, inputs: { previousGrade: null } } })
    t.match(await rated({ asOf: later, enterprises: [FIRST] }), { changed: 0, unchanged: 1 })
  },
)

t.test('a rating may not be made before its method, nor before its factors were published', async (t) => {
  const early = await rateEnterprises(db, { ...run, asOf: civilDate('2022-07-31') })
  t.match(early, { ok: false, refusal: { code: 'RATING_METHOD_NOT_IN_FORCE', on: '2022-07-31' } })
  // The first average factor of Guangdong was published on 2024-04-12.
  const short = await rated({ asOf: civilDate('2024-04-11'), enterprises: [FIRST] })
  t.match(short, { rated: 0, skipped: [{ uscc: FIRST, reason: { code: 'FACTOR_NOT_FOUND', set: 'MEE_GRID' } }] })
})

t.test('facts of a later hour do not enter a rating as known before it', async (t) => {
  const [instant] = await owner<
    { at: string }[]
  >`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
  const knownAt = instant?.at as string
  const before = await ratingOf(FIRST, asOf, knownAt)
  await owner`insert into activity (enterprise_id, month, carrier, quantity, unit, source, data_quality, supersedes, reason)
    select enterprise_id, month, carrier, quantity * 100, unit, 'test', 3, id, 'a slip of the meter' from activity
    where enterprise_id = (select id from enterprise where uscc = ${FIRST}) and month = '2024-06' and carrier = 'electricity'`
  t.match(await rated({ knownAt, enterprises: [FIRST] }), { changed: 0, unchanged: 1 }, 'as known before: the same')
  t.match(await rated({ enterprises: [FIRST] }), { changed: 1, byGrade: { RED: 1 } })
  t.strictSame(await ratingOf(FIRST, asOf, knownAt), before)
  t.match(await rated({ knownAt, enterprises: [FIRST] }), { changed: 0, unchanged: 1 }, 'and still the same afterwards')
  t.match(await ratingOf(FIRST), { value: { grade: 'RED' } })
})

t.test('a start does not rate again what has been rated, whatever became known since', async (t) => {
  await owner`insert into activity (enterprise_id, month, carrier, quantity, unit, source, data_quality, supersedes, reason)
    select enterprise_id, month, carrier, 0, unit, 'test', 3, id, 'arrived after the rating' from activity
    where enterprise_id = (select id from enterprise where uscc = '91441202MA0000031U') and month = '2024-06' and carrier = 'electricity'`
  const before = await countRatings()
  await loadDemo(db, DEMO, () => undefined)
  t.equal(await countRatings(), before)
})
