import { MalformedValue } from '../../kernel/decimal.js'
import { compare, type Exact, exact, isPositive, ONE } from '../../kernel/exact.js'
import { type AnnualRate, annualRatePercent, type Bp, bp, ratePlusBp } from '../../kernel/rate.js'
import { readBorrowerTests } from './borrower.js'

interface Term<V> {
  readonly zh: string
  readonly en: string
  /** The document that settles it when it is unknown. */
  readonly document: string
  /** @throws MalformedValue */
  readonly read: (text: string) => V
}
/** The most a backing loan may cost, given the 1-year LPR of the day it was disbursed. */
export type LoanRateCap = (lprOneYear: AnnualRate) => AnnualRate

const RULES = '再贷款管理办法 (the re-lending rules of the facility)'
const QUOTA_NOTICE = '额度通知书 (the quota notice)'
const LOCAL_RULE = '当地中国人民银行分支行操作规程 (the local branch’s operating rule)'

const ratio = (text: string): Exact => {
  const value = exact(text)
  if (!isPositive(value) || compare(value, ONE) > 0) throw new MalformedValue('a ratio above 0 and at most 1', text)
  return value
}
/** Up to 999, without arithmetic on floats. */
const COUNTS: ReadonlyMap<string, number> = new Map(Array.from({ length: 1000 }, (_, count) => [`${count}`, count]))
const count = (text: string): number => {
  const value = COUNTS.get(text)
  if (value === undefined) throw new MalformedValue('a whole number below 1000', text)
  return value
}
const flag = (text: string): boolean => {
  if (text !== 'true' && text !== 'false') throw new MalformedValue('true or false', text)
  return text === 'true'
}
/** 先贷后借 · 先借后贷 */
export const FILING_MODES = ['LEND_FIRST', 'BORROW_FIRST'] as const
export type FilingMode = (typeof FILING_MODES)[number]
const modes = (text: string): readonly FilingMode[] =>
  text.split('|').map((word) => {
    const mode = FILING_MODES.find((one) => one === word)
    if (mode === undefined) throw new MalformedValue(FILING_MODES.join(' | '), word)
    return mode
  })
const reviews = (text: string): 1 | 2 => {
  if (text !== '1' && text !== '2') throw new MalformedValue('1 or 2', text)
  return text === '1' ? 1 : 2
}
const atLeastOne = (text: string): number => {
  if (text === '0') throw new MalformedValue('a whole number above 0', text)
  return count(text)
}
const words = (text: string): readonly string[] => text.split('|')
const asWritten = (text: string): string => text
/** `5.5`, or `LPR1Y+0.50` (2020: not more than fifty basis points over the 1-year LPR). */
const loanRateCap = (text: string): LoanRateCap => {
  const over = /^LPR1Y\+(\d+)\.(\d{2})$/.exec(text)
  if (over) {
    const margin: Bp = bp(`${over[1]}${over[2]}`.replace(/^0+(?=\d)/, ''))
    return (lprOneYear) => ratePlusBp(lprOneYear, margin)
  }
  const cap = annualRatePercent(text)
  return () => cap
}

/** `<= original term`, or at most so many months. */
const extensionLength = (text: string): number | 'original' => (text === '<= original term' ? 'original' : count(text))

/** 按比例归还 · 等额替换 */
export const CURES = ['RETURN_PROPORTION', 'SUBSTITUTE_EQUAL'] as const
export type Cure = (typeof CURES)[number]
const cures = (text: string): readonly Cure[] =>
  text.split('|').map((word) => {
    const cure = CURES.find((one) => one === word)
    if (cure === undefined) throw new MalformedValue(CURES.join(' | '), word)
    return cure
  })

/** The rules of a facility that decide over a loan, a grant or a draw, and how a row's text is read. */
export const TERMS = {
  ratio_cap: { zh: '再贷款比例上限', en: 'Cap on re-loan to loan', document: QUOTA_NOTICE, read: ratio },
  terms_months: {
    zh: '再贷款期限',
    en: 'Terms offered, months',
    document: RULES,
    read: (text: string): readonly number[] => text.split('|').map(count),
  },
  max_extensions: { zh: '展期次数上限', en: 'Most extensions', document: RULES, read: count },
  max_total_months: { zh: '累计期限上限', en: 'Longest life, months', document: RULES, read: count },
  loan_rate_cap: { zh: '贷款利率上限', en: 'Cap on the loan rate', document: LOCAL_RULE, read: loanRateCap },
  eligibility: { zh: '合格借款人', en: 'Eligible borrowers', document: RULES, read: readBorrowerTests },
  filing_cutoff_day: { zh: '报账截止日', en: 'Last day of the month to file', document: LOCAL_RULE, read: count },
  filing_previous_month_only: {
    zh: '仅限上月发放',
    en: 'Only loans of the month before',
    document: LOCAL_RULE,
    read: flag,
  },
  overdue_rate: { zh: '逾期罚息利率', en: 'Penalty rate once overdue', document: RULES, read: annualRatePercent },
  rate_table: { zh: '利率表', en: 'Rate table', document: RULES, read: asWritten },
  modes: { zh: '发放模式', en: 'Modes of filing', document: RULES, read: modes },
  note_backfill_days: {
    zh: '后补借据期限',
    en: 'Working days to fill in a note after its draw',
    document: LOCAL_RULE,
    read: atLeastOne,
  },
  reviews: { zh: '审查次数', en: 'Reviews of a filing before the grant', document: LOCAL_RULE, read: reviews },
  extension_length: { zh: '展期长度', en: 'Length of an extension', document: RULES, read: extensionLength },
  mid_term_reprice: { zh: '期内调整利率', en: 'Re-priced before it is due', document: RULES, read: flag },
  early_repayment: { zh: '提前还款的处理', en: 'What follows an early repayment', document: LOCAL_RULE, read: cures },
  eligible_fields: { zh: '支持领域', en: 'Fields it is lent for', document: RULES, read: words },
  quota_shared_with: { zh: '额度打通', en: 'Quotas usable across', document: QUOTA_NOTICE, read: words },
} as const satisfies Record<string, Term<unknown>>

export type TermName = keyof typeof TERMS
export type TermValue<N extends TermName> = ReturnType<(typeof TERMS)[N]['read']>
