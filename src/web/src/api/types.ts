import type { Commands, Reads } from './generated.js'

/** Names for what the interface answers. Amounts, rates and quantities are decimal text; days are YYYY-MM-DD. */

type Item<Path extends keyof Reads> = Reads[Path] extends { readonly items: readonly (infer Row)[] } ? Row : never

export type Role =
  | 'enterprise_user'
  | 'loan_officer'
  | 'credit_reviewer'
  | 'credit_approver'
  | 'credit_committee'
  | 'guarantor_officer'
  | 'reloan_reviewer'
  | 'reloan_approver'
  | 'data_steward'
  | 'operator_officer'
  | 'registrar'
  | 'exchange_officer'
  | 'compliance_reviewer'
  | 'auditor'
  | 'administrator'
  | 'security_officer'
  | 'audit_officer'

export interface Named {
  readonly nameZh: string
  readonly nameEn: string
}
export interface Party extends Named {
  readonly code: string
}

export type Session = Omit<Reads['/v1/sessions/current'], 'roles'> & { readonly roles: readonly Role[] }
export type OwnAccount = Reads['/v1/own-account']
export type Enrolment = Commands['/v1/own-account/second-factor']['answer']
export type Enrolled = Commands['/v1/own-account/second-factor/confirmation']['answer']
export type LiveSession = OwnAccount['sessions'][number]
export type User = Item<'/v1/users'>
export type UserRecord = Reads['/v1/users/{id}']
export type Organisation = Item<'/v1/organisations'>
export type RoleRow = Reads['/v1/roles']['items'][number]
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
export type Consent = Item<'/v1/consents'>
export type ConsentRequest = Item<'/v1/consent-requests'>
export type ConsentText = Reads['/v1/consent-texts/current']
export type AccountView = Item<'/v1/account-views'>
export type FieldGroup = Consent['fieldGroups'][number]
export type Purpose = AccountView['purpose']
export type Statements = Reads['/v1/enterprises/{uscc}/statements']
export type Statement = Statements['items'][number]
export type StatementChange = NonNullable<Statements['history']>[number]
export type Posting = Item<'/v1/enterprises/{uscc}/emission-postings'>
export type Verification = Item<'/v1/enterprises/{uscc}/verifications'>
export type ActivityImport = Item<'/v1/enterprises/{uscc}/activity-imports'>
export type RowProblem = ActivityImport['anomalies'][number]
export type CreditReport = Item<'/v1/credit-reports'>
export type Dossier = Reads['/v1/credit-reports/{id}']
export type DossierFigure = Dossier['figures'][number]
export type DossierSource = Dossier['sources'][number]
export type WhatIf = Reads['/v1/enterprises/{uscc}/rating/what-if']
export type MethodProposal = Item<'/v1/method-proposals'>
export type MethodProposalRecord = Reads['/v1/method-proposals/{id}']
export type ImpactReport = NonNullable<MethodProposalRecord['impact']>['report']
export type FinancedReport = Reads['/v1/reports/financed-emissions']
export type FinancedRow = FinancedReport['byInstitution'][number]
export type FinancedLoan = Item<'/v1/reports/financed-emissions/loans'>
export type CreditLine = Item<'/v1/credit-lines'>
export type CreditLineRecord = Reads['/v1/credit-lines/{id}']
export type LineMovement = CreditLineRecord['movements']['items'][number]
export type LineVersion = CreditLineRecord['versions'][number]
export type LineProposal = Item<'/v1/credit-line-proposals'>
export type LendingProducts = Reads['/v1/products']
export type LendingProduct = LendingProducts['items'][number]
export type ProductTerm = LendingProduct['terms'][number]
export type RateDecision = Reads['/v1/rate-decisions/{id}']
export type PriceStep = RateDecision['steps'][number]

export type SavingReport = Reads['/v1/reports/interest-saving']
export type SavingRow = SavingReport['byInstitution'][number]
export type LineageLine = Item<'/v1/lineage/credit-lines'>

