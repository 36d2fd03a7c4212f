import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Actor } from '../../src/app/actor.js'
import { type Command, runCommand } from '../../src/app/command/command.js'
import { drawReloan } from '../../src/app/relending/draw-reloan.js'
import { grantFiling } from '../../src/app/relending/grant-filing.js'
import { decideClawback } from '../../src/app/reloan-life/decide-clawback.js'
import { decideReloanProposal } from '../../src/app/reloan-life/decide-proposal.js'
import { proposeClawback } from '../../src/app/reloan-life/propose-clawback.js'
import { proposeReturn } from '../../src/app/reloan-life/propose-return.js'
import { proposeSubstitution } from '../../src/app/reloan-life/propose-substitution.js'
import { APP_ROLE, connect } from '../../src/db/connection.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import type { Refusal, Result } from '../../src/kernel/result.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { activeQuota, enterTerms, reviewedFiling } from '../support/relending.js'
import { HASH } from '../support/reloan-life.js'

const ON = civilDate('2024-06-20')
const TODAY = civilDate('2024-06-30')
const MILLION = money('1000000')
type Tap = Parameters<typeof testBank>[0]

/** A pool wide enough that commands really meet in the database; a fault that reaches the caller fails the test. */
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
  ): Promise<{ readonly code: string; readonly value: T | undefined }> => {
    const actor = people.find((person) => person.username === username) as Actor
    const requestId = randomUUID()
    const asked = { actor, requestId, operation: 'race', idempotencyKey: requestId, input: requestId }
    let value: T | undefined
    const result = await runCommand(
      db,
      asked,
      async (command) => {
        const done = await useCase(command)
        if (done.ok) value = done.value
        return done
      },
      () => ({ status: 200, body: null }),
    )
    return { code: result.ok ? 'ok' : result.refusal.code, value }
  }
}
type Run = Awaited<ReturnType<typeof crowd>>
const tally = (answers: readonly { readonly code: string }[]) => {
  const counts: Record<string, number> = {}
  for (const { code } of answers) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Reviewed filings of a million each, of different borrowers. */
async function filings(bank: Bank, quotaId: string, count: number, requested = '1000000.00') {
  const made = []
  for (const { uscc } of await bank.owner<{ uscc: string }[]>`SELECT uscc FROM enterprise ORDER BY uscc LIMIT ${count}`)
    made.push(await reviewedFiling(bank, quotaId, { requested, uscc }))
  return made
}
type Filing = Awaited<ReturnType<typeof filings>>[number]
const grant = (run: Run, { filingId, version }: Filing) =>
  run('approver.pboc', (command) =>
    grantFiling(command, { filingId, amount: MILLION, on: ON, opinion: '同意', version, today: TODAY }),
  )
const draw = (run: Run, { filingId, loanId }: Filing) =>
  run('approver.pboc', (command) =>
    drawReloan(command, { filingId, loanId, amount: MILLION, on: ON, termMonths: 12, today: TODAY }),
  )
const asksReturn = (run: Run, reloanId: string, amount = MILLION) =>
  run('officer.sihui', (command) =>
    proposeReturn(command, {
      reloanId,
      amount,
      on: ON,
      reason: '提前归还',
      evidenceHash: null,
      version: 1,
      today: TODAY,
    }),
  )
const consents = (run: Run, proposalId: string) =>
  run('reviewer.pboc', (command) =>
    decideReloanProposal(command, { proposalId, decision: 'APPROVE', opinion: '同意', version: 1 }),
  )

/** What every moment of the quota was, movement by movement; and whether it is what its re-loans add up to. */
const held = async ({ owner }: Bank, quotaId: string) => {
  const [row] = await owner`
    WITH moments AS (
      SELECT sum(CASE kind WHEN 'RESERVED' THEN amount WHEN 'DRAWN' THEN -amount ELSE 0 END) OVER running AS reserved,
             sum(CASE kind WHEN 'DRAWN' THEN amount WHEN 'RETURNED' THEN -amount ELSE 0 END) OVER running AS drawn,
             sum(CASE kind WHEN 'GRANTED' THEN amount WHEN 'REDUCED' THEN -amount ELSE 0 END) OVER running AS granted
      FROM reloan_quota_movement WHERE quota_id = ${quotaId} WINDOW running AS (ORDER BY id))
    SELECT q.drawn::text, q.reserved::text,
           (SELECT count(*)::int FROM moments WHERE reserved < 0 OR drawn < 0 OR reserved + drawn > granted) AS broken,
           q.drawn = (SELECT sum(s.balance) FROM reloan_state s WHERE s.quota_id = q.id) AS agrees,
           (SELECT count(*)::int FROM reloan_state s JOIN reloan r ON r.id = s.reloan_id
            WHERE s.quota_id = q.id AND s.balance <> r.amount - (SELECT coalesce(sum(e.amount), 0) FROM reloan_event e WHERE e.reloan_id = r.id)) AS wrong,
           (SELECT sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
            JOIN journal_entry e ON e.id = l.entry_id JOIN reloan r ON r.id = e.subject_id
            WHERE r.quota_id = q.id AND a.code = '2004') = q.drawn AS booked
    FROM reloan_quota q WHERE q.id = ${quotaId}`
  return row
}

t.test('fifty returns and fifty grants, then draws, at once on one full quota', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank, { limit: '50000000.00' })
  const run = await crowd(t, bank)
  const all = await filings(bank, quotaId, 100)
  const [first, second] = [all.slice(0, 50), all.slice(50)]
  t.same(tally(await Promise.all(first.map((filing) => grant(run, filing)))), { ok: 50 })
  const drawn = await Promise.all(first.map((filing) => draw(run, filing)))
  t.same(tally(drawn), { ok: 50 })
  t.match(await held(bank, quotaId), { drawn: '50000000.00', reserved: '0.00', broken: 0, agrees: true, booked: true })
  const proposals = await Promise.all(drawn.map(({ value }) => asksReturn(run, value?.id as string)))
  t.same(tally(proposals), { ok: 50 })

  // Each granted filing is drawn at once; those that found no room are tried again until they do.
  const began = performance.now()
  const answers = await Promise.all([
    ...proposals.map(({ value }) => consents(run, value?.id as string)),
    ...second.map(async (filing) => {
      for (let tried = 0; tried < 200; tried += 1) {
        const granted = await grant(run, filing)
        if (granted.code === 'ok') return draw(run, filing)
        if (granted.code !== 'QUOTA_EXCEEDED') return granted
      }
      return { code: 'NEVER', value: undefined }
    }),
  ])
  t.comment(`fifty returns, fifty grants and fifty draws in ${(performance.now() - began).toFixed(0)} ms`)
  t.same(tally(answers), { ok: 100 }, 'what comes back is drawn again')
  t.match(await held(bank, quotaId), {
    drawn: '50000000.00',
    reserved: '0.00',
    broken: 0,
    agrees: true,
    wrong: 0,
    booked: true,
  })
  const [free] = await bank.owner`
    SELECT count(*)::int AS live FROM reloan_filing_loan f JOIN reloan_filing g ON g.id = f.filing_id WHERE g.quota_id = ${quotaId} AND f.live`
  t.match(free, { live: 50 }, 'the loans of what was returned are free')
})

