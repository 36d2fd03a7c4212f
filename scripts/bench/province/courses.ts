import { SYSTEM } from '../../../src/app/actor.js'
import { canonicalJson } from '../../../src/app/canonical-json.js'
import { segmentRows } from '../../../src/app/interest-segments/segment-rows.js'
import type { SegmentRow } from '../../../src/app/interest-segments/store.js'
import { daysOfRates } from '../../../src/app/loan-rates/loan-to-reprice.js'
import { ruledCount } from '../../../src/app/loan-rates/ratchet-terms.js'
import { productTerm, wholeNumber } from '../../../src/app/loans/product-terms.js'
import { type PricingRules, pricingRules } from '../../../src/app/pricing/pricing-rules.js'
import { legalUplifts, productInForce } from '../../../src/app/products/product-in-force.js'
import { bodyOf } from '../../../src/app/servicing/fact-rows.js'
import { standingOn } from '../../../src/app/servicing/standing.js'
import { workingCalendar } from '../../../src/app/working-days/views.js'
import type { Database } from '../../../src/db/connection.js'
import { type Tx, withTransaction } from '../../../src/db/transaction.js'
import type { ContractTerms, RepricingPolicy } from '../../../src/domain/loans/contract-terms.js'
import { dueDatesOf } from '../../../src/domain/loans/due-dates.js'
import { contractTermsOf, type LegalUplifts, type Product } from '../../../src/domain/loans/product.js'
import type { RepaymentMethod } from '../../../src/domain/loans/schedule-request.js'
import type { LoanFact, LoanLife } from '../../../src/domain/loans/servicing/facts.js'
import { takenInThrough } from '../../../src/domain/loans/servicing/interest-segments.js'
import { daysOfBooks, type Replay, replay } from '../../../src/domain/loans/servicing/replay.js'
import type { WorkingCalendar } from '../../../src/domain/loans/working-calendar.js'
import { type PricedLoan, priceLoan } from '../../../src/domain/pricing/price-loan.js'
import { testDays } from '../../../src/domain/pricing/repricing.js'
import { addDays, addMonths, type CivilDate, daysBetween, laterOf } from '../../../src/kernel/civil-date.js'
import { addMoney, compareMoney, formatMoney, type Money, money, NO_MONEY } from '../../../src/kernel/money.js'
import { formatBp, formatRatePercent } from '../../../src/kernel/rate.js'
import type { Refusal, Result } from '../../../src/kernel/result.js'
import { DAY_AT_WORK, FIRST_PAID_OUT, LAST_PAID_OUT, RATED_ON } from './book-days.js'
import type { Grade } from './model-ratings.js'
import { Seeded } from './seeded.js'

/** Which of the two ratings a loan was priced by. */
export type RatingRound = 1 | 2

/** Loans of one class have the same grade on the same rating day, so that an enterprise's loans can follow any course of its class. */
export interface CourseClass {
  readonly grade: Grade | null
  readonly round: RatingRound
}

/** The life of a loan up to the day at work, computed by the domain; many loans of the book follow one course. */
export interface Course extends CourseClass {
  readonly product: string
  readonly amount: string
  readonly tenorMonths: number
  readonly terms: ContractTerms
  readonly pricedOn: CivilDate
  readonly expiresOn: CivilDate
  readonly paidOutOn: CivilDate
  readonly dueDates: readonly CivilDate[]
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  /** The quote's document between its blanks: application, hash of the rating, id of the rating; the last two where it is rated. */
  readonly quoteParts: readonly string[]
  readonly standing: {
    readonly state: string
    readonly disbursed: string
    readonly balance: string
    readonly nextEventOn: CivilDate | null
    readonly daysOverdue: number
    readonly overdueSince: CivilDate | null
    readonly class: string
  }
  /** What a run over the whole book tests the rate by. */
  readonly repricing: { readonly rule: unknown; readonly endsOn: CivilDate; readonly testDays: readonly CivilDate[] }
  /** As `app/interest-segments` writes them. */
  readonly segments: readonly SegmentRow[]
  /** Of the life, in the order of their numbers; the disbursement, number 0, is no event. */
  readonly events: readonly { readonly on: CivilDate; readonly amount: string; readonly body: unknown }[]
  readonly postings: readonly {
    /** With `@fact` where the id of the fact belongs. */
    readonly key: string
    readonly fact: number | null
    readonly on: CivilDate
    readonly event: string
    readonly lines: readonly { readonly account: string; readonly side: string; readonly amount: string }[]
  }[]
}

