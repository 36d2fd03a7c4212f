import type { ImpactFigures, MethodImpact, MigrationCell, Moved } from '../../domain/reporting/method-impact.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import type { RatingRules } from '../carbon/rating-rules.js'

/** An enterprise that could not be rated, or one of whose lines could not be priced, on one side at least. */
export interface NotCompared {
  readonly uscc: string
  readonly code: string
}
interface Counted {
  readonly count: number
  readonly first: readonly NotCompared[]
}

export interface AssessedImpact {
  readonly asOf: CivilDate
  readonly takesEffect: boolean
  readonly before: RatingRules
  readonly after: RatingRules
  readonly enterprises: number
  readonly changed: number
  readonly figures: ReturnType<MethodImpact['figures']>
  readonly notRated: Counted
  readonly notPriced: Counted
}

/** The report as it is stored and told. It names no instant, so that the same book gives the same bytes. */
export type ImpactDocument = ReturnType<typeof impactDocument>

export const impactDocument = ({ figures, before, after, ...assessed }: AssessedImpact) => ({
  asOf: assessed.asOf,
  takesEffect: assessed.takesEffect,
  before: ratedBy(before),
  after: ratedBy(after),
  enterprises: assessed.enterprises,
  changed: assessed.changed,
  migration: figures.migration.map(cell),
  book: sum(figures.book),
  byProduct: figures.byProduct.map(({ product, ...own }) => ({ product, ...sum(own) })),
  byInstitution: figures.byInstitution.map(({ institution, ...own }) => ({ institution, ...sum(own) })),
  losers: figures.losers.map(moved),
  gainers: figures.gainers.map(moved),
  notRated: assessed.notRated,
  notPriced: assessed.notPriced,
})

const ratedBy = ({ method, factorSet }: RatingRules) => ({
  method: method.value.id,
  version: method.value.version,
  factorSet,
})

const cell = ({ amount, ...counts }: MigrationCell) => ({ ...counts, amount: formatMoney(amount) })

const sum = ({ amount, annualSavingBefore, annualSavingAfter, annualSavingChange, ...rest }: ImpactFigures) => ({
  ...rest,
  amount: formatMoney(amount),
  annualSavingBefore: formatMoney(annualSavingBefore),
  annualSavingAfter: formatMoney(annualSavingAfter),
  annualSavingChange: formatMoney(annualSavingChange),
})

const moved = ({ amount, annualSavingChange, ...rest }: Moved) => ({
  ...rest,
  amount: formatMoney(amount),
  annualSavingChange: formatMoney(annualSavingChange),
})
