import type postgres from 'postgres'
import { INTEREST_EVENTS } from '../../../src/app/interest-segments/views.js'
import { RECORDED_AT } from './book-days.js'
import type { Course } from './courses.js'
import { idOf, risingIdOf, share } from './parties.js'

/**
 * How much of the journal is written: nothing but what was paid out (then the rest is booked when a loan is next brought to date), or all of
 * it with the segments of the interest that it takes in.
 */
export type JournalDepth = 'disbursements' | 'whole'

/** Lets the statements of the chunks find every course by its class and its place in it. */
export async function addCourses(
  tx: postgres.TransactionSql,
  courses: readonly Course[],
  journal: JournalDepth,
): Promise<void> {
  await tx.unsafe(`
    CREATE TABLE province.course (no int PRIMARY KEY, grade text NOT NULL, round int NOT NULL, place int NOT NULL, in_class int, product text, amount numeric(20,2),
      tenor int, method text, day_count text, terms jsonb, priced_on date, expires_on date, paid_out_on date, due_on date, plan jsonb, rate numeric(9,6),
      reference_rate numeric(9,6), discount_bp numeric(8,4), annual_saving numeric(20,2), state text, disbursed numeric(20,2),
      balance numeric(20,2), next_event_on date, days_overdue int, overdue_since date, class text, repricing_rule jsonb, ends_on date, test_days date[], purpose text);
    CREATE TABLE province.course_quote (course int PRIMARY KEY, before text, to_hash text, to_rating text, after text);
    ALTER TABLE province.course_quote ALTER before SET STORAGE PLAIN, ALTER to_hash SET STORAGE PLAIN, ALTER after SET STORAGE PLAIN;
    CREATE TABLE province.course_event (course int, fact int, on_date date, amount numeric(20,2), body jsonb);
    CREATE TABLE province.posting (course int, no int, key text, fact int, on_date date, event text);
    CREATE TABLE province.course_segment (course int, from_on date, to_on date, settles_on date, due_on date, prior_on date, prior_in_grade_on date, weight int,
      divisor int, discounted boolean, half_even boolean, balance numeric(20,2), rate numeric(9,6), reference_rate numeric(9,6), executed_night numeric,
      reference_night numeric, executed_before numeric, reference_before numeric, grade text, posting int);
    CREATE TABLE province.posting_line (course int, posting int, code text, side text, amount numeric(20,2))`)
  const places = new Map<string, number>()
  const rows = courses.map((course, no) => {
    const name = `${course.grade} ${course.round}`
    const place = places.get(name) ?? 0
    places.set(name, place + 1)
    return { no, place, ...course, grade: course.grade ?? 'NOT_RATED' }
  })
  for (let at = 0; at < rows.length; at += 200) {
    const some = rows.slice(at, at + 200)
    const text = JSON.stringify(
      some.map((row) => ({
        ...row.standing,
        ...row,
        method: row.terms.method,
        day_count: row.terms.dayCount,
        due_on: row.dueDates.at(-1),
        repricing_rule: row.repricing.rule,
        ends_on: row.repricing.endsOn,
        test_days: row.repricing.testDays,
        plan: { dueDates: row.dueDates },
        in_class: places.get(`${row.grade === 'NOT_RATED' ? null : row.grade} ${row.round}`),
        postings: undefined,
        events: undefined,
        quoteParts: undefined,
        segments: undefined,
        repricing: undefined,
      })),
    )
    await tx.unsafe(
      `INSERT INTO province.course
       SELECT c.no, c.grade, c.round, c.place, c.in_class, c.product, c.amount, c."tenorMonths", c.method, c.day_count, c.terms, c."pricedOn", c."expiresOn",
         c."paidOutOn", c.due_on, c.plan, c.rate, c."referenceRate", c."discountBp", c."annualSaving", c.state, c.disbursed, c.balance,
         c."nextEventOn", c."daysOverdue", c."overdueSince", c.class, c.repricing_rule, c.ends_on, c.test_days, (ARRAY['采购原材料', '设备节能改造', '流动资金周转', '光伏安装'])[1 + c.no % 4]
       FROM jsonb_to_recordset($1::text::jsonb) AS c(no int, grade text, round int, place int, in_class int, product text, amount numeric, "tenorMonths" int, method text,
         day_count text, terms jsonb, "pricedOn" date, "expiresOn" date, "paidOutOn" date, due_on date, plan jsonb, rate numeric, "referenceRate" numeric,
         "discountBp" numeric, "annualSaving" numeric, state text, disbursed numeric, balance numeric, "nextEventOn" date,
         "daysOverdue" int, "overdueSince" date, class text, repricing_rule jsonb, ends_on date, test_days date[])`,
      [text],
    )
    // Where nothing is rated there is one blank; the pieces stand where a whole document has its first and last.
    const quotes = some.map(({ no, quoteParts }) => ({
      course: no,
      before: quoteParts[0],
      hash: quoteParts[1],
      rating: quoteParts[2] ?? null,
      after: quoteParts[3] ?? null,
    }))
    await tx.unsafe(
      `INSERT INTO province.course_quote SELECT course, before, hash, rating, after
       FROM jsonb_to_recordset($1::text::jsonb) AS q(course int, before text, hash text, rating text, after text)`,
      [JSON.stringify(quotes)],
    )
    const events = some.flatMap(({ no, events }) =>
      events.map((event, index) => ({ course: no, fact: index + 1, ...event })),
    )
    await tx.unsafe(
      `INSERT INTO province.course_event SELECT course, fact, "on", amount, body
       FROM jsonb_to_recordset($1::text::jsonb) AS e(course int, fact int, "on" date, amount numeric, body jsonb)`,
      [JSON.stringify(events)],
    )
    if (journal === 'whole')
      await tx.unsafe(SEGMENTS_OF_COURSES, [
        JSON.stringify(
          some.flatMap((row) =>
            row.segments.map((segment) => ({ ...segment, course: row.no, posting: takenInBy(row) })),
          ),
        ),
      ])
    const postings = some.flatMap(({ no, postings }) =>
      postings.flatMap((posting, index) =>
        journal === 'whole' || posting.event === 'loan.disbursed' ? [{ course: no, no: index, ...posting }] : [],
      ),
    )
    await tx.unsafe(
      `INSERT INTO province.posting SELECT course, no, key, fact, "on", event
       FROM jsonb_to_recordset($1::text::jsonb) AS p(course int, no int, key text, fact int, "on" date, event text)`,
      [JSON.stringify(postings)],
    )
    await tx.unsafe(
      `INSERT INTO province.posting_line SELECT course, posting, account, side, amount
       FROM jsonb_to_recordset($1::text::jsonb) AS l(course int, posting int, account text, side text, amount numeric)`,
      [
        JSON.stringify(
          postings.flatMap(({ course, no, lines }) => lines.map((line) => ({ course, posting: no, ...line }))),
        ),
      ],
    )
  }
  await tx.unsafe(`
    CREATE UNIQUE INDEX ON province.course (grade, round, place); CREATE INDEX ON province.course_event (course); CREATE INDEX ON province.course_segment (course); ANALYZE province.course_segment; ANALYZE province.course_quote;
    CREATE INDEX ON province.posting (course); CREATE INDEX ON province.posting_line (course);
    ANALYZE province.course; ANALYZE province.course_event; ANALYZE province.posting; ANALYZE province.posting_line`)
}

