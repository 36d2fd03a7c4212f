import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { BLOCKS_PER_BLOCK, type Block, type BlockRange, SEALS_PER_BLOCK } from '../../domain/ledger/balance-blocks.js'

const INITIAL = '-infinity'
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** How many blocks of level 0 are summed up. */
export async function builtBlocks(tx: Tx, organisationId: string): Promise<bigint> {
  const rows = await tx.execute<{ count: string }>(sql`
    SELECT coalesce((SELECT b.no + 1 FROM ledger_balance_block b WHERE b.organisation_id = ${organisationId} AND b.level = 0
                     ORDER BY b.no DESC LIMIT 1), 0)::text AS count`)
  return BigInt(rows[0]?.count ?? '0')
}

/** A prefix of the sealed order: whole blocks of level 0, and where it ends. */
export interface KnownBlocks {
  readonly count: bigint
  readonly recordedAt: string
  readonly entryId: string
}

/** The blocks of level 0 that hold only seals known at an instant (null: all): three looks into an index. */
export async function blocksKnownAt(tx: Tx, organisationId: string, knownAt: string | null): Promise<KnownBlocks> {
  // What is compared with a column is computed before, apart (OFFSET 0): an index is used below row-level security only for a plain value.
  const rows = await tx.execute<{ count: string; recordedAt: string | null; entryId: string | null }>(sql`
    SELECT k.count::text AS count, s.recorded_at::text AS "recordedAt", s.entry_id AS "entryId"
    FROM (SELECT n.count, n.count * ${SEALS_PER_BLOCK.toString()}::bigint AS last
          FROM (SELECT least(
                  -- An empty side would not count: the least of nothing and ten is ten.
                  coalesce((SELECT s.seq FROM journal_seal s
                            WHERE s.organisation_id = ${organisationId} AND s.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
                            ORDER BY s.recorded_at DESC, s.seq DESC LIMIT 1), 0) / ${SEALS_PER_BLOCK.toString()}::bigint,
                  coalesce((SELECT b.no + 1 FROM ledger_balance_block b WHERE b.organisation_id = ${organisationId} AND b.level = 0
                            ORDER BY b.no DESC LIMIT 1), 0)) AS count) n
          OFFSET 0) k
    LEFT JOIN journal_seal s ON s.organisation_id = ${organisationId} AND s.seq = k.last`)
  const { count = '0', recordedAt, entryId } = rows[0] ?? {}
  return { count: BigInt(count), recordedAt: recordedAt ?? INITIAL, entryId: entryId ?? NOBODY }
}

export interface AccountBalanceRow extends Record<string, unknown> {
  code: string
  nameZh: string
  nameEn: string
  normalSide: 'debit' | 'credit'
  debit: string
  credit: string
  /** On the account's normal side. */
  balance: string
}

export interface BalanceQuestion {
  readonly asOf: string
  /** null is everything that has committed. */
  readonly knownAt: string | null
  /** Code of the only account asked for; null is all of the book. */
  readonly account: string | null
}

/**
 * Balances from blocks: of each block the last row up to the day, and line by line the entries after the last block. Reads the same as
 * summedBalances, whose cost grows with the book.
 * @param blocks cover what is known in whole blocks
 */
export async function blockBalances(
  tx: Tx,
  organisationId: string,
  { asOf, knownAt, account }: BalanceQuestion,
  blocks: readonly Block[],
  { recordedAt, entryId }: KnownBlocks,
): Promise<readonly AccountBalanceRow[]> {
  const covering = JSON.stringify(blocks.map(({ level, no }) => ({ level, no: no.toString() })))
  // OFFSET 0 holds the planner to one look per block and per entry; the range of instants, which the pair implies, tells it how few they are.
  const moved = sql`
    SELECT k.account_id, k.debit, k.credit
    FROM jsonb_to_recordset(${covering}::jsonb) AS c (level smallint, no bigint)
    CROSS JOIN asked a
    CROSS JOIN LATERAL (
      SELECT b.account_id, b.debit, b.credit FROM ledger_balance_block b
      WHERE b.organisation_id = ${organisationId} AND b.level = c.level AND b.no = c.no AND b.account_id = a.id AND b.booked_on <= ${asOf}
      ORDER BY b.booked_on DESC LIMIT 1) k
    UNION ALL
    SELECT l.account_id, CASE l.side WHEN 'debit' THEN l.amount ELSE 0 END, CASE l.side WHEN 'credit' THEN l.amount ELSE 0 END
    FROM (SELECT e.id FROM journal_entry e
          WHERE e.organisation_id = ${organisationId} AND e.booked_on <= ${asOf}
            AND e.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
            AND e.recorded_at >= ${recordedAt}::timestamptz
            AND (e.recorded_at, e.id) > (${recordedAt}::timestamptz, ${entryId}::uuid) OFFSET 0) tail
    CROSS JOIN LATERAL (SELECT n.account_id, n.side, n.amount FROM journal_line n WHERE n.entry_id = tail.id OFFSET 0) l`
  return tx.execute<AccountBalanceRow>(balancesOf(organisationId, { knownAt, account }, moved))
}