/**
 * How the loans of a book are repriced: all alike or mixed. `three-segments` is a book of loans at a fixed rate whose interest lies in three
 * segments each, for what adds them up.
 */
export type PolicyChoice = Exclude<RepricingPolicy, 'quarterly'> | 'mixed' | 'three-segments'

const CLASSES: readonly CourseClass[] = ([1, 2] as const).flatMap((round) =>
  (['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', null] as const).map((grade) => ({ grade, round })),
)

/** So many courses of every class, drawn by the seed. */
export async function drawCourses(
  db: Database,
  seed: number,
  each: number,
  policy: PolicyChoice,
): Promise<readonly Course[]> {
  const random = new Seeded(seed)
  return withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const offers = new Offers(tx, await workingCalendar(tx))
      const courses: Course[] = []
      for (const one of CLASSES)
        for (let no = 0; no < each; ) {
          const course = await drawCourse(offers, random, one, policy)
          if (policy === 'three-segments' && course.segments.length !== 3) continue
          courses.push(course)
          no++
        }
      return courses
    },
    { readOnly: true },
  )
}

/** What is offered on a day, read once for every day that something is priced on. */
class Offers {
  readonly #pricing = new Map<CivilDate, Promise<PricingRules>>()
  readonly #products = new Map<string, Promise<Product>>()
  readonly #legal = new Map<CivilDate, Promise<LegalUplifts>>()
  readonly #validDays = new Map<string, Promise<{ readonly value: string }>>()

  constructor(
    private readonly tx: Tx,
    readonly calendar: WorkingCalendar,
  ) {}