/** The posting that took its interest in last: what its segments are written for. */
const takenInBy = ({ postings }: Pick<Course, 'postings'>): number =>
  postings.findLastIndex(({ event }) => INTEREST_EVENTS.some((name) => name === event))

/** As `app/interest-segments/store.ts` completes the rows of a loan that has none yet. */
const SEGMENTS_OF_COURSES = `
  INSERT INTO province.course_segment
  SELECT course, from_on, to_on, settles_on, due_on, lag(to_on) OVER (PARTITION BY course ORDER BY from_on),
    lag(to_on) OVER (PARTITION BY course, grade ORDER BY from_on), weight, divisor, taken IS NOT NULL, half_even, balance, rate, reference_rate,
    executed_night, reference_night, coalesce(sum(executed_night * (to_on - from_on)) OVER earlier, 0),
    coalesce(sum(reference_night * (to_on - from_on)) OVER earlier, 0), grade, posting
  FROM (SELECT s.*, (CASE WHEN s.taken IS NULL THEN s.balance * s.rate ELSE s.taken * 100 END) * s.weight AS executed_night,
               (CASE WHEN s.taken IS NULL THEN s.balance * s.reference_rate ELSE s.reference_taken * 100 END) * s.weight AS reference_night
        FROM jsonb_to_recordset($1::text::jsonb) AS s(course int, from_on date, to_on date, settles_on date, due_on date, weight int, divisor int,
          half_even boolean, balance numeric(20,2), rate numeric(9,6), reference_rate numeric(9,6), taken numeric(20,2), reference_taken numeric(20,2),
          grade text, posting int)) given
  WINDOW earlier AS (PARTITION BY course, settles_on ORDER BY from_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`

/** Enterprises borrow unevenly: a few many times, most a few times. */
const BORROWER_SKEW = 1.35

