import type postgres from 'postgres'
import { CHART } from '../../../src/domain/ledger/account.js'
import { DAY_AT_WORK, RATED_ON, RECORDED_AT } from './book-days.js'
import { GRADES, type ModelRating } from './model-ratings.js'

export const BANKS = 40
/** Their business follows a power law: the first bank has some ninth of it. */
const BANK_WEIGHT = 'power(no, -0.8)'

/** Shares of enterprises by the grade of their first rating; what is missing to one is not rated. */
const GRADE_SHARES = { DEEP_GREEN: 0.08, LIGHT_GREEN: 0.27, YELLOW: 0.46, RED: 0.07 } as const
/** Of the rated: those whose second rating is missing, so that the first has run out; and those a grade better or worse in the second. */
const STALE = 0.06
const MOVED = { up: 0.1, down: 0.07 } as const

/** From 0 to below 1, by the seed, a number and what it is for. Hashes of integers are the same on every version of PostgreSQL. */
export const share = (seed: number, number: string, purpose: number): string =>
  `((hashint8extended(${number}, ${seed * 1000 + purpose}) & 1073741823)::float8 / 1073741824)`
export const idOf = (seed: number, what: string, number: string): string => `md5('${seed} ${what} ' || ${number})::uuid`
/**
 * The same, rising with a number below 2^32, so that an index is filled from its end. Loans have ids without an order as those that the
 * program gives: in which order their rows lie is part of what a batch over them costs.
 */
export const risingIdOf = (seed: number, what: string, number: string, within = "''"): string =>
  `overlay(md5('${seed} ${what} ' || ${number} || ' ' || ${within}) PLACING lpad(to_hex(${number}), 8, '0') FROM 1)::uuid`

const CITIES = [
  '4401',
  '4403',
  '4406',
  '4419',
  '4420',
  '4413',
  '4404',
  '4407',
  '4405',
  '4412',
  '4408',
  '4409',
  '4418',
  '4402',
  '4416',
  '4414',
  '4415',
  '4417',
  '4451',
  '4452',
  '4453',
]

/** Banks with an officer, their ledger and the day at work. */
export async function addBanks(tx: postgres.TransactionSql, seed: number): Promise<void> {
  const accounts = CHART.map(({ code, nameZh, nameEn, normalSide }) => ({ code, nameZh, nameEn, normalSide }))
  await tx.unsafe(`
    CREATE TABLE province.bank AS
    SELECT no::int, 'BANK-PR-' || lpad(no::text, 2, '0') AS code, ${idOf(seed, 'bank', 'no')} AS id, ${idOf(seed, 'officer', 'no')} AS officer,
      (sum(${BANK_WEIGHT}) OVER (ORDER BY no) - ${BANK_WEIGHT}) / sum(${BANK_WEIGHT}) OVER () AS least,
      sum(${BANK_WEIGHT}) OVER (ORDER BY no) / sum(${BANK_WEIGHT}) OVER () AS below
    FROM generate_series(1, ${BANKS}) AS no;
    INSERT INTO organisation (id, code, kind, name_zh, name_en, origin, recorded_at)
    SELECT id, code, 'lender', '示例银行' || lpad(no::text, 2, '0'), 'Example Bank ' || no, 'synthetic', recording_instant() FROM province.bank ORDER BY no;
    INSERT INTO user_account (id, organisation_id, username, name_zh, name_en, password_hash, recorded_at)
    SELECT officer, id, 'officer.' || lower(code), '信贷员', 'Loan officer', 'nobody signs in with it', recording_instant() FROM province.bank ORDER BY no;
    INSERT INTO user_role (user_id, organisation_id, role, recorded_at) SELECT officer, id, 'loan_officer', recording_instant() FROM province.bank ORDER BY no;
    INSERT INTO business_day (organisation_id, day, calendar, opened_by) SELECT id, '${DAY_AT_WORK}', 'every-day', officer FROM province.bank ORDER BY no`)
  await tx.unsafe(
    `INSERT INTO ledger_account (id, organisation_id, code, name_zh, name_en, normal_side)
     SELECT ${idOf(seed, 'account', "b.no || ' ' || a.code")}, b.id, a.code, a."nameZh", a."nameEn", a."normalSide"
     FROM province.bank b, jsonb_to_recordset($1::text::jsonb) AS a(code text, "nameZh" text, "nameEn" text, "normalSide" text) ORDER BY b.no, a.code`,
    [JSON.stringify(accounts)],
  )
}

