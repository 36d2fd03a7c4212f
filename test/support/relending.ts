import type { Bank } from './bank.js'
import { disbursedLoan } from './disbursed-loan.js'

export const FACILITY = 'ZNZX-GREEN-ZQ'

/** What the branch enters from its documents before the first re-loan; the ratio is the observed 1,800,000 / 3,000,000. */
export const TERMS: Readonly<Record<string, string>> = { ratio_cap: '0.60', terms_months: '12', loan_rate_cap: '5.5' }

async function done(answer: ReturnType<Bank['post']>, status: number) {
  const { status: actual, text, body } = await answer
  if (actual !== status) throw new Error(`${actual}: ${text}`)
  return body
}

/** Enters a term and has it published. */
export async function enterTerm(bank: Bank, parameter: string, value: string, validFrom = '2024-06-20') {
  const proposal = await done(
    bank.post('reviewer.pboc', '/v1/rule-proposals', {
      facility: FACILITY,
      parameter,
      value,
      validFrom,
      document: '肇银额度〔2024〕1号',
    }),
    201,
  )
  return done(
    bank.post('approver.pboc', `/v1/rule-proposals/${proposal.id}/decision`, {
      decision: 'APPROVE',
      version: proposal.version,
    }),
    200,
  )
}

export async function enterTerms(bank: Bank): Promise<void> {
  for (const [parameter, value] of Object.entries(TERMS)) await enterTerm(bank, parameter, value)
}

let documents = 0
export interface QuotaWanted {
  readonly limit?: string
  readonly lenderCode?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly revolves?: boolean
}
/** An active quota. @returns its id */
export async function activeQuota(bank: Bank, wanted: QuotaWanted = {}): Promise<string> {
  documents += 1
  const proposed = await done(
    bank.post('reviewer.pboc', '/v1/reloan-quotas', {
      facility: FACILITY,
      lenderCode: 'RCB-SIHUI',
      limit: '100000000.00',
      documentNo: `肇银额度〔2024〕${documents}号`,
      validFrom: '2024-06-20',
      validTo: '2024-12-31',
      ...wanted,
    }),
    201,
  )
  await done(
    bank.post('approver.pboc', `/v1/reloan-quotas/${proposed.id}/decision`, {
      decision: 'APPROVE',
      version: proposed.version,
    }),
    200,
  )
  return proposed.id
}

/** Files one loan, passes its review and, when asked, grants it. @returns the filing's id and the loan's */
export async function filedLoan(
  bank: Bank,
  quotaId: string,
  wanted: {
    readonly amount?: string
    readonly requested?: string
    readonly until?: 'FILED' | 'REVIEWED' | 'GRANTED'
  } = {},
): Promise<{ readonly filingId: string; readonly loanId: string; readonly version: number }> {
  const { amount = '3000000.00', requested = '1800000.00', until = 'REVIEWED' } = wanted
  const loanId = await disbursedLoan(bank.owner, { amount })
  let filing = await done(
    bank.post('officer.sihui', '/v1/reloan-filings', {
      quotaId,
      filedOn: '2024-06-20',
      loans: [{ loanId, requested }],
    }),
    201,
  )
  if (until !== 'FILED')
    filing = await done(
      bank.post('reviewer.pboc', `/v1/reloan-filings/${filing.id}/review`, {
        decision: 'PASS',
        opinion: '材料齐全',
        version: filing.version,
      }),
      200,
    )
  if (until === 'GRANTED')
    filing = await done(
      bank.post('approver.pboc', `/v1/reloan-filings/${filing.id}/grant`, {
        amount: requested,
        on: '2024-06-20',
        opinion: '同意',
        version: filing.version,
      }),
      200,
    )
  return { filingId: filing.id, loanId, version: filing.version }
}

/** A filing of one new loan that has passed its review, written as the owner of the tables: many of them are quickly there. */
export async function reviewedFiling(
  { owner }: Bank,
  quotaId: string,
  { requested, uscc }: { readonly requested: string; readonly uscc: string },
): Promise<{ readonly filingId: string; readonly loanId: string; readonly version: number }> {
  const loanId = await disbursedLoan(owner, { uscc })
  const [filing] = await owner<[{ id: string }]>`
    WITH filing AS (
      INSERT INTO reloan_filing (quota_id, facility, central_bank_id, lender_id, filed_on, state, requested, filed_by, reviewed_by)
      SELECT q.id, q.facility, q.central_bank_id, q.lender_id, q.valid_from, 'REVIEWED', ${requested}, officer.id, reviewer.id
      FROM reloan_quota q, user_account officer, user_account reviewer
      WHERE q.id = ${quotaId} AND officer.username = 'officer.sihui' AND reviewer.username = 'reviewer.pboc'
      RETURNING id, central_bank_id, lender_id, requested),
    filed AS (
      INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
      SELECT f.id, l.id, l.enterprise_id, f.central_bank_id, f.lender_id, f.requested, '[]'
      FROM filing f, loan l WHERE l.id = ${loanId})
    SELECT id FROM filing`
  return { filingId: filing.id, loanId, version: 1 }
}
