/** What crosses the wire. Amounts, rates and quantities are decimal text; instants are ISO 8601; days are YYYY-MM-DD. */

export type Role =
  | 'enterprise_user'
  | 'loan_officer'
  | 'credit_approver'
  | 'reloan_reviewer'
  | 'reloan_approver'
  | 'data_steward'
  | 'auditor'
  | 'administrator'

export type Grade = 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
export type Product = 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'

export interface Named {
  readonly nameZh: string
  readonly nameEn: string
}
export interface Party extends Named {
  readonly code: string
}

export interface Session {
  readonly expiresAt: string
  readonly user: Named & { readonly id: string; readonly username: string }
  readonly organisation: Party & { readonly id: string; readonly kind: string }
  readonly roles: readonly Role[]
}

export interface DemoAccount extends Named {
  readonly username: string
}

export interface Enterprise extends Named {
  readonly uscc: string
  readonly sectorCode: string
  readonly regionCode: string
  readonly employees: number
  readonly verification: string
  readonly dataQuality: number
  readonly origin: string
  readonly grade: Grade | null
  readonly score: string | null
  readonly ratedAsOf: string | null
}

/** A rule row as it was used: where it comes from and how sure it is. */
export interface RuleUse {
  readonly ruleId?: string | number
  readonly source?: string
  readonly status?: string
}

export interface FactorUse extends RuleUse {
  readonly code: string
  readonly value: string
  readonly unit: string
  readonly set: string
  readonly vintage: string | null
  readonly fallback: boolean
  readonly publishedOn: string | null
}

export interface EmissionRow {
  readonly carrier: string
  readonly scope: string | number
  readonly quantity: string
  readonly unit: string
  readonly greenQuantity: string
  readonly factor: FactorUse
  readonly tCO2: string
  readonly activityId: string
  readonly supersedes: string | null
  readonly recordedAt: string
  readonly dataQuality: number
  readonly source: string
}
export interface ScopeTotals {
  readonly scope1: string
  readonly scope2Location: string
  readonly scope2Market: string
  readonly total: string
}
export interface PeriodTotals extends ScopeTotals {
  readonly byCarrier: readonly { readonly carrier: string; readonly tCO2: string }[]
}
export interface CarbonAccount {
  readonly uscc: string
  readonly asOf: string
  readonly knownAt: string
  readonly factorSet: string
  readonly periods: { readonly current: MonthRange; readonly prior: MonthRange }
  readonly months: readonly {
    readonly month: string
    readonly rows: readonly EmissionRow[]
    readonly totals: ScopeTotals
  }[]
  readonly totals: { readonly current: PeriodTotals; readonly prior: PeriodTotals }
  readonly intensities: readonly {
    readonly id: string
    readonly metric: string | null
    readonly value: string | null
    readonly benchmark: string | null
    readonly k: string | null
    readonly entities: number | null
  }[]
  readonly greenShare: string | null
  readonly trend: string | null
}
export interface MonthRange {
  readonly from: string
  readonly to: string
}

export interface CreditLine {
  readonly id: string
  readonly lender: Party
  readonly enterprise?: Named & { readonly uscc: string }
  readonly product: Product
  readonly priorLimit: string
  readonly limit: string
  readonly increase: string
  readonly effectiveFrom: string
  readonly grade: Grade | null
  readonly rate: string | null
  readonly referenceRate: string | null
  readonly discountBp: string | null
  readonly annualSaving: string | null
  readonly rateDecisionId: string | null
}

/** The figures of a report over a set of credit lines. */
export interface SavingFigures {
  readonly institutions: number
  readonly enterprises: number
  readonly lines: number
  readonly priorLimit: string
  readonly totalLine: string
  readonly lineIncrease: string
  readonly averageDiscountBp: string | null
  readonly simpleAverageDiscountBp: string | null
  readonly annualSaving: string
}
export interface SavingRow extends SavingFigures {
  readonly key: string
  readonly nameZh: string | null
  readonly nameEn: string | null
  readonly lineage: string
}
export interface SavingReport {
  readonly asOf: string
  readonly knownAt: string
  readonly totals: SavingFigures & { readonly lineage: string }
  readonly byInstitution: readonly SavingRow[]
  readonly byGrade: readonly SavingRow[]
  readonly bySector: readonly SavingRow[]
  readonly byProduct: readonly SavingRow[]
  readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
}

/** A line behind a cell of the report. */
export interface LineageLine {
  readonly creditLineId: string
  readonly uscc: string
  readonly enterpriseZh: string
  readonly enterpriseEn: string
  readonly lender: string
  readonly lenderZh: string
  readonly lenderEn: string
  readonly product: string
  readonly sector: string
  readonly grade: string
  readonly priorLimit: string
  readonly limit: string
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  readonly pricedOn: string
  readonly links: { readonly rateDecision: string; readonly rating: string | null; readonly carbonAccount: string }
}