const gradeAt = (draw: string): string => {
  let below = 0
  const cases = GRADES.map((grade) => {
    below += GRADE_SHARES[grade]
    return `WHEN ${draw} < ${below.toFixed(4)} THEN '${grade}'`
  })
  return `CASE ${cases.join(' ')} END`
}
const SCALE = `ARRAY[${GRADES.map((grade) => `'${grade}'`).join(', ')}]`

/** One statement for enterprises from number to number: $1 the first, $2 the last. */
const enterpriseNumbers = (seed: number): string => `
  INSERT INTO province.enterprise (no, id, uscc, sector, region, bank1, bank2, grade1, grade2)
  SELECT e.no, ${idOf(seed, 'enterprise', 'e.no')}, e.body || substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + (31 - c.total % 31) % 31, 1),
    e.sector, e.region, b1.no, b2.no, e.grade1,
    CASE WHEN e.grade1 IS NULL OR ${share(seed, 'e.no', 4)} < ${STALE} THEN NULL
         WHEN ${share(seed, 'e.no', 5)} < ${MOVED.up} THEN (${SCALE})[greatest(1, array_position(${SCALE}, e.grade1) - 1)]
         WHEN ${share(seed, 'e.no', 5)} > ${1 - MOVED.down} THEN (${SCALE})[least(4, array_position(${SCALE}, e.grade1) + 1)]
         ELSE e.grade1 END
  FROM (SELECT n AS no, r.region, '91' || r.region || 'MA' || lpad(n::text, 7, '0') AS body, s.code AS sector, ${gradeAt(share(seed, 'n', 3))} AS grade1
        FROM generate_series($1::bigint, $2::bigint) n
        JOIN LATERAL (SELECT (ARRAY[${CITIES.map((city) => `'${city}'`).join(', ')}])[1 + floor(power(${share(seed, 'n', 1)}, 1.6) * ${CITIES.length})::int] || '02' AS region) r ON true
        JOIN province.sector s ON s.place = floor(power(${share(seed, 'n', 2)}, 1.3) * s.sectors)) e
  JOIN province.bank b1 ON ${share(seed, 'e.no', 6)} >= b1.least AND ${share(seed, 'e.no', 6)} < b1.below
  JOIN province.bank b2 ON ${share(seed, 'e.no', 7)} >= b2.least AND ${share(seed, 'e.no', 7)} < b2.below
  CROSS JOIN LATERAL (SELECT sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(e.body, at, 1)) - 1)
      * (ARRAY[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])[at])::int AS total FROM generate_series(1, 17) at) c
  ORDER BY e.no`

const ORGANISATIONS = `
  INSERT INTO organisation (id, code, kind, name_zh, name_en, origin, recorded_at)
  SELECT id, uscc, 'enterprise', '示例企业' || no || '有限公司', 'Example Enterprise ' || no, 'synthetic', recording_instant()
  FROM province.enterprise WHERE no BETWEEN $1 AND $2 ORDER BY no`
const enterprises = (seed: number) => `
  INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, size_class, origin)
  SELECT id, uscc, '示例企业' || no || '有限公司', 'Example Enterprise ' || no, sector, region, 5 + floor(power(${share(seed, 'no', 8)}, 4) * 4000)::int,
    CASE WHEN ${share(seed, 'no', 9)} < 0.3 THEN 'limited' ELSE 'none' END, 1 + floor(${share(seed, 'no', 10)} * 4)::int,
    CASE WHEN ${share(seed, 'no', 8)} < 0.35 THEN 'micro' WHEN ${share(seed, 'no', 8)} < 0.75 THEN 'small' WHEN ${share(seed, 'no', 8)} < 0.95 THEN 'medium' ELSE 'large' END,
    'synthetic'
  FROM province.enterprise WHERE no BETWEEN $1 AND $2 ORDER BY no`
/** One firm in forty lets its second bank see nothing. */
const consents = (seed: number) => `
  INSERT INTO consent (id, enterprise_id, lender_id, purpose, valid_from, basis, field_groups)
  SELECT ${idOf(seed, 'consent', "e.no || ' ' || b.no")}, e.id, b.id, 'post_loan', '2025-06-01', 'synthetic', '{identity,emissions,rating,operating}'
  FROM province.enterprise e JOIN province.bank b ON b.no IN (e.bank1, e.bank2)
  WHERE e.no BETWEEN $1 AND $2 AND (b.no = e.bank1 OR ${share(seed, 'e.no', 11)} > 0.025) ORDER BY e.no, b.no`
