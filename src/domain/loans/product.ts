import { compare, type Exact, exact, formatExact } from '../../kernel/exact.js'
import { compareMoney, formatMoney, type Money, money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type {
  Bucket,
  ContractTerms,
  HolidayRule,
  InstalmentDays,
  ProductKind,
  RepricingPolicy,
  TermSource,
} from './contract-terms.js'
import type { CustomRow } from './custom-schedule.js'
import { DAY_COUNTS, type DayCountName } from './day-count.js'
import type { MonthEnd, RepaymentMethod } from './schedule-request.js'

/** What a product says no with; a term that is missing or unknown blocks, and is never filled in. */
export type ProductRefusal =
  | { readonly code: 'PRODUCT_NOT_OFFERED'; readonly product: string; readonly on: string }
  | { readonly code: 'PRODUCT_TERM_UNKNOWN'; readonly product: string; readonly term: string; readonly on: string }
  | {
      readonly code: 'METHOD_NOT_OFFERED'
      readonly product: string
      readonly method: string
      readonly offered: readonly string[]
    }
  | {
      readonly code: 'TERM_NOT_OFFERED'
      readonly product: string
      readonly term: string
      readonly value: string
      readonly offered: readonly string[]
    }
  | {
      readonly code: 'TENOR_OUTSIDE_PRODUCT'
      readonly product: string
      readonly tenorMonths: number
      readonly least: number
      readonly most: number
    }
  | {
      readonly code: 'AMOUNT_OUTSIDE_PRODUCT'
      readonly product: string
      readonly amount: string
      readonly least: string
      readonly most: string
    }
  | {
      readonly code: 'GRACE_ABOVE_PRODUCT'
      readonly product: string
      readonly term: string
      readonly value: number
      readonly most: number
    }
  | {
      readonly code: 'UPLIFT_OUTSIDE_LEGAL'
      readonly term: string
      readonly value: string
      readonly least: string
      readonly most: string
    }

/** One published term of a product, as its row says it; a null value is not known. */
export interface ProductTerm {
  readonly parameter: string
  readonly value: string | null
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** A product as it is offered on a day. Of what is offered in several ways, the first is the default. */
export interface Product {
  readonly code: string
  readonly kind: ProductKind
  readonly methods: readonly RepaymentMethod[]
  readonly tenorMonths: { readonly least: number; readonly most: number }
  readonly amount: { readonly least: Money; readonly most: Money }
  readonly dayCount: DayCountName
  readonly rounding: ContractTerms['rounding']
  readonly instalments: readonly InstalmentDays[]
  readonly holidays: readonly HolidayRule[]
  readonly monthEnd: MonthEnd
  readonly gracePrincipalMost: number
  readonly graceInterestMost: number
  readonly repricing: readonly RepricingPolicy[]
  readonly overdueUplift: Exact
  readonly misuseUplift: Exact
  readonly graceDays: number
  readonly compound: ContractTerms['compound']
  readonly waterfall: ContractTerms['waterfall']
  readonly prepaymentEffects: readonly PrepaymentEffect[]
  readonly rules: readonly TermSource[]
}

const METHODS = ['equal-instalment', 'equal-principal', 'interest-only', 'bullet', 'custom'] as const
const KINDS = ['loan', 'guaranteed-loan', 'pledge-loan', 'bill-discount'] as const
const HOLIDAYS = ['none', 'following', 'modified-following', 'preceding'] as const
const REPRICING = ['fixed', 'january', 'anniversary', 'quarterly', 'rating-change'] as const
const BUCKETS = ['fee', 'penalty', 'compound', 'interest', 'principal'] as const
const PREPAYMENT_EFFECTS = ['shorten', 'lower-instalment'] as const
export type PrepaymentEffect = (typeof PREPAYMENT_EFFECTS)[number]

/** A reader of one value; null when the text is not what the term needs. */
type Reader<T> = (text: string) => T | null

const oneOf =
  <const W extends string>(words: readonly W[]): Reader<W> =>
  (text) =>
    words.find((word) => word === text) ?? null
const listOf =
  <T>(read: Reader<T>, separator: string): Reader<readonly T[]> =>
  (text) => {
    const parts = text.split(separator)
    const items = parts.map(read).filter((item) => item !== null)
    return items.length === parts.length && new Set(parts).size === parts.length ? items : null
  }
/** Written without leading zeros. */
const count: Reader<number> = (text) => (/^(0|[1-9]\d{0,3})$/.test(text) ? Number.parseInt(text, 10) : null)
const amount: Reader<Money> = (text) => (/^\d{1,18}\.\d{2}$/.test(text) ? money(text) : null)
const ratio: Reader<Exact> = (text) => (/^\d(\.\d{1,6})?$/.test(text) ? exact(text) : null)
const yesOrNo: Reader<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : null)
const dayCountName: Reader<DayCountName> = (text) => (Object.hasOwn(DAY_COUNTS, text) ? (text as DayCountName) : null)
const wholeWaterfall: Reader<readonly Bucket[]> = (text) => {
  const order = listOf(oneOf(BUCKETS), '|')(text)
  return order?.length === BUCKETS.length ? order : null
}

/** `from-start:1`, or `settlement-day:3|6|9|12:20:inside`: months, day, and whether that day's night is inside the period it ends. */
export const readInstalmentDays: Reader<InstalmentDays> = (text) => {
  const [kind, ...parts] = text.split(':')
  const [first = '', second = '', convention = ''] = parts
  if (kind === 'from-start' && parts.length === 1) {
    const months = count(first)
    return months === null || months < 1 || months > 12 ? null : { kind, months }
  }
  if (kind !== 'settlement-day' || parts.length !== 3 || !['inside', 'outside'].includes(convention)) return null
  const months = listOf(count, '|')(first)
  const day = count(second)
  if (months === null || day === null || day < 1 || day > 31) return null
  const rising = months.every((month, index) => month >= 1 && month <= 12 && month > (months[index - 1] ?? 0))
  return rising ? { kind, months, day, includesDay: convention === 'inside' } : null
}

/** As `readInstalmentDays` reads it. */
export const writeInstalmentDays = (days: InstalmentDays): string =>
  days.kind === 'from-start'
    ? `from-start:${days.months}`
    : `settlement-day:${days.months.join('|')}:${days.day}:${days.includesDay ? 'inside' : 'outside'}`

const READERS = {
  type: oneOf(KINDS),
  methods: listOf(oneOf(METHODS), '|'),
  tenor_min_months: count,
  tenor_max_months: count,
  amount_min: amount,
  amount_max: amount,
  day_count: dayCountName,
  rounding: oneOf(['half-up', 'half-even']),
  instalments: listOf(readInstalmentDays, ';'),
  holidays: listOf(oneOf(HOLIDAYS), '|'),
  month_end: oneOf(['last-day', 'first-of-next']),
  grace_principal_max_periods: count,
  grace_interest_max_periods: count,
  repricing: listOf(oneOf(REPRICING), '|'),
  overdue_uplift: ratio,
  misuse_uplift: ratio,
  grace_days: count,
  compound_charged: yesOrNo,
  compound_base: listOf(oneOf(['interest', 'compound']), '|'),
  compound_after_maturity: oneOf(['penalty', 'contract']),
  waterfall: wholeWaterfall,
  waterfall_bad: wholeWaterfall,
  waterfall_bad_from: count,
  waterfall_across: oneOf(['by-kind', 'by-instalment']),
  prepayment_effects: listOf(oneOf(PREPAYMENT_EFFECTS), '|'),
} as const satisfies Readonly<Record<string, Reader<unknown>>>
type TermName = keyof typeof READERS
type Read<N extends TermName> = NonNullable<ReturnType<(typeof READERS)[N]>>

/** The terms that a contract needs of its product. */
export const PRODUCT_TERMS = Object.keys(READERS) as readonly TermName[]

/** Whether a published value can be read; a term that is not a contract's is anybody's text. */
export const isReadableTerm = (parameter: string, value: string): boolean =>
  !Object.hasOwn(READERS, parameter) || READERS[parameter as TermName](value) !== null

/**
 * The product that some rows in force on a day describe. A row that cannot be read is a defect of what was published and throws.
 * @param terms the rows of this product alone, one for each parameter
 */
export function productOf(code: string, on: string, terms: readonly ProductTerm[]): Result<Product, ProductRefusal> {
  if (terms.length === 0) return refuse({ code: 'PRODUCT_NOT_OFFERED', product: code, on })
  const rows = new Map(terms.map((term) => [term.parameter, term]))
  const unknown = PRODUCT_TERMS.find((name) => rows.get(name)?.value == null)
  if (unknown !== undefined) return refuse({ code: 'PRODUCT_TERM_UNKNOWN', product: code, term: unknown, on })
  const term = <N extends TermName>(name: N): Read<N> => {
    const text = rows.get(name)?.value ?? ''
    const value = READERS[name](text)
    if (value === null) throw new RangeError(`${code}/${name} cannot be read: ${JSON.stringify(text)}`)
    return value as Read<N>
  }
  return ok({
    code,
    kind: term('type'),
    methods: term('methods'),
    tenorMonths: { least: term('tenor_min_months'), most: term('tenor_max_months') },
    amount: { least: term('amount_min'), most: term('amount_max') },
    dayCount: term('day_count'),
    rounding: term('rounding'),
    instalments: term('instalments'),
    holidays: term('holidays'),
    monthEnd: term('month_end'),
    gracePrincipalMost: term('grace_principal_max_periods'),
    graceInterestMost: term('grace_interest_max_periods'),
    repricing: term('repricing'),
    overdueUplift: term('overdue_uplift'),
    misuseUplift: term('misuse_uplift'),
    graceDays: term('grace_days'),
    compound: {
      charged: term('compound_charged'),
      base: term('compound_base'),
      afterMaturity: term('compound_after_maturity'),
    },
    waterfall: {
      normal: term('waterfall'),
      bad: term('waterfall_bad'),
      badFromDaysOverdue: term('waterfall_bad_from'),
      across: term('waterfall_across'),
    },
    prepaymentEffects: term('prepayment_effects'),
    rules: PRODUCT_TERMS.map((name) => {
      const { ruleId, source, status } = rows.get(name) as ProductTerm
      return { term: name, ruleId, source, status }
    }),
  })
}

/** Whether the product is given for so much and so long. */
export function withinProduct(
  product: Product,
  asked: { readonly amount: Money; readonly tenorMonths: number },
): Result<null, ProductRefusal> {
  const { least, most } = product.tenorMonths
  if (asked.tenorMonths < least || asked.tenorMonths > most)
    return refuse({
      code: 'TENOR_OUTSIDE_PRODUCT',
      product: product.code,
      tenorMonths: asked.tenorMonths,
      least,
      most,
    })
  if (compareMoney(asked.amount, product.amount.least) < 0 || compareMoney(asked.amount, product.amount.most) > 0)
    return refuse({
      code: 'AMOUNT_OUTSIDE_PRODUCT',
      product: product.code,
      amount: formatMoney(asked.amount),
      least: formatMoney(product.amount.least),
      most: formatMoney(product.amount.most),
    })
  return ok(null)
}

/** What a contract may choose where its product leaves a choice; what is not chosen is as the product has it. */
export interface ContractChoices {
  readonly method?: RepaymentMethod | undefined
  /** With the method `custom`. */
  readonly customRows?: readonly CustomRow[] | undefined
  /** As the product writes it: `from-start:1`. */
  readonly instalments?: string | undefined
  readonly holidays?: HolidayRule | undefined
  readonly gracePrincipalPeriods?: number | undefined
  readonly graceInterestPeriods?: number | undefined
  readonly repricing?: RepricingPolicy | undefined
  readonly overdueUplift?: Exact | undefined
  readonly misuseUplift?: Exact | undefined
  readonly compoundCharged?: boolean | undefined
}

interface LegalRange {
  readonly least: Exact
  readonly most: Exact
  readonly rules: readonly TermSource[]
}
/** 逾期罚息 and 挪用罚息 as shares of the contract rate (银发〔2003〕251号). */
export interface LegalUplifts {
  readonly overdue: LegalRange
  readonly misuse: LegalRange
}

/** The terms of a contract: its product's, with what it chose among what is offered and what the law allows. */
export function contractTermsOf(
  product: Product,
  choices: ContractChoices,
  legal: LegalUplifts,
): Result<ContractTerms, ProductRefusal> {
  const { code } = product
  const method = choices.method ?? (product.methods[0] as RepaymentMethod)
  if (!product.methods.includes(method))
    return refuse({ code: 'METHOD_NOT_OFFERED', product: code, method, offered: product.methods })
  const offered = [
    ['instalments', choices.instalments, product.instalments.map(writeInstalmentDays)],
    ['holidays', choices.holidays, product.holidays],
    ['repricing', choices.repricing, product.repricing],
  ] as const
  for (const [term, value, words] of offered)
    if (value !== undefined && !(words as readonly string[]).includes(value))
      return refuse({ code: 'TERM_NOT_OFFERED', product: code, term, value, offered: words })
  const { gracePrincipalPeriods = 0, graceInterestPeriods = 0 } = choices
  const graces = [
    ['gracePrincipalPeriods', gracePrincipalPeriods, product.gracePrincipalMost],
    ['graceInterestPeriods', graceInterestPeriods, product.graceInterestMost],
  ] as const
  for (const [term, value, most] of graces)
    if (value > most) return refuse({ code: 'GRACE_ABOVE_PRODUCT', product: code, term, value, most })
  const { overdueUplift = product.overdueUplift, misuseUplift = product.misuseUplift } = choices
  const uplifts = [
    ['overdueUplift', overdueUplift, legal.overdue],
    ['misuseUplift', misuseUplift, legal.misuse],
  ] as const
  for (const [term, value, { least, most }] of uplifts)
    if (compare(value, least) < 0 || compare(value, most) > 0)
      return refuse({
        code: 'UPLIFT_OUTSIDE_LEGAL',
        term,
        value: formatExact(value),
        least: formatExact(least),
        most: formatExact(most),
      })

  const chosen = choices.instalments
  return ok({
    product: code,
    kind: product.kind,
    method,
    dayCount: product.dayCount,
    rounding: product.rounding,
    instalments: (chosen === undefined ? product.instalments[0] : readInstalmentDays(chosen)) as InstalmentDays,
    holidays: choices.holidays ?? (product.holidays[0] as HolidayRule),
    monthEnd: product.monthEnd,
    gracePrincipalPeriods,
    graceInterestPeriods,
    repricing: choices.repricing ?? (product.repricing[0] as RepricingPolicy),
    penalty: {
      overdueUplift: formatExact(overdueUplift),
      misuseUplift: formatExact(misuseUplift),
      graceDays: product.graceDays,
    },
    compound: { ...product.compound, charged: choices.compoundCharged ?? product.compound.charged },
    waterfall: product.waterfall,
    ...(choices.customRows === undefined ? {} : { customRows: choices.customRows }),
    prepaymentEffects: product.prepaymentEffects,
    rules: [...product.rules, ...legal.overdue.rules, ...legal.misuse.rules],
  })
}