/** Loans from number to number ($1, $2) of a book with $3 enterprises: who lends what to whom, and which course it follows. */
const chunkOf = (seed: number): string => `
  CREATE TEMPORARY TABLE chunk ON COMMIT DROP AS
  SELECT l.n, ${idOf(seed, 'loan', 'l.n')} AS loan, ${risingIdOf(seed, 'application', 'l.n')} AS application, ${risingIdOf(seed, 'quote', 'l.n')} AS quote,
    ${risingIdOf(seed, 'fact', 'l.n', "'0'")} AS disbursement, b.id AS lender, b.code AS bank, b.no AS bank_no, b.officer, e.id AS enterprise, e.sector, e.region,
    CASE c.round WHEN 1 THEN e.rating1 ELSE e.rating2 END AS rating, CASE c.round WHEN 1 THEN e.hash1 ELSE e.hash2 END AS rating_hash, c.no AS course,
    c.priced_on + least(c.paid_out_on - c.priced_on, 1 + (l.n % 3)::int) AS signed_on
  FROM (SELECT n, 1 + floor(power(${share(seed, 'n', 20)}, ${BORROWER_SKEW}) * $3)::int AS enterprise, ${share(seed, 'n', 21)} < 0.75 AS first_bank,
               CASE WHEN ${share(seed, 'n', 22)} < 0.6 THEN 1 ELSE 2 END AS round
        FROM generate_series($1::bigint, $2::bigint) n) l
  JOIN province.enterprise e ON e.no = l.enterprise
  JOIN province.bank b ON b.no = CASE WHEN l.first_bank THEN e.bank1 ELSE e.bank2 END
  JOIN province.course first ON first.grade = coalesce(CASE l.round WHEN 1 THEN e.grade1 ELSE e.grade2 END, 'NOT_RATED') AND first.round = l.round AND first.place = 0
  JOIN province.course c ON c.grade = first.grade AND c.round = first.round AND c.place = floor(${share(seed, 'l.n', 23)} * first.in_class)::int
  ORDER BY l.n`

const FOLLOWED = 'chunk c JOIN province.course k ON k.no = c.course'

const APPLICATIONS = `
  INSERT INTO loan_application (id, lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
  SELECT c.application, c.lender, c.enterprise, k.product, k.amount, k.tenor, k.purpose, k.priced_on, 'CONTRACTED', c.officer FROM ${FOLLOWED}`
const QUOTES = `
  INSERT INTO quote (id, lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, rating_id, grade, rate,
    reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
  SELECT quote, lender, enterprise, application, product, amount, tenor, priced_on, expires_on, rating, grade, rate, reference_rate, discount_bp,
    annual_saving, document::jsonb, encode(sha256(convert_to(document, 'UTF8')), 'hex'), officer
  FROM (SELECT c.*, k.product, k.amount, k.tenor, k.priced_on, k.expires_on, k.grade, k.rate, k.reference_rate, k.discount_bp, k.annual_saving,
          CASE WHEN c.rating IS NULL THEN q.before || c.application || q.to_hash
               ELSE q.before || c.application || q.to_hash || c.rating_hash || q.to_rating || c.rating || q.after END AS document
        FROM ${FOLLOWED} JOIN province.course_quote q ON q.course = c.course OFFSET 0) q`
const LOANS = `
  INSERT INTO loan (id, contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months, method,
    day_count, purpose, signed_on, signed_by, terms)
  SELECT c.loan, 'HT' || substr(c.bank, 9) || '-' || lpad(c.n::text, 8, '0'), c.lender, c.enterprise, c.application, c.quote, k.product, k.amount, k.rate,
    k.reference_rate, k.tenor, k.method, k.day_count, k.purpose, c.signed_on, c.officer, k.terms FROM ${FOLLOWED}`
const STATES = `
  INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on, days_overdue, overdue_since, class)
  SELECT c.loan, c.lender, c.enterprise, k.state, k.amount, k.disbursed, k.balance, k.next_event_on, k.days_overdue, k.overdue_since, k.class
  FROM ${FOLLOWED}`
const entries = (seed: number) => `
  INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id, recorded_by, posting_key)
  SELECT ${risingIdOf(seed, 'entry', 'c.n', 'p.no')}, c.lender, p.on_date, p.event, 'loan', c.loan, c.officer,
    CASE WHEN p.fact IS NULL THEN p.key ELSE replace(p.key, '@fact', ${risingIdOf(seed, 'fact', 'c.n', 'p.fact')}::text) END
  FROM chunk c JOIN province.posting p ON p.course = c.course`
const lines = (seed: number) => `
  INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
  SELECT ${risingIdOf(seed, 'entry', 'c.n', 'l.posting')}, ${idOf(seed, 'account', "c.bank_no || ' ' || l.code")}, c.lender, l.side, l.amount
  FROM chunk c JOIN province.posting_line l ON l.course = c.course`
