import type { Reads } from './generated.js'

/** Names for what the interface answers. Amounts, rates and quantities are decimal text; days are YYYY-MM-DD. */

type Item<Path extends keyof Reads> = Reads[Path] extends { readonly items: readonly (infer Row)[] } ? Row : never

export type Role =
  | 'enterprise_user'
  | 'loan_officer'
  | 'credit_approver'
  | 'reloan_reviewer'
  | 'reloan_approver'
  | 'data_steward'
  | 'auditor'
  | 'administrator'

export interface Named {
  readonly nameZh: string
  readonly nameEn: string
}
export interface Party extends Named {
  readonly code: string
}

export type Session = Omit<Reads['/v1/sessions/current'], 'roles'> & { readonly roles: readonly Role[] }
export type DemoAccount = Item<'/v1/demo-accounts'>

/** A rule row as it was used: where it comes from and how sure it is. */
export interface RuleUse {
  readonly ruleId?: string | number | null
  readonly source?: string
  readonly status?: string
}

export type Enterprise = Item<'/v1/enterprises'>
export type EnterpriseRecord = Reads['/v1/enterprises/{uscc}']
export type CarbonAccount = Reads['/v1/enterprises/{uscc}/carbon-account']
export type AccountMonth = CarbonAccount['months'][number]
export type EmissionRow = AccountMonth['rows'][number]
export type Rating = Reads['/v1/enterprises/{uscc}/rating']
export type FactorUse = Rating['factors'][number]
export type RatingComponent = Rating['components'][number]
export type Benchmark = Rating['benchmarks'][number]
export type Activity = Reads['/v1/activities/{id}']
export type ActivityVersion = Activity['versions'][number]
export type CreditLine = Item<'/v1/credit-lines'>
export type RateDecision = Reads['/v1/rate-decisions/{id}']
export type PriceStep = RateDecision['steps'][number]

export type SavingReport = Reads['/v1/reports/interest-saving']
export type SavingRow = SavingReport['byInstitution'][number]
export type LineageLine = Item<'/v1/lineage/credit-lines'>

export type JobRun = Item<'/v1/jobs'>
export type AuditEvent = Item<'/v1/audit-events'>
export type ChainVerification = Reads['/v1/audit-events/verification']

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
  readonly grade: string
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  readonly steps: readonly PriceStep[]
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
  readonly product: string
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
  readonly product: string
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