export interface JobRun {
  readonly id: string
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed'
  readonly done: number
  readonly total: number | null
  readonly attempt: number
  readonly result: unknown
  readonly failure: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

export interface AuditEvent {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly organisationCode: string | null
  readonly username: string | null
  readonly requestId: string | null
  readonly detail: unknown
  readonly seal: { readonly seq: string; readonly hash: string } | null
}
export interface ChainVerification {
  readonly intact: boolean
  readonly sealed: string
  readonly unsealed: number
  readonly head: string
  readonly broken: { readonly seq: string; readonly eventId: string; readonly reason: string } | null
}

export interface RatingComponent {
  readonly id: string
  readonly group?: string
  readonly metric?: string | null
  readonly benchmark?: string | null
  readonly k?: string | null
  readonly weight?: string
  readonly score: string
  readonly points: string
  readonly reason?: string | null
}
export interface Rating {
  readonly uscc: string
  readonly asOf: string
  readonly ratedAsOf: string
  readonly knownAt: string
  readonly grade: Grade
  readonly score: string | null
  readonly scoreRounded: string | null
  readonly components: readonly RatingComponent[]
  readonly caps: readonly (string | { readonly reason?: string; readonly maxGrade?: string })[]
  readonly toNextGrade: Readonly<Record<string, unknown>> | null
  readonly inputs: Readonly<Record<string, unknown>>
  readonly method: RuleUse & { readonly id: string; readonly version: string; readonly hash?: string }
  readonly factors: readonly FactorUse[]
  readonly benchmarks: readonly (RuleUse & Readonly<Record<string, unknown>>)[]
  readonly hashes: Readonly<Record<string, string>>
  readonly validUntil: string | null
  readonly stale: boolean
  readonly recordedAt: string
}

export interface ActivityVersion {
  readonly id: string
  readonly month: string
  readonly carrier: string
  readonly meter: string
  readonly quantity: string
  readonly unit: string
  readonly greenQuantity: string
  readonly source: string
  readonly dataQuality: number
  readonly evidence: string | null
  readonly reason: string | null
  readonly recordedAt: string
  readonly supersedes: string | null
}
export interface Activity extends ActivityVersion {
  readonly uscc: string
  readonly enterprise?: Named
  readonly versions: readonly ActivityVersion[]
}

/** One step of a price: what it is, what it adds, which rule row says so. */
export interface PriceStep {
  readonly step: string
  readonly percent?: string | null
  readonly bp?: string | null
  readonly amount?: string | null
  readonly rule?: RuleUse | null
}
export interface RateDecision {
  readonly id: string
  readonly enterprise: Named & { readonly uscc: string }
  readonly lender: Party
  readonly product: Product
  readonly pricedOn: string
  readonly grade: Grade
  readonly limit?: string
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  readonly explanation: unknown
  readonly documentHash?: string
  readonly recordedAt: string
}

/** The firm a record belongs to. */
export type Firm = Named & { readonly uscc: string }

export interface DataProduct {
  readonly id: string
  readonly uscc?: string
  readonly enterprise?: Firm
  readonly name: string
  readonly scenario: string
  readonly rightType: string
  readonly certificateKind: string
  readonly certificateNo: string
  readonly certificateValidFrom: string
  readonly certificateValidTo: string
  readonly authorisationValidTo: string
  readonly listingNo: string | null
  readonly listingValidTo: string | null
  readonly basis: string
  readonly recordedAt: string
  readonly valuations?: readonly Valuation[]
  readonly pledges?: readonly Pledge[]
}
export interface Valuation {
  readonly id: string
  readonly dataProductId: string
  readonly method: string
  readonly valuer: string
  readonly reportNo: string
  readonly baseDate: string
  readonly validTo: string
  readonly reportValue: string
  readonly ltvClass: string
  readonly adoptedValue: string | null
  readonly state: string
  readonly version: number
}
export interface Pledge {
  readonly id: string
  readonly enterprise?: Firm
  readonly dataProductId: string
  readonly valuationId: string
  readonly certificateNo: string
  readonly rightType: string
  readonly securedLimit: string
  readonly state: string
  readonly contractedOn: string
  readonly queryCertificateNo: string
  readonly queryCertificateOn: string
  readonly registrationNo: string | null
  readonly registeredOn: string | null
  readonly registrationValidTo: string | null
  readonly freezeReceiptNo: string | null
  readonly frozenOn: string | null
  readonly releasedOn: string | null
  readonly version: number
}
export interface Quote {
  readonly id: string
  readonly pricedOn: string
  readonly expiresOn: string
  readonly amount: string
  readonly tenorMonths: number
  readonly grade: Grade
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  readonly explanation: unknown
  readonly documentHash?: string
}
export interface AuditStep {
  readonly at: string
  readonly action: string
  readonly username: string | null
  readonly detail?: unknown
}
export interface Application {
  readonly id: string
  readonly enterprise?: Firm
  readonly lender?: Party
  readonly product: Product
  readonly amount: string
  readonly tenorMonths: number
  readonly purpose: string
  readonly appliedOn: string
  readonly pledgeId: string | null
  readonly state: string
  readonly version: number
  readonly quotes?: readonly Quote[]
  readonly approval?: {
    readonly decision: string
    readonly approvedAmount: string | null
    readonly decidedOn: string
    readonly opinion: string
    readonly quoteId: string | null
  } | null
  readonly loanId?: string | null
  readonly trail?: readonly AuditStep[]
}
export interface Loan {
  readonly id: string
  readonly contractNo: string
  readonly enterprise?: Firm
  readonly lender?: Party
  readonly product: Product
  readonly amount: string
  readonly disbursed: string
  readonly balance: string
  readonly rate: string
  readonly referenceRate: string
  readonly tenorMonths: number
  readonly method: string
  readonly dayCount: string
  readonly purpose: string
  readonly signedOn: string
  readonly state: string
  readonly version: number
  readonly applicationId: string
  readonly pledgeId: string | null
  readonly disbursements?: readonly Disbursement[]
  readonly entries?: readonly JournalEntry[]
  readonly quote?: Quote
  readonly reloan?: Reloan | null
  readonly reloans?: readonly Reloan[]
}
export interface Disbursement {
  readonly id: string
  readonly noteNo: string
  readonly amount: string
  readonly disbursedOn: string
  readonly dueOn: string
  readonly payee: string
  readonly useEvidence: string
  readonly entryId: string
}
export interface JournalEntry {
  readonly id: string
  readonly bookedOn: string
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly lines: readonly {
    readonly account: string
    readonly nameZh?: string
    readonly nameEn?: string
    readonly side: 'debit' | 'credit'
    readonly amount: string
  }[]
}
export interface ScheduleRow {
  readonly no: number
  readonly dueOn: string
  readonly days: number
  readonly principal: string
  readonly interest: string
  readonly due: string
  readonly balance: string
}
export interface Schedule {
  readonly rows: readonly ScheduleRow[]
  readonly totals?: { readonly principal: string; readonly interest: string; readonly due: string }
}
export interface LedgerAccount extends Named {
  readonly code: string
  readonly normalSide: string
  readonly debit?: string
  readonly credit?: string
  readonly balance: string
}

export interface Quota {
  readonly id: string
  readonly facility: string
  readonly lender?: Party
  readonly documentNo: string
  readonly validFrom: string
  readonly validTo: string
  readonly state: string
  readonly limit: string
  readonly reserved: string
  readonly drawn: string
  readonly available: string
  readonly version: number
  readonly movements?: readonly {
    readonly id: string
    readonly kind: string
    readonly amount: string
    readonly movedOn: string
    readonly subjectId: string
    readonly recordedAt: string
  }[]
}
export interface EligibilityLine extends RuleUse {
  readonly id?: string
  readonly test?: string
  readonly passed: boolean
  readonly facts?: Readonly<Record<string, unknown>>
}
export interface FilingLoan {
  readonly loanId: string
  readonly contractNo?: string
  readonly enterprise?: Firm
  readonly amount?: string
  readonly balance?: string
  readonly requested: string
  readonly drawn: string
  readonly eligibility: unknown
}
export interface Filing {
  readonly id: string
  readonly quotaId: string
  readonly facility: string
  readonly lender?: Party
  readonly filedOn: string
  readonly state: string
  readonly requested: string
  readonly granted: string | null
  readonly drawn: string
  readonly grantedOn: string | null
  readonly reviewOpinion: string | null
  readonly grantOpinion: string | null
  readonly version: number
  readonly loans?: readonly FilingLoan[]
}
export interface Reloan {
  readonly id: string
  readonly filingId: string
  readonly quotaId: string
  readonly loanId: string
  readonly lender?: Party
  readonly facility: string
  readonly amount: string
  readonly rate: string
  readonly termMonths: number
  readonly drawnOn: string
  readonly dueOn: string
}
export interface FacilityTerm extends RuleUse {
  readonly facility?: string
  readonly term: string
  readonly value: string | null
  readonly validFrom?: string
  readonly validTo?: string | null
}
export interface Facility extends Partial<Named> {
  readonly code: string
  readonly terms: readonly FacilityTerm[]
}
export interface RuleProposal {
  readonly id: string
  readonly key: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly source: string
  readonly status: string
  readonly body: Readonly<Record<string, unknown>>
  readonly state: string
  readonly version: number
  readonly recordedAt: string
}
