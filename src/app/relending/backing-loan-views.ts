import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface BackingLoanRow extends Record<string, unknown> {
  loanId: string
  contractNo: string
  lenderId: string
  enterpriseId: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  size: string
  ownership: string
  state: string
  /** The day since which the loan is overdue; null while it is not. */
  overdueSince: string | null
  rate: string
  balance: string
  /** Of the contract, what is still to be paid out. */
  undisbursed: string
  /** First and last payment of the loan; null before the first. */
  firstOn: string | null
  lastOn: string | null
  /** Of every payment there is evidence what the money was used for. */
  useEvidence: boolean
  /** The borrower's lines at the lender in force on the day of the first payment, or what it owes there if that is more. */
  customerCredit: string
  pledgeId: string | null
  pledgeState: string | null
  /** The live filing, or re-loan's filing, that the loan backs already, other than the excepted one. */
  otherFilingId: string | null
  otherFacility: string | null
  /** What of re-loans the loan stands for outside the excepted filing, and in all. */
  otherReloans: string
  reloans: string
}

/** What is known of loans that are to back a re-loan; those the asker may not see are missing. */
export async function backingLoanRows(
  tx: Tx,
  loanIds: readonly string[],
  exceptFiling: string | null,
): Promise<readonly BackingLoanRow[]> {
  return tx.execute<BackingLoanRow>(
    factsOfLoans(sql`SELECT * FROM loan WHERE id = ANY (${`{${loanIds.join()}}`}::uuid[])`, exceptFiling),
  )
}

/** Which of a bank's loans to page through, in the order of their ids. */
export interface LoanFilter {
  readonly product: string | null
  readonly uscc: string | null
  readonly disbursedFrom: string | null
  readonly disbursedTo: string | null
  readonly balanceFrom: string | null
}

/** A page of the lender's loans that are signed and not settled, with the same facts. */
export async function backingLoanPage(
  tx: Tx,
  lenderId: string,
  filter: LoanFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly BackingLoanRow[]> {
  const { product, uscc, disbursedFrom, disbursedTo, balanceFrom } = filter
  return tx.execute<BackingLoanRow>(
    factsOfLoans(
      sql`
      SELECT l.* FROM loan l JOIN loan_state s ON s.loan_id = l.id
      WHERE l.lender_id = ${lenderId} AND s.state IN ('CONTRACTED', 'DISBURSED', 'OVERDUE')
        AND (${page.after}::uuid IS NULL OR l.id > ${page.after}::uuid)
        AND (${product}::text IS NULL OR l.product = ${product})
        AND (${uscc}::text IS NULL OR l.enterprise_id = (SELECT id FROM enterprise WHERE uscc = ${uscc}))
        AND (${balanceFrom}::numeric IS NULL OR s.balance >= ${balanceFrom}::numeric)
        AND (${disbursedFrom}::date IS NULL
             OR EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = l.id AND d.disbursed_on >= ${disbursedFrom}::date))
        AND (${disbursedTo}::date IS NULL
             OR EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = l.id AND d.disbursed_on <= ${disbursedTo}::date))
      ORDER BY l.id LIMIT ${page.limit}`,
      null,
    ),
  )
}

/**
 * The facts of all loans chosen, in one query. Each loan looks its own up by an index: policies hide from the planner how many rows there
 * are, and what it would join it would join in nested loops over whole tables.
 */
const factsOfLoans = (chosen: SQL, exceptFiling: string | null): SQL => sql`
  WITH l AS MATERIALIZED (${chosen})
  SELECT l.id AS "loanId", l.contract_no AS "contractNo", l.lender_id AS "lenderId", l.enterprise_id AS "enterpriseId", e.uscc,
         e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", e.size_class AS size, e.ownership,
         s.state, s.overdue_since AS "overdueSince", l.rate::text AS rate, s.balance::text AS balance, greatest(s.contracted - s.disbursed, 0)::text AS undisbursed,
         p.first_on AS "firstOn", p.last_on AS "lastOn", coalesce(p.evidence, false) AS "useEvidence",
         greatest(c.lines, o.owed, 0)::numeric(20,2)::text AS "customerCredit",
         g.id AS "pledgeId", g.state AS "pledgeState", f.id AS "otherFilingId", f.facility AS "otherFacility",
         coalesce(r.others, 0)::numeric(20,2)::text AS "otherReloans", coalesce(r.total, 0)::numeric(20,2)::text AS reloans
  FROM l
  JOIN loan_state s ON s.loan_id = l.id
  JOIN enterprise e ON e.id = l.enterprise_id
  CROSS JOIN LATERAL (
    SELECT min(d.disbursed_on) AS first_on, max(d.disbursed_on) AS last_on, bool_and(btrim(d.use_evidence) <> '') AS evidence
    FROM standing_disbursement d WHERE d.loan_id = l.id) p
  CROSS JOIN LATERAL (
    SELECT sum(b.balance) AS owed FROM loan_state b WHERE b.enterprise_id = l.enterprise_id AND b.lender_id = l.lender_id) o
  CROSS JOIN LATERAL (
    SELECT sum(k.limit_amount) AS lines FROM credit_line k
    WHERE k.enterprise_id = l.enterprise_id AND k.lender_id = l.lender_id
      AND k.effective_from <= p.first_on AND (k.effective_to IS NULL OR k.effective_to >= p.first_on)
      AND NOT EXISTS (SELECT 1 FROM credit_line n WHERE n.supersedes = k.id AND n.effective_from <= p.first_on)) c
  CROSS JOIN LATERAL (
    SELECT sum(b.amount) AS total, sum(b.amount) FILTER (WHERE b.filing_id IS DISTINCT FROM ${exceptFiling}::uuid) AS others,
           (array_agg(b.filing_id) FILTER (WHERE b.filing_id IS DISTINCT FROM ${exceptFiling}::uuid))[1] AS filing_id
    FROM reloan_backing b WHERE b.loan_id = l.id AND b.live) r
  LEFT JOIN pledge g ON g.id = l.pledge_id
  LEFT JOIN reloan_filing f ON f.id = r.filing_id
  ORDER BY l.id`
