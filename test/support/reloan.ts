import type { Bank } from './bank.js'
import { activeQuota, enterTerms, filedLoan } from './relending.js'

export interface DrawnReloan {
  readonly quotaId: string
  readonly filingId: string
  readonly loanId: string
  readonly reloanId: string
}

/** The published re-loan: 1,800,000 drawn on 2024-06-20 for a year, at 1.75 %, on a loan of 3,000,000. Terms must have been entered. */
export async function drawnReloan(bank: Bank, quotaId?: string): Promise<DrawnReloan> {
  const quota = quotaId ?? (await activeQuota(bank))
  const { filingId, loanId } = await filedLoan(bank, quota, { until: 'GRANTED' })
  const drawn = await bank.post('approver.pboc', `/v1/reloan-filings/${filingId}/drawdowns`, {
    loanId,
    amount: '1800000.00',
    on: '2024-06-20',
    termMonths: 12,
  })
  if (drawn.status !== 201) throw new Error(`${drawn.status}: ${drawn.text}`)
  return { quotaId: quota, filingId, loanId, reloanId: drawn.body.id }
}

/** Terms and one drawn re-loan. */
export async function firstReloan(bank: Bank): Promise<DrawnReloan> {
  await enterTerms(bank)
  return drawnReloan(bank)
}

/** What the branch decided of a re-loan, written as the owner of the tables: the fact without its books. @returns its id */
export async function reloanFact(
  { owner }: Bank,
  reloanId: string,
  fact: {
    readonly kind: 'returned' | 'clawed-back' | 'extended'
    readonly on: string
    readonly amount?: string
    readonly body?: Readonly<Record<string, string | number>>
  },
): Promise<string> {
  const { kind, on, amount = null, body = {} } = fact
  const proposal = { returned: 'RETURN', 'clawed-back': 'CLAWBACK', extended: 'EXTENSION' }[kind]
  return owner.begin(async (sql) => {
    await sql`SELECT set_config('tandai.scope', 'system', true)`
    const [made] = await sql<[{ id: string }]>`
      WITH people AS (
        SELECT (SELECT id FROM user_account WHERE username = 'officer.sihui') AS maker,
               (SELECT id FROM user_account WHERE username = 'approver.pboc') AS checker),
      proposal AS (
        INSERT INTO reloan_proposal (reloan_id, central_bank_id, lender_id, kind, on_date, amount, body, reason, evidence_hash, state,
                                     proposed_by, decided_by, decided_at, opinion)
        SELECT r.id, r.central_bank_id, r.lender_id, ${proposal}, ${on}, ${amount}, ${sql.json({ reasonCode: 'TEST' })}, 'r',
               repeat('a', 64), 'APPROVED', maker, checker, now(), 'ok'
        FROM reloan r, people WHERE r.id = ${reloanId} RETURNING *)
      INSERT INTO reloan_event (reloan_id, central_bank_id, lender_id, no, kind, on_date, amount, body, proposal_id, recorded_by)
      SELECT p.reloan_id, p.central_bank_id, p.lender_id, s.last_no + 1, ${kind}, ${on}, ${amount}, ${sql.json(body)}, p.id, p.decided_by
      FROM proposal p JOIN reloan_state s ON s.reloan_id = p.reloan_id
      RETURNING id`
    return made.id
  })
}
