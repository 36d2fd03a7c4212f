import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { uuidList } from '../../db/uuid-list.js'
import type { LoanClass } from '../../domain/loans/classification.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface LoanToClassify extends Record<string, unknown> {
  loanId: string
  daysOverdue: number
  class: LoanClass
  /** The class last written down; a loan that was never overdue is NORMAL. */
  writtenDown: LoanClass
}

/** What loans are classified by; they are held until the transaction ends. */
export async function standingsToClassify(tx: Tx, loanIds: readonly string[]): Promise<readonly LoanToClassify[]> {
  return tx.execute<LoanToClassify>(sql`
    SELECT s.loan_id AS "loanId", s.days_overdue AS "daysOverdue", s.class,
           coalesce((SELECT c.class FROM loan_classification c WHERE c.loan_id = s.loan_id ORDER BY c.classified_on DESC LIMIT 1),
                    'NORMAL') AS "writtenDown"
    FROM loan_state s
    WHERE s.loan_id IN (SELECT unnest(string_to_array(${uuidList(loanIds)}, ',')::uuid[]))
    ORDER BY s.loan_id FOR NO KEY UPDATE OF s`)
}

/** Gives loans their new class and writes down since when, and by which rule. */
export async function recordClasses(
  tx: Tx,
  on: CivilDate,
  loans: readonly { loanId: string; daysOverdue: number; class: LoanClass; ruleId: string | null }[],
): Promise<void> {
  if (loans.length === 0) return
  const rows = sql`jsonb_to_recordset(${JSON.stringify(loans)}::jsonb)
    AS c("loanId" uuid, "daysOverdue" integer, class text, "ruleId" bigint)`
  await tx.execute(sql`
    UPDATE loan_state s SET class = c.class, version = s.version + 1 FROM ${rows}
    WHERE s.loan_id = c."loanId" AND s.class <> c.class`)
  await tx.execute(sql`
    INSERT INTO loan_classification (loan_id, lender_id, enterprise_id, classified_on, days_overdue, class, rule_id)
    SELECT s.loan_id, s.lender_id, s.enterprise_id, ${on}, c."daysOverdue", c.class, c."ruleId"
    FROM ${rows} JOIN loan_state s ON s.loan_id = c."loanId"`)
}
