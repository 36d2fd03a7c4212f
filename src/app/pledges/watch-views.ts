import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { PledgeState } from '../../domain/collateral/pledge-machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { LOAN_END } from './secured-views.js'

export interface WatchedRow extends Record<string, unknown> {
  id: string
  state: PledgeState
  registeredOn: CivilDate | null
  registrationValidTo: CivilDate | null
  certificateFrom: CivilDate
  certificateTo: CivilDate
  authorisationTo: CivilDate
  listingTo: CivilDate | null
  owed: string
  secured: string
  loanEnd: CivilDate | null
  settledOn: CivilDate | null
  value: string | null
  baseDate: CivilDate | null
}

/**
 * Pledges after one, by id, that loans stand on, that are not ended or have an open alert, with how these loans stand. Principal is counted where the
 * pledge is the first of its loan, and there against the values of all pledges of that loan.
 */
export async function watchedPledges(
  tx: Tx,
  { after, on, limit }: { readonly after: string | null; readonly on: CivilDate; readonly limit: number },
): Promise<readonly WatchedRow[]> {
  return tx.execute<WatchedRow>(sql`
    WITH chunk AS (
      SELECT p.* FROM pledge p
      WHERE (${after}::uuid IS NULL OR p.id > ${after}::uuid)
        AND (p.state NOT IN ('RELEASED', 'LAPSED') OR EXISTS (
              SELECT 1 FROM secured_loan s JOIN loan_state t ON t.loan_id = s.loan_id
              WHERE s.pledge_id = p.id AND t.state NOT IN ('SETTLED', 'WRITTEN_OFF', 'WITHDRAWN'))
          OR EXISTS (SELECT 1 FROM collateral_alert a WHERE a.pledge_id = p.id AND a.state IN ('OPEN', 'ANSWERED')))
      ORDER BY p.id LIMIT ${limit}),
    secures AS (
      SELECT c.id AS pledge_id, s.loan_id, t.state, t.balance, t.contracted, ${LOAN_END} AS loan_end,
             NOT EXISTS (SELECT 1 FROM loan_collateral k WHERE k.loan_id = s.loan_id AND k.pledge_id = c.id AND k.replaces IS NULL) AS is_first
      FROM chunk c JOIN secured_loan s ON s.pledge_id = c.id JOIN loan l ON l.id = s.loan_id JOIN loan_state t ON t.loan_id = s.loan_id),
    held AS (
      SELECT pledge_id, sum(balance) FILTER (WHERE is_first) AS owed, sum(contracted) FILTER (WHERE state NOT IN ('SETTLED', 'WITHDRAWN')) AS secured,
             max(loan_end) FILTER (WHERE state NOT IN ('SETTLED', 'WRITTEN_OFF', 'WITHDRAWN')) AS loan_end
      FROM secures GROUP BY pledge_id),
    behind AS (
      SELECT c.id AS pledge_id, c.id AS other_id FROM chunk c
      UNION
      SELECT s.pledge_id, o.pledge_id FROM secures s JOIN secured_loan o ON o.loan_id = s.loan_id
      WHERE s.is_first AND s.state NOT IN ('SETTLED', 'WRITTEN_OFF', 'WITHDRAWN')),
    valued AS (
      SELECT b.pledge_id, sum(v.adopted_value - o.prior_limit) AS value, min(v.base_date) AS base_date
      FROM behind b JOIN pledge o ON o.id = b.other_id
      JOIN valuation v ON v.data_product_id = o.data_product_id AND v.lender_id = o.lender_id
       AND v.state = 'ADOPTED' AND v.valid_to >= ${on}::date
      WHERE b.other_id = b.pledge_id OR o.state IN ('FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED')
      GROUP BY b.pledge_id),
    ended AS (
      SELECT c.id AS pledge_id, max(e.taken_on) AS settled_on FROM chunk c
      JOIN (SELECT s.pledge_id, t.taken_on FROM secured_loan s JOIN loan_step t ON t.loan_id = s.loan_id AND t.step = 'settle'
            UNION ALL SELECT k.replaces, k.since FROM loan_collateral k WHERE k.replaces IS NOT NULL) e ON e.pledge_id = c.id
      GROUP BY c.id)
    SELECT c.id, c.state, c.registered_on AS "registeredOn", c.registration_valid_to AS "registrationValidTo",
           d.certificate_valid_from AS "certificateFrom", d.certificate_valid_to AS "certificateTo",
           d.authorisation_valid_to AS "authorisationTo", d.listing_valid_to AS "listingTo",
           coalesce(h.owed, 0)::numeric(20,2)::text AS owed, coalesce(h.secured, 0)::numeric(20,2)::text AS secured,
           h.loan_end::text AS "loanEnd",
           CASE WHEN NOT EXISTS (SELECT 1 FROM loan_application a
                                 WHERE a.pledge_id = c.id AND a.state NOT IN ('REJECTED', 'WITHDRAWN', 'CONTRACTED'))
                THEN e.settled_on::text END AS "settledOn",
           v.value::numeric(20,2)::text AS value, v.base_date::text AS "baseDate"
    FROM chunk c JOIN data_product d ON d.id = c.data_product_id
    LEFT JOIN held h ON h.pledge_id = c.id LEFT JOIN valued v ON v.pledge_id = c.id LEFT JOIN ended e ON e.pledge_id = c.id
    ORDER BY c.id`)
}

/** Values adopted that are no longer good on a day. */
export async function expiredValuations(
  tx: Tx,
  on: CivilDate,
  limit: number,
): Promise<readonly { readonly id: string }[]> {
  return tx.execute<{ id: string }>(sql`
    SELECT id FROM valuation WHERE state = 'ADOPTED' AND valid_to < ${on}::date ORDER BY id LIMIT ${limit} FOR UPDATE`)
}

export async function expireValuation(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`UPDATE valuation SET state = 'EXPIRED', version = version + 1 WHERE id = ${id}`)
}
