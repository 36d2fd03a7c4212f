import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Actor } from '../../src/app/actor.js'
import { type Command, runCommand } from '../../src/app/command/command.js'
import { drawReloan } from '../../src/app/relending/draw-reloan.js'
import { fileLoans } from '../../src/app/relending/file-loans.js'
import { grantFiling } from '../../src/app/relending/grant-filing.js'
import { APP_ROLE, connect } from '../../src/db/connection.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import type { Refusal, Result } from '../../src/kernel/result.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { activeQuota, enterTerms, filedLoan, reviewedFiling } from '../support/relending.js'

const ON = civilDate('2024-06-20')
const TODAY = civilDate('2024-06-30')
const HUNDRED = Array.from({ length: 100 }, (_, at) => at)

/** A pool wide enough that commands really meet in the database. */
async function crowd(t: Tap, bank: Bank) {
  const db = connect({ url: bank.ownerUrl, role: APP_ROLE, max: 40, applicationName: 'tandai races' })
  t.teardown(() => db.close(0.5))
  const people = await bank.owner<Actor[]>`
    SELECT u.id AS "userId", u.username, o.id AS "organisationId", o.code AS "organisationCode", o.kind AS "organisationKind",
           ARRAY(SELECT role FROM user_role r WHERE r.user_id = u.id) AS roles
    FROM user_account u JOIN organisation o ON o.id = u.organisation_id`
  return async <T, R extends Refusal>(
    username: string,
    useCase: (command: Command) => Promise<Result<T, R>>,
  ): Promise<string> => {
    const actor = people.find((person) => person.username === username) as Actor
    const requestId = randomUUID()
    const asked = { actor, requestId, operation: 'race', idempotencyKey: requestId, input: requestId }
    const result = await runCommand(db, asked, useCase, () => ({ status: 200, body: null }))
    return result.ok ? 'ok' : result.refusal.code
  }
}
type Tap = Parameters<typeof testBank>[0]

const tally = (answers: readonly string[]) => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
const quotaNow = async ({ owner }: Bank, id: string) => {
  const [quota] = await owner`
    SELECT reserved::text, drawn::text, (limit_amount - reserved - drawn)::text AS available FROM reloan_quota WHERE id = ${id}`
  return quota
}
/** What the movements add up to must be what the quota says. */
const movementsNow = async ({ owner }: Bank, id: string) => {
  const [sums] = await owner`
    SELECT coalesce(sum(CASE kind WHEN 'RESERVED' THEN amount WHEN 'DRAWN' THEN -amount END), 0)::numeric(20,2)::text AS reserved,
           coalesce(sum(amount) FILTER (WHERE kind = 'DRAWN'), 0)::numeric(20,2)::text AS drawn
    FROM reloan_quota_movement WHERE quota_id = ${id}`
  return sums
}

t.test('a hundred grants at once never exceed the quota', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const filings = []
  for (const { uscc } of await bank.owner<{ uscc: string }[]>`SELECT uscc FROM enterprise ORDER BY uscc LIMIT 100`)
    filings.push(await reviewedFiling(bank, quotaId, { requested: '1800000.00', uscc }))
  const run = await crowd(t, bank)
  const answers = await Promise.all(
    filings.map(({ filingId, version }) =>
      run('approver.pboc', (command) =>
        grantFiling(command, { filingId, amount: money('1800000'), on: ON, opinion: '同意', version, today: TODAY }),
      ),
    ),
  )
  t.same(tally(answers), { ok: 55, QUOTA_EXCEEDED: 45 }, '55 × 1.8 m fit into 100 m')
  t.match(await quotaNow(bank, quotaId), { reserved: '99000000.00', drawn: '0.00', available: '1000000.00' })
  t.match(await movementsNow(bank, quotaId), { reserved: '99000000.00', drawn: '0.00' })
  const [states] = await bank.owner`
    SELECT count(*) FILTER (WHERE state = 'GRANTED') AS granted, count(*) FILTER (WHERE state = 'REVIEWED') AS waiting FROM reloan_filing`
  t.match(states, { granted: '55', waiting: '45' })

  const granted = filings.filter((_, at) => answers[at] === 'ok')
  const draws = await Promise.all(
    [...granted, ...granted].map(({ filingId, loanId }) =>
      run('approver.pboc', (command) =>
        drawReloan(command, { filingId, loanId, amount: money('1800000'), on: ON, termMonths: 12, today: TODAY }),
      ),
    ),
  )
  t.same(tally(draws), { ok: 55, DRAW_ABOVE_GRANT: 55 }, 'each grant is drawn once, whatever the crowd')
  t.match(await quotaNow(bank, quotaId), { reserved: '0.00', drawn: '99000000.00', available: '1000000.00' })
})

t.test('a hundred draws at once on one grant never exceed it', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank, { limit: '60000000.00' })
  const wanted = { amount: '100000000.00', requested: '60000000.00', until: 'GRANTED' } as const
  const { filingId, loanId } = await filedLoan(bank, quotaId, wanted)
  const run = await crowd(t, bank)
  const answers = await Promise.all(
    HUNDRED.map(() =>
      run('approver.pboc', (command) =>
        drawReloan(command, { filingId, loanId, amount: money('1000000'), on: ON, termMonths: 12, today: TODAY }),
      ),
    ),
  )
  t.same(tally(answers), { ok: 60, DRAW_ABOVE_GRANT: 40 })
  t.match(await quotaNow(bank, quotaId), { reserved: '0.00', drawn: '60000000.00', available: '0.00' })
  t.match(await movementsNow(bank, quotaId), { reserved: '0.00', drawn: '60000000.00' })
  const [booked] = await bank.owner`
    SELECT count(DISTINCT e.id) AS entries, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS difference,
           sum(l.amount) FILTER (WHERE l.side = 'debit')::text AS debits
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id WHERE e.subject_kind = 'reloan'`
  t.match(booked, { entries: '120', difference: '0.00', debits: '120000000.00' }, 'sixty re-loans in two books')
})

t.test('of many filings of the same loans one lives', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const loans = [await disbursedLoan(bank.owner), await disbursedLoan(bank.owner)]
  const run = await crowd(t, bank)
  const requested = money('1800000')
  const answers = await Promise.all(
    HUNDRED.map((at) =>
      run('officer.sihui', (command) =>
        fileLoans(command, {
          quotaId,
          filedOn: ON,
          loans: (at % 2 === 0 ? loans : loans.toReversed()).map((loanId) => ({
            loanId,
            requested,
            evidenceHash: null,
          })),
          mode: 'LEND_FIRST',
          onlyEligible: false,
          today: TODAY,
        }),
      ),
    ),
  )
  t.same(tally(answers), { ok: 1, FILING_ROWS_WRONG: 99 })
  const [filed] =
    await bank.owner`SELECT count(*) AS filings, (SELECT count(*) FROM reloan_filing_loan) AS loans FROM reloan_filing`
  t.match(filed, { filings: '1', loans: '2' })

  const [copy] = await bank.owner<[{ id: string }]>`
    INSERT INTO reloan_filing (quota_id, facility, central_bank_id, lender_id, filed_on, state, requested, filed_by)
    SELECT quota_id, facility, central_bank_id, lender_id, filed_on, 'FILED', requested, filed_by FROM reloan_filing RETURNING id`
  await t.rejects(
    bank.owner`
      INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
      SELECT ${copy.id}, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility FROM reloan_filing_loan`,
    /reloan_filing_loan_one_live/,
    'the database itself refuses a second live filing',
  )
})
