import type { Actor } from '../../../src/app/actor.js'
import { tenancyOf } from '../../../src/app/actor.js'
import { documentHash } from '../../../src/app/canonical-json.js'
import { segmentRows } from '../../../src/app/interest-segments/segment-rows.js'
import { writeSegmentDifference } from '../../../src/app/interest-segments/store.js'
import { decisionsOf, type KnownDecisions } from '../../../src/app/interest-segments/views.js'
import { planRepricing } from '../../../src/app/loan-rates/plan-repricing.js'
import { rateHistory } from '../../../src/app/loan-rates/rate-history.js'
import { loanDetail, loanScheduleView } from '../../../src/app/loans/loan-detail.js'
import { readAs } from '../../../src/app/read-as.js'
import { bringToDate } from '../../../src/app/servicing/bring-to-date.js'
import { lifeOf } from '../../../src/app/servicing/life-of.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../../src/db/connection.js'
import { ask, type Tx, withTransaction } from '../../../src/db/transaction.js'
import type { LoanLife } from '../../../src/domain/loans/servicing/facts.js'
import { takenInThrough } from '../../../src/domain/loans/servicing/interest-segments.js'
import { type Replay, replay } from '../../../src/domain/loans/servicing/replay.js'
import { DAY_AT_WORK } from './book-days.js'
import type { JournalDepth } from './loan-rows.js'

export interface CheckedBook {
  readonly journal: JournalDepth
  readonly loans: number
  readonly say: (line: string) => void
}

/** Adds the book up and opens some of its loans as their banks do. @returns whether everything agrees */
export async function checkBook(ownerUrl: string, { loans, journal, say }: CheckedBook): Promise<boolean> {
  const owner = connectRaw({ url: ownerUrl, max: 1, applicationName: 'tandai province check' })
  const db = connect({ url: ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai province check' })
  let sound = true
  const expect = (holds: boolean, what: string) => {
    if (holds) return
    sound = false
    say(`not so: ${what}`)
  }
  try {
    const [sums] = await owner.begin(async (tx) => {
      await tx.unsafe("SELECT enter_scope('system')")
      return tx.unsafe<SumRow[]>(SUMS)
    })
    const sum = sums as SumRow
    say(
      `${grouped(sum.loans)} loans of ${grouped(sum.enterprises)} enterprises at ${sum.banks} banks, ${yiOf(sum.disbursed)} paid out, ${yiOf(sum.balance)} owed; the largest bank holds ${sum.largest} %`,
    )
    say(`grades of the ratings in force ${sum.grades}; policies ${sum.policies}`)
    expect(sum.loans === loans, `${loans} loans`)
    expect(
      sum.states === loans && sum.plans === loans && sum.drawn === loans && sum.quotes === loans,
      'one state, plan, disbursement and quote for each',
    )
    expect(sum.difference === '0.00', 'every book balances')
    const inBooks = journal === 'whole' ? sum.balance : sum.disbursed
    expect(sum.principal === inBooks, `the books hold ${inBooks} of principal, not ${sum.principal}`)
    const sampled = await openedLoans(db, owner, journal, expect)
    say(`${sampled} loans opened: detail, schedule, rates and where they stand`)
    return sound
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), db.close()])
  }
}

interface SumRow {
  loans: number
  states: number
  plans: number
  drawn: number
  quotes: number
  enterprises: number
  banks: number
  disbursed: string
  balance: string
  difference: string
  principal: string
  largest: string
  grades: string
  policies: string
}
const SUMS = `
  SELECT (SELECT count(*)::int FROM loan) AS loans, (SELECT count(*)::int FROM loan_state) AS states, (SELECT count(*)::int FROM quote) AS quotes,
    (SELECT count(*)::int FROM loan_event WHERE kind = 'plan') AS plans, (SELECT count(*)::int FROM disbursement) AS drawn,
    (SELECT count(*)::int FROM enterprise) AS enterprises, (SELECT count(DISTINCT lender_id)::int FROM loan) AS banks,
    (SELECT sum(amount)::text FROM disbursement) AS disbursed, (SELECT sum(balance)::text FROM loan_state) AS balance,
    (SELECT coalesce(max(abs(difference)), 0)::numeric(20,2)::text FROM (SELECT sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS difference
       FROM journal_line GROUP BY organisation_id) b) AS difference,
    (SELECT sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
       WHERE a.code IN ('1303', '130101')) AS principal,
    (SELECT round(100.0 * max(n) / sum(n), 1)::text FROM (SELECT count(*) AS n FROM loan GROUP BY lender_id) b) AS largest,
    (SELECT string_agg(grade || ' ' || n, ', ' ORDER BY n DESC) FROM (SELECT coalesce(r.grade, 'none') AS grade, count(*) AS n FROM enterprise e
       LEFT JOIN LATERAL (SELECT grade FROM rating r WHERE r.enterprise_id = e.id AND r.as_of < '${DAY_AT_WORK}' AND r.usable_to >= '${DAY_AT_WORK}'
         ORDER BY as_of DESC LIMIT 1) r ON true GROUP BY 1) g) AS grades,
    (SELECT string_agg(policy || ' ' || n, ', ' ORDER BY n DESC) FROM (SELECT terms ->> 'repricing' AS policy, count(*) AS n FROM loan GROUP BY 1) p) AS policies`