t.test('a hundred consents to one return book it once', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const run = await crowd(t, bank)
  const [filing] = (await filings(bank, quotaId, 1)) as [Filing]
  await grant(run, filing)
  const { value: reloan } = await draw(run, filing)
  const proposed = await Promise.all(
    Array.from({ length: 100 }, () => asksReturn(run, reloan?.id as string, money('600000'))),
  )
  t.same(tally(proposed), { ok: 1, PROPOSAL_OPEN: 99 }, 'a hundred proposals at once: one waits')
  const id = proposed.find(({ code }) => code === 'ok')?.value?.id as string

  await t.test('beside a claw-back of more than is then left', async (t) => {
    const claw = await run('reviewer.pboc', (command) =>
      proposeClawback(command, {
        reloanId: reloan?.id as string,
        amount: money('600000'),
        on: ON,
        reason: '挪用',
        reasonCode: 'MISUSED',
        evidenceHash: HASH,
        version: 1,
        today: TODAY,
      }),
    )
    const proposalId = claw.value?.id as string
    const answers = await Promise.all([
      ...Array.from({ length: 50 }, () => consents(run, id)),
      ...Array.from({ length: 50 }, () =>
        run('approver.pboc', (command) =>
          decideClawback(command, { proposalId, decision: 'APPROVE', quota: 'KEEP', opinion: '同意', version: 1 }),
        ),
      ),
    ])
    const { ok, RETURN_ABOVE_BALANCE, STATE_FORBIDS } = tally(answers)
    t.equal(ok, 1, 'one of the two')
    t.equal(STATE_FORBIDS, 49)
    t.equal(RETURN_ABOVE_BALANCE, 50)
    t.match(await held(bank, quotaId), { drawn: '400000.00', broken: 0, agrees: true, wrong: 0, booked: true })
  })
})

t.test('of many substitutions with one loan one keeps it', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const run = await crowd(t, bank)
  const made = await filings(bank, quotaId, 20)
  const reloans: { readonly id: string; readonly loanId: string }[] = []
  for (const filing of made) {
    await grant(run, filing)
    const { value } = await draw(run, filing)
    reloans.push({ id: value?.id as string, loanId: filing.loanId })
  }
  const loan = await disbursedLoan(bank.owner)
  const answers = await Promise.all(
    reloans.flatMap(({ id: reloanId, loanId }) =>
      [1, 2, 3, 4, 5].map(() =>
        run('officer.sihui', (command) =>
          proposeSubstitution(command, {
            reloanId,
            out: [loanId],
            in: [loan],
            on: ON,
            reason: '替换',
            evidenceHash: null,
            version: 1,
            today: TODAY,
          }),
        ),
      ),
    ),
  )
  const { ok, LOAN_ALREADY_BACKS = 0, PROPOSAL_OPEN = 0 } = tally(answers)
  t.equal(ok, 1)
  t.equal(LOAN_ALREADY_BACKS + PROPOSAL_OPEN, 99)
  const [claims] = await bank.owner`SELECT count(*)::int AS live FROM reloan_backing WHERE loan_id = ${loan} AND live`
  t.match(claims, { live: 1 })
})