/** The definition: what every line up to the day, known at the instant, moved. */
export async function summedBalances(
  tx: Tx,
  organisationId: string,
  { asOf, knownAt, account }: BalanceQuestion,
): Promise<readonly AccountBalanceRow[]> {
  const moved = sql`
    SELECT l.account_id, CASE l.side WHEN 'debit' THEN l.amount ELSE 0 END AS debit, CASE l.side WHEN 'credit' THEN l.amount ELSE 0 END AS credit
    FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
    WHERE e.organisation_id = ${organisationId} AND e.booked_on <= ${asOf}
      AND e.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')`
  return tx.execute<AccountBalanceRow>(balancesOf(organisationId, { knownAt, account }, moved))
}

/** The accounts of a book with what was moved on them; one opened later than the instant shows only if an entry known then is on it. */
const balancesOf = (
  organisationId: string,
  { knownAt, account }: Omit<BalanceQuestion, 'asOf'>,
  moved: SQL,
): SQL => sql`
  WITH asked AS (
    SELECT a.* FROM ledger_account a
    WHERE a.organisation_id = ${organisationId} AND (${account}::text IS NULL OR a.code = ${account})),
  moved AS (
    SELECT m.account_id, sum(m.debit) AS debit, sum(m.credit) AS credit FROM (${moved}) m GROUP BY m.account_id),
  balance AS (
    SELECT a.*, coalesce(m.debit, 0) AS debit, coalesce(m.credit, 0) AS credit
    FROM asked a LEFT JOIN moved m ON m.account_id = a.id
    WHERE m.account_id IS NOT NULL OR a.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity'))
  SELECT b.code, b.name_zh AS "nameZh", b.name_en AS "nameEn", b.normal_side AS "normalSide",
         b.debit::numeric(20,2)::text AS debit, b.credit::numeric(20,2)::text AS credit,
         (CASE b.normal_side WHEN 'debit' THEN b.debit - b.credit ELSE b.credit - b.debit END)::numeric(20,2)::text AS balance
  FROM balance b ORDER BY b.code`

/** What the blocks of one level hold: level 0 summed up from the lines of its seals, the others from the level below. */
export function blockSums(organisationId: string, { level, from, to }: BlockRange): SQL {
  const size = (level === 0 ? SEALS_PER_BLOCK : BLOCKS_PER_BLOCK).toString()
  const moved =
    level === 0
      ? sql`
        SELECT (s.seq - 1) / ${size}::bigint AS no, l.account_id, e.booked_on,
               CASE l.side WHEN 'debit' THEN l.amount ELSE 0 END AS debit, CASE l.side WHEN 'credit' THEN l.amount ELSE 0 END AS credit
        FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id JOIN journal_line l ON l.entry_id = e.id
        WHERE s.organisation_id = ${organisationId} AND s.seq > ${from.toString()}::bigint * ${size}::bigint
          AND s.seq <= ${to.toString()}::bigint * ${size}::bigint`
      : sql`
        SELECT b.no / ${size}::bigint AS no, b.account_id, b.booked_on,
               b.debit - lag(b.debit, 1, 0::numeric) OVER day AS debit, b.credit - lag(b.credit, 1, 0::numeric) OVER day AS credit
        FROM ledger_balance_block b
        WHERE b.organisation_id = ${organisationId} AND b.level = ${level - 1} AND b.no >= ${from.toString()}::bigint * ${size}::bigint
          AND b.no < ${to.toString()}::bigint * ${size}::bigint
        WINDOW day AS (PARTITION BY b.no, b.account_id ORDER BY b.booked_on)`
  return sql`
    SELECT no, account_id, booked_on, sum(sum(debit)) OVER until AS debit, sum(sum(credit)) OVER until AS credit
    FROM (${moved}) moved GROUP BY no, account_id, booked_on
    WINDOW until AS (PARTITION BY no, account_id ORDER BY booked_on)`
}

/** The first block of a level that does not hold what it sums up, if any. */
export async function wrongBlock(tx: Tx, organisationId: string, range: BlockRange): Promise<string | null> {
  const stored = sql`
    SELECT no, account_id, booked_on, debit, credit FROM ledger_balance_block
    WHERE organisation_id = ${organisationId} AND level = ${range.level}
      AND no >= ${range.from.toString()}::bigint AND no < ${range.to.toString()}::bigint`
  const summed = blockSums(organisationId, range)
  const rows = await tx.execute<{ no: string | null }>(sql`
    SELECT min(no)::text AS no
    FROM (((${stored}) EXCEPT (${summed})) UNION ALL ((${summed}) EXCEPT (${stored}))) differing`)
  return rows[0]?.no ?? null
}