interface SampledLoan {
  id: string
  lender: string
  lenderCode: string
  officer: string
  quoteHash: string
  explanation: unknown
}
/** Two loans of each state and product. */
const SAMPLE = `
  SELECT id, lender, "lenderCode", officer, "quoteHash", explanation FROM (
    SELECT l.id, l.lender_id AS lender, o.code AS "lenderCode", l.signed_by AS officer, q.document_hash AS "quoteHash", q.explanation,
           row_number() OVER (PARTITION BY s.state, l.product ORDER BY l.id) AS place
    FROM (SELECT * FROM loan ORDER BY id LIMIT 20000) l JOIN loan_state s ON s.loan_id = l.id JOIN organisation o ON o.id = l.lender_id
    JOIN quote q ON q.id = l.quote_id) sampled
  WHERE place <= 2`

async function openedLoans(
  db: Database,
  owner: ReturnType<typeof connectRaw>,
  journal: JournalDepth,
  expect: (holds: boolean, what: string) => void,
): Promise<number> {
  const sample = await owner.begin(async (tx) => {
    await tx.unsafe("SELECT enter_scope('system')")
    return tx.unsafe<SampledLoan[]>(SAMPLE)
  })
  for (const { id, lender, lenderCode, officer, quoteHash, explanation } of sample) {
    const actor: Actor = {
      userId: officer,
      organisationId: lender,
      organisationCode: lenderCode,
      organisationKind: 'lender',
      username: 'officer',
      roles: ['loan_officer'],
    }
    await readAs(db, actor, async (tx) => {
      const detail = await loanDetail(tx, id, DAY_AT_WORK)
      expect(
        (detail?.schedule.rows.length ?? 0) > 0 && detail?.quote != null,
        `loan ${id} has a detail with schedule and quote`,
      )
      expect(
        (await loanScheduleView(tx, id, { asOf: DAY_AT_WORK, knownAt: null }))?.basis === 'disbursed',
        `loan ${id} has a schedule`,
      )
      expect(
        (await rateHistory(tx, id, { asOf: DAY_AT_WORK, knownAt: null }))?.inForce !== undefined,
        `loan ${id} has a rate`,
      )
    })
    expect(documentHash(explanation) === quoteHash, `the quote of loan ${id} has the hash of its document`)
    // Whatever it would book or move is rolled back with the refusal.
    await withTransaction(db, tenancyOf(actor), async (tx) => {
      const brought = await bringToDate({ tx, actor, requestId: 'check', audited: false }, id, DAY_AT_WORK, false)
      if (!brought.ok) expect(false, `loan ${id} can be brought to date: ${JSON.stringify(brought.refusal)}`)
      else {
        expect(!brought.value.moved, `loan ${id} stands where its life leads to`)
        if (journal === 'whole')
          expect(
            brought.value.entries.length === 0,
            `loan ${id} is booked whole, not short of ${brought.value.entries.map(({ postingKey }) => postingKey)}`,
          )
      }
      const known = await lifeOf(tx, id, null)
      if (known?.life == null) expect(false, `loan ${id} has a life`)
      else {
        const plan = await planOf(tx, id)
        await planRepricing(tx, known.loan, known.life)
        expect((await planOf(tx, id)) === plan, `the repricing plan of loan ${id} is as its contract and days make it`)
        if (journal === 'whole') {
          const decided = (await decisionsOf(tx, [id])).get(id)
          const segments = replayOf(known.life).interestSegments(
            decided?.decisions as KnownDecisions['decisions'],
            takenInThrough(DAY_AT_WORK, false),
          )
          const loan = { loanId: id, cause: 'settlement', eventId: id } as const
          const written = await writeSegmentDifference(tx, [loan], segmentRows(id, known.terms, segments))
          expect(decided?.written === true && written === 0, `the segments of loan ${id} are those of its interest`)
        }
      }
      return { ok: false as const, refusal: { code: 'ROLLED_BACK' } }
    })
  }
  return sample.length
}

/** All of it but when it was recorded. */
async function planOf(tx: Tx, loanId: string): Promise<string | undefined> {
  const [row] = await ask<{ plan: string }>(
    tx,
    "SELECT (to_jsonb(p) - 'recorded_at')::text AS plan FROM repricing_plan p WHERE loan_id = $1",
    [loanId],
  )
  return row?.plan
}

function replayOf(life: LoanLife): Replay {
  const replayed = replay(life)
  if (!replayed.ok) throw new Error(JSON.stringify(replayed.refusal))
  return replayed.value
}

const grouped = (count: number): string => count.toLocaleString('en')
const yiOf = (yuan: string): string => `${grouped(Math.round(Number(yuan) / 1e8))} 亿元`
