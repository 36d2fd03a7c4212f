import type { StoredRule } from '../../rules/rule-table.js'

/** A city's accounts and lines as its six files give them; figures are checked texts. */
export interface Portfolio {
  readonly name: string
  /** Of the files' bytes. */
  readonly contentHash: string
  readonly organisations: readonly PortfolioOrganisation[]
  readonly enterprises: readonly PortfolioEnterprise[]
  readonly activities: readonly PortfolioActivity[]
  readonly operating: readonly PortfolioOperating[]
  readonly benchmarks: readonly StoredRule[]
  readonly lines: readonly PortfolioLine[]
}

export interface PortfolioOrganisation {
  readonly code: string
  readonly kind: string
  readonly nameZh: string
  readonly nameEn: string
  readonly origin: string
}
export interface PortfolioEnterprise {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string
  readonly sectorCode: string
  readonly regionCode: string
  readonly employees: string
  readonly verification: 'none' | 'limited'
  readonly dataQuality: string
  readonly origin: string
}
export interface PortfolioActivity {
  readonly uscc: string
  readonly month: string
  readonly carrier: string
  readonly quantity: string
  readonly unit: string
  readonly greenQuantity: string
  readonly source: string
  readonly dataQuality: string
}
export interface PortfolioOperating {
  readonly uscc: string
  readonly periodStart: string
  readonly periodEnd: string
  readonly revenueWan: string | null
  readonly profitWan: string | null
  readonly taxWan: string | null
  readonly employees: string | null
}
export interface PortfolioLine {
  readonly uscc: string
  readonly lender: string
  readonly product: string
  readonly priorLimit: string
  readonly limit: string
  readonly effectiveFrom: string
}

/** Products a credit line may have. */
export const PRODUCTS = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const
