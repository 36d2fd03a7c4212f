import { sql } from 'drizzle-orm'
import t from 'tap'
import { tenancyOf } from '../../src/app/actor.js'
import { withTransaction } from '../../src/db/transaction.js'
import { testBank } from '../support/bank.js'
import { SIHUI } from '../support/published-loan.js'
import { everything } from '../support/refused.js'
import { servicedLoan } from '../support/serviced-loan.js'

const bank = await testBank(t, { today: '2024-06-25' })

/** A row of a loan's life with a request, as a program bent on it would write them under one person's name. */
async function write(
  username: string,
  loanId: string,
  { kind, request }: { readonly kind: string; readonly request: 'none' | 'own' | 'other kind' },
): Promise<void> {
  const [who] = await bank.owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${username}`
  const [paid] = await bank.owner<[{ id: string }]>`SELECT id FROM disbursement WHERE loan_id = ${loanId}`
  const tenancy = tenancyOf({ ...who, username, organisationCode: '', organisationKind: 'lender', roles: [] })
  await withTransaction(bank.db, tenancy, async (tx) => {
    const [event] = await tx.execute<{ id: string }>(sql`
      INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, takes_back, recorded_by, business_date)
      SELECT id, lender_id, enterprise_id, 90, ${kind}, '2024-06-20', '{}', ${kind === 'reversal' ? paid.id : null}::uuid, ${who.userId}::uuid,
             '2024-06-20' FROM loan WHERE id = ${loanId} RETURNING id`)
    if (request === 'none') return
    const asked = request === 'own' ? kind : 'misuse-cleared'
    const [made] = await tx.execute<{ id: string }>(sql`
      INSERT INTO servicing_request (loan_id, lender_id, enterprise_id, kind, body, reason, proposed_by, business_date)
      SELECT id, lender_id, enterprise_id, ${asked}, '{}', 'x', ${who.userId}::uuid, '2024-06-20' FROM loan WHERE id = ${loanId}
      RETURNING id`)
    await tx.execute(sql`
      UPDATE servicing_request SET state = 'APPROVED', decided_by = ${who.userId}, decided_at = now(), opinion = 'x',
        event_id = ${event?.id as string}, version = 2 WHERE id = ${made?.id as string}`)
  })
}

t.test('the database itself asks for two persons', async (t) => {
  const { id } = await servicedLoan(bank)
  const before = await everything(bank)
  for (const kind of ['reversal', 'pause', 'restructure', 'misuse', 'misuse-cleared', 'write-off'])
    await t.rejects(
      write(SIHUI.approver, id, { kind, request: 'none' }),
      { message: /takes two persons/ },
      `${kind} alone`,
    )
  await t.rejects(
    write(SIHUI.approver, id, { kind: 'misuse', request: 'own' }),
    { cause: { constraint_name: 'servicing_request_second_person' } },
    'approved by who proposed it',
  )
  t.equal(await everything(bank), before, 'nothing moved')
  await write(SIHUI.approver, id, { kind: 'rate-change', request: 'none' })
  await bank.owner`
    INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, business_date)
    SELECT id, lender_id, enterprise_id, 91, 'misuse-cleared', '2024-06-20', '{}', '2024-06-20' FROM loan WHERE id = ${id}`
  t.pass('what takes one person, and what the program itself writes, stand')
})