const creditLines = (seed: number) => `
  INSERT INTO credit_line (id, enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from, recorded_by)
  SELECT ${idOf(seed, 'line', 'e.no')}, e.id, b.id, 'YUN_TAN_DAI', 0, (1 + floor(power(${share(seed, 'e.no', 12)}, 3) * 100)) * 500000, '2025-06-01', b.officer
  FROM province.enterprise e JOIN province.bank b ON b.no = e.bank1 WHERE e.no BETWEEN $1 AND $2 ORDER BY e.no`
const ratings = (seed: number) => `
  INSERT INTO rating (id, enterprise_id, as_of, known_at, method_id, method_rule_id, grade, score, document, inputs_hash, factors_hash, benchmark_hash,
    method_hash, document_hash)
  SELECT d.id, d.enterprise, m.as_of, recording_instant(), m.method_id, m.method_rule_id, m.grade, m.score, d.document::jsonb, m.inputs_hash, m.factors_hash,
    m.benchmark_hash, m.method_hash, d.hash
  FROM province.model_rating m JOIN LATERAL (
    SELECT e.no, e.id AS enterprise, ${idOf(seed, 'rating', "e.no || ' ' || m.round")} AS id, t.text AS document,
           encode(sha256(convert_to(t.text, 'UTF8')), 'hex') AS hash
    FROM province.enterprise e CROSS JOIN LATERAL (SELECT m.head || e.uscc || m.tail AS text) t
    WHERE e.no BETWEEN $1 AND $2 AND CASE m.round WHEN 1 THEN e.grade1 ELSE e.grade2 END = m.grade) d ON true
  ORDER BY d.no, m.round`
/** What quotes name of a rating. */
const ratingHashes = `
  UPDATE province.enterprise e SET rating1 = r1.id, hash1 = r1.document_hash, rating2 = r2.id, hash2 = r2.document_hash
  FROM province.enterprise o LEFT JOIN rating r1 ON r1.enterprise_id = o.id AND r1.as_of = '${RATED_ON[0]}'
  LEFT JOIN rating r2 ON r2.enterprise_id = o.id AND r2.as_of = '${RATED_ON[1]}'
  WHERE e.no = o.no AND o.no BETWEEN $1 AND $2`

/** Statements for a range of enterprises, in their order, with the instant each is recorded under. */
export const enterpriseStatements = (seed: number): readonly (readonly [at: string, statement: string])[] => [
  [RECORDED_AT.parties, enterpriseNumbers(seed)],
  [RECORDED_AT.parties, ORGANISATIONS],
  [RECORDED_AT.parties, enterprises(seed)],
  [RECORDED_AT.parties, consents(seed)],
  [RECORDED_AT.parties, creditLines(seed)],
  [RECORDED_AT.ratings, ratings(seed)],
  [RECORDED_AT.ratings, ratingHashes],
]

/** What enterprises are drawn from. */
export async function addEnterpriseModels(
  tx: postgres.TransactionSql,
  models: readonly (readonly ModelRating[])[],
): Promise<void> {
  await tx.unsafe(`
    CREATE TABLE province.sector AS
    SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS sectors
    FROM (SELECT DISTINCT body ->> 'sector' AS code FROM rule WHERE table_name = 'sector-benchmarks') s;
    CREATE UNLOGGED TABLE province.enterprise (no int PRIMARY KEY, id uuid, uscc text, sector text, region text, bank1 int, bank2 int, grade1 text, grade2 text,
      rating1 uuid, hash1 text, rating2 uuid, hash2 text) WITH (fillfactor = 50);
    CREATE TABLE province.model_rating (round int, as_of date, grade text, method_id text, method_rule_id bigint, score numeric, inputs_hash text,
      factors_hash text, benchmark_hash text, method_hash text, head text, tail text)`)
  for (const [round, ofDay] of models.entries())
    for (const { grade, asOf, methodId, methodRuleId, score, hashes, parts } of ofDay)
      await tx.unsafe('INSERT INTO province.model_rating VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
        round + 1,
        asOf,
        grade,
        methodId,
        methodRuleId,
        score,
        hashes.inputs,
        hashes.factors,
        hashes.benchmark,
        hashes.method,
        parts[0],
        parts[1],
      ])
}