export type RealisedReport = Reads['/v1/reports/realised-interest-saving']
export type RealisedRow = RealisedReport['rows'][number]
export type RealisedTotals = RealisedReport['totals']
export type RealisedDimension = RealisedReport['by']
export type SavingReconciliation = NonNullable<RealisedReport['reconciliation']>
export type LoanSavings = Reads['/v1/lineage/loan-savings']
export type LoanSaving = LoanSavings['items'][number]
export type LoanSegments = Reads['/v1/loans/{id}/interest-segments']
export type InterestSegment = LoanSegments['segments'][number]
export type SavingIssue = Item<'/v1/reports/realised-interest-saving/issues'>
export type SavingIssueRecord = Reads['/v1/reports/realised-interest-saving/issues/{id}']
export type Restatement = NonNullable<SavingIssueRecord['document']['restatement']>

export type ExportDataset = Item<'/v1/export-datasets'>
export type ExportRun = Item<'/v1/exports'>
export type ExportRecord = Reads['/v1/exports/{id}']

export type JobRun = Item<'/v1/jobs'>
export type JobProgress = Reads['/v1/jobs/{id}']
export type JobChunk = Item<'/v1/jobs/{id}/chunks'>
export type JobFailure = Item<'/v1/jobs/{id}/failures'>
export type JobSchedule = Item<'/v1/job-schedules'>
export type AuditEvent = Item<'/v1/audit-events'>
export type ChainVerification = Reads['/v1/audit-events/verification']

export type DataProduct = Item<'/v1/data-products'>
export type DataProductRecord = Reads['/v1/data-products/{id}']
export type Valuation = DataProductRecord['valuations'][number]
export type Pledge = Item<'/v1/pledges'>
export type Application = Item<'/v1/loan-applications'>
export type ApplicationRecord = Reads['/v1/loan-applications/{id}']
export type ApplicationStep = ApplicationRecord['steps'][number]
export type Quote = Reads['/v1/quotes/{id}']
export type Loan = Item<'/v1/loans'>
export type LoanRecord = Reads['/v1/loans/{id}']
export type Disbursement = LoanRecord['disbursements'][number]
export type Schedule = LoanRecord['schedule']
export type ScheduleRow = Schedule['rows'][number]
export type LoanReloan = LoanRecord['reloans'][number]
export type DisbursementChecks = Reads['/v1/loans/{id}/disbursement-checks']
export type DisbursementCheck = DisbursementChecks['checks'][number]
export type LoanPosition = Reads['/v1/loans/{id}/position']
export type Position = LoanPosition['position']
export type PayoffQuote = Reads['/v1/loans/{id}/payoff-quote']
export type Allocations = Reads['/v1/loans/{id}/allocations']
export type Allocation = Allocations['allocations'][number]
export type LoanEvent = Item<'/v1/loans/{id}/events'>
export type LoanRates = Reads['/v1/loans/{id}/rates']
export type LoanRate = LoanRates['items'][number]
export type Ratchet = Reads['/v1/loans/{id}/ratchet']
export type RatchetTest = Ratchet['tests'][number]
export type RatchetStep = Ratchet['steps'][number]
export type ServicingRequest = Item<'/v1/servicing-requests'>
export type Guarantee = Item<'/v1/guarantees'>
export type GuaranteeCall = Guarantee['calls'][number]
export type Subsidy = Item<'/v1/subsidies'>
export type SubsidyProgramme = Item<'/v1/subsidy-programmes'>
export type BusinessDay = Item<'/v1/business-days'>
export type BusinessDayRecord = Reads['/v1/business-days/{day}']
export type EndOfDayStep = BusinessDayRecord['steps'][number]
export type Finding = BusinessDayRecord['findings'][number]
export type PeriodClose = Item<'/v1/ledger/periods'>
export type JournalVerdict = Reads['/v1/ledger/verification']
export type AccountBalance = Reads['/v1/ledger/accounts/{code}/balance']
export type JournalEntry = Item<'/v1/ledger/entries'>
export type LedgerAccounts = Reads['/v1/ledger/accounts']
export type LedgerAccount = LedgerAccounts['accounts'][number]