  pricing = (on: CivilDate) => once(this.#pricing, on, () => pricingRules(this.tx, { on, knownAt: null }))
  product = (code: string, on: CivilDate) =>
    once(this.#products, `${code} ${on}`, async () => known(await productInForce(this.tx, code, { on, knownAt: null })))
  legal = (on: CivilDate) => once(this.#legal, on, () => legalUplifts(this.tx, { on, knownAt: null }))
  readonly #shortLoan = new Map<CivilDate, ReturnType<typeof ruledCount>>()
  shortLoan = (on: CivilDate) => once(this.#shortLoan, on, () => ruledCount(this.tx, 'repricing.short_loan_m', on))
  validDays = (code: string, on: CivilDate) =>
    once(this.#validDays, `${code} ${on}`, () => productTerm(this.tx, code, 'quote_valid_days', on))
}

const once = <K, V>(kept: Map<K, V>, key: K, make: () => V): V => {
  const found = kept.get(key) ?? make()
  kept.set(key, found)
  return found
}
const known = <T>(result: Result<T, Refusal>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

interface Drawn {
  readonly product: string
  readonly tenorMonths: number
  readonly method: RepaymentMethod
  readonly instalments: string
  readonly repricing: RepricingPolicy
}
const MONTHLY = 'settlement-day:1|2|3|4|5|6|7|8|9|10|11|12:20:inside'
const QUARTERLY = 'settlement-day:3|6|9|12:20:inside'

function drawContract(random: Seeded, policy: PolicyChoice, paidOutOn: CivilDate): Drawn {
  // Pledges and bills run a year at most and keep their rate: where every loan is to be repriced there are none.
  const product = random.oneOf(
    policy === 'mixed'
      ? ([
          ['YUN_TAN_DAI', 60],
          ['YUN_TAN_DAN', 26],
          ['DATA_PLEDGE', 9],
          ['YUN_TAN_TIE', 5],
        ] as const)
      : ([
          ['YUN_TAN_DAI', 70],
          ['YUN_TAN_DAN', 30],
        ] as const),
  )
  if (product === 'YUN_TAN_TIE')
    return { product, tenorMonths: 6, method: 'bullet', instalments: 'from-start:1', repricing: 'fixed' }
  if (product === 'DATA_PLEDGE')
    return {
      product,
      tenorMonths: random.oneOf([
        [6, 30],
        [9, 20],
        [12, 50],
      ]),
      method: random.oneOf([
        ['interest-only', 70],
        ['bullet', 30],
      ]),
      instalments: 'from-start:1',
      repricing: 'fixed',
    }
  // A quarterly reset of an earlier day would have to be decided before the day at work.
  const quarterly = addMonths(paidOutOn, 3) >= DAY_AT_WORK ? 12 : 0
  return {
    product,
    tenorMonths: random.oneOf([
      [13, 5],
      [18, 10],
      [24, 25],
      [30, 5],
      [36, 34],
      [48, 9],
      [60, 12],
    ]),
    method: random.oneOf([
      ['interest-only', 35],
      ['equal-principal', 22],
      ['equal-instalment', 28],
      ['bullet', 15],
    ]),
    instalments: random.oneOf([
      [MONTHLY, 25],
      [QUARTERLY, 60],
      ['from-start:1', 15],
    ]),
    repricing:
      policy === 'mixed'
        ? random.oneOf([
            ['january', 45],
            ['fixed', 20],
            ['anniversary', 14],
            ['rating-change', 12],
            ['quarterly', quarterly],
          ])
        : policy === 'three-segments'
          ? 'fixed'
          : policy,
  }
}

/** Round amounts, many small and few large. */
const drawAmount = (random: Seeded): Money => {
  const wan = random.oneOf([
    [10, 12],
    [20, 12],
    [30, 14],
    [50, 18],
    [80, 10],
    [100, 14],
    [200, 8],
    [300, 5],
    [500, 4],
    [1000, 2],
    [3000, 1],
  ])
  return money(`${wan * random.between(8, 12)}000.00`)
}

async function drawCourse(
  offers: Offers,
  random: Seeded,
  { grade, round }: CourseClass,
  policy: PolicyChoice,
): Promise<Course> {
  // The second rating is in force from its day on: whoever was priced before was priced by the first.
  const [from, to] = round === 1 ? [FIRST_PAID_OUT, RATED_ON[1]] : [addDays(RATED_ON[1], 16), LAST_PAID_OUT]
  const paidOutOn = addDays(from, random.between(0, daysBetween(from, to)))
  const pricedOn = laterOf(addDays(paidOutOn, -random.between(2, 15)), RATED_ON[round - 1] as CivilDate)
  const drawn = drawContract(random, policy, paidOutOn)
  const { product, tenorMonths } = drawn
  const amount = drawAmount(random)

  const rules = await offers.pricing(pricedOn)
  const priced = known(
    priceLoan({ amount, tenorMonths, on: pricedOn, grade, lpr: rules.lpr, pricing: known(rules.pricingOf(product)) }),
  )
  const validDays = await offers.validDays(product, pricedOn)
  const expiresOn = addDays(pricedOn, wholeNumber(validDays.value))
  const terms = known(
    contractTermsOf(await offers.product(product, pricedOn), choicesOf(drawn), await offers.legal(pricedOn)),
  )
  const dueDates = dueDatesOf(terms, paidOutOn, tenorMonths, offers.calendar)
  const life = pay(
    {
      terms,
      annualRate: priced.rate,
      referenceRate: priced.referenceRate,
      dueDates,
      facts: [{ id: factId(0), no: 1, on: paidOutOn, kind: 'disbursement', amount }],
    },
    // One borrower in sixty leaves the last instalment unpaid.
    random.next() < 1 / 60,
  )
  const days = daysOfRates(life)
  if (days === null) throw new Error('a loan that is paid out has days of its rate')
  const contract = { ...days, policy: terms.repricing, tenorMonths, resetsWithinOneYear: false }
  const replayed = known(replay(life, daysOfBooks(life, DAY_AT_WORK)))
  return {
    grade,
    round,
    product,
    amount: formatMoney(amount),
    tenorMonths,
    terms,
    pricedOn,
    expiresOn,
    paidOutOn,
    dueDates,
    ...figuresOf(priced),
    quoteParts: quoteParts({ grade, round, product, amount, tenorMonths, pricedOn, expiresOn, validDays, priced }),
    standing: standingOf(life, replayed),
    repricing: {
      rule: terms.rules.find(({ term }) => term === 'repricing') ?? null,
      endsOn: days.endsOn,
      testDays: testDays(contract, { periodStarts: days.periodStarts, shortLoan: await offers.shortLoan(pricedOn) }),
    },
    segments: segmentRows(
      '',
      terms,
      replayed.interestSegments(
        { signedGrade: grade ?? 'NOT_RATED', byFact: new Map() },
        takenInThrough(DAY_AT_WORK, false),
      ),
    ),
    events: life.facts.flatMap((fact) =>
      fact.kind === 'payment' ? [{ on: fact.on, amount: formatMoney(fact.amount), body: bodyOf(fact) }] : [],
    ),
    postings: replayed.postingsThrough(DAY_AT_WORK, false).map(({ key, on, event, factId: fact, lines }) => ({
      key: fact === null ? key : key.replace(fact, '@fact'),
      fact: fact === null ? null : Number(fact.slice(1)),
      on,
      event,
      lines: lines.map((line) => ({ account: line.account, side: line.side, amount: formatMoney(line.amount) })),
    })),
  }
}

const factId = (no: number): string => `#${no}`

const choicesOf = ({ product, method, instalments, repricing }: Drawn) =>
  product === 'YUN_TAN_TIE' || product === 'DATA_PLEDGE' ? { method, repricing } : { method, instalments, repricing }

const figuresOf = ({ rate, referenceRate, discount, annualSaving }: PricedLoan) => ({
  rate: formatRatePercent(rate),
  referenceRate: formatRatePercent(referenceRate),
  discountBp: formatBp(discount),
  annualSaving: formatMoney(annualSaving),
})

/** What falls due before the day at work is paid when it falls due; by some all but the last. */
function pay(life: LoanLife, leavesTheLast: boolean): LoanLife {
  const due = life.dueDates.filter((day) => day < DAY_AT_WORK)
  const paid = leavesTheLast ? due.slice(0, -1) : due
  const facts: LoanFact[] = [...life.facts]
  for (const on of paid) {
    const { totalDue } = known(replay({ ...life, facts }, [on])).positionOn(on)
    if (compareMoney(totalDue, NO_MONEY) > 0)
      facts.push({
        id: factId(facts.length),
        no: facts.length + 1,
        on,
        kind: 'payment',
        amount: totalDue,
        excess: { does: 'hold' },
        payer: 'borrower',
      })
  }
  return { ...life, facts }
}

function standingOf(life: LoanLife, replayed: Replay): Course['standing'] {
  const state = { class: 'NORMAL' } as never
  const standing = standingOn({ state, life }, replayed, replayed.positionOn(DAY_AT_WORK), DAY_AT_WORK)
  return {
    state: standing.state,
    disbursed: formatMoney(standing.disbursed),
    balance: formatMoney(standing.balance),
    nextEventOn: standing.nextEventOn,
    daysOverdue: standing.daysOverdue,
    overdueSince: standing.overdueSince,
    class: standing.daysOverdue > 0 ? 'SPECIAL_MENTION' : 'NORMAL',
  }
}

const BLANKS = { application: '\u0001', hash: '\u0002', rating: '\u0003' } as const

/** The document that `app/quotes/make-quote.ts` keeps of a price, with blanks for what differs from loan to loan. */
function quoteParts(quoted: {
  readonly grade: Grade | null
  readonly round: RatingRound
  readonly product: string
  readonly amount: Money
  readonly tenorMonths: number
  readonly pricedOn: CivilDate
  readonly expiresOn: CivilDate
  readonly validDays: unknown
  readonly priced: PricedLoan
}): readonly string[] {
  const { grade, priced } = quoted
  const asOf = RATED_ON[quoted.round - 1] as CivilDate
  const document = canonicalJson({
    applicationId: BLANKS.application,
    product: quoted.product,
    amount: formatMoney(quoted.amount),
    tenorMonths: quoted.tenorMonths,
    on: quoted.pricedOn,
    expiresOn: quoted.expiresOn,
    validity: quoted.validDays as never,
    grade: grade ?? 'NOT_RATED',
    rating: grade === null ? null : { id: BLANKS.rating, asOf, documentHash: BLANKS.hash },
    carbonAccount:
      grade === null
        ? {
            zh: '企业在定价日没有有效碳评级,不享受碳优惠',
            en: 'No carbon rating is in force on the day: no carbon discount',
          }
        : { zh: `企业碳评级 ${grade}(${asOf})`, en: `Carbon rating ${grade} as of ${asOf}` },
    ...figuresOf(priced),
    route: priced.route,
    steps: priced.steps as never,
  })
  const parts = document.split(/\\u000[123]/)
  const blanks = [...document.matchAll(/\\u000([123])/g)].map((match) => match[1]).join('')
  if (blanks !== (grade === null ? '1' : '123')) throw new Error(`the blanks of a quote are ${blanks}`)
  return parts
}

/** @returns the sum, for what is told of the book */
export const sumOf = (amounts: readonly string[]): Money => amounts.map(money).reduce(addMoney, NO_MONEY)
