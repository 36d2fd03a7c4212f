import type { Test } from 'tap'
import type { Answered, Bank } from './bank.js'

const TABLES = [
  'operator_grant',
  'organisation_control',
  'scenario_authorisation',
  'resource_registration',
  'data_registration',
  'listing',
  'data_order',
  'data_order_split',
  'data_order_voucher',
  'dispute',
  'pledgee_consent',
  'process_subject',
  'process_party',
  'process_step',
  'notice',
  'data_product',
  'valuation',
  'pledge',
  'pledge_rank_consent',
  'pledge_modification_code',
  'annotation_waiver',
  'register_file',
  'register_file_row',
  'collateral_alert',
  'collateral_change',
  'loan_collateral',
  'listed_valuer',
  'valuation_request',
  'loan_application',
  'quote',
  'loan_approval',
  'loan_step',
  'loan',
  'loan_state',
  'disbursement',
  'loan_event',
  'servicing_request',
  'interest_subsidy',
  'interest_subsidy_step',
  'interest_subsidy_year',
  'loan_guarantee',
  'guarantee_call',
  'guarantee_payment',
  'journal_entry',
  'journal_line',
  'ledger_account',
  'audit_event',
  'idempotency_answer',
] as const

/** Every row of the slice as text: equal before and after means that nothing moved. */
export async function everything({ owner }: Bank): Promise<string> {
  const parts = TABLES.map((table) => `SELECT '${table} ' || to_jsonb(r)::text AS row FROM ${table} r`)
  const rows = await owner.unsafe<{ row: string }[]>(`${parts.join(' UNION ALL ')} ORDER BY 1`)
  return rows.map(({ row }) => row).join('\n')
}

export interface Expected {
  readonly status: number
  readonly code: string
  readonly facts?: Record<string, unknown>
}
export type Attempt = readonly [what: string, attempt: () => Promise<Answered>, expected: Expected]

/** Each attempt is refused as expected, told in both languages, and leaves every row as it was. */
export async function refused(t: Test, bank: Bank, attempts: readonly Attempt[]): Promise<void> {
  for (const [what, attempt, { status, code, facts = {} }] of attempts) {
    const before = await everything(bank)
    const answer = await attempt()
    t.match(answer, { status, body: { code, ...facts } }, `${what}: ${status} ${code}`)
    t.notMatch(answer.body?.detail ?? '', /[{}]|—/, `${what}: every fact is told`)
    t.equal(await everything(bank), before, `${what}: nothing moved`)
  }
}
