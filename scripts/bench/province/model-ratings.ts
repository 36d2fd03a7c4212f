import { SYSTEM } from '../../../src/app/actor.js'
import { canonicalJson } from '../../../src/app/canonical-json.js'
import type { AccountRows, ActivityRow } from '../../../src/app/carbon/account-views.js'
import { type RatingDocument, ratingDocument } from '../../../src/app/carbon/rating-document.js'
import { ratingRules } from '../../../src/app/carbon/rating-rules.js'
import type { Database } from '../../../src/db/connection.js'
import { withTransaction } from '../../../src/db/transaction.js'
import { addMonthsToMonth, type CivilDate, monthOf } from '../../../src/kernel/civil-date.js'

export const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED'] as const
export type Grade = (typeof GRADES)[number]

/** A document of the product's own rating, with a blank where the firm's code stands. */
export interface ModelRating {
  readonly grade: Grade
  readonly asOf: CivilDate
  readonly methodId: string
  readonly methodRuleId: string
  readonly score: string | null
  readonly hashes: RatingDocument['hashes']
  /** Before and after the code. */
  readonly parts: readonly [string, string]
}

const BLANK = '\u0001'
/** How much the modelled firm emits against its sector, and how well it says so; the first that gets a grade stands for it. */
const TRIES = [0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.3, 1.8, 2.6, 4, 8].flatMap((emits) =>
  (['reasonable', 'limited', 'none'] as const).map((verification) => ({ emits, verification })),
)

/** One real document for each grade on a day. Factors are left out of it: a hundred thousand firms would repeat the same ones. */
export async function modelRatings(db: Database, asOf: CivilDate, sector: string): Promise<readonly ModelRating[]> {
  const rules = await withTransaction(db, SYSTEM, (tx) => ratingRules(tx, { asOf, knownAt: null }), { readOnly: true })
  if (!rules.ok) throw new Error(JSON.stringify(rules.refusal))
  const found = new Map<string, ModelRating>()
  for (const { emits, verification } of TRIES) {
    const rated = ratingDocument(modelAccount(asOf, sector, emits, verification), rules.value, asOf, {
      previous: null,
      vetoes: [],
    })
    if (!rated.ok) throw new Error(JSON.stringify(rated.refusal))
    const document = { ...rated.value, factors: [] }
    const [before, after] = canonicalJson(document).split(JSON.stringify(BLANK).slice(1, -1))
    if (before === undefined || after === undefined) throw new Error('a rating names its firm once')
    if (!found.has(document.grade))
      found.set(document.grade, {
        grade: document.grade as Grade,
        asOf,
        methodId: document.method.id,
        methodRuleId: document.method.ruleId,
        score: document.score,
        hashes: document.hashes,
        parts: [before, after],
      })
  }
  return GRADES.map((grade) => {
    const model = found.get(grade)
    if (model === undefined) throw new Error(`no modelled firm is rated ${grade} on ${asOf}`)
    return model
  })
}

function modelAccount(
  asOf: CivilDate,
  sectorCode: string,
  emits: number,
  verification: 'none' | 'limited' | 'reasonable',
): AccountRows {
  const last = addMonthsToMonth(monthOf(asOf), 0)
  const months = Array.from({ length: 24 }, (_, index) => addMonthsToMonth(last, index - 23))
  const readings = months.map(
    (month, index): ActivityRow => ({
      id: String(index + 1),
      enterpriseId: '',
      month,
      carrier: 'electricity',
      meter: 'all',
      quantity: String(Math.round(1_000_000 * emits * (index < 12 ? (emits < 1 ? 1.1 : 0.8) : 1))),
      unit: 'kWh',
      greenQuantity: String(emits < 1 ? Math.round(300_000 * emits) : 0),
      enthalpyKjPerKg: null,
      source: 'park-platform',
      dataQuality: 1,
      evidence: null,
      reason: null,
      supersedes: null,
      recordedAt: '2025-11-01T00:00:00Z',
      direction: 'use',
      biogenic: false,
      ownNcv: null,
      ownCc: null,
      ownOf: null,
      ownFactorValue: null,
      ownFactorUnit: null,
      ownFactorSource: null,
    }),
  )
  const years = [months.slice(0, 12), months.slice(12)]
  return {
    enterprise: {
      id: '',
      uscc: BLANK,
      nameZh: '',
      nameEn: '',
      sectorCode,
      regionCode: '441202',
      employees: 400,
      verification,
      dataQuality: 1,
      origin: 'synthetic',
    },
    activities: readings,
    operating: years.map((of, index) => ({
      enterpriseId: '',
      periodStart: of[0] as ActivityRow['month'],
      periodEnd: of.at(-1) as ActivityRow['month'],
      revenueWan: index === 0 ? '9500.00' : '10000.00',
      profitWan: '600.00',
      taxWan: '380.00',
      employees: 400,
    })),
    verifications: [],
  }
}