export type Quota = Item<'/v1/reloan-quotas'>
export type QuotaRecord = Reads['/v1/reloan-quotas/{id}']
export type QuotaMovement = QuotaRecord['movements'][number]
export type QuotaChange = QuotaRecord['changes'][number]
export type Eligibility = Reads['/v1/reloan-eligibility']
export type EligibilityLine = Eligibility['lines'][number]
export type Filing = Item<'/v1/reloan-filings'>
export type FilingRecord = Reads['/v1/reloan-filings/{id}']
export type Reloan = Item<'/v1/reloans'>
export type Facilities = Reads['/v1/reloan-facilities']
export type FacilityTerm = Facilities['items'][number]['terms'][number]
export type RuleProposal = Item<'/v1/rule-proposals'>
export type ReloanLife = Reads['/v1/reloans/{id}/life']
export type Shortfall = Reads['/v1/reloans/{id}/shortfall']
export type ReloanJournal = Reads['/v1/reloans/{id}/interest']
export type ReloanProposal = Item<'/v1/reloan-proposals'>
export type ReloanFinding = Item<'/v1/reloan-findings'>
export type FilingRow = Item<'/v1/reloan-filings/{id}/rows'>
export type CandidatesAsked = Commands['/v1/reloan-filings/candidates']['body']
export type CandidatesPage = Commands['/v1/reloan-filings/candidates']['answer']
export type Candidate = CandidatesPage['items'][number]
export type FilingAnswer = Commands['/v1/reloan-filings']['answer']
export type RowLeftOut = FilingAnswer['leftOut'][number]
export type QuotaDays = Reads['/v1/reloan-quotas/{id}/utilisation']
export type Maturities = Reads['/v1/reports/reloan-maturities']
export type CityDashboard = Reads['/v1/dashboard/city']
export type RelendingDashboard = Reads['/v1/dashboard/city/relending']
export type FinancedDashboard = Reads['/v1/dashboard/city/financed-emissions']
export type DashboardLine = Item<'/v1/dashboard/city/lines'>
export type GradeMove = Item<'/v1/dashboard/city/grade-moves'>
export type PassThrough = Reads['/v1/reports/reloan-pass-through']
export type Disclosure = Reads['/v1/reports/reloan-disclosure']
export type Reconciled = Item<'/v1/reports/reloan-reconciliation'>
export type RegisterPage = Reads['/v1/reports/reloan-register']

export type OperatorGrant = Item<'/v1/operator-grants'>
export type Authorisation = Item<'/v1/scenario-authorisations'>
export type AuthorisationRecord = Reads['/v1/scenario-authorisations/{id}']
export type Resource = Item<'/v1/resource-registrations'>
export type ResourceRecord = Reads['/v1/resource-registrations/{id}']
export type Registration = Item<'/v1/data-registrations'>
export type RegistrationRecord = Reads['/v1/data-registrations/{id}']
export type Listing = Item<'/v1/listings'>
export type ListingRecord = Reads['/v1/listings/{id}']
export type DataOrder = Item<'/v1/data-orders'>
export type DataOrderRecord = Reads['/v1/data-orders/{id}']
export type Dispute = Item<'/v1/disputes'>
export type DisputeRecord = Reads['/v1/disputes/{id}']
export type TraceRow = Item<'/v1/data-products/{id}/trace'>
export type ValuationRequest = Item<'/v1/data-products/{id}/valuation-requests'>
export type CollateralAlert = Item<'/v1/collateral-alerts'>
export type RegisterFile = Item<'/v1/register-files'>
export type RegisterFileRecord = Reads['/v1/register-files/{id}']

/** The steps of a quote's explanation, which the interface keeps as a document. */
export const stepsOf = (explanation: unknown): readonly PriceStep[] =>
  (explanation as { readonly steps?: readonly PriceStep[] } | null)?.steps ?? []

/** A record that names its enterprise; the names are absent where the reader may not see the firm. */
interface OfFirm {
  readonly uscc: string | null
  readonly enterpriseZh: string | null
  readonly enterpriseEn: string | null
}
export const firmOf = ({ uscc, enterpriseZh, enterpriseEn }: OfFirm): Named => ({
  nameZh: enterpriseZh ?? uscc ?? '—',
  nameEn: enterpriseEn ?? uscc ?? '—',
})
