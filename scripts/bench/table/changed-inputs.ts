import { connectRaw } from '../../../src/db/connection.js'
import { DAY_AT_WORK } from '../province/book-days.js'

/** Rates anew so many enterprises that about a share of the loans is theirs, each a grade apart from before. @returns how many loans */
export async function changeInputs(url: string, share: number): Promise<number> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  try {
    return await owner.begin(async (tx) => {
      await tx.unsafe("SELECT enter_scope('system')")
      const [changed] = await tx.unsafe<[{ loans: number }]>(CHANGE, [share])
      return changed.loans
    })
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/** In the order of a hash, so that the enterprises are any of the book; the newest rating is taken over with another grade, a month later. */
const CHANGE = `
  WITH theirs AS (
    SELECT enterprise_id, sum(n) OVER (ORDER BY hashtextextended(enterprise_id::text, 1)) AS up_to, sum(n) OVER () AS of_all, n
    FROM (SELECT p.enterprise_id, count(*) AS n FROM repricing_plan p
          WHERE EXISTS (SELECT FROM rating r WHERE r.enterprise_id = p.enterprise_id) GROUP BY 1) loans),
  touched AS (SELECT enterprise_id, n FROM theirs WHERE up_to <= greatest((SELECT count(*) FROM repricing_plan) * $1::float8, n)),
  again AS (
    SELECT DISTINCT ON (r.enterprise_id) r.*, CASE r.grade WHEN 'LIGHT_GREEN' THEN 'DEEP_GREEN' ELSE 'LIGHT_GREEN' END AS other
    FROM rating r JOIN touched t ON t.enterprise_id = r.enterprise_id ORDER BY r.enterprise_id, r.as_of DESC),
  rated AS (
    INSERT INTO rating (enterprise_id, as_of, known_at, method_id, method_rule_id, grade, score, document, inputs_hash, factors_hash, benchmark_hash,
      method_hash, document_hash)
    SELECT enterprise_id, date '${DAY_AT_WORK}' - 20, now(), method_id, method_rule_id, other, score,
      document || jsonb_build_object('asOf', date '${DAY_AT_WORK}' - 20, 'grade', other), inputs_hash, factors_hash, benchmark_hash, method_hash,
      encode(sha256(convert_to(id || other, 'UTF8')), 'hex') FROM again)
  SELECT coalesce(sum(n), 0)::int AS loans FROM touched`
