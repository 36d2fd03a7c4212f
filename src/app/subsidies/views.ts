import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { formatMoney } from '../../kernel/money.js'
import { subsidyProgrammesTable } from '../../rules/subsidy-programmes.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { rulesInForce } from '../rules/views.js'

export interface SubsidyView extends Record<string, unknown> {
  id: string
  loanId: string
  contractNo: string | null
  lender: string
  uscc: string | null
  programme: string
  from: string
  to: string
  year: number
  beneficiary: string
  interestPaid: string
  amount: string
  state: string
  claimedOn: string
  version: number
  recordedAt: string
  explanation: unknown
  documentHash: string
  steps: readonly unknown[]
}

const SUBSIDY = sql.raw(`
  s.id, s.loan_id AS "loanId", l.contract_no AS "contractNo", o.code AS lender, e.uscc, s.programme, s.period_from AS "from",
  s.period_to AS "to", s.year, s.beneficiary, s.interest_paid::text AS "interestPaid", s.amount::text, s.state,
  s.claimed_on AS "claimedOn", s.version, s.recorded_at AS "recordedAt", s.explanation, s.document_hash AS "documentHash",
  (SELECT jsonb_agg(jsonb_build_object('no', t.no, 'state', t.state, 'on', t.on_date, 'opinion', t.opinion, 'reference', t.reference,
                                       'entryId', t.entry_id, 'by', t.taken_by) ORDER BY t.no)
   FROM interest_subsidy_step t WHERE t.subsidy_id = s.id) AS steps
  FROM interest_subsidy s JOIN organisation o ON o.id = s.lender_id LEFT JOIN loan l ON l.id = s.loan_id
  LEFT JOIN enterprise e ON e.id = s.enterprise_id`)

export async function subsidyView(tx: Tx, id: string): Promise<SubsidyView | undefined> {
  return (await tx.execute<SubsidyView>(sql`SELECT ${SUBSIDY} WHERE s.id = ${id}`))[0]
}

export async function subsidyViews(
  tx: Tx,
  filter: {
    readonly loanId: string | null
    readonly programme: string | null
    readonly state: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly SubsidyView[]> {
  return tx.execute<SubsidyView>(sql`
    SELECT ${SUBSIDY}
    WHERE (${filter.loanId}::uuid IS NULL OR s.loan_id = ${filter.loanId})
      AND (${filter.programme}::text IS NULL OR s.programme = ${filter.programme})
      AND (${filter.state}::text IS NULL OR s.state = ${filter.state}) AND ${recordedBefore('s', filter.before)}
    ORDER BY s.recorded_at DESC, s.id DESC LIMIT ${filter.limit}`)
}

/** The programmes that hold on a day; one whose terms are unknown is listed and cannot be claimed. */
export async function programmesOn(tx: Tx, day: { readonly on: CivilDate; readonly knownAt: string | null }) {
  const rules = await rulesInForce(tx, subsidyProgrammesTable, day)
  return rules.map(({ id, value, validFrom, validTo, source, status }) => ({
    programme: value.programme,
    nameZh: value.nameZh,
    nameEn: value.nameEn,
    shape: value.terms?.shape ?? null,
    value: value.terms === null ? null : formatExact(value.terms.value),
    lprDay: value.terms?.lprDay ?? null,
    beneficiary: value.beneficiary,
    capPerEnterpriseYear: value.capPerEnterpriseYear && formatMoney(value.capPerEnterpriseYear),
    products: value.products,
    grades: value.grades,
    onExtension: false,
    onOverdue: false,
    validFrom,
    validTo,
    rule: { ruleId: id, source, status },
  }))
}