const disbursements = (seed: number) => `
  INSERT INTO disbursement (id, loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
  SELECT c.disbursement, c.loan, c.lender, c.enterprise, 'JJ' || substr(c.bank, 9) || '-' || lpad(c.n::text, 8, '0'), k.amount, k.paid_out_on, k.due_on,
    '示例供应商', '采购合同', ${risingIdOf(seed, 'entry', 'c.n', 'p.no')}, c.officer
  FROM ${FOLLOWED} JOIN province.posting p ON p.course = c.course AND p.event = 'loan.disbursed'`
const plans = (seed: number) => `
  INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, body, recorded_by, business_date)
  SELECT ${risingIdOf(seed, 'plan', 'c.n')}, c.loan, c.lender, c.enterprise, 1, 'plan', k.paid_out_on, k.plan, c.officer, k.paid_out_on FROM ${FOLLOWED}`
const payments = (seed: number) => `
  INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, body, amount, recorded_by, business_date)
  SELECT ${risingIdOf(seed, 'fact', 'c.n', 'e.fact')}, c.loan, c.lender, c.enterprise, 1 + e.fact, 'payment', e.on_date, e.body, e.amount, c.officer, e.on_date
  FROM chunk c JOIN province.course_event e ON e.course = c.course`
const REPRICING_PLANS = `
  INSERT INTO repricing_plan (loan_id, lender_id, enterprise_id, contract_no, product, amount, tenor_months, signed_on, policy, policy_rule, priced_on,
    priced_known_at, quoted_grade, by_hand_bp, rate, reference_rate, ends_on, test_days)
  SELECT c.loan, c.lender, c.enterprise, 'HT' || substr(c.bank, 9) || '-' || lpad(c.n::text, 8, '0'), k.product, k.amount, k.tenor, c.signed_on,
    k.terms ->> 'repricing', k.repricing_rule, k.priced_on, recording_instant(), k.grade, 0, k.rate, k.reference_rate, k.ends_on, k.test_days
  FROM ${FOLLOWED}`
const segments = (seed: number) => `
  INSERT INTO interest_segment (loan_id, lender_id, enterprise_id, from_on, to_on, settles_on, due_on, prior_on, prior_in_grade_on, weight, divisor, sign,
    discounted, half_even, balance, rate, reference_rate, executed_night, reference_night, executed_before, reference_before, product, sector_code,
    region_code, grade, cause, event_id)
  SELECT c.loan, c.lender, c.enterprise, s.from_on, s.to_on, s.settles_on, s.due_on, s.prior_on, s.prior_in_grade_on, s.weight, s.divisor, 1, s.discounted,
    s.half_even, s.balance, s.rate, s.reference_rate, s.executed_night, s.reference_night, s.executed_before, s.reference_before, k.product, c.sector,
    c.region, s.grade, 'settlement', ${risingIdOf(seed, 'entry', 'c.n', 's.posting')}
  FROM ${FOLLOWED} JOIN province.course_segment s ON s.course = c.course`

/** Every statement of a chunk, in their order. */
const chunkStatements = (seed: number): readonly string[] => [
  APPLICATIONS,
  QUOTES,
  LOANS,
  STATES,
  entries(seed),
  lines(seed),
  disbursements(seed),
  plans(seed),
  payments(seed),
  REPRICING_PLANS,
  segments(seed),
]

export interface Chunk {
  readonly no: number
  readonly first: number
  readonly last: number
  readonly enterprises: number
}

/** Adds the loans of a chunk in one transaction, under every constraint and trigger. */
export async function addLoans(
  owner: postgres.Sql,
  seed: number,
  chunk: Chunk,
  timed: Map<string, number>,
): Promise<void> {
  // Chunks that run side by side record under instants of their own.
  const at = new Date(Date.parse(RECORDED_AT.loans) + chunk.no).toISOString()
  await owner.begin(async (tx: postgres.TransactionSql) => {
    await tx.unsafe(SYSTEM_AT, [at])
    await tx.unsafe(chunkOf(seed), [chunk.first, chunk.last, chunk.enterprises])
    for (const statement of chunkStatements(seed)) {
      const from = performance.now()
      await tx.unsafe(statement)
      const name = /INSERT INTO (\w+)/.exec(statement)?.[1] as string
      timed.set(name, (timed.get(name) ?? 0) + performance.now() - from)
    }
  })
}

/** Works for the system, and records under a given instant. */
export const SYSTEM_AT =
  "SELECT enter_scope('system'), set_config('tandai.recording_instant', $1, true), set_config('work_mem', '64MB', true)"
