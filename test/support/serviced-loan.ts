import type { Answered, Bank } from './bank.js'
import { type DisbursedLoan, disbursedLoan } from './disbursed-loan.js'
import { SIHUI } from './published-loan.js'

type Members = Record<string, unknown>

/** A command that must succeed; its answer. */
export async function done(answer: Promise<Answered>): Promise<Answered['body']> {
  const { status, text, body } = await answer
  if (status >= 300) throw new Error(`${status}: ${text}`)
  return body
}

/** A loan in service and what its bank does with it; each command takes the version that the loan then has, unless told otherwise. */
export async function servicedLoan(bank: Bank, loan: DisbursedLoan = {}) {
  const id = await disbursedLoan(bank.owner, { amount: '1200000.00', rate: '3.6', on: '2024-01-10', ...loan })
  const { officer, approver } = SIHUI
  const versionNow = async (): Promise<number> => {
    const [row] = await bank.owner<[{ version: number }]>`SELECT version FROM loan_state WHERE loan_id = ${id}`
    return row.version
  }
  const command = async (path: string, body: Members, key?: string) =>
    bank.post(
      officer,
      `/v1/loans/${id}/${path}`,
      { version: await versionNow(), ...body },
      key === undefined ? {} : { key },
    )
  const decide = (requestId: string, other: Members = {}, by = approver) =>
    bank.post(by, `/v1/servicing-requests/${requestId}/decisions`, {
      decision: 'APPROVE',
      opinion: '同意',
      version: 1,
      ...other,
    })
  const told = async (path: string, query = ''): Promise<Answered['body']> =>
    done(bank.get(officer, `/v1/loans/${id}/${path}${query}`))
  return {
    id,
    versionNow,
    command,
    decide,
    pay: (on: string, amount: string, other: Members = {}, key?: string) =>
      command('repayments', { on, amount, reference: '回单-1', ...other }, key),
    /** Proposes and has it approved. */
    async agreed(path: string, body: Members): Promise<Answered['body']> {
      const { id: requestId } = await done(command(path, { reason: '双方约定', ...body }))
      return done(decide(requestId))
    },
    reverse: async (eventId: string) => {
      const { id: requestId } = await done(command(`events/${eventId}/reversals`, { reason: '录入有误' }))
      return done(decide(requestId))
    },
    position: async (asOf: string) => (await told('position', `?asOf=${asOf}`)).position,
    schedule: (asOf: string) => told('schedule', `?asOf=${asOf}`),
    allocations: async (asOf: string) => (await told('allocations', `?asOf=${asOf}`)).allocations,
    /** What the book holds of the loan: debits less credits by account, without those that cancel out. */
    async book(): Promise<Record<string, string>> {
      const rows = await bank.owner<{ code: string; net: string }[]>`
        SELECT a.code, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS net
        FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
        WHERE e.subject_id = ${id} GROUP BY a.code ORDER BY a.code`
      return Object.fromEntries(rows.filter(({ net }) => net !== '0.00').map(({ code, net }) => [code, net]))
    },
    /** The same, posting by posting and day by day. */
    async journal(): Promise<string[]> {
      const rows = await bank.owner<{ line: string }[]>`
        SELECT concat_ws(' ', e.for_on, split_part(e.posting_key, ':', 1), a.code,
                         sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)) AS line
        FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
        WHERE e.subject_id = ${id} AND e.posting_key IS NOT NULL
        GROUP BY e.for_on, split_part(e.posting_key, ':', 1), a.code
        HAVING sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) <> 0 ORDER BY 1`
      return rows.map(({ line }) => line)
    },
  }
}
export type ServicedLoan = Awaited<ReturnType<typeof servicedLoan>>
