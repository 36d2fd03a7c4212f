import type postgres from 'postgres'
import t from 'tap'
import { testBank } from '../support/bank.js'

/** The walls behind the use cases: what a transaction of a bank can do in plain SQL, whatever the program asks of it. */
const { raw, owner } = await testBank(t)
const FIRST = '91441203MA0000015L'
const HASH = 'c'.repeat(64)

const [party] = await owner<[{ enterprise: string; other: string; lender: string; user: string; second: string }]>`
  select e.id as enterprise, (select id from enterprise where uscc <> ${FIRST} order by uscc limit 1) as other,
         u.organisation_id as lender, u.id as user, (select organisation_id from user_account where username = 'officer.sihui') as second
  from enterprise e, user_account u where e.uscc = ${FIRST} and u.username = 'officer.bank01'`

const consentOf = async (purpose: string, fieldGroups: string[], lender = party.lender) => {
  const [row] = await owner<[{ id: string }]>`
    insert into consent (enterprise_id, lender_id, purpose, field_groups, valid_from, basis)
    values (${party.enterprise}, ${lender}, ${purpose}, ${fieldGroups}, '2024-01-01', 'test') returning id`
  return row.id
}

/** A transaction of the first bank; it is rolled back. */
async function asBank<T>(work: (tx: postgres.TransactionSql) => Promise<T>, settings: Record<string, string> = {}) {
  const undo = new Error('undo')
  let answer: T | undefined
  await raw
    .begin(async (tx) => {
      const all = {
        'tandai.scope': 'lender',
        'tandai.organisation_id': party.lender,
        'tandai.user_id': party.user,
        ...settings,
      }
      for (const [name, value] of Object.entries(all)) await tx`select set_config(${name}, ${value}, true)`
      answer = await work(tx)
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return answer as T
}

const visible = (settings: Record<string, string> = {}, enterprise = party.enterprise) =>
  asBank(async (tx) => {
    const [row] = await tx<[Record<string, boolean>]>`
      select exists (select 1 from activity where enterprise_id = ${enterprise}) as activity,
             exists (select 1 from operating_figure where enterprise_id = ${enterprise}) as operating,
             exists (select 1 from rating where enterprise_id = ${enterprise}) as rating,
             exists (select 1 from enterprise where id = ${enterprise}) as identity`
    return Object.keys(row)
      .filter((group) => row[group])
      .join(' ')
  }, settings)

const writeView = (row: Record<string, string | null>, settings: Record<string, string> = {}) =>
  asBank(
    (tx) =>
      tx`insert into account_view ${tx({
        enterprise_id: party.enterprise,
        organisation_id: party.lender,
        user_id: party.user,
        username: 'officer.bank01',
        request_id: 'r',
        address: '127.0.0.1',
        what: 'rating',
        asked: '{}',
        result_hash: HASH,
        ...row,
      })}`,
    settings,
  )

t.test('each field group opens its table, for its purpose, and nothing else', async (t) => {
  const statement = { 'tandai.statement_of': party.enterprise }
  t.equal(await visible(), '')
  t.equal(await visible(statement), '', 'adding up a statement takes a consent')

  await consentOf('pre_loan', ['identity', 'emissions'])
  t.equal(await visible(), 'identity')
  t.equal(await visible(statement), 'activity operating identity', 'meters and accounting years for the sum')
  t.equal(await visible({ 'tandai.statement_of': party.other }), 'identity', 'of this enterprise only')
  t.equal(await visible({ ...statement, 'tandai.purpose': 'post_loan' }), 'identity', 'for this purpose only')
  t.equal(await visible({ ...statement, 'tandai.organisation_id': party.second }), '', 'by this bank only')

  await consentOf('post_loan', ['identity', 'rating'])
  t.equal(await visible(), 'rating identity')
  t.equal(await visible({ 'tandai.purpose': 'pre_loan' }), 'identity')
  await consentOf('post_loan', ['identity', 'activity', 'operating'])
  t.equal(await visible({ 'tandai.purpose': 'post_loan' }), 'activity operating rating identity')
  t.equal(await visible({}, party.other), '')
})

t.test('the log takes no row that the looker has no right to', async (t) => {
  const consent = await consentOf('reloan_review', ['identity', 'rating'])
  const foreign = await consentOf('reloan_review', ['identity', 'rating'], party.second)
  const purpose = { 'tandai.purpose': 'reloan_review' }
  const row = { purpose: 'reloan_review', consent_id: consent }
  await t.resolves(writeView(row, purpose))
  const refused: [why: string, row: Record<string, string | null>, settings: Record<string, string>][] = [
    ['a purpose that was not set', row, {}],
    ['another purpose', { ...row, purpose: 'supervision' }, purpose],
    ['no consent named', { ...row, consent_id: null }, purpose],
    ["another bank's consent", { ...row, consent_id: foreign }, purpose],
    ['a group it does not open', { ...row, what: 'account' }, purpose],
    ['another enterprise', { ...row, enterprise_id: party.other }, purpose],
    ["another bank's name", { ...row, organisation_id: party.second }, purpose],
  ]
  for (const [why, claim, settings] of refused) await t.rejects(writeView(claim, settings), /row-level security/, why)
  await t.rejects(
    asBank((tx) => tx`delete from account_view`),
    /permission denied/,
  )
  await owner`insert into consent_withdrawal (consent_id, enterprise_id) values (${consent}, ${party.enterprise})`
  await t.rejects(writeView(row, purpose), /row-level security/, 'a withdrawn consent')
})

t.test('a bank can neither answer its own request nor ask in the name of another', async (t) => {
  const request = {
    lender_id: party.lender,
    uscc: FIRST,
    purpose: 'post_loan',
    valid_from: '2024-06-20',
    reason: 'test',
    requested_on: '2024-06-20',
    expires_on: '2024-06-27',
    requested_by: party.user,
  }
  const ask = (tx: postgres.TransactionSql, more: object = {}) =>
    tx<
      [{ id: string }]
    >`insert into consent_request ${tx({ ...request, field_groups: ['identity'], ...more })} returning id`
  await t.rejects(
    asBank((tx) => ask(tx, { lender_id: party.second })),
    /row-level security/,
  )
  await t.rejects(
    asBank((tx) => ask(tx, { field_groups: ['rating'] })),
    /consent_request_field_groups_known/,
  )
  await t.rejects(
    asBank(async (tx) => {
      const [{ id }] = await ask(tx)
      await tx`insert into consent_decision (request_id, enterprise_id, lender_id, outcome, decided_by)
        values (${id}, ${party.enterprise}, ${party.lender}, 'REFUSED', ${party.user})`
    }),
    /row-level security/,
  )
  await t.rejects(
    asBank(
      (tx) => tx`insert into consent (enterprise_id, lender_id, purpose, valid_from, basis)
      values (${party.enterprise}, ${party.lender}, 'post_loan', '2024-01-01', 'forged')`,
    ),
    /row-level security/,
  )
})
