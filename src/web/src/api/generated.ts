/** Written by scripts/generate-api-types.ts from the interface's OpenAPI document; never by hand. */

/** What a GET answers, by its path. */
export interface Reads {
  '/v1/sessions/current': {
    readonly expiresAt: string
    readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
    readonly user: { readonly id: string; readonly username: string; readonly nameZh: string; readonly nameEn: string }
    readonly organisation: {
      readonly id: string
      readonly code: string
      readonly kind: string
      readonly nameZh: string
      readonly nameEn: string
    }
    readonly roles: readonly string[]
  }
  '/v1/own-account': {
    readonly secondFactor: { readonly since: string; readonly recoveryCodesLeft: number } | null
    readonly secondFactorRequired: boolean
    readonly passwordIsFirst: boolean
    readonly currentSessionId: string
    readonly sessions: readonly {
      readonly id: string
      readonly createdAt: string
      readonly expiresAt: string
      readonly address: string | null
      readonly agent: string | null
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
    }[]
  }
  '/v1/users': {
    readonly items: readonly {
      readonly id: string
      readonly username: string
      readonly nameZh: string
      readonly nameEn: string
      readonly organisation: {
        readonly id: string
        readonly code: string
        readonly kind: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly roles: readonly (
        | 'administrator'
        | 'security_officer'
        | 'audit_officer'
        | 'reloan_reviewer'
        | 'reloan_approver'
        | 'data_steward'
        | 'operator_officer'
        | 'exchange_officer'
        | 'compliance_reviewer'
        | 'registrar'
        | 'loan_officer'
        | 'credit_reviewer'
        | 'credit_approver'
        | 'credit_committee'
        | 'guarantor_officer'
        | 'enterprise_user'
        | 'auditor'
      )[]
      readonly active: boolean
      readonly secondFactorSince: string | null
      readonly secondFactorRequired: boolean
      readonly passwordIsFirst: boolean
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/users/{id}': {
    readonly id: string
    readonly username: string
    readonly nameZh: string
    readonly nameEn: string
    readonly organisation: {
      readonly id: string
      readonly code: string
      readonly kind: string
      readonly nameZh: string
      readonly nameEn: string
    }
    readonly roles: readonly (
      | 'administrator'
      | 'security_officer'
      | 'audit_officer'
      | 'reloan_reviewer'
      | 'reloan_approver'
      | 'data_steward'
      | 'operator_officer'
      | 'exchange_officer'
      | 'compliance_reviewer'
      | 'registrar'
      | 'loan_officer'
      | 'credit_reviewer'
      | 'credit_approver'
      | 'credit_committee'
      | 'guarantor_officer'
      | 'enterprise_user'
      | 'auditor'
    )[]
    readonly active: boolean
    readonly secondFactorSince: string | null
    readonly secondFactorRequired: boolean
    readonly passwordIsFirst: boolean
    readonly recordedAt: string
    readonly grantable: readonly (
      | 'administrator'
      | 'security_officer'
      | 'audit_officer'
      | 'reloan_reviewer'
      | 'reloan_approver'
      | 'data_steward'
      | 'operator_officer'
      | 'exchange_officer'
      | 'compliance_reviewer'
      | 'registrar'
      | 'loan_officer'
      | 'credit_reviewer'
      | 'credit_approver'
      | 'credit_committee'
      | 'guarantor_officer'
      | 'enterprise_user'
      | 'auditor'
    )[]
    readonly sessions: readonly {
      readonly id: string
      readonly createdAt: string
      readonly expiresAt: string
      readonly address: string | null
      readonly agent: string | null
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
    }[]
    readonly signIn: { readonly failures: number; readonly locked: boolean }
  }
  '/v1/organisations': {
    readonly items: readonly {
      readonly id: string
      readonly code: string
      readonly kind: string
      readonly nameZh: string
      readonly nameEn: string
      readonly secondFactorRequired: boolean
      readonly users: number
      readonly withSecondFactor: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/roles': {
    readonly items: readonly {
      readonly role: string
      readonly officer: boolean
      readonly kinds: readonly string[]
      readonly holders: number
    }[]
  }
  '/v1/demo-accounts': {
    readonly items: readonly { readonly username: string; readonly nameZh: string; readonly nameEn: string }[]
  }
  '/v1/jobs/{id}': {
    readonly id: string
    readonly kind: string
    readonly payload: Readonly<Record<string, unknown>>
    readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
    readonly step: 'whole' | 'chunks' | 'finish'
    readonly done: number
    readonly total: number | null
    readonly failed: number
    readonly attempt: number
    readonly takeovers: number
    readonly result: unknown
    readonly failure: string | null
    readonly scheduleId: string | null
    readonly businessDay: string | null
    readonly createdAt: string
    readonly startedAt: string | null
    readonly finishedAt: string | null
    readonly chunks: {
      readonly pending: number
      readonly running: number
      readonly done: number
      readonly failed: number
      readonly cancelled: number
    } | null
    readonly ratePerSecond: string | null
  }
  '/v1/jobs/{id}/chunks': {
    readonly items: readonly {
      readonly no: number
      readonly after: string | null
      readonly to: string
      readonly state: 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'
      readonly attempt: number
      readonly takeovers: number
      readonly done: number
      readonly changed: number
      readonly failed: number
      readonly detail: readonly unknown[]
      readonly failure: string | null
      readonly worker: string | null
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/jobs/{id}/failures': {
    readonly items: readonly {
      readonly chunkNo: number
      readonly no: number
      readonly subjectId: string
      readonly reason: { readonly code: string }
      readonly zh: string
      readonly en: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/jobs': {
    readonly items: readonly {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/jobs/{id}/events': unknown
  '/v1/job-schedules': {
    readonly items: readonly {
      readonly id: string
      readonly code: string
      readonly organisation: string | null
      readonly kind: string
      readonly cron: string
      readonly timeZone: string
      readonly daysBack: number
      readonly dayMember: 'asOf' | 'on' | 'month'
      readonly payload: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly active: boolean
      readonly fromDay: string
      readonly version: number
      readonly changedBy: string | null
      readonly changedAt: string | null
      readonly lastRun: {
        readonly id: string
        readonly businessDay: string
        readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      } | null
      readonly nextRun: { readonly businessDay: string; readonly dueOn: string; readonly time: string } | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/business-days': {
    readonly items: readonly {
      readonly day: string
      readonly state: 'OPEN' | 'CLOSING' | 'CLOSED'
      readonly calendar: 'every-day' | 'working-days'
      readonly previousDay: string | null
      readonly openedBy: string
      readonly openedAt: string
      readonly closingBy: string | null
      readonly closingAt: string | null
      readonly closedAt: string | null
      readonly refused: number
      readonly version: number
    }[]
    readonly nextCursor: string | null
  }
  '/v1/business-days/{day}': {
    readonly day: string
    readonly state: 'OPEN' | 'CLOSING' | 'CLOSED'
    readonly calendar: 'every-day' | 'working-days'
    readonly previousDay: string | null
    readonly openedBy: string
    readonly openedAt: string
    readonly closingBy: string | null
    readonly closingAt: string | null
    readonly closedAt: string | null
    readonly refused: number
    readonly version: number
    readonly steps: readonly {
      readonly no: number
      readonly step: string
      readonly nameZh: string
      readonly nameEn: string
      readonly state: 'PENDING' | 'RUNNING' | 'BLOCKED' | 'DONE'
      readonly done: number
      readonly refused: number
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }[]
    readonly findings: readonly {
      readonly id: string
      readonly step: string
      readonly loanId: string | null
      readonly contractNo: string | null
      readonly code: string
      readonly reason: string
      readonly detail: Readonly<Record<string, unknown>>
      readonly recordedAt: string
      readonly blocking: boolean
      readonly acknowledgedBy: string | null
      readonly opinion: string | null
    }[]
    readonly moreFindings: boolean
  }
  '/v1/reloan-facilities': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
      readonly code: string
      readonly nameZh: string
      readonly nameEn: string
      readonly parent: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly terms: readonly {
        readonly parameter: string
        readonly nameZh: string
        readonly nameEn: string
        readonly value: string | null
        readonly facility: string
        readonly inherited: boolean
        readonly document: string | null
        readonly validFrom: string
        readonly validTo: string | null
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/rule-proposals': {
    readonly items: readonly {
      readonly id: string
      readonly facility: string
      readonly parameter: string
      readonly value: string
      readonly unit: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly document: string
      readonly status: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/rule-proposals/{id}': {
    readonly id: string
    readonly facility: string
    readonly parameter: string
    readonly value: string
    readonly unit: string | null
    readonly validFrom: string
    readonly validTo: string | null
    readonly document: string
    readonly status: string
    readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
    readonly enteredBy: string
    readonly decidedBy: string | null
    readonly ruleId: string | null
    readonly version: number
    readonly recordedAt: string
    readonly decidedAt: string | null
  }
  '/v1/method-proposals': {
    readonly items: readonly {
      readonly id: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly contentHash: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleIds: readonly string[]
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
      readonly impact: {
        readonly id: string
        readonly asOf: string
        readonly knownAt: string
        readonly current: boolean
        readonly documentHash: string
        readonly jobRunId: string | null
        readonly recordedAt: string
      } | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/method-proposals/{id}': {
    readonly id: string
    readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
    readonly key: string
    readonly document: Readonly<Record<string, unknown>>
    readonly validFrom: string
    readonly validTo: string | null
    readonly source: string
    readonly status: string
    readonly contentHash: string
    readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
    readonly opinion: string | null
    readonly enteredBy: string
    readonly decidedBy: string | null
    readonly ruleIds: readonly string[]
    readonly version: number
    readonly recordedAt: string
    readonly decidedAt: string | null
    readonly impact: {
      readonly id: string
      readonly asOf: string
      readonly knownAt: string
      readonly current: boolean
      readonly documentHash: string
      readonly jobRunId: string | null
      readonly recordedAt: string
      readonly report: {
        readonly asOf: string
        readonly takesEffect: boolean
        readonly before: { readonly method: string; readonly version: string; readonly factorSet: string }
        readonly after: { readonly method: string; readonly version: string; readonly factorSet: string }
        readonly enterprises: number
        readonly changed: number
        readonly migration: readonly {
          readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly enterprises: number
          readonly lines: number
          readonly amount: string
        }[]
        readonly book: {
          readonly lines: number
          readonly amount: string
          readonly discountBpBefore: string
          readonly discountBpAfter: string
          readonly discountBpChange: string
          readonly annualSavingBefore: string
          readonly annualSavingAfter: string
          readonly annualSavingChange: string
        }
        readonly byProduct: readonly {
          readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
          readonly lines: number
          readonly amount: string
          readonly discountBpBefore: string
          readonly discountBpAfter: string
          readonly discountBpChange: string
          readonly annualSavingBefore: string
          readonly annualSavingAfter: string
          readonly annualSavingChange: string
        }[]
        readonly byInstitution: readonly {
          readonly institution: string
          readonly lines: number
          readonly amount: string
          readonly discountBpBefore: string
          readonly discountBpAfter: string
          readonly discountBpChange: string
          readonly annualSavingBefore: string
          readonly annualSavingAfter: string
          readonly annualSavingChange: string
        }[]
        readonly losers: readonly {
          readonly uscc: string
          readonly nameZh: string
          readonly nameEn: string
          readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly amount: string
          readonly annualSavingChange: string
        }[]
        readonly gainers: readonly {
          readonly uscc: string
          readonly nameZh: string
          readonly nameEn: string
          readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly amount: string
          readonly annualSavingChange: string
        }[]
        readonly notRated: {
          readonly count: number
          readonly first: readonly { readonly uscc: string; readonly code: string }[]
        }
        readonly notPriced: {
          readonly count: number
          readonly first: readonly { readonly uscc: string; readonly code: string }[]
        }
      }
    } | null
  }
  '/v1/published-methods': {
    readonly items: readonly {
      readonly ruleId: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly validFrom: string
      readonly validTo: string | null
      readonly publishedOn: string | null
      readonly source: string
      readonly status: string
      readonly document: Readonly<Record<string, unknown>>
      readonly contentHash: string
      readonly proposalId: string | null
      readonly knownFrom: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/enterprises/{uscc}/vetoes': {
    readonly items: readonly {
      readonly id: string
      readonly uscc: string
      readonly reason: 'DATA_FRAUD' | 'MAJOR_ENV_PENALTY_24M' | 'SERIOUS_DISHONESTY'
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly supersedes: string | null
      readonly enteredBy: string
      readonly recordedAt: string
      readonly state: 'ENTERED' | 'CONFIRMED' | 'REJECTED'
      readonly opinion: string | null
      readonly decidedBy: string | null
      readonly decidedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/enterprises/{uscc}/rating/what-if': {
    readonly uscc: string
    readonly asOf: string
    readonly knownAt: string
    readonly ratedAsOf: string
    readonly method: { readonly id: string; readonly version: string; readonly ruleId: string }
    readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
    readonly score: string | null
    readonly scoreRounded: string | null
    readonly target: string
    readonly minScore: string
    readonly points: string
    readonly pointsRounded: string
    readonly blockedBy: readonly string[]
    readonly alone: readonly {
      readonly id: string
      readonly score: string
      readonly scoreRounded: string
      readonly at: string
      readonly atRounded: string
      readonly metric?: string
      readonly metricRounded?: string
    }[]
    readonly combined: {
      readonly emissionsCutPercent: string
      readonly emissions12m: string
      readonly emissions12mRounded: string
      readonly score: string
      readonly scoreRounded: string
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
    } | null
  }
  '/v1/enterprises/{uscc}/rating/recomputation': {
    readonly uscc: string
    readonly ratingId: string
    readonly asOf: string
    readonly knownAt: string
    readonly recordedAt: string
    readonly hash: string
    readonly recomputedHash: string | null
    readonly same: boolean
    readonly reason: string | null
  }
  '/v1/reloan-branch-quotas': {
    readonly items: readonly {
      readonly id: string
      readonly facility: string
      readonly level: 'HEAD' | 'CITY'
      readonly parentId: string | null
      readonly documentNo: string
      readonly validFrom: string
      readonly validTo: string
      readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
      readonly limit: string
      readonly allotted: string
      readonly left: string
      readonly used: string
      readonly nextLimit: string | null
      readonly nextDocumentNo: string | null
      readonly proposedBy: string
      readonly decidedBy: string | null
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloan-quotas/{id}/utilisation': {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly knownAt: string
    readonly days: readonly {
      readonly day: string
      readonly limit: string
      readonly reserved: string
      readonly drawn: string
      readonly available: string
      readonly peak: string
      readonly exceeded: boolean
    }[]
  }
  '/v1/reloan-quotas': {
    readonly items: readonly {
      readonly id: string
      readonly facility: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly centralBank: string
      readonly parentId: string | null
      readonly documentNo: string
      readonly validFrom: string
      readonly validTo: string
      readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
      readonly limit: string
      readonly reserved: string
      readonly drawn: string
      readonly available: string
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloan-quotas/{id}': {
    readonly asOf: string
    readonly id: string
    readonly facility: string
    readonly lender: string
    readonly lenderZh: string
    readonly lenderEn: string
    readonly centralBank: string
    readonly parentId: string | null
    readonly documentNo: string
    readonly validFrom: string
    readonly validTo: string
    readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
    readonly limit: string
    readonly reserved: string
    readonly drawn: string
    readonly available: string
    readonly version: number
    readonly recordedAt: string
    readonly movements: readonly {
      readonly id: string
      readonly kind: 'GRANTED' | 'REDUCED' | 'RESERVED' | 'RELEASED' | 'DRAWN' | 'RETURNED'
      readonly amount: string
      readonly movedOn: string
      readonly subjectId: string
      readonly recordedBy: string | null
      readonly recordedAt: string
    }[]
    readonly changes: readonly {
      readonly id: string
      readonly limit: string
      readonly documentNo: string
      readonly effectiveOn: string
      readonly state: string
      readonly version: number
      readonly recordedAt: string
    }[]
  }
  '/v1/reloan-filings/{id}/rows': {
    readonly items: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly requested: string
      readonly drawn: string
      readonly live: boolean
      readonly balance: string
      readonly evidenceHash: string | null
      readonly noteDueOn: string | null
      readonly noteNo: string | null
      readonly noteFilledOn: string | null
      readonly noteLate: boolean | null
      readonly opinions: readonly {
        readonly review: number
        readonly verdict: 'PASS' | 'RETURN'
        readonly opinion: string
        readonly givenBy: string
      }[]
      readonly eligibility: readonly {
        readonly check: string
        readonly passed: boolean
        readonly warning: boolean
        readonly facts: Readonly<Record<string, string | number>>
        readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
        readonly message: { readonly zh: string; readonly en: string }
        readonly cure: { readonly zh: string; readonly en: string } | null
      }[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloan-eligibility': {
    readonly loanId: string
    readonly quotaId: string
    readonly on: string
    readonly eligible: boolean
    readonly maxAmount: string
    readonly lines: readonly {
      readonly check: string
      readonly passed: boolean
      readonly warning: boolean
      readonly facts: Readonly<Record<string, string | number>>
      readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
      readonly message: { readonly zh: string; readonly en: string }
      readonly cure: { readonly zh: string; readonly en: string } | null
    }[]
  }
  '/v1/reloan-filings': {
    readonly items: readonly {
      readonly id: string
      readonly quotaId: string
      readonly facility: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly filedOn: string
      readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly backfillDays: number | null
      readonly reviews: number
      readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
      readonly requested: string
      readonly granted: string | null
      readonly drawn: string
      readonly grantedOn: string | null
      readonly filedBy: string
      readonly firstReviewedBy: string | null
      readonly reviewedBy: string | null
      readonly grantedBy: string | null
      readonly firstReviewOpinion: string | null
      readonly reviewOpinion: string | null
      readonly grantOpinion: string | null
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloan-filings/{id}': {
    readonly id: string
    readonly quotaId: string
    readonly facility: string
    readonly lender: string
    readonly lenderZh: string
    readonly lenderEn: string
    readonly filedOn: string
    readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
    readonly backfillDays: number | null
    readonly reviews: number
    readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
    readonly requested: string
    readonly granted: string | null
    readonly drawn: string
    readonly grantedOn: string | null
    readonly filedBy: string
    readonly firstReviewedBy: string | null
    readonly reviewedBy: string | null
    readonly grantedBy: string | null
    readonly firstReviewOpinion: string | null
    readonly reviewOpinion: string | null
    readonly grantOpinion: string | null
    readonly version: number
    readonly recordedAt: string
    readonly rows: number
    readonly liveRows: number
    readonly liveRequested: string
    readonly loans: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly requested: string
      readonly drawn: string
      readonly live: boolean
      readonly balance: string
      readonly evidenceHash: string | null
      readonly noteDueOn: string | null
      readonly noteNo: string | null
      readonly noteFilledOn: string | null
      readonly noteLate: boolean | null
      readonly opinions: readonly {
        readonly review: number
        readonly verdict: 'PASS' | 'RETURN'
        readonly opinion: string
        readonly givenBy: string
      }[]
      readonly eligibility: readonly {
        readonly check: string
        readonly passed: boolean
        readonly warning: boolean
        readonly facts: Readonly<Record<string, string | number>>
        readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
        readonly message: { readonly zh: string; readonly en: string }
        readonly cure: { readonly zh: string; readonly en: string } | null
      }[]
    }[]
    readonly returned: readonly {
      readonly loanId: string
      readonly requested: string
      readonly review: number | null
      readonly opinion: string | null
    }[]
  }
  '/v1/reloans': {
    readonly items: readonly {
      readonly id: string
      readonly filingId: string
      readonly quotaId: string
      readonly facility: string
      readonly loanId: string
      readonly amount: string
      readonly rate: string
      readonly termMonths: number
      readonly drawnOn: string
      readonly dueOn: string
      readonly explanation: unknown
      readonly recordedAt: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly contractNo: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloans/{id}': {
    readonly id: string
    readonly filingId: string
    readonly quotaId: string
    readonly facility: string
    readonly loanId: string
    readonly amount: string
    readonly rate: string
    readonly termMonths: number
    readonly drawnOn: string
    readonly dueOn: string
    readonly explanation: unknown
    readonly recordedAt: string
    readonly lender: string
    readonly lenderZh: string
    readonly lenderEn: string
    readonly contractNo: string
  }
  '/v1/reports/reloan-reconciliation': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
      readonly reloanId: string
      readonly contractNo: string
      readonly lender: string
      readonly centralBank: string
      readonly facility: string
      readonly drawnOn: string
      readonly amount: string
      readonly principal: string
      readonly accounts: readonly {
        readonly lenderAccount: string
        readonly branchAccount: string
        readonly lender: string
        readonly branch: string
        readonly difference: string
        readonly cause: 'BOOKED_FORWARD' | 'ENTRY_ON_ONE_BOOK' | 'PRINCIPAL_NOT_AS_FACTS' | null
      }[]
      readonly causes: readonly string[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloans/{id}/interest': {
    readonly asOf: string
    readonly knownAt: string
    readonly reloanId: string
    readonly principal: string
    readonly rate: string
    readonly dueOn: string
    readonly arrears: string
    readonly accrued: string
    readonly settlements: readonly {
      readonly from: string
      readonly on: string
      readonly days: number
      readonly interest: string
      readonly unpaid: string
    }[]
    readonly blocked: {
      readonly code: string
      readonly facility: string
      readonly parameter: string
      readonly on: string
      readonly document: string
      readonly enteredBy: string
      readonly approvedBy: string
    } | null
  }
  '/v1/reports/reloan-register': {
    readonly asOf: string
    readonly knownAt: string
    readonly columns: readonly {
      readonly key: string
      readonly zh: string
      readonly en: string
      readonly part: string
      readonly kind: 'text' | 'money' | 'rate' | 'date' | 'count'
      readonly held: boolean
      readonly masked: boolean
    }[]
    readonly items: readonly Readonly<Record<string, string | null>>[]
    readonly nextCursor: string | null
  }
  '/v1/reports/reloan-quota-utilisation': {
    readonly asOf: string
    readonly knownAt: string
    readonly from: string
    readonly quotas: readonly {
      readonly quotaId: string
      readonly lender: string
      readonly facility: string
      readonly documentNo: string
      readonly peak: { readonly day: string; readonly used: string }
      readonly days: readonly {
        readonly day: string
        readonly limit: string
        readonly reserved: string
        readonly drawn: string
        readonly available: string
        readonly peak: string
        readonly exceeded: boolean
      }[]
    }[]
  }
  '/v1/reports/reloan-maturities': {
    readonly asOf: string
    readonly knownAt: string
    readonly rungs: readonly {
      readonly rung: string
      readonly zh: string
      readonly en: string
      readonly reloans: number
      readonly balance: string
      readonly weightedRate: string | null
    }[]
    readonly byFacility: readonly {
      readonly facility: string
      readonly rungs: readonly {
        readonly rung: string
        readonly zh: string
        readonly en: string
        readonly reloans: number
        readonly balance: string
        readonly weightedRate: string | null
      }[]
    }[]
  }
  '/v1/reports/reloan-pass-through': {
    readonly asOf: string
    readonly knownAt: string
    readonly total: {
      readonly reloans: number
      readonly balance: string
      readonly reloanRate: string | null
      readonly loanRate: string | null
      readonly spreadBp: string | null
    }
    readonly rows: readonly {
      readonly lender: string
      readonly facility: string
      readonly reloans: number
      readonly balance: string
      readonly reloanRate: string | null
      readonly loanRate: string | null
      readonly spreadBp: string | null
    }[]
    readonly comparison: {
      readonly loans: number
      readonly amount: string
      readonly rate: string | null
      readonly savingBp: string | null
    } | null
    readonly notCompared: { readonly zh: string; readonly en: string } | null
  }
  '/v1/reports/reloan-disclosure': {
    readonly asOf: string
    readonly knownAt: string
    readonly facility: string | null
    readonly windows: readonly {
      readonly window: 'quarter' | 'year-to-date' | 'cumulative'
      readonly from: string | null
      readonly projects: number
      readonly amount: string
      readonly weightedRate: string | null
      readonly annualReductionT: string
      readonly withoutProject: number
      readonly byField: readonly {
        readonly field: 'clean-energy' | 'energy-saving-and-environment' | 'carbon-reduction-technology'
        readonly projects: number
        readonly amount: string
        readonly weightedRate: string | null
        readonly annualReductionT: string
        readonly withoutProject: number
      }[]
    }[]
  }
  '/v1/reloan-proposals': {
    readonly items: readonly {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reloans/{id}/life': {
    readonly id: string
    readonly facility: string
    readonly loanId: string
    readonly amount: string
    readonly drawnOn: string
    readonly asOf: string
    readonly knownAt: string
    readonly version: number
    readonly standing: {
      readonly state: 'LIVE' | 'OVERDUE' | 'REPAID' | 'CLAWED_BACK'
      readonly balance: string
      readonly returned: string
      readonly clawedBack: string
      readonly dueOn: string
      readonly termMonths: number
      readonly extensions: number
      readonly rate: string
      readonly overdueFrom: string | null
      readonly backing: readonly { readonly loanId: string; readonly amount: string }[]
    }
    readonly penalty: {
      readonly rate: string | null
      readonly unknown: {
        readonly facility: string
        readonly parameter: string
        readonly on: string
        readonly document: string
        readonly enteredBy: string
        readonly approvedBy: string
      } | null
    } | null
    readonly events: readonly {
      readonly id: string
      readonly no: number
      readonly kind: 'returned' | 'extended' | 'substituted' | 'clawed-back' | 'overdue'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly proposalId: string | null
      readonly recordedBy: string | null
      readonly recordedAt: string
    }[]
    readonly proposals: readonly {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }[]
  }
  '/v1/reloans/{id}/shortfall': {
    readonly id: string
    readonly asOf: string
    readonly knownAt: string
    readonly balance: string
    readonly ratioCap: string | null
    readonly covered: string
    readonly shortfall: string
    readonly backing: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly principal: string
      readonly eligible: string
      readonly losses: readonly (
        | 'NOT_PAID_OUT'
        | 'SETTLED'
        | 'WRITTEN_OFF'
        | 'OVERDUE'
        | 'CLASS'
        | 'GRADE'
        | 'MISUSED'
      )[]
      readonly daysOverdue: number
      readonly class: string
      readonly grade: string
    }[]
    readonly cures: readonly {
      readonly cure: 'RETURN_PROPORTION' | 'SUBSTITUTE_EQUAL'
      readonly amount: string | null
      readonly balance: string | null
    }[]
    readonly candidates: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly balance: string
      readonly covers: string
    }[]
    readonly cureBy: string | null
  }
  '/v1/reloan-findings': {
    readonly items: readonly {
      readonly id: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly month: string
      readonly check: string
      readonly checkZh: string
      readonly checkEn: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly severity: 'BREACH' | 'WARNING' | 'NOTE'
      readonly facts: Readonly<Record<string, unknown>>
      readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
      readonly foundOn: string
      readonly deadlineOn: string
      readonly late: boolean
      readonly steps: readonly {
        readonly no: number
        readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
        readonly on: string
        readonly opinion: string
        readonly evidenceHash: string | null
        readonly takenBy: string
        readonly recordedAt: string
      }[]
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reports/interest-saving': {
    readonly asOf: string
    readonly knownAt: string
    readonly totals: {
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly totalLine: string
      readonly lineIncrease: string
      readonly averageDiscountBp: string
      readonly simpleAverageDiscountBp: string
      readonly annualSaving: string
      readonly lineage: string | null
    }
    readonly byInstitution: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number | null
      readonly enterprises: number | null
      readonly lines: number | null
      readonly priorLimit: string | null
      readonly totalLine: string | null
      readonly lineIncrease: string | null
      readonly averageDiscountBp: string | null
      readonly simpleAverageDiscountBp: string | null
      readonly annualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }[]
    readonly byGrade: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number | null
      readonly enterprises: number | null
      readonly lines: number | null
      readonly priorLimit: string | null
      readonly totalLine: string | null
      readonly lineIncrease: string | null
      readonly averageDiscountBp: string | null
      readonly simpleAverageDiscountBp: string | null
      readonly annualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }[]
    readonly bySector: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number | null
      readonly enterprises: number | null
      readonly lines: number | null
      readonly priorLimit: string | null
      readonly totalLine: string | null
      readonly lineIncrease: string | null
      readonly averageDiscountBp: string | null
      readonly simpleAverageDiscountBp: string | null
      readonly annualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }[]
    readonly byProduct: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number | null
      readonly enterprises: number | null
      readonly lines: number | null
      readonly priorLimit: string | null
      readonly totalLine: string | null
      readonly lineIncrease: string | null
      readonly averageDiscountBp: string | null
      readonly simpleAverageDiscountBp: string | null
      readonly annualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }[]
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/lineage/credit-lines': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
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
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reports/realised-interest-saving': {
    readonly from: string
    readonly to: string
    readonly asOf: string
    readonly knownAt: string
    readonly by: 'city' | 'institution' | 'enterprise' | 'grade' | 'product' | 'sector' | 'month'
    readonly filter: {
      readonly city: string | null
      readonly institution: string | null
      readonly enterprise: string | null
      readonly grade: string | null
      readonly product: string | null
      readonly sector: string | null
    }
    readonly days: number
    readonly rows: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly loans: number | null
      readonly enterprises: number | null
      readonly averageBalance: string | null
      readonly executedInterest: string | null
      readonly referenceInterest: string | null
      readonly realisedSaving: string | null
      readonly simpleBp: string | null
      readonly weightedBp: string | null
      readonly potentialAnnualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }[]
    readonly nextCursor: string | null
    readonly totals: {
      readonly loans: number | null
      readonly enterprises: number | null
      readonly averageBalance: string | null
      readonly executedInterest: string | null
      readonly referenceInterest: string | null
      readonly realisedSaving: string | null
      readonly simpleBp: string | null
      readonly weightedBp: string | null
      readonly potentialAnnualSaving: string | null
      readonly hidden: boolean
      readonly lineage: string | null
    }
    readonly reconciliation: {
      readonly executedInterest: string
      readonly ledgerInterest: string
      readonly difference: string
      readonly causes: {
        readonly 'not-booked-yet': string
        readonly 'books-behind': string
        readonly 'moved-from-closed-period': string
        readonly unexplained: string
      }
      readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
      readonly accounts: readonly string[]
      readonly lenders: readonly {
        readonly lender: string
        readonly nameZh: string
        readonly nameEn: string
        readonly executedInterest: string
        readonly ledgerInterest: string
        readonly difference: string
        readonly causes: {
          readonly 'not-booked-yet': string
          readonly 'books-behind': string
          readonly 'moved-from-closed-period': string
          readonly unexplained: string
        }
      }[]
    } | null
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/lineage/loan-savings': {
    readonly from: string
    readonly to: string
    readonly asOf: string
    readonly knownAt: string
    readonly totals: {
      readonly loans: number
      readonly executedInterest: string
      readonly referenceInterest: string
      readonly realisedSaving: string
    }
    readonly items: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly product: string
      readonly sector: string
      readonly executedInterest: string
      readonly referenceInterest: string
      readonly realisedSaving: string
      readonly links: { readonly segments: string; readonly loan: string }
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loans/{id}/interest-segments': {
    readonly loanId: string
    readonly from: string
    readonly to: string
    readonly asOf: string
    readonly knownAt: string
    readonly executedInterest: string
    readonly referenceInterest: string
    readonly realisedSaving: string
    readonly segments: readonly {
      readonly from: string
      readonly to: string
      readonly nights: number
      readonly settlesOn: string
      readonly balance: string
      readonly rate: string
      readonly referenceRate: string
      readonly night: string
      readonly discounted: boolean
      readonly grade: string
      readonly executedInterest: string
      readonly referenceInterest: string
      readonly realisedSaving: string
      readonly recordedAt: string
      readonly cause: string
      readonly links: {
        readonly rateDecision: string
        readonly rating: string | null
        readonly carbonAccount: string | null
        readonly events: string
      }
    }[]
  }
  '/v1/reports/realised-interest-saving/issues': {
    readonly items: readonly {
      readonly id: string
      readonly number: string
      readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly from: string
      readonly to: string
      readonly asOf: string
      readonly knownAt: string
      readonly state: 'PREPARED' | 'SIGNED' | 'RETURNED'
      readonly documentHash: string
      readonly realisedSaving: string | null
      readonly restates: { readonly id: string; readonly number: string } | null
      readonly restatedBy: { readonly id: string; readonly number: string } | null
      readonly madeBy: string
      readonly madeAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/reports/realised-interest-saving/issues/{id}': {
    readonly id: string
    readonly number: string
    readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
    readonly from: string
    readonly to: string
    readonly asOf: string
    readonly knownAt: string
    readonly state: 'PREPARED' | 'SIGNED' | 'RETURNED'
    readonly documentHash: string
    readonly realisedSaving: string | null
    readonly restates: { readonly id: string; readonly number: string } | null
    readonly restatedBy: { readonly id: string; readonly number: string } | null
    readonly madeBy: string
    readonly madeAt: string
    readonly decidedBy: string | null
    readonly decidedAt: string | null
    readonly opinion: string | null
    readonly document: {
      readonly number: string
      readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly from: string
      readonly to: string
      readonly asOf: string
      readonly knownAt: string
      readonly days: number
      readonly totals: {
        readonly loans: number | null
        readonly enterprises: number | null
        readonly averageBalance: string | null
        readonly executedInterest: string | null
        readonly referenceInterest: string | null
        readonly realisedSaving: string | null
        readonly simpleBp: string | null
        readonly weightedBp: string | null
        readonly potentialAnnualSaving: string | null
        readonly hidden: boolean
        readonly lineage: string | null
      }
      readonly rows: {
        readonly city: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
        readonly institution: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
        readonly grade: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
        readonly product: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
        readonly sector: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
        readonly month: readonly {
          readonly key: string
          readonly nameZh: string | null
          readonly nameEn: string | null
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }[]
      }
      readonly reconciliation: {
        readonly executedInterest: string
        readonly ledgerInterest: string
        readonly difference: string
        readonly causes: {
          readonly 'not-booked-yet': string
          readonly 'books-behind': string
          readonly 'moved-from-closed-period': string
          readonly unexplained: string
        }
        readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
        readonly accounts: readonly string[]
        readonly lenders: readonly {
          readonly lender: string
          readonly nameZh: string
          readonly nameEn: string
          readonly executedInterest: string
          readonly ledgerInterest: string
          readonly difference: string
          readonly causes: {
            readonly 'not-booked-yet': string
            readonly 'books-behind': string
            readonly 'moved-from-closed-period': string
            readonly unexplained: string
          }
        }[]
      } | null
      readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
      readonly restatement: {
        readonly of: { readonly id: string; readonly number: string; readonly knownAt: string }
        readonly before: string | null
        readonly after: string | null
        readonly difference: string | null
        readonly changes: readonly {
          readonly key: string
          readonly cause: string
          readonly loans: number | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly hidden: boolean
        }[]
        readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
      } | null
    }
  }
  '/v1/reports/realised-interest-saving/document': unknown
  '/v1/reports/realised-interest-saving/issues/{id}/document': unknown
  '/v1/dashboard/city': {
    readonly asOf: string
    readonly knownAt: string
    readonly since: string
    readonly months: number
    readonly keptAt: string | null
    readonly statisticsOnly: boolean
    readonly inForce: {
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly limit: string
      readonly increase: string
      readonly lineage: string | null
    }
    readonly discounted: {
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly limit: string
      readonly increase: string
      readonly averageDiscountBp: string | null
      readonly simpleAverageDiscountBp: string | null
      readonly annualSaving: string
      readonly lineage: string | null
    }
    readonly growth: readonly {
      readonly day: string
      readonly hidden: boolean
      readonly enterprises: number | null
      readonly lines: number | null
      readonly priorLimit: string | null
      readonly limit: string | null
      readonly increase: string | null
      readonly lineage: string | null
    }[]
    readonly grades: readonly {
      readonly grade: string
      readonly nameZh: string
      readonly nameEn: string
      readonly hidden: boolean
      readonly enterprises: number | null
      readonly lines: number | null
      readonly limit: string | null
      readonly lineage: string | null
    }[]
    readonly migration: readonly {
      readonly from: string
      readonly to: string
      readonly hidden: boolean
      readonly enterprises: number | null
      readonly lineage: string | null
    }[]
    readonly discounts: readonly {
      readonly band: number
      readonly over: string
      readonly upTo: string
      readonly hidden: boolean
      readonly enterprises: number | null
      readonly lines: number | null
      readonly limit: string | null
      readonly lineage: string | null
    }[]
    readonly movers: {
      readonly gradeUp: readonly {
        readonly uscc: string
        readonly nameZh: string
        readonly nameEn: string
        readonly from: string
        readonly to: string
        readonly limit: string
        readonly savingBefore: string
        readonly savingAfter: string
        readonly savingChange: string
        readonly lineage: string | null
      }[]
      readonly gradeDown: readonly {
        readonly uscc: string
        readonly nameZh: string
        readonly nameEn: string
        readonly from: string
        readonly to: string
        readonly limit: string
        readonly savingBefore: string
        readonly savingAfter: string
        readonly savingChange: string
        readonly lineage: string | null
      }[]
      readonly savingUp: readonly {
        readonly uscc: string
        readonly nameZh: string
        readonly nameEn: string
        readonly from: string
        readonly to: string
        readonly limit: string
        readonly savingBefore: string
        readonly savingAfter: string
        readonly savingChange: string
        readonly lineage: string | null
      }[]
      readonly savingDown: readonly {
        readonly uscc: string
        readonly nameZh: string
        readonly nameEn: string
        readonly from: string
        readonly to: string
        readonly limit: string
        readonly savingBefore: string
        readonly savingAfter: string
        readonly savingChange: string
        readonly lineage: string | null
      }[]
    } | null
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/dashboard/city/relending': {
    readonly asOf: string
    readonly knownAt: string
    readonly months: readonly {
      readonly day: string
      readonly quotas: number
      readonly limit: string
      readonly reserved: string
      readonly drawn: string
      readonly available: string
      readonly drawnPercent: string | null
      readonly lineage: string
    }[]
    readonly byLender: readonly {
      readonly lender: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly quotas: number
      readonly limit: string
      readonly reserved: string
      readonly drawn: string
      readonly available: string
      readonly drawnPercent: string | null
    }[]
    readonly byFacility: readonly {
      readonly facility: string
      readonly months: readonly {
        readonly day: string
        readonly quotas: number
        readonly limit: string
        readonly reserved: string
        readonly drawn: string
        readonly available: string
        readonly drawnPercent: string | null
      }[]
    }[]
    readonly ladder: {
      readonly rungs: readonly {
        readonly rung: string
        readonly zh: string
        readonly en: string
        readonly reloans: number
        readonly balance: string
        readonly weightedRate: string | null
      }[]
      readonly byFacility: readonly {
        readonly facility: string
        readonly rungs: readonly {
          readonly rung: string
          readonly zh: string
          readonly en: string
          readonly reloans: number
          readonly balance: string
          readonly weightedRate: string | null
        }[]
      }[]
      readonly lineage: string
    }
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/dashboard/city/financed-emissions': {
    readonly asOf: string
    readonly knownAt: string
    readonly method: {
      readonly id: 'pcaf-business-loans' | 'cn-average-balance'
      readonly version: string
      readonly ruleId: string
      readonly nameZh: string
      readonly nameEn: string
      readonly numerator: string
      readonly denominators: readonly string[]
      readonly weighting: string
      readonly validFrom: string
      readonly source: string
      readonly status: string
    }
    readonly population: { readonly zh: string; readonly en: string } | null
    readonly now: {
      readonly asOf: string
      readonly period: { readonly from: string; readonly to: string }
      readonly loans: number
      readonly borrowers: number
      readonly amount: string
      readonly total: string
      readonly totalRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
      readonly coveragePercent: string | null
      readonly withoutFigures: {
        readonly loans: number
        readonly amount: string
        readonly reasons: readonly { readonly reason: string; readonly loans: number }[]
      }
      readonly lineage: string
    }
    readonly before: {
      readonly asOf: string
      readonly period: { readonly from: string; readonly to: string }
      readonly loans: number
      readonly borrowers: number
      readonly amount: string
      readonly total: string
      readonly totalRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
      readonly coveragePercent: string | null
      readonly withoutFigures: {
        readonly loans: number
        readonly amount: string
        readonly reasons: readonly { readonly reason: string; readonly loans: number }[]
      }
      readonly lineage: string
    } | null
    readonly reduction: string | null
    readonly reductionRounded: string | null
    readonly reductionPercent: string | null
    readonly same: {
      readonly borrowers: number
      readonly now: {
        readonly loans: number
        readonly borrowers: number
        readonly amount: string
        readonly total: string
        readonly totalRounded: string
        readonly dataQuality: string | null
        readonly dataQualityRounded: string | null
      }
      readonly before: {
        readonly loans: number
        readonly borrowers: number
        readonly amount: string
        readonly total: string
        readonly totalRounded: string
        readonly dataQuality: string | null
        readonly dataQualityRounded: string | null
      }
      readonly reduction: string | null
      readonly reductionRounded: string | null
      readonly reductionPercent: string | null
    } | null
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/dashboard/city/lines': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
      readonly creditLineId: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly product: string
      readonly priorLimit: string
      readonly limit: string
      readonly grade: string | null
      readonly rate: string | null
      readonly referenceRate: string | null
      readonly discountBp: string | null
      readonly annualSaving: string | null
      readonly pricedOn: string | null
      readonly links: {
        readonly creditLine: string
        readonly rateDecision: string | null
        readonly rating: string | null
        readonly carbonAccount: string
      }
    }[]
    readonly nextCursor: string | null
  }
  '/v1/dashboard/city/grade-moves': {
    readonly asOf: string
    readonly knownAt: string
    readonly since: string
    readonly items: readonly {
      readonly uscc: string
      readonly nameZh: string
      readonly nameEn: string
      readonly from: string
      readonly to: string
      readonly limit: string
      readonly savingBefore: string
      readonly savingAfter: string
      readonly savingChange: string
      readonly lineage: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/export-datasets': {
    readonly items: readonly {
      readonly name: string
      readonly zh: string
      readonly en: string
      readonly about: { readonly zh: string; readonly en: string }
      readonly columns: readonly {
        readonly key: string
        readonly zh: string
        readonly en: string
        readonly kind: string
        readonly masked: boolean
      }[]
      readonly filters: readonly { readonly name: string; readonly zh: string; readonly en: string }[]
    }[]
  }
  '/v1/exports': {
    readonly items: readonly {
      readonly id: string
      readonly runId: string
      readonly organisation: string
      readonly requestedBy: string | null
      readonly dataset: string
      readonly datasetZh: string
      readonly datasetEn: string
      readonly format: 'csv' | 'xlsx'
      readonly filters: Readonly<Record<string, string>>
      readonly reason: string
      readonly asOf: string
      readonly knownAt: string
      readonly state: 'REQUESTED' | 'WRITING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED'
      readonly failure: { readonly code: string; readonly zh: string; readonly en: string } | null
      readonly rows: string | null
      readonly bytes: string | null
      readonly sha256: string | null
      readonly masking: {
        readonly columns: readonly { readonly key: string; readonly zh: string; readonly en: string }[]
        readonly zh: string
        readonly en: string
      }
      readonly requestedAt: string
      readonly readyAt: string | null
      readonly expiresAt: string | null
      readonly downloads: number
      readonly lastDownloadAt: string | null
      readonly file: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/exports/{id}': {
    readonly id: string
    readonly runId: string
    readonly organisation: string
    readonly requestedBy: string | null
    readonly dataset: string
    readonly datasetZh: string
    readonly datasetEn: string
    readonly format: 'csv' | 'xlsx'
    readonly filters: Readonly<Record<string, string>>
    readonly reason: string
    readonly asOf: string
    readonly knownAt: string
    readonly state: 'REQUESTED' | 'WRITING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED'
    readonly failure: { readonly code: string; readonly zh: string; readonly en: string } | null
    readonly rows: string | null
    readonly bytes: string | null
    readonly sha256: string | null
    readonly masking: {
      readonly columns: readonly { readonly key: string; readonly zh: string; readonly en: string }[]
      readonly zh: string
      readonly en: string
    }
    readonly requestedAt: string
    readonly readyAt: string | null
    readonly expiresAt: string | null
    readonly downloads: number
    readonly lastDownloadAt: string | null
    readonly file: string | null
    readonly takenBy: readonly { readonly by: string | null; readonly at: string }[]
  }
  '/v1/exports/{id}/file': unknown
  '/v1/reports/financed-emissions': {
    readonly asOf: string
    readonly knownAt: string
    readonly method: {
      readonly id: 'pcaf-business-loans' | 'cn-average-balance'
      readonly version: string
      readonly ruleId: string
      readonly nameZh: string
      readonly nameEn: string
      readonly numerator: string
      readonly denominators: readonly string[]
      readonly weighting: string
      readonly validFrom: string
      readonly source: string
      readonly status: string
    }
    readonly period: { readonly from: string; readonly to: string }
    readonly population: { readonly zh: string; readonly en: string } | null
    readonly totals: {
      readonly loans: number
      readonly amount: string
      readonly borrowers: number
      readonly scope1: string
      readonly scope1Rounded: string
      readonly scope2: string
      readonly scope2Rounded: string
      readonly unsplit: string
      readonly unsplitRounded: string
      readonly total: string
      readonly totalRounded: string
      readonly biogenic: string
      readonly biogenicRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
    }
    readonly apart: {
      readonly scope3: { readonly value: null; readonly zh: string; readonly en: string }
      readonly removals: { readonly value: null; readonly zh: string; readonly en: string }
      readonly credits: { readonly value: null; readonly zh: string; readonly en: string }
    }
    readonly byInstitution: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly loans: number
      readonly amount: string
      readonly borrowers: number
      readonly scope1: string
      readonly scope1Rounded: string
      readonly scope2: string
      readonly scope2Rounded: string
      readonly unsplit: string
      readonly unsplitRounded: string
      readonly total: string
      readonly totalRounded: string
      readonly biogenic: string
      readonly biogenicRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
    }[]
    readonly bySector: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly loans: number
      readonly amount: string
      readonly borrowers: number
      readonly scope1: string
      readonly scope1Rounded: string
      readonly scope2: string
      readonly scope2Rounded: string
      readonly unsplit: string
      readonly unsplitRounded: string
      readonly total: string
      readonly totalRounded: string
      readonly biogenic: string
      readonly biogenicRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
    }[]
    readonly byDataQuality: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly loans: number
      readonly amount: string
      readonly borrowers: number
      readonly scope1: string
      readonly scope1Rounded: string
      readonly scope2: string
      readonly scope2Rounded: string
      readonly unsplit: string
      readonly unsplitRounded: string
      readonly total: string
      readonly totalRounded: string
      readonly biogenic: string
      readonly biogenicRounded: string
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
    }[]
    readonly coverage: {
      readonly withFigures: { readonly loans: number; readonly amount: string }
      readonly withoutFigures: { readonly loans: number; readonly amount: string }
      readonly amountPercent: string | null
      readonly reasons: readonly { readonly reason: string; readonly loans: number; readonly amount: string }[]
    }
    readonly nothingAttributed: readonly { readonly reason: string; readonly loans: number; readonly amount: string }[]
    readonly lines: string
    readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  }
  '/v1/reports/financed-emissions/loans': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
      readonly loanId: string
      readonly contractNo: string
      readonly product: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly enterprise: {
        readonly uscc: string
        readonly nameZh: string
        readonly nameEn: string
        readonly sectorCode: string
      }
      readonly amount: string
      readonly attribution: {
        readonly numerator: string
        readonly basis: string
        readonly denominator: string
        readonly factor: string
        readonly factorRounded: string
      } | null
      readonly emissions: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2: string
        readonly scope2Rounded: string
        readonly unsplit: string
        readonly unsplitRounded: string
        readonly total: string
        readonly totalRounded: string
        readonly biogenic: string
        readonly biogenicRounded: string
      } | null
      readonly dataQuality: { readonly score: number; readonly zh: string; readonly en: string } | null
      readonly flags: readonly string[]
      readonly reason: { readonly code: string; readonly zh: string; readonly en: string } | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loans/{id}/financed-emissions': {
    readonly asOf: string
    readonly knownAt: string
    readonly method: {
      readonly id: 'pcaf-business-loans' | 'cn-average-balance'
      readonly version: string
      readonly ruleId: string
      readonly nameZh: string
      readonly nameEn: string
      readonly numerator: string
      readonly denominators: readonly string[]
      readonly weighting: string
      readonly validFrom: string
      readonly source: string
      readonly status: string
    }
    readonly loanId: string
    readonly contractNo: string
    readonly product: string
    readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
    readonly enterprise: {
      readonly uscc: string
      readonly nameZh: string
      readonly nameEn: string
      readonly sectorCode: string
    }
    readonly amount: string
    readonly attribution: {
      readonly numerator: string
      readonly basis: string
      readonly denominator: string
      readonly factor: string
      readonly factorRounded: string
    } | null
    readonly emissions: {
      readonly scope1: string
      readonly scope1Rounded: string
      readonly scope2: string
      readonly scope2Rounded: string
      readonly unsplit: string
      readonly unsplitRounded: string
      readonly total: string
      readonly totalRounded: string
      readonly biogenic: string
      readonly biogenicRounded: string
    } | null
    readonly dataQuality: { readonly score: number; readonly zh: string; readonly en: string } | null
    readonly flags: readonly string[]
    readonly reason: { readonly code: string; readonly zh: string; readonly en: string } | null
    readonly inputs: {
      readonly disbursements: readonly {
        readonly id: string
        readonly noteNo: string
        readonly on: string
        readonly amount: string
      }[]
      readonly repayments: readonly { readonly on: string; readonly amount: string }[]
      readonly borrower: {
        readonly verification: string
        readonly balanceSheet: {
          readonly id: string
          readonly asOf: string
          readonly equity: string | null
          readonly debt: string | null
          readonly totalAssets: string | null
          readonly evic: string | null
          readonly source: string
          readonly reason: string | null
          readonly supersedes: string | null
          readonly recordedAt: string
        } | null
        readonly emissions: {
          readonly basis: 'ENERGY_ACTIVITY' | 'REVENUE_SECTOR_FACTOR'
          readonly period: { readonly from: string; readonly to: string }
          readonly scope1: string | null
          readonly scope1Rounded: string | null
          readonly scope2: string | null
          readonly scope2Rounded: string | null
          readonly biogenic: string | null
          readonly biogenicRounded: string | null
          readonly total: string
          readonly totalRounded: string
          readonly factors: readonly {
            readonly code: string
            readonly value: string
            readonly unit: string
            readonly set: string
            readonly vintage: number | null
            readonly fallback: boolean
            readonly flags: readonly string[]
            readonly publishedOn: string | null
            readonly ruleId: string | null
            readonly ruleIds: readonly string[]
            readonly own: readonly string[]
            readonly source: string
            readonly status: string
          }[]
          readonly estimate: {
            readonly revenueWan: string
            readonly sectorFactor: string
            readonly unit: string
            readonly sector: string
            readonly benchmarkRuleId: string
            readonly entities: number
          } | null
        } | null
      } | null
    }
    readonly steps: readonly {
      readonly step: string
      readonly formula: string
      readonly terms: Readonly<Record<string, string | null>>
      readonly value: string
      readonly unit: string
      readonly from: string | null
    }[]
    readonly apart: {
      readonly scope3: { readonly value: null; readonly zh: string; readonly en: string }
      readonly removals: { readonly value: null; readonly zh: string; readonly en: string }
      readonly credits: { readonly value: null; readonly zh: string; readonly en: string }
    }
    readonly links: { readonly loan: string; readonly carbonAccount: string; readonly balanceSheets: string }
  }
  '/v1/enterprises/{uscc}/balance-sheets': {
    readonly items: readonly {
      readonly id: string
      readonly asOf: string
      readonly equity: string | null
      readonly debt: string | null
      readonly totalAssets: string | null
      readonly evic: string | null
      readonly source: string
      readonly reason: string | null
      readonly supersedes: string | null
      readonly recordedAt: string
      readonly uscc: string
      readonly supersededBy: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/audit-events': {
    readonly items: readonly {
      readonly id: string
      readonly at: string
      readonly action: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly organisationId: string | null
      readonly organisationCode: string | null
      readonly userId: string | null
      readonly username: string | null
      readonly requestId: string | null
      readonly detail: unknown
      readonly seal: { readonly seq: string; readonly hash: string } | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/audit-events/verification': {
    readonly intact: boolean
    readonly sealed: string
    readonly unsealed: number
    readonly head: string
    readonly broken: { readonly seq: string; readonly eventId: string | null; readonly reason: string } | null
  }
  '/v1/activities/{id}': {
    readonly id: string
    readonly month: string
    readonly carrier: string
    readonly meter: string
    readonly quantity: string
    readonly unit: string
    readonly greenQuantity: string
    readonly enthalpyKjPerKg: string | null
    readonly direction: 'use' | 'export'
    readonly biogenic: boolean
    readonly ncv: string | null
    readonly cc: string | null
    readonly of: string | null
    readonly factor: { readonly value: string; readonly unit: string; readonly source: string } | null
    readonly source: string
    readonly dataQuality: number
    readonly evidence: string | null
    readonly reason: string | null
    readonly supersedes: string | null
    readonly recordedAt: string
    readonly uscc: string
    readonly supersededBy: string | null
    readonly versions: readonly {
      readonly id: string
      readonly month: string
      readonly carrier: string
      readonly meter: string
      readonly quantity: string
      readonly unit: string
      readonly greenQuantity: string
      readonly enthalpyKjPerKg: string | null
      readonly direction: 'use' | 'export'
      readonly biogenic: boolean
      readonly ncv: string | null
      readonly cc: string | null
      readonly of: string | null
      readonly factor: { readonly value: string; readonly unit: string; readonly source: string } | null
      readonly source: string
      readonly dataQuality: number
      readonly evidence: string | null
      readonly reason: string | null
      readonly supersedes: string | null
      readonly recordedAt: string
    }[]
  }
  '/v1/activity-import-template': unknown
  '/v1/enterprises/{uscc}/activity-imports': {
    readonly items: readonly {
      readonly id: string
      readonly format: 'json' | 'csv' | 'xlsx'
      readonly fileName: string | null
      readonly sha256: string
      readonly rows: number
      readonly accepted: number
      readonly anomalies: readonly {
        readonly row: number
        readonly column: string
        readonly code: string
        readonly severity: 'error' | 'warning'
        readonly message: { readonly zh: string; readonly en: string }
        readonly facts: Readonly<Record<string, unknown>>
      }[]
      readonly acknowledged: boolean
      readonly reason: string | null
      readonly recordedBy: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/consents': {
    readonly items: readonly {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly state: 'GRANTED' | 'WITHDRAWN' | 'EXPIRED'
      readonly basis: string
      readonly requestId: string | null
      readonly textVersion: number | null
      readonly textHash: string | null
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/consent-texts/current': {
    readonly version: number
    readonly zh: string
    readonly en: string
    readonly hash: string
    readonly validFrom: string
  }
  '/v1/consent-requests': {
    readonly items: readonly {
      readonly id: string
      readonly uscc: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly reason: string
      readonly state: 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'EXPIRED'
      readonly requestedOn: string
      readonly expiresOn: string
      readonly consentId: string | null
      readonly decisionReason: string | null
      readonly decidedAt: string | null
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/account-views': {
    readonly items: readonly {
      readonly id: string
      readonly at: string
      readonly uscc: string | null
      readonly organisation: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly username: string
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review' | 'own_use' | 'supervision'
      readonly consentId: string | null
      readonly what: 'account' | 'rating' | 'activity'
      readonly asked: Readonly<Record<string, string>>
      readonly requestId: string
      readonly resultHash: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/credit-lines': {
    readonly items: readonly {
      readonly id: string
      readonly enterprise: { readonly uscc: string; readonly nameZh: string; readonly nameEn: string }
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
      readonly priorLimit: string
      readonly limit: string
      readonly increase: string
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly revolving: boolean
      readonly reserved: string | null
      readonly used: string | null
      readonly available: string | null
      readonly pricedOn: string | null
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
      readonly rate: string | null
      readonly referenceRate: string | null
      readonly discountBp: string | null
      readonly annualSaving: string | null
      readonly rateDecisionId: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/enterprises/{uscc}/credit-lines': {
    readonly items: readonly {
      readonly id: string
      readonly enterprise: { readonly uscc: string; readonly nameZh: string; readonly nameEn: string }
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
      readonly priorLimit: string
      readonly limit: string
      readonly increase: string
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly revolving: boolean
      readonly reserved: string | null
      readonly used: string | null
      readonly available: string | null
      readonly pricedOn: string | null
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
      readonly rate: string | null
      readonly referenceRate: string | null
      readonly discountBp: string | null
      readonly annualSaving: string | null
      readonly rateDecisionId: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/credit-lines/{id}': {
    readonly id: string
    readonly enterprise: { readonly uscc: string; readonly nameZh: string; readonly nameEn: string }
    readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
    readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
    readonly priorLimit: string
    readonly limit: string
    readonly increase: string
    readonly effectiveFrom: string
    readonly effectiveTo: string | null
    readonly revolving: boolean
    readonly reserved: string | null
    readonly used: string | null
    readonly available: string | null
    readonly pricedOn: string | null
    readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
    readonly rate: string | null
    readonly referenceRate: string | null
    readonly discountBp: string | null
    readonly annualSaving: string | null
    readonly rateDecisionId: string | null
    readonly asOf: string
    readonly knownAt: string
    readonly state: 'IN_FORCE' | 'ENDED'
    readonly standing: {
      readonly limit: string
      readonly reserved: string
      readonly used: string
      readonly available: string
      readonly version: number
    } | null
    readonly versions: readonly {
      readonly id: string
      readonly priorLimit: string
      readonly limit: string
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly recordedAt: string
    }[]
    readonly movements: {
      readonly items: readonly {
        readonly id: string
        readonly kind: 'open' | 'change' | 'reserve' | 'release' | 'draw' | 'undraw' | 'repay' | 'redraw'
        readonly amount: string
        readonly loanId: string | null
        readonly contractNo: string | null
        readonly movedOn: string
        readonly limitAfter: string
        readonly reservedAfter: string
        readonly usedAfter: string
        readonly recordedAt: string
      }[]
      readonly nextCursor: string | null
    }
  }
  '/v1/credit-line-proposals': {
    readonly items: readonly {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly product: string
      readonly supersedes: string | null
      readonly limit: string
      readonly revolving: boolean
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly creditLineId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/credit-reports': {
    readonly items: readonly {
      readonly id: string
      readonly number: string
      readonly uscc: string
      readonly issuedFor: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review' | 'own_use'
      readonly asOf: string
      readonly knownAt: string
      readonly issuedAt: string
      readonly hash: string
      readonly checkCode: string
      readonly restates: { readonly id: string | null; readonly number: string } | null
      readonly restatedBy: { readonly id: string | null; readonly number: string } | null
      readonly links: { readonly json: string; readonly pdf: string; readonly verify: string }
    }[]
    readonly nextCursor: string | null
  }
  '/v1/credit-reports/{id}': {
    readonly kind: string
    readonly format: string
    readonly header: Readonly<Record<string, unknown>>
    readonly subject: Readonly<Record<string, unknown>>
    readonly rating: Readonly<Record<string, unknown>>
    readonly figures: readonly {
      readonly id: string
      readonly nameZh: string
      readonly nameEn: string
      readonly unit: string
      readonly value: string | null
      readonly shown: string | null
      readonly reason?: string
      readonly sources: readonly string[]
    }[]
    readonly sources: readonly {
      readonly tag: string
      readonly kind: string
      readonly nameZh: string
      readonly nameEn: string
      readonly status: string
      readonly source: string
      readonly facts: Readonly<Record<string, unknown>>
    }[]
    readonly restatement: Readonly<Record<string, unknown>> | null
  }
  '/v1/credit-reports/{id}/pdf': unknown
  '/v1/verify/{hash}': {
    readonly exists: boolean
    readonly number?: string
    readonly issuedAt?: string
    readonly subject?: string
    readonly state?: 'latest' | 'restated'
    readonly restatedBy?: string | null
    readonly restatedAt?: string | null
  }
  '/v1/enterprises': {
    readonly items: readonly {
      readonly uscc: string
      readonly nameZh: string
      readonly nameEn: string
      readonly sectorCode: string
      readonly regionCode: string
      readonly employees: number
      readonly verification: string
      readonly dataQuality: number
      readonly origin: string
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
      readonly score: string | null
      readonly ratedAsOf: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/enterprises/{uscc}': {
    readonly uscc: string
    readonly nameZh: string
    readonly nameEn: string
    readonly sectorCode: string
    readonly regionCode: string
    readonly employees: number
    readonly verification: string
    readonly dataQuality: number
    readonly origin: string
    readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
    readonly score: string | null
    readonly ratedAsOf: string | null
    readonly consents: readonly {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
    }[]
  }
  '/v1/enterprises/{uscc}/carbon-account': {
    readonly uscc: string
    readonly asOf: string
    readonly knownAt: string
    readonly factorSet: string
    readonly periods: {
      readonly current: {
        readonly from: string
        readonly to: string
        readonly complete: boolean
        readonly revenue: string | null
        readonly profit: string | null
        readonly tax: string | null
        readonly employees: number | null
      }
      readonly prior: {
        readonly from: string
        readonly to: string
        readonly complete: boolean
        readonly revenue: string | null
        readonly profit: string | null
        readonly tax: string | null
        readonly employees: number | null
      } | null
    }
    readonly months: readonly {
      readonly month: string
      readonly rows: readonly {
        readonly activityId: string
        readonly supersedes: string | null
        readonly recordedAt: string
        readonly meter: string
        readonly carrier: string
        readonly scope: number
        readonly quantity: string
        readonly unit: string
        readonly greenQuantity: string
        readonly factor: {
          readonly code: string
          readonly value: string
          readonly unit: string
          readonly set: string
          readonly vintage: number | null
          readonly fallback: boolean
          readonly flags: readonly string[]
          readonly publishedOn: string | null
          readonly ruleId: string | null
          readonly ruleIds: readonly string[]
          readonly own: readonly string[]
          readonly source: string
          readonly status: string
        }
        readonly marketFactor: {
          readonly code: string
          readonly value: string
          readonly unit: string
          readonly set: string
          readonly vintage: number | null
          readonly fallback: boolean
          readonly flags: readonly string[]
          readonly publishedOn: string | null
          readonly ruleId: string | null
          readonly ruleIds: readonly string[]
          readonly own: readonly string[]
          readonly source: string
          readonly status: string
        } | null
        readonly tCO2: string
        readonly tCO2Rounded: string
        readonly tCO2Market: string
        readonly tCO2MarketRounded: string
        readonly dataQuality: number
        readonly source: string
        readonly links: { readonly activity: string }
      }[]
      readonly totals: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
      }
    }[]
    readonly totals: {
      readonly current: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
      }
      readonly prior: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
      } | null
      readonly byScope: readonly { readonly scope: number; readonly tCO2: string; readonly tCO2Rounded: string }[]
      readonly byCarrier: readonly { readonly carrier: string; readonly tCO2: string; readonly tCO2Rounded: string }[]
    }
    readonly intensities: readonly {
      readonly id: string
      readonly metric: string
      readonly nameZh: string
      readonly nameEn: string
      readonly value: string | null
      readonly valueRounded: string | null
      readonly k: string | null
      readonly kRounded: string | null
      readonly reason: string | null
      readonly benchmark: string | null
      readonly benchmarkSector: string | null
      readonly benchmarkRuleId: string | null
      readonly entities: number | null
    }[]
    readonly greenShare: string | null
    readonly greenShareRounded: string | null
    readonly trend: string | null
    readonly trendRounded: string | null
    readonly historyMonths: number
    readonly flags: readonly string[]
    readonly factors: readonly {
      readonly code: string
      readonly value: string
      readonly unit: string
      readonly set: string
      readonly vintage: number | null
      readonly fallback: boolean
      readonly flags: readonly string[]
      readonly publishedOn: string | null
      readonly ruleId: string | null
      readonly ruleIds: readonly string[]
      readonly own: readonly string[]
      readonly source: string
      readonly status: string
      readonly rows: readonly {
        readonly ruleId: string
        readonly code: string
        readonly set: string
        readonly unit: string
        readonly value: string
        readonly validFrom: string
        readonly validTo: string | null
        readonly publishedOn: string | null
        readonly region: string
        readonly source: string
        readonly status: string
      }[]
    }[]
    readonly withheld: readonly string[]
  }
  '/v1/enterprises/{uscc}/rating': {
    readonly uscc: string
    readonly asOf: string
    readonly ratedAsOf: string
    readonly knownAt: string
    readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
    readonly gradeByScore: string | null
    readonly keptByHysteresis: boolean
    readonly score: string | null
    readonly scoreRounded: string | null
    readonly components: readonly {
      readonly id: string
      readonly group: string
      readonly metric: string | null
      readonly metricRounded: string | null
      readonly benchmark?: string
      readonly k?: string
      readonly kRounded?: string
      readonly score: string
      readonly scoreRounded: string
      readonly points: string
      readonly pointsRounded: string
      readonly weight: string
      readonly reason?: string
    }[]
    readonly caps: readonly { readonly reason: string; readonly maxGrade: string }[]
    readonly toNextGrade: {
      readonly grade: string
      readonly minScore: string
      readonly points: string
      readonly pointsRounded: string
      readonly blockedBy: readonly string[]
      readonly changes: readonly {
        readonly id: string
        readonly score: string
        readonly scoreRounded: string
        readonly at: string
        readonly atRounded: string
        readonly metric?: string
        readonly metricRounded?: string
      }[]
    } | null
    readonly vetoes: readonly string[]
    readonly inputs: Readonly<Record<string, unknown>>
    readonly methodBefore?: string
    readonly vetoRecords?: readonly {
      readonly id: string
      readonly reason: string
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
    }[]
    readonly method: {
      readonly id: string
      readonly version: string
      readonly ruleId: string
      readonly hash: string
      readonly status: string
      readonly source: string
      readonly validityDays: number
      readonly staleAfterDays: number
    }
    readonly factorSet: string
    readonly factors: readonly {
      readonly code: string
      readonly value: string
      readonly unit: string
      readonly set: string
      readonly vintage: number | null
      readonly fallback: boolean
      readonly flags: readonly string[]
      readonly publishedOn: string | null
      readonly ruleId: string | null
      readonly ruleIds: readonly string[]
      readonly own: readonly string[]
      readonly source: string
      readonly status: string
      readonly rows: readonly {
        readonly ruleId: string
        readonly code: string
        readonly set: string
        readonly unit: string
        readonly value: string
        readonly validFrom: string
        readonly validTo: string | null
        readonly publishedOn: string | null
        readonly region: string
        readonly source: string
        readonly status: string
      }[]
    }[]
    readonly benchmarks: readonly {
      readonly ruleId: string
      readonly sector: string
      readonly metric: string
      readonly period: { readonly from: string; readonly to: string }
      readonly mean: string
      readonly entities: number
      readonly source: string
      readonly status: string
    }[]
    readonly hashes: {
      readonly inputs: string
      readonly factors: string
      readonly benchmark: string
      readonly method: string
      readonly document: string
    }
    readonly validUntil: string
    readonly expired: boolean
    readonly stale: boolean
    readonly ratingId: string
    readonly recordedAt: string
    readonly withheld: readonly string[]
  }
  '/v1/enterprises/{uscc}/statements': {
    readonly uscc: string
    readonly asOf: string
    readonly knownAt: string
    readonly period: 'month' | 'quarter' | 'year' | 'rolling12'
    readonly from: string
    readonly to: string
    readonly factorSet: string
    readonly verification: {
      readonly level: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly recordId: string | null
      readonly verifierCode: string | null
      readonly verifierName: string | null
      readonly statementNo: string | null
      readonly evidenceHash: string | null
      readonly validFrom: string | null
      readonly validTo: string | null
    }
    readonly items: readonly {
      readonly from: string
      readonly to: string
      readonly complete: boolean
      readonly monthsWithData: number
      readonly totals: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
        readonly biogenic: string
        readonly biogenicRounded: string
        readonly exported: string
        readonly exportedRounded: string
      }
      readonly byScope: readonly { readonly scope: number; readonly tCO2: string; readonly tCO2Rounded: string }[]
      readonly byCarrier: readonly {
        readonly carrier: string
        readonly scope: number
        readonly tCO2: string
        readonly tCO2Rounded: string
        readonly tCO2Market: string
        readonly tCO2MarketRounded: string
        readonly biogenic: string
        readonly biogenicRounded: string
        readonly exported: string
        readonly exportedRounded: string
      }[]
      readonly bySite: readonly {
        readonly carrier: string
        readonly meter: string
        readonly scope: number
        readonly tCO2: string
        readonly tCO2Rounded: string
        readonly tCO2Market: string
        readonly tCO2MarketRounded: string
        readonly biogenic: string
        readonly biogenicRounded: string
        readonly exported: string
        readonly exportedRounded: string
      }[]
      readonly intensities: readonly {
        readonly id: string
        readonly metric: string
        readonly nameZh: string
        readonly nameEn: string
        readonly value: string | null
        readonly valueRounded: string | null
        readonly k: string | null
        readonly kRounded: string | null
        readonly quantile: string | null
        readonly quantileRounded: string | null
        readonly reason: string | null
        readonly benchmark: string | null
        readonly benchmarkSector: string | null
        readonly benchmarkRuleId: string | null
        readonly entities: number | null
        readonly quantileReason: string | null
      }[]
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
      readonly uncertainty: {
        readonly percent: string | null
        readonly percentRounded: string | null
        readonly tCO2: string | null
        readonly tCO2Rounded: string | null
        readonly confidence: string
        readonly reason: string | null
        readonly carriers: readonly string[]
        readonly ruleIds: readonly string[]
      }
      readonly missing: readonly {
        readonly carrier: string
        readonly meter: string
        readonly missing: readonly string[]
      }[]
      readonly flags: readonly string[]
    }[]
    readonly rolling12: readonly {
      readonly from: string
      readonly to: string
      readonly complete: boolean
      readonly totals: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
        readonly biogenic: string
        readonly biogenicRounded: string
        readonly exported: string
        readonly exportedRounded: string
      }
    }[]
    readonly history:
      | readonly {
          readonly from: string
          readonly to: string
          readonly before: { readonly from: string; readonly to: string }
          readonly firstStated: string
          readonly firstStatedRounded: string
          readonly restated: string
          readonly restatedRounded: string
          readonly after: string
          readonly afterRounded: string
          readonly difference: string
          readonly differenceRounded: string
          readonly causes: {
            readonly activity: string
            readonly activityRounded: string
            readonly factor: string
            readonly factorRounded: string
            readonly method: string
            readonly methodRounded: string
          }
        }[]
      | null
    readonly factors: readonly {
      readonly code: string
      readonly value: string
      readonly unit: string
      readonly set: string
      readonly vintage: number | null
      readonly fallback: boolean
      readonly flags: readonly string[]
      readonly publishedOn: string | null
      readonly ruleId: string | null
      readonly ruleIds: readonly string[]
      readonly own: readonly string[]
      readonly source: string
      readonly status: string
      readonly rows: readonly {
        readonly ruleId: string
        readonly code: string
        readonly set: string
        readonly unit: string
        readonly value: string
        readonly validFrom: string
        readonly validTo: string | null
        readonly publishedOn: string | null
        readonly region: string
        readonly source: string
        readonly status: string
      }[]
    }[]
    readonly withheld: readonly string[]
  }
  '/v1/enterprises/{uscc}/emission-postings': {
    readonly items: readonly {
      readonly id: string
      readonly month: string
      readonly carrier: string
      readonly meter: string
      readonly adjusts: string | null
      readonly cause: 'FACTOR_VINTAGE' | 'ACTIVITY_CORRECTION' | null
      readonly activityId: string
      readonly measured: string
      readonly per: string
      readonly fromFactor: { readonly code: string; readonly value: string; readonly vintage: number | null } | null
      readonly factor: {
        readonly code: string
        readonly value: string
        readonly vintage: number | null
        readonly ruleIds: readonly string[]
        readonly own: boolean
      }
      readonly tCO2: string
      readonly tCO2Rounded: string
      readonly difference: string
      readonly differenceRounded: string
      readonly asOf: string
      readonly knownAt: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/enterprises/{uscc}/verifications': {
    readonly items: readonly {
      readonly id: string
      readonly uscc: string
      readonly level: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly period: { readonly from: string; readonly to: string }
      readonly verifierCode: string | null
      readonly verifierName: string | null
      readonly statementNo: string | null
      readonly evidenceHash: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly recordedAt: string
      readonly confirmedAt: string | null
      readonly stands: boolean
    }[]
    readonly nextCursor: string | null
  }
  '/v1/rate-decisions/{id}': {
    readonly id: string
    readonly creditLineId: string
    readonly uscc: string
    readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
    readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
    readonly limit: string
    readonly pricedOn: string
    readonly tenorMonths: number
    readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
    readonly rate: string
    readonly referenceRate: string
    readonly discountBp: string
    readonly annualSaving: string
    readonly route: string
    readonly steps: readonly {
      readonly no: number
      readonly code: string
      readonly labelZh: string
      readonly labelEn: string
      readonly operation: string
      readonly value: string
      readonly unit: string
      readonly runningPercent: string
      readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string } | null
    }[]
    readonly ratingId: string | null
    readonly ratedAsOf: string | null
    readonly documentHash: string
    readonly recordedAt: string
    readonly links: { readonly rating: string | null; readonly carbonAccount: string }
  }
  '/v1/data-products': {
    readonly items: readonly {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly name: string
      readonly scenario: string
      readonly operator: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly certificateValidFrom: string
      readonly certificateValidTo: string
      readonly authorisationValidTo: string
      readonly listingNo: string | null
      readonly listingValidTo: string | null
      readonly basis: string
      readonly authorisationId: string | null
      readonly registrationId: string | null
      readonly listingId: string | null
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/data-products/{id}': {
    readonly id: string
    readonly uscc: string
    readonly enterpriseZh: string
    readonly enterpriseEn: string
    readonly name: string
    readonly scenario: string
    readonly operator: string
    readonly rightType: 'holding' | 'use' | 'operation'
    readonly certificateKind: 'national' | 'local' | 'exchange'
    readonly certificateNo: string
    readonly certificateValidFrom: string
    readonly certificateValidTo: string
    readonly authorisationValidTo: string
    readonly listingNo: string | null
    readonly listingValidTo: string | null
    readonly basis: string
    readonly authorisationId: string | null
    readonly registrationId: string | null
    readonly listingId: string | null
    readonly recordedAt: string
    readonly valuations: readonly {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly method: string
      readonly valuer: string
      readonly reportNo: string
      readonly baseDate: string
      readonly validTo: string
      readonly reportValue: string
      readonly ltvClass: string
      readonly adoptedValue: string | null
      readonly valuerUscc: string | null
      readonly signers: readonly string[]
      readonly horizonTo: string | null
      readonly parameters: unknown
      readonly state: 'REPORTED' | 'BANK_REVIEW' | 'ADOPTED' | 'REJECTED' | 'SUPERSEDED' | 'EXPIRED'
      readonly decidedOn: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }[]
  }
  '/v1/data-products/{id}/trace': {
    readonly knownAt: string
    readonly items: readonly {
      readonly id: string
      readonly on: string
      readonly recordedAt: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly event: string
      readonly from: string | null
      readonly to: string | null
      readonly organisation: string | null
      readonly person: string | null
      readonly amount: string | null
      readonly opinion: string | null
      readonly evidenceHash: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/data-products/{id}/valuation-requests': {
    readonly items: readonly {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly purpose: string
      readonly reason: string
      readonly requestedOn: string
      readonly valuer: string | null
      readonly state: 'REQUESTED' | 'ASSIGNED' | 'IN_PROGRESS' | 'REPORTED' | 'REJECTED'
      readonly deadlineOn: string | null
      readonly version: number
      readonly recordedAt: string
    }[]
  }
  '/v1/pledges': {
    readonly items: readonly {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/pledges/{id}': {
    readonly id: string
    readonly dataProductId: string
    readonly valuationId: string
    readonly lender: string
    readonly uscc: string | null
    readonly certificateKind: 'national' | 'local' | 'exchange'
    readonly certificateNo: string
    readonly rightType: 'holding' | 'use' | 'operation'
    readonly securedLimit: string
    readonly rank: number
    readonly state:
      | 'CONTRACTED'
      | 'REG_PENDING'
      | 'REGISTERED'
      | 'FROZEN_CONFIRMED'
      | 'CHANGED'
      | 'EXTENDED'
      | 'OBJECTED'
      | 'RELEASING'
      | 'RELEASED'
      | 'LAPSED'
      | 'ENFORCED'
    readonly contractedOn: string
    readonly queryCertificateNo: string
    readonly queryCertificateOn: string
    readonly registrationNo: string | null
    readonly registeredOn: string | null
    readonly registeredAt: string | null
    readonly certificateHash: string | null
    readonly hasModificationCode: boolean
    readonly registrationValidTo: string | null
    readonly freezeReceiptNo: string | null
    readonly frozenOn: string | null
    readonly annotationReceiptNo: string | null
    readonly annotatedOn: string | null
    readonly cancellationNo: string | null
    readonly cancelledOn: string | null
    readonly unfreezeReceiptNo: string | null
    readonly unfrozenOn: string | null
    readonly releasedOn: string | null
    readonly version: number
    readonly recordedAt: string
  }
  '/v1/pledges/{id}/revaluations': {
    readonly items: readonly {
      readonly onDay: string
      readonly valuationId: string | null
      readonly adoptedValue: string | null
      readonly priorLimit: string
      readonly cap: string | null
      readonly mostSecured: string
      readonly recordedAt: string
    }[]
  }
  '/v1/pledges/{id}/process': {
    readonly state: string
    readonly round: number
    readonly version: number
    readonly deadlineOn: string | null
    readonly deadlineEvent: string | null
    readonly openSteps: readonly unknown[]
    readonly steps: readonly unknown[]
  }
  '/v1/collateral-alerts': {
    readonly items: readonly {
      readonly id: string
      readonly lender: string
      readonly pledgeId: string
      readonly loanId: string | null
      readonly kind: string
      readonly subject: string
      readonly level: 'NOTICE' | 'WATCH' | 'MARGIN_CALL' | 'STOP'
      readonly facts: unknown
      readonly raisedOn: string
      readonly dueOn: string
      readonly state: 'OPEN' | 'ANSWERED' | 'CURED' | 'CLOSED'
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/collateral-alerts/{id}': {
    readonly id: string
    readonly lender: string
    readonly pledgeId: string
    readonly loanId: string | null
    readonly kind: string
    readonly subject: string
    readonly level: 'NOTICE' | 'WATCH' | 'MARGIN_CALL' | 'STOP'
    readonly facts: unknown
    readonly raisedOn: string
    readonly dueOn: string
    readonly state: 'OPEN' | 'ANSWERED' | 'CURED' | 'CLOSED'
    readonly version: number
    readonly recordedAt: string
  }
  '/v1/register-files': {
    readonly items: readonly {
      readonly id: string
      readonly direction: 'IN' | 'OUT'
      readonly kind:
        | 'registration-receipts'
        | 'freeze-receipts'
        | 'annotation-receipts'
        | 'cancellation-receipts'
        | 'unfreeze-receipts'
        | 'movables-register'
        | 'exchange-register'
        | 'certificate-register'
        | 'registration-requests'
        | 'freeze-orders'
        | 'cancellation-requests'
        | 'unfreeze-orders'
      readonly name: string
      readonly asOf: string
      readonly sha256: string
      readonly rows: number
      readonly accepted: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/register-files/{id}': {
    readonly id: string
    readonly direction: 'IN' | 'OUT'
    readonly kind:
      | 'registration-receipts'
      | 'freeze-receipts'
      | 'annotation-receipts'
      | 'cancellation-receipts'
      | 'unfreeze-receipts'
      | 'movables-register'
      | 'exchange-register'
      | 'certificate-register'
      | 'registration-requests'
      | 'freeze-orders'
      | 'cancellation-requests'
      | 'unfreeze-orders'
    readonly name: string
    readonly asOf: string
    readonly sha256: string
    readonly rows: number
    readonly accepted: number
    readonly recordedAt: string
    readonly answers: readonly {
      readonly no: number
      readonly body: unknown
      readonly outcome: 'SENT' | 'KEPT' | 'APPLIED' | 'REFUSED'
      readonly pledgeId: string | null
      readonly answer: unknown
    }[]
  }
  '/v1/register-files/{id}/content': string
  '/v1/products': {
    readonly asOf: string
    readonly knownAt: string
    readonly items: readonly {
      readonly code: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly kind: 'loan' | 'guaranteed-loan' | 'pledge-loan' | 'bill-discount' | null
      readonly offered: boolean
      readonly unknownTerm: string | null
      readonly terms: readonly {
        readonly term: string
        readonly value: string | null
        readonly unit: string | null
        readonly validFrom: string
        readonly validTo: string | null
        readonly publishedOn: string | null
        readonly source: string
        readonly status: string
        readonly ruleId: string
      }[]
    }[]
  }
  '/v1/products/{code}': {
    readonly asOf: string
    readonly knownAt: string
    readonly product: {
      readonly code: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly kind: 'loan' | 'guaranteed-loan' | 'pledge-loan' | 'bill-discount' | null
      readonly offered: boolean
      readonly unknownTerm: string | null
      readonly terms: readonly {
        readonly term: string
        readonly value: string | null
        readonly unit: string | null
        readonly validFrom: string
        readonly validTo: string | null
        readonly publishedOn: string | null
        readonly source: string
        readonly status: string
        readonly ruleId: string
      }[]
    }
  }
  '/v1/working-days': {
    readonly year: number
    readonly knownAt: string
    readonly published: boolean
    readonly publishedThrough: string | null
    readonly workingDays: number
    readonly days: readonly {
      readonly day: string
      readonly kind: 'holiday' | 'make-up'
      readonly name: string
      readonly source: string
      readonly status: string
    }[]
  }
  '/v1/loan-applications': {
    readonly items: readonly {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loan-applications/{id}': {
    readonly id: string
    readonly lender: string
    readonly uscc: string | null
    readonly enterpriseZh: string | null
    readonly enterpriseEn: string | null
    readonly product: string
    readonly amount: string
    readonly tenorMonths: number
    readonly purpose: string
    readonly appliedOn: string
    readonly pledgeId: string | null
    readonly loanId: string | null
    readonly state:
      | 'APPLIED'
      | 'QUOTED'
      | 'SURVEYED'
      | 'REVIEWED'
      | 'RETURNED'
      | 'APPROVED'
      | 'REJECTED'
      | 'WITHDRAWN'
      | 'CONTRACTED'
    readonly round: number
    readonly version: number
    readonly recordedAt: string
    readonly quotes: readonly {
      readonly id: string
      readonly applicationId: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly pricedOn: string
      readonly expiresOn: string
      readonly ratingId: string | null
      readonly grade: string
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly annualSaving: string
      readonly explanation: unknown
      readonly documentHash: string
      readonly recordedAt: string
    }[]
    readonly approval: {
      readonly id: string
      readonly decision: 'APPROVED' | 'REJECTED'
      readonly quoteId: string | null
      readonly approvedAmount: string | null
      readonly decidedOn: string
      readonly opinion: string
      readonly reasons: unknown
      readonly recordedAt: string
    } | null
    readonly steps: readonly {
      readonly id: string
      readonly no: number
      readonly step: string
      readonly from: string | null
      readonly to: string
      readonly on: string
      readonly round: number
      readonly loanId: string | null
      readonly person: string | null
      readonly opinion: string | null
      readonly evidenceHash: string | null
      readonly detail: unknown
      readonly recordedAt: string
    }[]
    readonly trail: readonly {
      readonly at: string
      readonly action: string
      readonly person: string | null
      readonly detail: unknown
    }[]
  }
  '/v1/quotes/{id}': {
    readonly id: string
    readonly applicationId: string | null
    readonly product: string
    readonly amount: string
    readonly tenorMonths: number
    readonly pricedOn: string
    readonly expiresOn: string
    readonly ratingId: string | null
    readonly grade: string
    readonly rate: string
    readonly referenceRate: string
    readonly discountBp: string
    readonly annualSaving: string
    readonly explanation: unknown
    readonly documentHash: string
    readonly recordedAt: string
  }
  '/v1/loan-applications/{id}/steps': {
    readonly items: readonly {
      readonly id: string
      readonly no: number
      readonly step: string
      readonly from: string | null
      readonly to: string
      readonly on: string
      readonly round: number
      readonly loanId: string | null
      readonly person: string | null
      readonly opinion: string | null
      readonly evidenceHash: string | null
      readonly detail: unknown
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loans/{id}/disbursement-checks': {
    readonly loanId: string
    readonly on: string
    readonly ready: boolean
    readonly checks: readonly {
      readonly condition: string
      readonly name: { readonly zh: string; readonly en: string }
      readonly met: boolean
      readonly code: string | null
      readonly facts: unknown
      readonly why: { readonly zh: string; readonly en: string } | null
      readonly cure: { readonly zh: string; readonly en: string } | null
    }[]
  }
  '/v1/loans': {
    readonly items: readonly {
      readonly id: string
      readonly contractNo: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly applicationId: string
      readonly quoteId: string
      readonly pledgeId: string | null
      readonly creditLineId: string | null
      readonly product: string
      readonly amount: string
      readonly rate: string
      readonly referenceRate: string
      readonly tenorMonths: number
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly dayCount: string
      readonly purpose: string
      readonly signedOn: string
      readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
      readonly disbursed: string
      readonly balance: string
      readonly daysOverdue: number
      readonly class: 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'
      readonly restructured: boolean
      readonly nextEventOn: string | null
      readonly version: number
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loans/{id}': {
    readonly id: string
    readonly contractNo: string
    readonly lender: string
    readonly uscc: string | null
    readonly enterpriseZh: string | null
    readonly enterpriseEn: string | null
    readonly applicationId: string
    readonly quoteId: string
    readonly pledgeId: string | null
    readonly creditLineId: string | null
    readonly product: string
    readonly amount: string
    readonly rate: string
    readonly referenceRate: string
    readonly tenorMonths: number
    readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
    readonly dayCount: string
    readonly purpose: string
    readonly signedOn: string
    readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
    readonly disbursed: string
    readonly balance: string
    readonly daysOverdue: number
    readonly class: 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'
    readonly restructured: boolean
    readonly nextEventOn: string | null
    readonly version: number
    readonly recordedAt: string
    readonly quote: {
      readonly id: string
      readonly applicationId: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly pricedOn: string
      readonly expiresOn: string
      readonly ratingId: string | null
      readonly grade: string
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly annualSaving: string
      readonly explanation: unknown
      readonly documentHash: string
      readonly recordedAt: string
    } | null
    readonly pledge: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    } | null
    readonly terms: {
      readonly product: string
      readonly kind: 'loan' | 'guaranteed-loan' | 'pledge-loan' | 'bill-discount'
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly dayCount: string
      readonly rounding: 'half-up' | 'half-even'
      readonly instalments:
        | { readonly kind: 'from-start'; readonly months: number }
        | {
            readonly kind: 'settlement-day'
            readonly months: readonly number[]
            readonly day: number
            readonly includesDay: boolean
          }
      readonly holidays: 'none' | 'following' | 'modified-following' | 'preceding'
      readonly monthEnd: 'last-day' | 'first-of-next'
      readonly gracePrincipalPeriods: number
      readonly graceInterestPeriods: number
      readonly repricing: 'fixed' | 'january' | 'anniversary' | 'quarterly' | 'rating-change'
      readonly penalty: { readonly overdueUplift: string; readonly misuseUplift: string; readonly graceDays: number }
      readonly compound: {
        readonly charged: boolean
        readonly base: readonly ('interest' | 'compound')[]
        readonly afterMaturity: 'penalty' | 'contract'
      }
      readonly waterfall: {
        readonly normal: readonly ('fee' | 'penalty' | 'compound' | 'interest' | 'principal')[]
        readonly bad: readonly ('fee' | 'penalty' | 'compound' | 'interest' | 'principal')[]
        readonly badFromDaysOverdue: number
        readonly across: 'by-kind' | 'by-instalment'
      }
      readonly customRows?: readonly { readonly dueOn: string; readonly principal: string }[]
      readonly prepaymentEffects?: readonly ('shorten' | 'lower-instalment')[]
      readonly rules: readonly {
        readonly term: string
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }
    readonly position: {
      readonly on: string
      readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
      readonly disbursed: string
      readonly principal: string
      readonly notDue: string
      readonly due: {
        readonly fee: string
        readonly penalty: string
        readonly compound: string
        readonly interest: string
        readonly principal: string
      }
      readonly overdue: {
        readonly fee: string
        readonly penalty: string
        readonly compound: string
        readonly interest: string
        readonly principal: string
      }
      readonly totalDue: string
      readonly accruedInterest: string
      readonly held: string
      readonly daysOverdue: number
      readonly oldestUnpaidOn: string | null
      readonly misused: boolean
      readonly annualRate: string
      readonly referenceRate: string
      readonly settledOn: string | null
    }
    readonly schedule: {
      readonly loanId: string
      readonly asOf: string
      readonly knownAt?: string
      readonly basis: 'planned' | 'disbursed'
      readonly rows: readonly {
        readonly no: number
        readonly dueOn: string
        readonly days: number
        readonly principal: string
        readonly interest: string
        readonly due: string
        readonly balance: string
        readonly paid: { readonly principal: string; readonly interest: string }
        readonly state: 'AHEAD' | 'DUE' | 'OVERDUE' | 'PAID'
      }[]
      readonly totals: { readonly principal: string; readonly interest: string; readonly due: string }
      readonly instalment: string | null
    }
    readonly disbursements: readonly {
      readonly id: string
      readonly noteNo: string
      readonly amount: string
      readonly disbursedOn: string
      readonly dueOn: string
      readonly payee: string
      readonly useEvidence: string
      readonly queryCertificateNo: string | null
      readonly queryCertificateOn: string | null
      readonly entryId: string
      readonly recordedAt: string
    }[]
    readonly entries: readonly {
      readonly id: string
      readonly bookedOn: string
      readonly forOn: string
      readonly movedFrom: string | null
      readonly event: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly recordedAt: string
      readonly recordedBy: string | null
      readonly postingKey: string | null
      readonly adjusts: string | null
      readonly reverses: string | null
      readonly lines: readonly {
        readonly account: string
        readonly nameZh: string
        readonly nameEn: string
        readonly side: 'debit' | 'credit'
        readonly amount: string
      }[]
    }[]
    readonly reloans: readonly {
      readonly id: string
      readonly filingId: string
      readonly facility: string
      readonly amount: string
      readonly drawnOn: string
      readonly dueOn: string
    }[]
    readonly links: {
      readonly schedule: string
      readonly events: string
      readonly allocations: string
      readonly application: string
      readonly quote: string
    }
  }
  '/v1/loans/{id}/schedule': {
    readonly loanId: string
    readonly asOf: string
    readonly knownAt?: string
    readonly basis: 'planned' | 'disbursed'
    readonly rows: readonly {
      readonly no: number
      readonly dueOn: string
      readonly days: number
      readonly principal: string
      readonly interest: string
      readonly due: string
      readonly balance: string
      readonly paid: { readonly principal: string; readonly interest: string }
      readonly state: 'AHEAD' | 'DUE' | 'OVERDUE' | 'PAID'
    }[]
    readonly totals: { readonly principal: string; readonly interest: string; readonly due: string }
    readonly instalment: string | null
  }
  '/v1/servicing-requests': {
    readonly items: readonly {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }[]
    readonly nextCursor: string | null
  }
  '/v1/servicing-requests/{id}': {
    readonly id: string
    readonly loanId: string
    readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
    readonly body: Readonly<Record<string, unknown>>
    readonly reason: string
    readonly evidenceHash: string | null
    readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
    readonly proposedBy: string
    readonly businessDate: string
    readonly recordedAt: string
    readonly decidedBy: string | null
    readonly decidedAt: string | null
    readonly opinion: string | null
    readonly eventId: string | null
    readonly version: number
  }
  '/v1/loans/{id}/payoff-quote': {
    readonly loanId: string
    readonly on: string
    readonly fee: string
    readonly penalty: string
    readonly compound: string
    readonly interest: string
    readonly principal: string
    readonly held: string
    readonly total: string
  }
  '/v1/loans/{id}/position': {
    readonly loanId: string
    readonly asOf: string
    readonly knownAt: string
    readonly position: {
      readonly on: string
      readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
      readonly disbursed: string
      readonly principal: string
      readonly notDue: string
      readonly due: {
        readonly fee: string
        readonly penalty: string
        readonly compound: string
        readonly interest: string
        readonly principal: string
      }
      readonly overdue: {
        readonly fee: string
        readonly penalty: string
        readonly compound: string
        readonly interest: string
        readonly principal: string
      }
      readonly totalDue: string
      readonly accruedInterest: string
      readonly held: string
      readonly daysOverdue: number
      readonly oldestUnpaidOn: string | null
      readonly misused: boolean
      readonly annualRate: string
      readonly referenceRate: string
      readonly settledOn: string | null
    }
  }
  '/v1/loans/{id}/allocations': {
    readonly loanId: string
    readonly asOf: string
    readonly knownAt: string
    readonly allocations: readonly {
      readonly eventId: string | null
      readonly on: string
      readonly bucket: 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'
      readonly no: number | null
      readonly dueOn: string | null
      readonly amount: string
    }[]
  }
  '/v1/loans/{id}/events': {
    readonly items: readonly {
      readonly id: string
      readonly loanId: string
      readonly no: number | null
      readonly kind: string
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reverses: string | null
      readonly reversedBy: string | null
      readonly reason: string | null
      readonly evidenceHash: string | null
      readonly recordedBy: string | null
      readonly recordedAt: string
      readonly person: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/rate-overrides': {
    readonly items: readonly {
      readonly id: string
      readonly loanId: string
      readonly on: string
      readonly rate: string
      readonly reason: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly madeBy: string
      readonly decidedBy: string | null
      readonly opinion: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }[]
    readonly nextCursor: string | null
  }
  '/v1/loans/{id}/rates': {
    readonly loanId: string
    readonly asOf: string
    readonly knownAt: string
    readonly inForce: {
      readonly id: string | null
      readonly effectiveOn: string
      readonly cause: 'signing' | 'repricing' | 'rating' | 'ratchet' | 'override'
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly grade: string
      readonly ratingId: string | null
      readonly explanation: unknown
      readonly documentHash: string
      readonly overrideId: string | null
      readonly reason: string | null
      readonly opinion: string | null
      readonly madeBy: string | null
      readonly decidedBy: string | null
      readonly recordedAt: string
    }
    readonly items: readonly {
      readonly id: string | null
      readonly effectiveOn: string
      readonly cause: 'signing' | 'repricing' | 'rating' | 'ratchet' | 'override'
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly grade: string
      readonly ratingId: string | null
      readonly explanation: unknown
      readonly documentHash: string
      readonly overrideId: string | null
      readonly reason: string | null
      readonly opinion: string | null
      readonly madeBy: string | null
      readonly decidedBy: string | null
      readonly recordedAt: string
    }[]
  }
  '/v1/loans/{id}/ratchet': {
    readonly loanId: string
    readonly asOf: string
    readonly targets: readonly {
      readonly id: string
      readonly name: string
      readonly testOn: string
      readonly agreedOn: string
      readonly comparison: string
      readonly value: string
    }[]
    readonly facts: readonly {
      readonly id: string
      readonly kind: string
      readonly on: string
      readonly testOn: string | null
      readonly event: string | null
    }[]
    readonly tests: readonly {
      readonly testOn: string
      readonly reportDueOn: string
      readonly cureEndsOn: string
      readonly deliveredOn: string | null
      readonly verifiedOn: string | null
      readonly report: 'awaited' | 'in-time' | 'missing' | 'late'
      readonly targets: readonly {
        readonly targetId: string
        readonly name: string
        readonly comparison: string
        readonly target: string
        readonly reported: string | null
        readonly met: boolean
      }[]
      readonly met: number
      readonly of: number
      readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met' | null
    }[]
    readonly steps: readonly {
      readonly on: string
      readonly certainOn: string
      readonly testOn: string | null
      readonly why: string
      readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'
      readonly stepBp: string
      readonly labelZh: string
      readonly labelEn: string
      readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
    }[]
    readonly inForce: { readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'; readonly stepBp: string }
    readonly declassified: {
      readonly on: string
      readonly ground: 'DATA_FRAUD' | 'REPORTS_MISSING' | 'NOT_RECALIBRATED'
    } | null
    readonly eventOfDefault: false
    readonly knownAt: string
  }
  '/v1/subsidy-programmes': {
    readonly items: readonly {
      readonly programme: string
      readonly nameZh: string
      readonly nameEn: string
      readonly shape: 'share-of-interest' | 'percent-of-lpr' | 'bp' | null
      readonly value: string | null
      readonly lprDay: 'year-end' | 'year-end-before' | null
      readonly beneficiary: 'enterprise' | 'lender'
      readonly capPerEnterpriseYear: string | null
      readonly products: readonly string[]
      readonly grades: readonly string[]
      readonly onExtension: false
      readonly onOverdue: false
      readonly validFrom: string
      readonly validTo: string | null
      readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
    }[]
  }
  '/v1/subsidies': {
    readonly items: readonly {
      readonly id: string
      readonly loanId: string
      readonly contractNo: string | null
      readonly lender: string
      readonly uscc: string | null
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly year: number
      readonly beneficiary: 'enterprise' | 'lender'
      readonly interestPaid: string
      readonly amount: string
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly claimedOn: string
      readonly version: number
      readonly recordedAt: string
      readonly explanation: {
        readonly programme: string
        readonly nameZh: string
        readonly nameEn: string
        readonly loanId: string
        readonly contractNo: string
        readonly from: string
        readonly to: string
        readonly interestPaid: string
        readonly amount: string
        readonly steps: readonly {
          readonly no: number
          readonly code: string
          readonly labelZh: string
          readonly labelEn: string
          readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
          readonly value: string
          readonly running: string
        }[]
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly steps: readonly {
        readonly no: number
        readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
        readonly on: string
        readonly opinion: string
        readonly reference: string | null
        readonly entryId: string | null
        readonly by: string
      }[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/subsidies/{id}': {
    readonly id: string
    readonly loanId: string
    readonly contractNo: string | null
    readonly lender: string
    readonly uscc: string | null
    readonly programme: string
    readonly from: string
    readonly to: string
    readonly year: number
    readonly beneficiary: 'enterprise' | 'lender'
    readonly interestPaid: string
    readonly amount: string
    readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
    readonly claimedOn: string
    readonly version: number
    readonly recordedAt: string
    readonly explanation: {
      readonly programme: string
      readonly nameZh: string
      readonly nameEn: string
      readonly loanId: string
      readonly contractNo: string
      readonly from: string
      readonly to: string
      readonly interestPaid: string
      readonly amount: string
      readonly steps: readonly {
        readonly no: number
        readonly code: string
        readonly labelZh: string
        readonly labelEn: string
        readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
        readonly value: string
        readonly running: string
      }[]
      readonly rules: readonly {
        readonly term: string
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }
    readonly documentHash: string
    readonly steps: readonly {
      readonly no: number
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly on: string
      readonly opinion: string
      readonly reference: string | null
      readonly entryId: string | null
      readonly by: string
    }[]
  }
  '/v1/loans/{id}/guarantees': {
    readonly items: readonly {
      readonly id: string
      readonly guaranteeNo: string
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly guarantor: string
      readonly uscc: string
      readonly borrowerZh: string
      readonly borrowerEn: string
      readonly principal: string
      readonly share: string
      readonly guaranteedPrincipal: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly totalFee: string
      readonly grade: string
      readonly signedOn: string
      readonly validFrom: string
      readonly validTo: string
      readonly terms: {
        readonly guaranteedPrincipal: string
        readonly baseFeeBp: string
        readonly feeChangeBp: string
        readonly feeBp: string
        readonly feeCapBp: string
        readonly validTo: string
        readonly fees: readonly {
          readonly no: number
          readonly dueOn: string
          readonly to: string
          readonly amount: string
        }[]
        readonly totalFee: string
        readonly contractNo: string
        readonly principal: string
        readonly annualRatePercent: string
        readonly share: string
        readonly feeBasis: 'actual/365' | 'months'
        readonly grade: string
        readonly cost: {
          readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly methodNotes: readonly string[]
        }
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly recordedAt: string
      readonly calls: readonly {
        readonly id: string
        readonly no: number
        readonly amount: string
        readonly overdue: string
        readonly calledOn: string
        readonly reason: string
        readonly payment: {
          readonly paidOn: string
          readonly recourse: string
          readonly reference: string
          readonly loanEventId: string
        } | null
      }[]
    }[]
  }
  '/v1/guarantees': {
    readonly items: readonly {
      readonly id: string
      readonly guaranteeNo: string
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly guarantor: string
      readonly uscc: string
      readonly borrowerZh: string
      readonly borrowerEn: string
      readonly principal: string
      readonly share: string
      readonly guaranteedPrincipal: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly totalFee: string
      readonly grade: string
      readonly signedOn: string
      readonly validFrom: string
      readonly validTo: string
      readonly terms: {
        readonly guaranteedPrincipal: string
        readonly baseFeeBp: string
        readonly feeChangeBp: string
        readonly feeBp: string
        readonly feeCapBp: string
        readonly validTo: string
        readonly fees: readonly {
          readonly no: number
          readonly dueOn: string
          readonly to: string
          readonly amount: string
        }[]
        readonly totalFee: string
        readonly contractNo: string
        readonly principal: string
        readonly annualRatePercent: string
        readonly share: string
        readonly feeBasis: 'actual/365' | 'months'
        readonly grade: string
        readonly cost: {
          readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly methodNotes: readonly string[]
        }
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly recordedAt: string
      readonly calls: readonly {
        readonly id: string
        readonly no: number
        readonly amount: string
        readonly overdue: string
        readonly calledOn: string
        readonly reason: string
        readonly payment: {
          readonly paidOn: string
          readonly recourse: string
          readonly reference: string
          readonly loanEventId: string
        } | null
      }[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/guarantees/{id}': {
    readonly id: string
    readonly guaranteeNo: string
    readonly loanId: string
    readonly contractNo: string
    readonly lender: string
    readonly guarantor: string
    readonly uscc: string
    readonly borrowerZh: string
    readonly borrowerEn: string
    readonly principal: string
    readonly share: string
    readonly guaranteedPrincipal: string
    readonly feeBasis: 'actual/365' | 'months'
    readonly baseFeeBp: string
    readonly feeChangeBp: string
    readonly feeBp: string
    readonly totalFee: string
    readonly grade: string
    readonly signedOn: string
    readonly validFrom: string
    readonly validTo: string
    readonly terms: {
      readonly guaranteedPrincipal: string
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly feeCapBp: string
      readonly validTo: string
      readonly fees: readonly {
        readonly no: number
        readonly dueOn: string
        readonly to: string
        readonly amount: string
      }[]
      readonly totalFee: string
      readonly contractNo: string
      readonly principal: string
      readonly annualRatePercent: string
      readonly share: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly grade: string
      readonly cost: {
        readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
        readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
        readonly methodNotes: readonly string[]
      }
      readonly rules: readonly {
        readonly term: string
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }
    readonly documentHash: string
    readonly recordedAt: string
    readonly calls: readonly {
      readonly id: string
      readonly no: number
      readonly amount: string
      readonly overdue: string
      readonly calledOn: string
      readonly reason: string
      readonly payment: {
        readonly paidOn: string
        readonly recourse: string
        readonly reference: string
        readonly loanEventId: string
      } | null
    }[]
  }
  '/v1/ledger/accounts': {
    readonly asOf: string
    readonly knownAt: string
    readonly accounts: readonly {
      readonly code: string
      readonly nameZh: string
      readonly nameEn: string
      readonly normalSide: 'debit' | 'credit'
      readonly debit: string
      readonly credit: string
      readonly balance: string
    }[]
    readonly trialBalance: {
      readonly debit: string
      readonly credit: string
      readonly difference: string
      readonly balanced: boolean
    }
  }
  '/v1/ledger/accounts/{code}/balance': {
    readonly asOf: string
    readonly knownAt: string
    readonly account: {
      readonly code: string
      readonly nameZh: string
      readonly nameEn: string
      readonly normalSide: 'debit' | 'credit'
      readonly debit: string
      readonly credit: string
      readonly balance: string
    }
  }
  '/v1/ledger/entries': {
    readonly items: readonly {
      readonly id: string
      readonly bookedOn: string
      readonly forOn: string
      readonly movedFrom: string | null
      readonly event: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly recordedAt: string
      readonly recordedBy: string | null
      readonly postingKey: string | null
      readonly adjusts: string | null
      readonly reverses: string | null
      readonly lines: readonly {
        readonly account: string
        readonly nameZh: string
        readonly nameEn: string
        readonly side: 'debit' | 'credit'
        readonly amount: string
      }[]
    }[]
    readonly nextCursor: string | null
  }
  '/v1/ledger/periods': {
    readonly items: readonly {
      readonly closedThrough: string
      readonly closedBy: string
      readonly closedByName: string | null
      readonly opinion: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/ledger/verification': {
    readonly intact: boolean
    readonly sealed: string
    readonly unsealed: number
    readonly head: string
    readonly broken: {
      readonly seq: string | null
      readonly entryId: string | null
      readonly reason:
        | 'GAP'
        | 'PREVIOUS_HASH'
        | 'ENTRY_MISSING'
        | 'ENTRY_CHANGED'
        | 'OUT_OF_ORDER'
        | 'ENTRY_LATE'
        | 'NOT_AS_NOTED'
        | 'BALANCE_CHANGED'
    } | null
  }
  '/v1/operator-grants': {
    readonly items: readonly {
      readonly id: string
      readonly bureau: string
      readonly operator: string
      readonly bureauId: string
      readonly operatorId: string
      readonly grantNo: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly documentHash: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/scenario-authorisations': {
    readonly items: readonly {
      readonly id: string
      readonly grantId: string
      readonly bureau: string
      readonly operator: string
      readonly source: string
      readonly developer: string | null
      readonly developerId: string
      readonly operatorId: string
      readonly scenario: string
      readonly version: number
      readonly purpose: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/scenario-authorisations/{id}': {
    readonly id: string
    readonly grantId: string
    readonly bureau: string
    readonly operator: string
    readonly source: string
    readonly developer: string | null
    readonly developerId: string
    readonly operatorId: string
    readonly scenario: string
    readonly version: number
    readonly purpose: string
    readonly fields: readonly string[]
    readonly validFrom: string
    readonly endsOn: string
    readonly arbitrationClause: boolean
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/resource-registrations': {
    readonly items: readonly {
      readonly id: string
      readonly operator: string
      readonly bureau: string
      readonly name: string
      readonly fields: readonly string[]
      readonly code: string | null
      readonly codedOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/resource-registrations/{id}': {
    readonly id: string
    readonly operator: string
    readonly bureau: string
    readonly name: string
    readonly fields: readonly string[]
    readonly code: string | null
    readonly codedOn: string | null
    readonly endsOn: string | null
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/data-registrations': {
    readonly items: readonly {
      readonly id: string
      readonly holder: string | null
      readonly holderId: string
      readonly registry: string
      readonly registryId: string
      readonly authorisationId: string
      readonly isPublic: boolean
      readonly resourceRegistrationId: string | null
      readonly productName: string
      readonly rightType: string
      readonly sourceFields: readonly string[]
      readonly certificateKind: string | null
      readonly certificateNo: string | null
      readonly registeredOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/data-registrations/{id}': {
    readonly id: string
    readonly holder: string | null
    readonly holderId: string
    readonly registry: string
    readonly registryId: string
    readonly authorisationId: string
    readonly isPublic: boolean
    readonly resourceRegistrationId: string | null
    readonly productName: string
    readonly rightType: string
    readonly sourceFields: readonly string[]
    readonly certificateKind: string | null
    readonly certificateNo: string | null
    readonly registeredOn: string | null
    readonly endsOn: string | null
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/listings': {
    readonly items: readonly {
      readonly id: string
      readonly developer: string | null
      readonly developerId: string
      readonly exchange: string
      readonly exchangeId: string
      readonly authorisationId: string
      readonly registrationId: string
      readonly price: string
      readonly deliveryMode: string
      readonly listingNo: string | null
      readonly listedOn: string | null
      readonly endsOn: string | null
      readonly frozenFor: string | null
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/listings/{id}': {
    readonly id: string
    readonly developer: string | null
    readonly developerId: string
    readonly exchange: string
    readonly exchangeId: string
    readonly authorisationId: string
    readonly registrationId: string
    readonly price: string
    readonly deliveryMode: string
    readonly listingNo: string | null
    readonly listedOn: string | null
    readonly endsOn: string | null
    readonly frozenFor: string | null
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/data-orders': {
    readonly items: readonly {
      readonly id: string
      readonly listingId: string
      readonly exchangeId: string
      readonly exchange: string
      readonly seller: string | null
      readonly buyer: string | null
      readonly amount: string
      readonly exclusive: boolean
      readonly arbitrationClause: boolean
      readonly splits: readonly {
        readonly organisation: string | null
        readonly purpose: string
        readonly amount: string
      }[]
      readonly voucherNo: string | null
      readonly voucherOn: string | null
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/data-orders/{id}': {
    readonly id: string
    readonly listingId: string
    readonly exchangeId: string
    readonly exchange: string
    readonly seller: string | null
    readonly buyer: string | null
    readonly amount: string
    readonly exclusive: boolean
    readonly arbitrationClause: boolean
    readonly splits: readonly {
      readonly organisation: string | null
      readonly purpose: string
      readonly amount: string
    }[]
    readonly voucherNo: string | null
    readonly voucherOn: string | null
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/disputes': {
    readonly items: readonly {
      readonly id: string
      readonly kind: string
      readonly filer: string | null
      readonly respondent: string | null
      readonly respondentId: string
      readonly host: string
      readonly registrationId: string | null
      readonly orderId: string | null
      readonly claim: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
  '/v1/disputes/{id}': {
    readonly id: string
    readonly kind: string
    readonly filer: string | null
    readonly respondent: string | null
    readonly respondentId: string
    readonly host: string
    readonly registrationId: string | null
    readonly orderId: string | null
    readonly claim: string
    readonly arbitrationClause: boolean
    readonly state: string
    readonly recordedAt: string
    readonly process: {
      readonly state: string
      readonly round: number
      readonly version: number
      readonly deadlineOn: string | null
      readonly deadlineEvent: string | null
      readonly openSteps: readonly {
        readonly event: string
        readonly to: string
        readonly by: readonly string[]
        readonly timer: boolean
        readonly mine: boolean
        readonly hindrance: string | null
        readonly unmet: readonly {
          readonly need: string
          readonly cure: { readonly zh: string; readonly en: string }
        }[]
        readonly deadlineOn: string | null
      }[]
      readonly steps: readonly {
        readonly no: number
        readonly round: number
        readonly event: string
        readonly from: string | null
        readonly to: string
        readonly party: string
        readonly organisation: string | null
        readonly person: string | null
        readonly on: string
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly deadlineOn: string | null
        readonly ruleIds: readonly string[]
        readonly detail: unknown
        readonly recordedAt: string
      }[]
    }
  }
  '/v1/notices': {
    readonly items: readonly {
      readonly id: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly kind: string
      readonly on: string
      readonly aboutOn: string
      readonly detail: unknown
      readonly recordedAt: string
    }[]
    readonly nextCursor: string | null
  }
}

/** What a POST or PATCH takes and answers, by its path. */
export interface Commands {
  '/v1/sessions': {
    readonly body: { readonly username: string; readonly password: string }
    readonly answer: {
      readonly token: string
      readonly expiresAt: string
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
      readonly user: {
        readonly id: string
        readonly username: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly organisation: {
        readonly id: string
        readonly code: string
        readonly kind: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly roles: readonly string[]
    }
  }
  '/v1/sessions/current/second-factor': {
    readonly body: { readonly code: string }
    readonly answer: {
      readonly token: string
      readonly expiresAt: string
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
      readonly user: {
        readonly id: string
        readonly username: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly organisation: {
        readonly id: string
        readonly code: string
        readonly kind: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly roles: readonly string[]
    }
  }
  '/v1/own-account/password': {
    readonly body: { readonly current: string; readonly next: string }
    readonly answer: {
      readonly token: string
      readonly expiresAt: string
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
      readonly user: {
        readonly id: string
        readonly username: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly organisation: {
        readonly id: string
        readonly code: string
        readonly kind: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly roles: readonly string[]
    }
  }
  '/v1/own-account/second-factor': {
    readonly body: { readonly password?: string }
    readonly answer: { readonly secret: string; readonly uri: string; readonly qrSvg: string }
  }
  '/v1/own-account/second-factor/confirmation': {
    readonly body: { readonly code: string }
    readonly answer: {
      readonly token: string
      readonly expiresAt: string
      readonly awaits: 'second_factor' | 'enrolment' | 'new_password' | null
      readonly user: {
        readonly id: string
        readonly username: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly organisation: {
        readonly id: string
        readonly code: string
        readonly kind: string
        readonly nameZh: string
        readonly nameEn: string
      }
      readonly roles: readonly string[]
      readonly recoveryCodes: readonly string[]
    }
  }
  '/v1/users': {
    readonly body: {
      readonly username: string
      readonly nameZh: string
      readonly nameEn: string
      readonly organisation: string
    }
    readonly answer: { readonly id: string; readonly firstPassword: string }
  }
  '/v1/users/{id}/password-reset': {
    readonly body: { readonly reason: string }
    readonly answer: { readonly firstPassword: string }
  }
  '/v1/users/{id}/activity': {
    readonly body: { readonly active: boolean; readonly reason: string }
    readonly answer: { readonly active: boolean }
  }
  '/v1/users/{id}/roles': {
    readonly body: {
      readonly roles: readonly (
        | 'administrator'
        | 'security_officer'
        | 'audit_officer'
        | 'reloan_reviewer'
        | 'reloan_approver'
        | 'data_steward'
        | 'operator_officer'
        | 'exchange_officer'
        | 'compliance_reviewer'
        | 'registrar'
        | 'loan_officer'
        | 'credit_reviewer'
        | 'credit_approver'
        | 'credit_committee'
        | 'guarantor_officer'
        | 'enterprise_user'
        | 'auditor'
      )[]
      readonly reason: string
    }
    readonly answer: {
      readonly roles: readonly (
        | 'administrator'
        | 'security_officer'
        | 'audit_officer'
        | 'reloan_reviewer'
        | 'reloan_approver'
        | 'data_steward'
        | 'operator_officer'
        | 'exchange_officer'
        | 'compliance_reviewer'
        | 'registrar'
        | 'loan_officer'
        | 'credit_reviewer'
        | 'credit_approver'
        | 'credit_committee'
        | 'guarantor_officer'
        | 'enterprise_user'
        | 'auditor'
      )[]
    }
  }
  '/v1/users/{id}/second-factor-reset': {
    readonly body: { readonly reason: string }
    readonly answer: { readonly reset: boolean }
  }
  '/v1/users/{id}/sign-out': { readonly body: { readonly reason: string }; readonly answer: { readonly ended: number } }
  '/v1/users/{id}/sign-in-release': {
    readonly body: { readonly reason: string }
    readonly answer: { readonly released: number }
  }
  '/v1/organisations': {
    readonly body: {
      readonly code: string
      readonly kind:
        | 'central_bank_branch'
        | 'data_authority'
        | 'data_operator'
        | 'data_exchange'
        | 'data_registry'
        | 'lender'
        | 'guarantor'
        | 'auditor'
      readonly nameZh: string
      readonly nameEn: string
    }
    readonly answer: { readonly id: string }
  }
  '/v1/organisations/{id}/second-factor': {
    readonly body: { readonly required: boolean; readonly reason: string }
    readonly answer: { readonly required: boolean }
  }
  '/v1/jobs/rate-recompute': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/interest-segments': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/post-emissions': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/reloan-settlement': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/process-timers': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/collateral-watch': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/collateral-revaluation': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/quota-snapshot': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/city-dashboard': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/register-reconciliation': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/interest-saving-report': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/loan-rate-recompute': {
    readonly body: { readonly on: string; readonly loans: 'all' | 'changed' }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/{id}/pause': {
    readonly body: { readonly reason?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/{id}/resume': {
    readonly body: { readonly reason?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/jobs/{id}/cancel': {
    readonly body: { readonly reason?: string } | null
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/job-schedules/{id}': {
    readonly body: {
      readonly version: number
      readonly active?: boolean
      readonly cron?: string
      readonly reason: string
    }
    readonly answer: {
      readonly id: string
      readonly code: string
      readonly organisation: string | null
      readonly kind: string
      readonly cron: string
      readonly timeZone: string
      readonly daysBack: number
      readonly dayMember: 'asOf' | 'on' | 'month'
      readonly payload: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly active: boolean
      readonly fromDay: string
      readonly version: number
      readonly changedBy: string | null
      readonly changedAt: string | null
      readonly lastRun: {
        readonly id: string
        readonly businessDay: string
        readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      } | null
      readonly nextRun: { readonly businessDay: string; readonly dueOn: string; readonly time: string } | null
    }
  }
  '/v1/business-days': {
    readonly body: { readonly day: string; readonly calendar?: 'every-day' | 'working-days' }
    readonly answer: {
      readonly day: string
      readonly state: 'OPEN' | 'CLOSING' | 'CLOSED'
      readonly calendar: 'every-day' | 'working-days'
      readonly previousDay: string | null
      readonly openedBy: string
      readonly openedAt: string
      readonly closingBy: string | null
      readonly closingAt: string | null
      readonly closedAt: string | null
      readonly refused: number
      readonly version: number
    }
  }
  '/v1/business-days/{day}/close': {
    readonly body: { readonly version: number }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/business-days/advance': {
    readonly body: { readonly to: string }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/business-days/{day}/findings/{id}/acknowledgement': {
    readonly body: { readonly opinion: string }
    readonly answer: {
      readonly id: string
      readonly step: string
      readonly loanId: string | null
      readonly contractNo: string | null
      readonly code: string
      readonly reason: string
      readonly detail: Readonly<Record<string, unknown>>
      readonly recordedAt: string
      readonly blocking: boolean
      readonly acknowledgedBy: string | null
      readonly opinion: string | null
    }
  }
  '/v1/rule-proposals': {
    readonly body: {
      readonly facility: string
      readonly parameter: string
      readonly value: string
      readonly validFrom: string
      readonly validTo?: string
      readonly document: string
    }
    readonly answer: {
      readonly id: string
      readonly facility: string
      readonly parameter: string
      readonly value: string
      readonly unit: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly document: string
      readonly status: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/rule-proposals/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly facility: string
      readonly parameter: string
      readonly value: string
      readonly unit: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly document: string
      readonly status: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/method-proposals': {
    readonly body: {
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo?: string
      readonly source: string
      readonly status: 'confirmed' | 'secondary' | 'recalled' | 'derived' | 'assumption' | 'given'
    }
    readonly answer: {
      readonly id: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly contentHash: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleIds: readonly string[]
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
      readonly impact: {
        readonly id: string
        readonly asOf: string
        readonly knownAt: string
        readonly current: boolean
        readonly documentHash: string
        readonly jobRunId: string | null
        readonly recordedAt: string
        readonly report: {
          readonly asOf: string
          readonly takesEffect: boolean
          readonly before: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly after: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly enterprises: number
          readonly changed: number
          readonly migration: readonly {
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly enterprises: number
            readonly lines: number
            readonly amount: string
          }[]
          readonly book: {
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }
          readonly byProduct: readonly {
            readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly byInstitution: readonly {
            readonly institution: string
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly losers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly gainers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly notRated: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
          readonly notPriced: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
        }
      } | null
    }
  }
  '/v1/method-proposals/{id}/revision': {
    readonly body: {
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly version: number
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo?: string
      readonly source: string
      readonly status: 'confirmed' | 'secondary' | 'recalled' | 'derived' | 'assumption' | 'given'
    }
    readonly answer: {
      readonly id: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly contentHash: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleIds: readonly string[]
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
      readonly impact: {
        readonly id: string
        readonly asOf: string
        readonly knownAt: string
        readonly current: boolean
        readonly documentHash: string
        readonly jobRunId: string | null
        readonly recordedAt: string
        readonly report: {
          readonly asOf: string
          readonly takesEffect: boolean
          readonly before: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly after: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly enterprises: number
          readonly changed: number
          readonly migration: readonly {
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly enterprises: number
            readonly lines: number
            readonly amount: string
          }[]
          readonly book: {
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }
          readonly byProduct: readonly {
            readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly byInstitution: readonly {
            readonly institution: string
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly losers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly gainers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly notRated: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
          readonly notPriced: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
        }
      } | null
    }
  }
  '/v1/method-proposals/{id}/impact': {
    readonly body: { readonly asOf?: string }
    readonly answer: {
      readonly id: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly contentHash: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleIds: readonly string[]
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
      readonly impact: {
        readonly id: string
        readonly asOf: string
        readonly knownAt: string
        readonly current: boolean
        readonly documentHash: string
        readonly jobRunId: string | null
        readonly recordedAt: string
        readonly report: {
          readonly asOf: string
          readonly takesEffect: boolean
          readonly before: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly after: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly enterprises: number
          readonly changed: number
          readonly migration: readonly {
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly enterprises: number
            readonly lines: number
            readonly amount: string
          }[]
          readonly book: {
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }
          readonly byProduct: readonly {
            readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly byInstitution: readonly {
            readonly institution: string
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly losers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly gainers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly notRated: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
          readonly notPriced: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
        }
      } | null
    }
  }
  '/v1/method-proposals/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly version: number; readonly opinion: string }
    readonly answer: {
      readonly id: string
      readonly kind: 'rating-method' | 'pricing-grid' | 'rating-choice'
      readonly key: string
      readonly document: Readonly<Record<string, unknown>>
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly status: string
      readonly contentHash: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly enteredBy: string
      readonly decidedBy: string | null
      readonly ruleIds: readonly string[]
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
      readonly impact: {
        readonly id: string
        readonly asOf: string
        readonly knownAt: string
        readonly current: boolean
        readonly documentHash: string
        readonly jobRunId: string | null
        readonly recordedAt: string
        readonly report: {
          readonly asOf: string
          readonly takesEffect: boolean
          readonly before: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly after: { readonly method: string; readonly version: string; readonly factorSet: string }
          readonly enterprises: number
          readonly changed: number
          readonly migration: readonly {
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly enterprises: number
            readonly lines: number
            readonly amount: string
          }[]
          readonly book: {
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }
          readonly byProduct: readonly {
            readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly byInstitution: readonly {
            readonly institution: string
            readonly lines: number
            readonly amount: string
            readonly discountBpBefore: string
            readonly discountBpAfter: string
            readonly discountBpChange: string
            readonly annualSavingBefore: string
            readonly annualSavingAfter: string
            readonly annualSavingChange: string
          }[]
          readonly losers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly gainers: readonly {
            readonly uscc: string
            readonly nameZh: string
            readonly nameEn: string
            readonly from: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly to: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
            readonly amount: string
            readonly annualSavingChange: string
          }[]
          readonly notRated: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
          readonly notPriced: {
            readonly count: number
            readonly first: readonly { readonly uscc: string; readonly code: string }[]
          }
        }
      } | null
    }
  }
  '/v1/enterprises/{uscc}/vetoes': {
    readonly body: {
      readonly reason: 'DATA_FRAUD' | 'MAJOR_ENV_PENALTY_24M' | 'SERIOUS_DISHONESTY'
      readonly validFrom: string
      readonly validTo?: string
      readonly source: string
      readonly supersedes?: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly reason: 'DATA_FRAUD' | 'MAJOR_ENV_PENALTY_24M' | 'SERIOUS_DISHONESTY'
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly supersedes: string | null
      readonly enteredBy: string
      readonly recordedAt: string
      readonly state: 'ENTERED' | 'CONFIRMED' | 'REJECTED'
      readonly opinion: string | null
      readonly decidedBy: string | null
      readonly decidedAt: string | null
    }
  }
  '/v1/vetoes/{id}/decision': {
    readonly body: { readonly decision: 'CONFIRM' | 'REJECT'; readonly opinion: string }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly reason: 'DATA_FRAUD' | 'MAJOR_ENV_PENALTY_24M' | 'SERIOUS_DISHONESTY'
      readonly validFrom: string
      readonly validTo: string | null
      readonly source: string
      readonly supersedes: string | null
      readonly enteredBy: string
      readonly recordedAt: string
      readonly state: 'ENTERED' | 'CONFIRMED' | 'REJECTED'
      readonly opinion: string | null
      readonly decidedBy: string | null
      readonly decidedAt: string | null
    }
  }
  '/v1/enterprises/{uscc}/rating/simulation': {
    readonly body: {
      readonly method?: string
      readonly emissionsChangePercent?: string
      readonly revenueChangePercent?: string
      readonly profitChangePercent?: string
      readonly taxChangePercent?: string
      readonly employees?: number
      readonly greenShare?: string
      readonly dataQuality?: number
      readonly verification?: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly historyMonths?: number
    }
    readonly answer: {
      readonly uscc: string
      readonly asOf: string
      readonly knownAt: string
      readonly ratedAsOf: string
      readonly method: { readonly id: string; readonly version: string; readonly ruleId: string }
      readonly rated: {
        readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
        readonly score: string | null
        readonly scoreRounded: string | null
      }
      readonly simulated: {
        readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
        readonly gradeByScore: string | null
        readonly keptByHysteresis: boolean
        readonly score: string | null
        readonly scoreRounded: string | null
        readonly components: readonly {
          readonly id: string
          readonly group: string
          readonly metric: string | null
          readonly metricRounded: string | null
          readonly benchmark?: string
          readonly k?: string
          readonly kRounded?: string
          readonly score: string
          readonly scoreRounded: string
          readonly points: string
          readonly pointsRounded: string
          readonly weight: string
          readonly reason?: string
        }[]
        readonly caps: readonly { readonly reason: string; readonly maxGrade: string }[]
        readonly toNextGrade: {
          readonly grade: string
          readonly minScore: string
          readonly points: string
          readonly pointsRounded: string
          readonly blockedBy: readonly string[]
          readonly changes: readonly {
            readonly id: string
            readonly score: string
            readonly scoreRounded: string
            readonly at: string
            readonly atRounded: string
            readonly metric?: string
            readonly metricRounded?: string
          }[]
        } | null
        readonly vetoes: readonly string[]
      }
      readonly lines: readonly {
        readonly creditLineId: string
        readonly lender: string
        readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
        readonly limit: string
        readonly before: {
          readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly rate: string
          readonly discountBp: string
          readonly annualSaving: string
        } | null
        readonly after: {
          readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
          readonly rate: string
          readonly discountBp: string
          readonly annualSaving: string
        } | null
        readonly annualSavingChange: string | null
        readonly reason: string | null
      }[]
    }
  }
  '/v1/reloan-branch-quotas': {
    readonly body: {
      readonly facility: string
      readonly level: 'HEAD' | 'CITY'
      readonly parentId?: string | null
      readonly limit: string
      readonly documentNo: string
      readonly validFrom: string
      readonly validTo: string
    }
    readonly answer: {
      readonly id: string
      readonly facility: string
      readonly level: 'HEAD' | 'CITY'
      readonly parentId: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
      readonly limit: string
      readonly allotted: string
      readonly nextLimit: string | null
      readonly version: number
    }
  }
  '/v1/reloan-branch-quotas/{id}/changes': {
    readonly body: { readonly limit: string; readonly documentNo: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly facility: string
      readonly level: 'HEAD' | 'CITY'
      readonly parentId: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
      readonly limit: string
      readonly allotted: string
      readonly nextLimit: string | null
      readonly version: number
    }
  }
  '/v1/reloan-branch-quotas/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly facility: string
      readonly level: 'HEAD' | 'CITY'
      readonly parentId: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
      readonly limit: string
      readonly allotted: string
      readonly nextLimit: string | null
      readonly version: number
    }
  }
  '/v1/reloan-quotas': {
    readonly body: {
      readonly facility: string
      readonly lenderCode: string
      readonly parentId?: string | null
      readonly revolves?: boolean
      readonly limit: string
      readonly documentNo: string
      readonly validFrom: string
      readonly validTo: string
    }
    readonly answer: {
      readonly id: string
      readonly state: string
      readonly facility: string
      readonly documentNo: string
      readonly limit: string
      readonly version: number
    }
  }
  '/v1/reloan-quotas/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly state: string
      readonly facility: string
      readonly documentNo: string
      readonly limit: string
      readonly version: number
    }
  }
  '/v1/reloan-quotas/{id}/changes': {
    readonly body: {
      readonly limit: string
      readonly documentNo: string
      readonly effectiveOn: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly limit: string
      readonly documentNo: string
      readonly effectiveOn: string
      readonly state: string
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/reloan-quotas/{id}/changes/{changeId}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly limit: string
      readonly documentNo: string
      readonly effectiveOn: string
      readonly state: string
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/reloan-filings/{id}/notes': {
    readonly body: {
      readonly on: string
      readonly notes: readonly { readonly loanId: string; readonly noteNo: string; readonly evidenceHash: string }[]
    }
    readonly answer: {
      readonly filingId: string
      readonly notes: readonly {
        readonly loanId: string
        readonly noteNo: string
        readonly disbursedOn: string
        readonly dueOn: string
        readonly late: boolean
      }[]
    }
  }
  '/v1/reloan-filings/candidates': {
    readonly body: {
      readonly facility: string
      readonly quotaId?: string
      readonly on?: string
      readonly mode?: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly eligible?: boolean
      readonly filter?: {
        readonly product?: string
        readonly uscc?: string
        readonly disbursedFrom?: string
        readonly disbursedTo?: string
        readonly balanceFrom?: string
      }
      readonly limit?: number
      readonly cursor?: string
    }
    readonly answer: {
      readonly quotaId: string | null
      readonly on: string
      readonly items: readonly {
        readonly loanId: string
        readonly contractNo: string
        readonly uscc: string
        readonly enterpriseZh: string
        readonly enterpriseEn: string
        readonly balance: string
        readonly rate: string
        readonly firstDisbursedOn: string | null
        readonly eligible: boolean
        readonly maxAmount: string
        readonly lines: readonly {
          readonly check: string
          readonly passed: boolean
          readonly warning: boolean
          readonly facts: Readonly<Record<string, string | number>>
          readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
          readonly message: { readonly zh: string; readonly en: string }
          readonly cure: { readonly zh: string; readonly en: string } | null
        }[]
      }[]
      readonly nextCursor: string | null
    }
  }
  '/v1/reloan-filings': {
    readonly body: {
      readonly quotaId: string
      readonly filedOn: string
      readonly mode?: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly onlyEligible?: boolean
      readonly loans: readonly { readonly loanId: string; readonly requested: string; readonly evidenceHash?: string }[]
    }
    readonly answer: {
      readonly id: string
      readonly quotaId: string
      readonly facility: string
      readonly filedOn: string
      readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly reviews: number
      readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
      readonly requested: string
      readonly granted: string | null
      readonly drawn: string
      readonly grantedOn: string | null
      readonly version: number
      readonly rows: number
      readonly leftOut: readonly {
        readonly row: number
        readonly loanId: string
        readonly code: string
        readonly facts: Readonly<Record<string, unknown>>
        readonly checks: readonly string[]
        readonly lines: readonly {
          readonly check: string
          readonly passed: boolean
          readonly warning: boolean
          readonly facts: Readonly<Record<string, string | number>>
          readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
          readonly message: { readonly zh: string; readonly en: string }
          readonly cure: { readonly zh: string; readonly en: string } | null
        }[]
      }[]
    }
  }
  '/v1/reloan-filings/{id}/review': {
    readonly body: {
      readonly decision: 'PASS' | 'RETURN'
      readonly opinion: string
      readonly rows?: readonly {
        readonly loanId: string
        readonly verdict: 'PASS' | 'RETURN'
        readonly opinion: string
      }[]
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly quotaId: string
      readonly facility: string
      readonly filedOn: string
      readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly reviews: number
      readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
      readonly requested: string
      readonly granted: string | null
      readonly drawn: string
      readonly grantedOn: string | null
      readonly version: number
    }
  }
  '/v1/reloan-filings/{id}/return': {
    readonly body: { readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly quotaId: string
      readonly facility: string
      readonly filedOn: string
      readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly reviews: number
      readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
      readonly requested: string
      readonly granted: string | null
      readonly drawn: string
      readonly grantedOn: string | null
      readonly version: number
    }
  }
  '/v1/reloan-filings/{id}/grant': {
    readonly body: { readonly amount: string; readonly on: string; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly quotaId: string
      readonly facility: string
      readonly filedOn: string
      readonly mode: 'LEND_FIRST' | 'BORROW_FIRST'
      readonly reviews: number
      readonly state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
      readonly requested: string
      readonly granted: string | null
      readonly drawn: string
      readonly grantedOn: string | null
      readonly version: number
    }
  }
  '/v1/reloan-filings/{id}/drawdowns': {
    readonly body: {
      readonly loanId: string
      readonly amount: string
      readonly on: string
      readonly termMonths: number
    }
    readonly answer: {
      readonly id: string
      readonly filingId: string
      readonly quotaId: string
      readonly facility: string
      readonly loanId: string
      readonly amount: string
      readonly rate: string
      readonly termMonths: number
      readonly drawnOn: string
      readonly dueOn: string
      readonly explanation: unknown
      readonly recordedAt: string
    }
  }
  '/v1/reloans/{id}/interest-facts': {
    readonly body: {
      readonly kind: 'unpaid' | 'paid'
      readonly on: string
      readonly amount: string
      readonly document: string
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly kind: 'unpaid' | 'paid'
      readonly on: string
      readonly amount: string
      readonly document: string
      readonly recordedAt: string
    }
  }
  '/v1/loans/{id}/reloan-projects': {
    readonly body: {
      readonly name: string
      readonly field: 'clean-energy' | 'energy-saving-and-environment' | 'carbon-reduction-technology'
      readonly investment: string
      readonly annualReductionT: string
      readonly verifiedBy?: string
      readonly document: string
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly name: string
      readonly field: 'clean-energy' | 'energy-saving-and-environment' | 'carbon-reduction-technology'
      readonly investment: string
      readonly annualReductionT: string
      readonly verifiedBy: string | null
      readonly document: string
      readonly recordedAt: string
    }
  }
  '/v1/reloans/{id}/returns': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
      readonly amount: string
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloans/{id}/extensions': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
      readonly months: number
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloans/{id}/substitutions': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
      readonly out: readonly string[]
      readonly in: readonly string[]
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloans/{id}/clawbacks': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash: string
      readonly version: number
      readonly amount: string
      readonly reasonCode: string
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloan-proposals/{id}/decisions': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloan-clawbacks/{id}/decisions': {
    readonly body: {
      readonly decision: 'APPROVE' | 'REJECT'
      readonly quota: 'LOWER' | 'KEEP'
      readonly opinion: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly reloanId: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly kind: 'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'
      readonly on: string
      readonly amount: string | null
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly version: number
    }
  }
  '/v1/reloan-findings/{id}/answers': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly month: string
      readonly check: string
      readonly checkZh: string
      readonly checkEn: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly severity: 'BREACH' | 'WARNING' | 'NOTE'
      readonly facts: Readonly<Record<string, unknown>>
      readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
      readonly foundOn: string
      readonly deadlineOn: string
      readonly late: boolean
      readonly steps: readonly {
        readonly no: number
        readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
        readonly on: string
        readonly opinion: string
        readonly evidenceHash: string | null
        readonly takenBy: string
        readonly recordedAt: string
      }[]
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/reloan-findings/{id}/reviews': {
    readonly body: {
      readonly decision: 'ACCEPT' | 'REOPEN'
      readonly on: string
      readonly opinion: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly lenderZh: string
      readonly lenderEn: string
      readonly month: string
      readonly check: string
      readonly checkZh: string
      readonly checkEn: string
      readonly subjectKind: string
      readonly subjectId: string
      readonly severity: 'BREACH' | 'WARNING' | 'NOTE'
      readonly facts: Readonly<Record<string, unknown>>
      readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
      readonly foundOn: string
      readonly deadlineOn: string
      readonly late: boolean
      readonly steps: readonly {
        readonly no: number
        readonly state: 'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
        readonly on: string
        readonly opinion: string
        readonly evidenceHash: string | null
        readonly takenBy: string
        readonly recordedAt: string
      }[]
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/jobs/reloan-checks': {
    readonly body: { readonly month: string }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly payload: Readonly<Record<string, unknown>>
      readonly state: 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'
      readonly step: 'whole' | 'chunks' | 'finish'
      readonly done: number
      readonly total: number | null
      readonly failed: number
      readonly attempt: number
      readonly takeovers: number
      readonly result: unknown
      readonly failure: string | null
      readonly scheduleId: string | null
      readonly businessDay: string | null
      readonly createdAt: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  }
  '/v1/reports/realised-interest-saving/issues': {
    readonly body: { readonly from: string; readonly to: string; readonly knownAt?: string; readonly restates?: string }
    readonly answer: {
      readonly id: string
      readonly number: string
      readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly from: string
      readonly to: string
      readonly asOf: string
      readonly knownAt: string
      readonly state: 'PREPARED' | 'SIGNED' | 'RETURNED'
      readonly documentHash: string
      readonly realisedSaving: string | null
      readonly restates: { readonly id: string; readonly number: string } | null
      readonly restatedBy: { readonly id: string; readonly number: string } | null
      readonly madeBy: string
      readonly madeAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly document: {
        readonly number: string
        readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
        readonly from: string
        readonly to: string
        readonly asOf: string
        readonly knownAt: string
        readonly days: number
        readonly totals: {
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }
        readonly rows: {
          readonly city: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly institution: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly grade: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly product: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly sector: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly month: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
        }
        readonly reconciliation: {
          readonly executedInterest: string
          readonly ledgerInterest: string
          readonly difference: string
          readonly causes: {
            readonly 'not-booked-yet': string
            readonly 'books-behind': string
            readonly 'moved-from-closed-period': string
            readonly unexplained: string
          }
          readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
          readonly accounts: readonly string[]
          readonly lenders: readonly {
            readonly lender: string
            readonly nameZh: string
            readonly nameEn: string
            readonly executedInterest: string
            readonly ledgerInterest: string
            readonly difference: string
            readonly causes: {
              readonly 'not-booked-yet': string
              readonly 'books-behind': string
              readonly 'moved-from-closed-period': string
              readonly unexplained: string
            }
          }[]
        } | null
        readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
        readonly restatement: {
          readonly of: { readonly id: string; readonly number: string; readonly knownAt: string }
          readonly before: string | null
          readonly after: string | null
          readonly difference: string | null
          readonly changes: readonly {
            readonly key: string
            readonly cause: string
            readonly loans: number | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly hidden: boolean
          }[]
          readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
        } | null
      }
    }
  }
  '/v1/reports/realised-interest-saving/issues/{id}/decisions': {
    readonly body: { readonly decision: 'SIGN' | 'RETURN'; readonly opinion: string }
    readonly answer: {
      readonly id: string
      readonly number: string
      readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly from: string
      readonly to: string
      readonly asOf: string
      readonly knownAt: string
      readonly state: 'PREPARED' | 'SIGNED' | 'RETURNED'
      readonly documentHash: string
      readonly realisedSaving: string | null
      readonly restates: { readonly id: string; readonly number: string } | null
      readonly restatedBy: { readonly id: string; readonly number: string } | null
      readonly madeBy: string
      readonly madeAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly document: {
        readonly number: string
        readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
        readonly from: string
        readonly to: string
        readonly asOf: string
        readonly knownAt: string
        readonly days: number
        readonly totals: {
          readonly loans: number | null
          readonly enterprises: number | null
          readonly averageBalance: string | null
          readonly executedInterest: string | null
          readonly referenceInterest: string | null
          readonly realisedSaving: string | null
          readonly simpleBp: string | null
          readonly weightedBp: string | null
          readonly potentialAnnualSaving: string | null
          readonly hidden: boolean
          readonly lineage: string | null
        }
        readonly rows: {
          readonly city: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly institution: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly grade: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly product: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly sector: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
          readonly month: readonly {
            readonly key: string
            readonly nameZh: string | null
            readonly nameEn: string | null
            readonly loans: number | null
            readonly enterprises: number | null
            readonly averageBalance: string | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly simpleBp: string | null
            readonly weightedBp: string | null
            readonly potentialAnnualSaving: string | null
            readonly hidden: boolean
            readonly lineage: string | null
          }[]
        }
        readonly reconciliation: {
          readonly executedInterest: string
          readonly ledgerInterest: string
          readonly difference: string
          readonly causes: {
            readonly 'not-booked-yet': string
            readonly 'books-behind': string
            readonly 'moved-from-closed-period': string
            readonly unexplained: string
          }
          readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
          readonly accounts: readonly string[]
          readonly lenders: readonly {
            readonly lender: string
            readonly nameZh: string
            readonly nameEn: string
            readonly executedInterest: string
            readonly ledgerInterest: string
            readonly difference: string
            readonly causes: {
              readonly 'not-booked-yet': string
              readonly 'books-behind': string
              readonly 'moved-from-closed-period': string
              readonly unexplained: string
            }
          }[]
        } | null
        readonly definitions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
        readonly restatement: {
          readonly of: { readonly id: string; readonly number: string; readonly knownAt: string }
          readonly before: string | null
          readonly after: string | null
          readonly difference: string | null
          readonly changes: readonly {
            readonly key: string
            readonly cause: string
            readonly loans: number | null
            readonly executedInterest: string | null
            readonly referenceInterest: string | null
            readonly realisedSaving: string | null
            readonly hidden: boolean
          }[]
          readonly causeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
        } | null
      }
    }
  }
  '/v1/exports': {
    readonly body: {
      readonly dataset: string
      readonly format: 'csv' | 'xlsx'
      readonly filters?: Readonly<Record<string, string>>
      readonly asOf?: string
      readonly knownAt?: string
      readonly reason: string
    }
    readonly answer: {
      readonly id: string
      readonly runId: string
      readonly organisation: string
      readonly requestedBy: string | null
      readonly dataset: string
      readonly datasetZh: string
      readonly datasetEn: string
      readonly format: 'csv' | 'xlsx'
      readonly filters: Readonly<Record<string, string>>
      readonly reason: string
      readonly asOf: string
      readonly knownAt: string
      readonly state: 'REQUESTED' | 'WRITING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED'
      readonly failure: { readonly code: string; readonly zh: string; readonly en: string } | null
      readonly rows: string | null
      readonly bytes: string | null
      readonly sha256: string | null
      readonly masking: {
        readonly columns: readonly { readonly key: string; readonly zh: string; readonly en: string }[]
        readonly zh: string
        readonly en: string
      }
      readonly requestedAt: string
      readonly readyAt: string | null
      readonly expiresAt: string | null
      readonly downloads: number
      readonly lastDownloadAt: string | null
      readonly file: string | null
      readonly takenBy: readonly { readonly by: string | null; readonly at: string }[]
    }
  }
  '/v1/enterprises/{uscc}/balance-sheets': {
    readonly body: {
      readonly asOf: string
      readonly equity?: string
      readonly debt?: string
      readonly totalAssets?: string
      readonly evic?: string
      readonly source: string
      readonly supersedes?: string
      readonly reason?: string
    }
    readonly answer: {
      readonly id: string
      readonly asOf: string
      readonly equity: string | null
      readonly debt: string | null
      readonly totalAssets: string | null
      readonly evic: string | null
      readonly source: string
      readonly reason: string | null
      readonly supersedes: string | null
      readonly recordedAt: string
      readonly uscc: string
      readonly supersededBy: string | null
    }
  }
  '/v1/enterprises/{uscc}/activities': {
    readonly body: {
      readonly supersedes?: string
      readonly month: string
      readonly carrier: string
      readonly meter?: string
      readonly quantity: string
      readonly unit: string
      readonly greenQuantity?: string
      readonly enthalpyKjPerKg?: string
      readonly direction?: 'use' | 'export'
      readonly biogenic?: boolean
      readonly ncv?: string
      readonly cc?: string
      readonly of?: string
      readonly factor?: { readonly value: string; readonly unit: string; readonly source: string }
      readonly source: string
      readonly dataQuality: number
      readonly evidence?: string
      readonly reason: string
    }
    readonly answer: {
      readonly activity: {
        readonly id: string
        readonly month: string
        readonly carrier: string
        readonly meter: string
        readonly quantity: string
        readonly unit: string
        readonly greenQuantity: string
        readonly enthalpyKjPerKg: string | null
        readonly direction: 'use' | 'export'
        readonly biogenic: boolean
        readonly ncv: string | null
        readonly cc: string | null
        readonly of: string | null
        readonly factor: { readonly value: string; readonly unit: string; readonly source: string } | null
        readonly source: string
        readonly dataQuality: number
        readonly evidence: string | null
        readonly reason: string | null
        readonly supersedes: string | null
        readonly recordedAt: string
      }
      readonly asOf: string | null
      readonly rating: Readonly<Record<string, unknown>> | null
      readonly lines: readonly Readonly<Record<string, unknown>>[]
    }
  }
  '/v1/enterprises/{uscc}/activity-imports': {
    readonly body: {
      readonly rows: readonly {
        readonly month?: string
        readonly meter?: string
        readonly carrier?: string
        readonly quantity?: string
        readonly unit?: string
        readonly greenQuantity?: string
        readonly enthalpyKjPerKg?: string
        readonly source?: string
        readonly evidence?: string
        readonly dataQuality?: number | string
        readonly supersedes?: string
      }[]
      readonly mode: 'dry-run' | 'commit'
      readonly reason?: string
      readonly acknowledge?: boolean
      readonly fileName?: string
    }
    readonly answer: {
      readonly mode: 'dry-run'
      readonly rows: number
      readonly accepted: number
      readonly problems: readonly {
        readonly row: number
        readonly column: string
        readonly code: string
        readonly severity: 'error' | 'warning'
        readonly message: { readonly zh: string; readonly en: string }
        readonly facts: Readonly<Record<string, unknown>>
      }[]
      readonly anomalies: readonly {
        readonly row: number
        readonly column: string
        readonly code: string
        readonly severity: 'error' | 'warning'
        readonly message: { readonly zh: string; readonly en: string }
        readonly facts: Readonly<Record<string, unknown>>
      }[]
      readonly preview:
        | readonly {
            readonly month: string
            readonly before: {
              readonly scope1: string
              readonly scope1Rounded: string
              readonly scope2Location: string
              readonly scope2LocationRounded: string
              readonly scope2Market: string
              readonly scope2MarketRounded: string
              readonly total: string
              readonly totalRounded: string
            }
            readonly after: {
              readonly scope1: string
              readonly scope1Rounded: string
              readonly scope2Location: string
              readonly scope2LocationRounded: string
              readonly scope2Market: string
              readonly scope2MarketRounded: string
              readonly total: string
              readonly totalRounded: string
            }
          }[]
        | null
      readonly sha256: string
      readonly earlierImport: { readonly id: string; readonly recordedAt: string } | null
    }
  }
  '/v1/calculations/emissions': {
    readonly body: {
      readonly asOf: string
      readonly region: string
      readonly factorSet: string
      readonly activities: readonly {
        readonly carrier: string
        readonly quantity: string
        readonly unit: string
        readonly month: string
        readonly greenQuantity?: string
        readonly ncv?: string
        readonly cc?: string
        readonly of?: string
        readonly factor?: { readonly value: string; readonly unit: string }
        readonly enthalpyKjPerKg?: string
      }[]
    }
    readonly answer: {
      readonly rows: readonly {
        readonly month: string
        readonly carrier: string
        readonly scope: number
        readonly quantity: string
        readonly unit: string
        readonly greenQuantity: string
        readonly factor: {
          readonly code: string
          readonly value: string
          readonly unit: string
          readonly set: string
          readonly vintage: number | null
          readonly fallback: boolean
          readonly flags: readonly string[]
          readonly publishedOn: string | null
          readonly ruleId: string | null
          readonly ruleIds: readonly string[]
          readonly own: readonly string[]
          readonly source: string
          readonly status: string
        }
        readonly marketFactor: {
          readonly code: string
          readonly value: string
          readonly unit: string
          readonly set: string
          readonly vintage: number | null
          readonly fallback: boolean
          readonly flags: readonly string[]
          readonly publishedOn: string | null
          readonly ruleId: string | null
          readonly ruleIds: readonly string[]
          readonly own: readonly string[]
          readonly source: string
          readonly status: string
        } | null
        readonly tCO2: string
        readonly tCO2Rounded: string
        readonly tCO2Market: string
        readonly tCO2MarketRounded: string
      }[]
      readonly totals: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2Location: string
        readonly scope2LocationRounded: string
        readonly scope2Market: string
        readonly scope2MarketRounded: string
        readonly total: string
        readonly totalRounded: string
      }
      readonly flags: readonly string[]
    }
  }
  '/v1/calculations/rating': {
    readonly body: {
      readonly method?: string
      readonly emissions12m: string
      readonly emissionsPrior12m?: string
      readonly revenue?: string
      readonly revenuePrior?: string
      readonly profit?: string
      readonly tax?: string
      readonly employees?: number
      readonly benchmarks: {
        readonly I_REV?: string
        readonly I_PROFIT?: string
        readonly I_TAX?: string
        readonly I_EMP?: string
      }
      readonly trend?: string
      readonly greenShare?: string
      readonly dataQuality: number
      readonly verification: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly historyMonths: number
      readonly benchmarkEntities: number
      readonly previousGrade?: string
      readonly vetoes?: readonly string[]
      readonly notApplicable?: readonly string[]
    }
    readonly answer: {
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED'
      readonly gradeByScore: string | null
      readonly keptByHysteresis: boolean
      readonly score: string | null
      readonly scoreRounded: string | null
      readonly components: readonly {
        readonly id: string
        readonly group: string
        readonly metric: string | null
        readonly metricRounded: string | null
        readonly benchmark?: string
        readonly k?: string
        readonly kRounded?: string
        readonly score: string
        readonly scoreRounded: string
        readonly points: string
        readonly pointsRounded: string
        readonly weight: string
        readonly reason?: string
      }[]
      readonly caps: readonly { readonly reason: string; readonly maxGrade: string }[]
      readonly toNextGrade: {
        readonly grade: string
        readonly minScore: string
        readonly points: string
        readonly pointsRounded: string
        readonly blockedBy: readonly string[]
        readonly changes: readonly {
          readonly id: string
          readonly score: string
          readonly scoreRounded: string
          readonly at: string
          readonly atRounded: string
          readonly metric?: string
          readonly metricRounded?: string
        }[]
      } | null
      readonly vetoes: readonly string[]
      readonly method: {
        readonly id: string
        readonly version: string
        readonly ruleId: string
        readonly status: string
        readonly source: string
      }
    }
  }
  '/v1/calculations/financed-emissions': {
    readonly body: {
      readonly method: 'pcaf-business-loans' | 'cn-average-balance'
      readonly loans: readonly {
        readonly outstanding: string
        readonly equity?: string
        readonly debt?: string
        readonly totalAssets?: string
        readonly evic?: string
        readonly emissions: { readonly scope1: string; readonly scope2: string; readonly scope3?: string }
        readonly dataQuality: number
      }[]
    }
    readonly answer: {
      readonly method: string
      readonly loans: readonly {
        readonly attributionFactor: string
        readonly attributionFactorRounded: string
        readonly emissions: {
          readonly scope1: string
          readonly scope1Rounded: string
          readonly scope2: string
          readonly scope2Rounded: string
          readonly scope3: string
          readonly scope3Rounded: string
        }
      }[]
      readonly totals: {
        readonly scope1: string
        readonly scope1Rounded: string
        readonly scope2: string
        readonly scope2Rounded: string
        readonly scope3: string
        readonly scope3Rounded: string
        readonly total: string
        readonly totalRounded: string
      }
      readonly dataQuality: string | null
      readonly dataQualityRounded: string | null
    }
  }
  '/v1/calculations/quote': {
    readonly body: {
      readonly product: string
      readonly tenorMonths: number
      readonly amount: string
      readonly grade: string | null
      readonly on: string
      readonly policy?: string
    }
    readonly answer: {
      readonly product: string
      readonly tenorMonths: number
      readonly amount: string
      readonly grade: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | string
      readonly on: string
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly annualSaving: string
      readonly route: string
      readonly steps: readonly {
        readonly no: number
        readonly code: string
        readonly labelZh: string
        readonly labelEn: string
        readonly operation: string
        readonly value: string
        readonly unit: string
        readonly runningPercent: string
        readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string } | null
      }[]
      readonly rules: readonly {
        readonly step: number
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }
  }
  '/v1/calculations/loan-schedule': {
    readonly body: unknown
    readonly answer: {
      readonly rows: readonly {
        readonly no: number
        readonly dueOn: string
        readonly days: number
        readonly principal: string
        readonly interest: string
        readonly due: string
        readonly balance: string
      }[]
      readonly totals: { readonly principal: string; readonly interest: string; readonly due: string }
      readonly instalment: string | null
    }
  }
  '/v1/calculations/day-count': {
    readonly body: {
      readonly from: string
      readonly to: string
      readonly convention: string
      readonly terminationDate?: string
    }
    readonly answer: { readonly days: number; readonly fraction: { readonly ratio: string; readonly decimal: string } }
  }
  '/v1/calculations/interest': {
    readonly body: {
      readonly segments: readonly {
        readonly from: string
        readonly to: string
        readonly balance: string
        readonly annualRatePercent: string
      }[]
      readonly dayCount: string
      readonly rounding?: 'half-even' | 'half-up'
    }
    readonly answer: {
      readonly interest: string
      readonly unrounded: string
      readonly bySegment: readonly {
        readonly from: string
        readonly to: string
        readonly days: number
        readonly interest: string
      }[]
    }
  }
  '/v1/calculations/discount': {
    readonly body: {
      readonly face: string
      readonly from: string
      readonly to: string
      readonly annualRatePercent: string
      readonly dayCount?: string
      readonly rounding?: 'half-even' | 'half-up'
    }
    readonly answer: { readonly days: number; readonly interest: string; readonly proceeds: string }
  }
  '/v1/calculations/xirr': {
    readonly body: { readonly flows: readonly { readonly on: string; readonly amount: string }[] }
    readonly answer: { readonly rate: string; readonly ratePercent: string }
  }
  '/v1/calculations/annualised-rate': {
    readonly body: {
      readonly principal: string
      readonly disbursedOn: string
      readonly flows: readonly { readonly on: string; readonly amount: string }[]
      readonly fees?: readonly { readonly on: string; readonly amount: string }[]
    }
    readonly answer: {
      readonly irrPercent: string
      readonly simplePercent: string
      readonly methodNotes: readonly string[]
    }
  }
  '/v1/consents': {
    readonly body: {
      readonly lenderCode: string
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups?: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo?: string
    }
    readonly answer: {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly state: 'GRANTED' | 'WITHDRAWN' | 'EXPIRED'
      readonly basis: string
      readonly requestId: string | null
      readonly textVersion: number | null
      readonly textHash: string | null
      readonly recordedAt: string
    }
  }
  '/v1/consents/{id}/withdrawal': {
    readonly body: undefined
    readonly answer: {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly state: 'GRANTED' | 'WITHDRAWN' | 'EXPIRED'
      readonly basis: string
      readonly requestId: string | null
      readonly textVersion: number | null
      readonly textHash: string | null
      readonly recordedAt: string
    }
  }
  '/v1/consent-requests': {
    readonly body: {
      readonly uscc: string
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo?: string
      readonly reason: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly reason: string
      readonly state: 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'EXPIRED'
      readonly requestedOn: string
      readonly expiresOn: string
      readonly consentId: string | null
      readonly decisionReason: string | null
      readonly decidedAt: string | null
      readonly recordedAt: string
    }
  }
  '/v1/consent-requests/{id}/decision': {
    readonly body:
      | {
          readonly decision: 'grant'
          readonly textHash: string
          readonly fieldGroups?: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
          readonly validTo?: string
          readonly reason?: string
        }
      | { readonly decision: 'refuse'; readonly reason?: string }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly fieldGroups: readonly ('identity' | 'emissions' | 'activity' | 'rating' | 'operating')[]
      readonly validFrom: string
      readonly validTo: string | null
      readonly reason: string
      readonly state: 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'EXPIRED'
      readonly requestedOn: string
      readonly expiresOn: string
      readonly consentId: string | null
      readonly decisionReason: string | null
      readonly decidedAt: string | null
      readonly recordedAt: string
    }
  }
  '/v1/credit-lines': {
    readonly body: {
      readonly uscc: string
      readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
      readonly limit: string
      readonly revolving?: boolean
      readonly effectiveFrom: string
      readonly effectiveTo?: string | null
      readonly documentNo: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly product: string
      readonly supersedes: string | null
      readonly limit: string
      readonly revolving: boolean
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly creditLineId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/credit-lines/{id}/changes': {
    readonly body: {
      readonly limit: string
      readonly effectiveFrom: string
      readonly effectiveTo?: string | null
      readonly documentNo: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly product: string
      readonly supersedes: string | null
      readonly limit: string
      readonly revolving: boolean
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly creditLineId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/credit-line-proposals/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly product: string
      readonly supersedes: string | null
      readonly limit: string
      readonly revolving: boolean
      readonly effectiveFrom: string
      readonly effectiveTo: string | null
      readonly documentNo: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly opinion: string | null
      readonly creditLineId: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/enterprises/{uscc}/credit-reports': {
    readonly body: {
      readonly asOf: string
      readonly knownAt?: string
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review' | 'own_use'
      readonly lenderCode?: string
    }
    readonly answer: {
      readonly id: string
      readonly number: string
      readonly uscc: string
      readonly issuedFor: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review' | 'own_use'
      readonly asOf: string
      readonly knownAt: string
      readonly issuedAt: string
      readonly hash: string
      readonly checkCode: string
      readonly restates: { readonly id: string | null; readonly number: string } | null
      readonly restatedBy: { readonly id: string | null; readonly number: string } | null
      readonly links: { readonly json: string; readonly pdf: string; readonly verify: string }
    }
  }
  '/v1/credit-reports/{id}/reissue': {
    readonly body: { readonly knownAt?: string }
    readonly answer: {
      readonly outcome: 'identical' | 'unchanged' | 'restated'
      readonly reproduced: boolean | null
      readonly report: {
        readonly id: string
        readonly number: string
        readonly uscc: string
        readonly issuedFor: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
        readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review' | 'own_use'
        readonly asOf: string
        readonly knownAt: string
        readonly issuedAt: string
        readonly hash: string
        readonly checkCode: string
        readonly restates: { readonly id: string | null; readonly number: string } | null
        readonly restatedBy: { readonly id: string | null; readonly number: string } | null
        readonly links: { readonly json: string; readonly pdf: string; readonly verify: string }
      }
      readonly differences: readonly {
        readonly id: string
        readonly nameZh: string
        readonly nameEn: string
        readonly unit: string
        readonly before: string | null
        readonly after: string | null
        readonly beforeShown: string | null
        readonly afterShown: string | null
        readonly causes: readonly {
          readonly cause: string
          readonly nameZh: string
          readonly nameEn: string
          readonly from: string | null
          readonly to: string | null
        }[]
      }[]
    }
  }
  '/v1/enterprises/{uscc}/verifications': {
    readonly body: {
      readonly level: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly period: { readonly from: string; readonly to: string }
      readonly verifierCode?: string
      readonly verifierName?: string
      readonly statementNo?: string
      readonly evidenceHash?: string
      readonly validFrom: string
      readonly validTo?: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly level: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly period: { readonly from: string; readonly to: string }
      readonly verifierCode: string | null
      readonly verifierName: string | null
      readonly statementNo: string | null
      readonly evidenceHash: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly recordedAt: string
      readonly confirmedAt: string | null
      readonly stands: boolean
    }
  }
  '/v1/verifications/{id}/confirmation': {
    readonly body: undefined
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly level: 'none' | 'self-declared' | 'bank-reviewed' | 'limited' | 'reasonable'
      readonly period: { readonly from: string; readonly to: string }
      readonly verifierCode: string | null
      readonly verifierName: string | null
      readonly statementNo: string | null
      readonly evidenceHash: string | null
      readonly validFrom: string
      readonly validTo: string | null
      readonly recordedAt: string
      readonly confirmedAt: string | null
      readonly stands: boolean
    }
  }
  '/v1/data-products': {
    readonly body: {
      readonly name: string
      readonly scenario: string
      readonly operator: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly certificateValidFrom: string
      readonly certificateValidTo: string
      readonly authorisationValidTo: string
      readonly listing?: { readonly no: string; readonly validTo: string } | null
      readonly basis: string
    }
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly name: string
      readonly scenario: string
      readonly operator: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly certificateValidFrom: string
      readonly certificateValidTo: string
      readonly authorisationValidTo: string
      readonly listingNo: string | null
      readonly listingValidTo: string | null
      readonly basis: string
      readonly authorisationId: string | null
      readonly registrationId: string | null
      readonly listingId: string | null
      readonly recordedAt: string
    }
  }
  '/v1/data-products/{id}/valuations': {
    readonly body: {
      readonly method: 'cost' | 'income' | 'market'
      readonly valuer: string
      readonly reportNo: string
      readonly baseDate: string
      readonly reportValue: string
      readonly ltvClass: 'thin' | 'default' | 'hard'
      readonly valuerUscc?: string
      readonly signers?: readonly string[]
      readonly horizonTo?: string
      readonly parameters?: {
        readonly cost?: {
          readonly preliminary: string
          readonly direct: string
          readonly indirect: string
          readonly opportunity: string
          readonly taxes: string
          readonly adjustment: string
        }
        readonly income?: {
          readonly approach: 'direct' | 'split' | 'excess' | 'incremental'
          readonly discountRatePercent: string
          readonly splitRate?: string
          readonly periods: readonly { readonly to: string; readonly income: string }[]
          readonly history?: readonly { readonly to: string; readonly income: string }[]
          readonly buyers?: number
        }
        readonly market?: {
          readonly comparables: readonly {
            readonly name: string
            readonly price: string
            readonly quality: string
            readonly supplyDemand: string
            readonly date: string
            readonly capacity: string
          }[]
        }
        readonly qualityScore?: string
        readonly exclusivityFactor?: string
      }
      readonly requestId?: string
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly method: string
      readonly valuer: string
      readonly reportNo: string
      readonly baseDate: string
      readonly validTo: string
      readonly reportValue: string
      readonly ltvClass: string
      readonly adoptedValue: string | null
      readonly valuerUscc: string | null
      readonly signers: readonly string[]
      readonly horizonTo: string | null
      readonly parameters: unknown
      readonly state: 'REPORTED' | 'BANK_REVIEW' | 'ADOPTED' | 'REJECTED' | 'SUPERSEDED' | 'EXPIRED'
      readonly decidedOn: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/valuations/{id}/decision': {
    readonly body: {
      readonly decision: 'ADOPT' | 'REJECT'
      readonly adoptedValue?: string
      readonly on?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly method: string
      readonly valuer: string
      readonly reportNo: string
      readonly baseDate: string
      readonly validTo: string
      readonly reportValue: string
      readonly ltvClass: string
      readonly adoptedValue: string | null
      readonly valuerUscc: string | null
      readonly signers: readonly string[]
      readonly horizonTo: string | null
      readonly parameters: unknown
      readonly state: 'REPORTED' | 'BANK_REVIEW' | 'ADOPTED' | 'REJECTED' | 'SUPERSEDED' | 'EXPIRED'
      readonly decidedOn: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/valuers': {
    readonly body: {
      readonly name: string
      readonly uscc: string
      readonly validFrom: string
      readonly validTo?: string
    }
    readonly answer: {
      readonly id: string
      readonly name: string
      readonly uscc: string
      readonly validFrom: string
      readonly validTo: string | null
    }
  }
  '/v1/data-products/{id}/valuation-requests': {
    readonly body: { readonly purpose: string; readonly reason: string; readonly on: string }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly purpose: string
      readonly reason: string
      readonly requestedOn: string
      readonly valuer: string | null
      readonly state: 'REQUESTED' | 'ASSIGNED' | 'IN_PROGRESS' | 'REPORTED' | 'REJECTED'
      readonly deadlineOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/valuation-requests/{id}/steps': {
    readonly body: {
      readonly step: 'assign' | 'start' | 'call-off'
      readonly valuerId?: string
      readonly on: string
      readonly opinion: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly lender: string
      readonly purpose: string
      readonly reason: string
      readonly requestedOn: string
      readonly valuer: string | null
      readonly state: 'REQUESTED' | 'ASSIGNED' | 'IN_PROGRESS' | 'REPORTED' | 'REJECTED'
      readonly deadlineOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges': {
    readonly body: {
      readonly dataProductId: string
      readonly securedLimit: string
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly queryIsClean?: boolean
      readonly rankConsentId?: string | null
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/registration': {
    readonly body: {
      readonly registrationNo: string
      readonly collateralClass?: string
      readonly registeredOn: string
      readonly registeredAt?: string
      readonly certificateHash?: string
      readonly modificationCode?: string
      readonly validTo: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/freeze-confirmation': {
    readonly body: {
      readonly freezeReceiptNo: string
      readonly frozenOn: string
      readonly annotation?: { readonly no: string; readonly on: string }
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/release': {
    readonly body: {
      readonly releasedOn: string
      readonly reason: string
      readonly cancellation?: { readonly no: string; readonly on: string }
      readonly unfreezing?: { readonly no: string; readonly on: string }
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/annotation': {
    readonly body: { readonly annotationReceiptNo: string; readonly annotatedOn: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/annotation-waiver': {
    readonly body: { readonly reason: string; readonly on: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/extension': {
    readonly body: {
      readonly on: string
      readonly validTo: string
      readonly agreementHash: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/steps': {
    readonly body: {
      readonly step:
        | 'request-registration'
        | 'reject-registration'
        | 'change'
        | 'object'
        | 'dismiss-objection'
        | 'strike'
        | 'begin-release'
        | 'cancel-registration'
        | 'resume'
        | 'enforce'
        | 'proceed'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly reference?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly dataProductId: string
      readonly valuationId: string
      readonly lender: string
      readonly uscc: string | null
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly securedLimit: string
      readonly rank: number
      readonly state:
        | 'CONTRACTED'
        | 'REG_PENDING'
        | 'REGISTERED'
        | 'FROZEN_CONFIRMED'
        | 'CHANGED'
        | 'EXTENDED'
        | 'OBJECTED'
        | 'RELEASING'
        | 'RELEASED'
        | 'LAPSED'
        | 'ENFORCED'
      readonly contractedOn: string
      readonly queryCertificateNo: string
      readonly queryCertificateOn: string
      readonly registrationNo: string | null
      readonly registeredOn: string | null
      readonly registeredAt: string | null
      readonly certificateHash: string | null
      readonly hasModificationCode: boolean
      readonly registrationValidTo: string | null
      readonly freezeReceiptNo: string | null
      readonly frozenOn: string | null
      readonly annotationReceiptNo: string | null
      readonly annotatedOn: string | null
      readonly cancellationNo: string | null
      readonly cancelledOn: string | null
      readonly unfreezeReceiptNo: string | null
      readonly unfrozenOn: string | null
      readonly releasedOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/pledges/{id}/rank-consents': {
    readonly body: {
      readonly secondLender: string
      readonly mostSecured: string
      readonly givenOn: string
      readonly validTo: string
      readonly evidenceHash: string
    }
    readonly answer: {
      readonly id: string
      readonly pledgeId: string
      readonly priorLimit: string
      readonly mostSecured: string
      readonly givenOn: string
      readonly validTo: string
    }
  }
  '/v1/pledges/{id}/collateral-changes': {
    readonly body: {
      readonly kind: 'added' | 'substituted'
      readonly otherPledgeId: string
      readonly alertId?: string
      readonly reason: string
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly pledgeId: string
      readonly otherPledgeId: string
      readonly alertId: string | null
      readonly reason: string
      readonly on: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly decidedOn: string | null
      readonly opinion: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/collateral-changes/{id}/decision': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly pledgeId: string
      readonly otherPledgeId: string
      readonly alertId: string | null
      readonly reason: string
      readonly on: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly decidedOn: string | null
      readonly opinion: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/collateral-alerts/{id}/answers': {
    readonly body: {
      readonly answer: 'part-repayment' | 'added-collateral' | 'substitution' | 'explanation'
      readonly reference: string
      readonly on: string
      readonly opinion: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly pledgeId: string
      readonly loanId: string | null
      readonly kind: string
      readonly subject: string
      readonly level: 'NOTICE' | 'WATCH' | 'MARGIN_CALL' | 'STOP'
      readonly facts: unknown
      readonly raisedOn: string
      readonly dueOn: string
      readonly state: 'OPEN' | 'ANSWERED' | 'CURED' | 'CLOSED'
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/collateral-alerts/{id}/closing': {
    readonly body: { readonly on: string; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly pledgeId: string
      readonly loanId: string | null
      readonly kind: string
      readonly subject: string
      readonly level: 'NOTICE' | 'WATCH' | 'MARGIN_CALL' | 'STOP'
      readonly facts: unknown
      readonly raisedOn: string
      readonly dueOn: string
      readonly state: 'OPEN' | 'ANSWERED' | 'CURED' | 'CLOSED'
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/register-files': {
    readonly body: {
      readonly kind:
        | 'registration-receipts'
        | 'freeze-receipts'
        | 'annotation-receipts'
        | 'cancellation-receipts'
        | 'unfreeze-receipts'
        | 'movables-register'
        | 'exchange-register'
        | 'certificate-register'
      readonly name: string
      readonly asOf: string
      readonly format: 'csv' | 'json'
      readonly content: string
    }
    readonly answer: {
      readonly id: string
      readonly direction: 'IN' | 'OUT'
      readonly kind:
        | 'registration-receipts'
        | 'freeze-receipts'
        | 'annotation-receipts'
        | 'cancellation-receipts'
        | 'unfreeze-receipts'
        | 'movables-register'
        | 'exchange-register'
        | 'certificate-register'
        | 'registration-requests'
        | 'freeze-orders'
        | 'cancellation-requests'
        | 'unfreeze-orders'
      readonly name: string
      readonly asOf: string
      readonly sha256: string
      readonly rows: number
      readonly accepted: number
      readonly recordedAt: string
      readonly answers: readonly {
        readonly no: number
        readonly body: unknown
        readonly outcome: 'SENT' | 'KEPT' | 'APPLIED' | 'REFUSED'
        readonly pledgeId: string | null
        readonly answer: unknown
      }[]
    }
  }
  '/v1/register-files/outgoing': {
    readonly body: {
      readonly kind: 'registration-requests' | 'freeze-orders' | 'cancellation-requests' | 'unfreeze-orders'
    }
    readonly answer: {
      readonly id: string
      readonly direction: 'IN' | 'OUT'
      readonly kind:
        | 'registration-receipts'
        | 'freeze-receipts'
        | 'annotation-receipts'
        | 'cancellation-receipts'
        | 'unfreeze-receipts'
        | 'movables-register'
        | 'exchange-register'
        | 'certificate-register'
        | 'registration-requests'
        | 'freeze-orders'
        | 'cancellation-requests'
        | 'unfreeze-orders'
      readonly name: string
      readonly asOf: string
      readonly sha256: string
      readonly rows: number
      readonly accepted: number
      readonly recordedAt: string
      readonly answers: readonly {
        readonly no: number
        readonly body: unknown
        readonly outcome: 'SENT' | 'KEPT' | 'APPLIED' | 'REFUSED'
        readonly pledgeId: string | null
        readonly answer: unknown
      }[]
    }
  }
  '/v1/loan-applications': {
    readonly body: {
      readonly uscc: string
      readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId?: string | null
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/loan-applications/{id}/quotes': {
    readonly body: { readonly on: string }
    readonly answer: {
      readonly id: string
      readonly applicationId: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly pricedOn: string
      readonly expiresOn: string
      readonly ratingId: string | null
      readonly grade: string
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly annualSaving: string
      readonly explanation: unknown
      readonly documentHash: string
      readonly recordedAt: string
    }
  }
  '/v1/loan-applications/{id}/decision': {
    readonly body: {
      readonly decision: 'APPROVE' | 'REJECT' | 'RETURN'
      readonly quoteId?: string
      readonly approvedAmount?: string
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
      readonly quotes: readonly {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }[]
      readonly approval: {
        readonly id: string
        readonly decision: 'APPROVED' | 'REJECTED'
        readonly quoteId: string | null
        readonly approvedAmount: string | null
        readonly decidedOn: string
        readonly opinion: string
        readonly reasons: unknown
        readonly recordedAt: string
      } | null
      readonly steps: readonly {
        readonly id: string
        readonly no: number
        readonly step: string
        readonly from: string | null
        readonly to: string
        readonly on: string
        readonly round: number
        readonly loanId: string | null
        readonly person: string | null
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly detail: unknown
        readonly recordedAt: string
      }[]
      readonly trail: readonly {
        readonly at: string
        readonly action: string
        readonly person: string | null
        readonly detail: unknown
      }[]
    }
  }
  '/v1/loan-applications/{id}/contract': {
    readonly body: {
      readonly contractNo: string
      readonly signedOn: string
      readonly method?: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly amount?: string
      readonly terms?: {
        readonly instalments?: string
        readonly customRows?: readonly { readonly dueOn: string; readonly principal: string }[]
        readonly holidays?: 'none' | 'following' | 'modified-following' | 'preceding'
        readonly gracePrincipalPeriods?: number
        readonly graceInterestPeriods?: number
        readonly repricing?: 'fixed' | 'january' | 'anniversary' | 'quarterly' | 'rating-change'
        readonly overdueUplift?: string
        readonly misuseUplift?: string
        readonly compoundCharged?: boolean
      }
      readonly creditLineId?: string | null
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly contractNo: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly applicationId: string
      readonly quoteId: string
      readonly pledgeId: string | null
      readonly creditLineId: string | null
      readonly product: string
      readonly amount: string
      readonly rate: string
      readonly referenceRate: string
      readonly tenorMonths: number
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly dayCount: string
      readonly purpose: string
      readonly signedOn: string
      readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
      readonly disbursed: string
      readonly balance: string
      readonly daysOverdue: number
      readonly class: 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'
      readonly restructured: boolean
      readonly nextEventOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/loan-applications/{id}/survey': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly version: number
      readonly evidenceHash: string
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
      readonly quotes: readonly {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }[]
      readonly approval: {
        readonly id: string
        readonly decision: 'APPROVED' | 'REJECTED'
        readonly quoteId: string | null
        readonly approvedAmount: string | null
        readonly decidedOn: string
        readonly opinion: string
        readonly reasons: unknown
        readonly recordedAt: string
      } | null
      readonly steps: readonly {
        readonly id: string
        readonly no: number
        readonly step: string
        readonly from: string | null
        readonly to: string
        readonly on: string
        readonly round: number
        readonly loanId: string | null
        readonly person: string | null
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly detail: unknown
        readonly recordedAt: string
      }[]
      readonly trail: readonly {
        readonly at: string
        readonly action: string
        readonly person: string | null
        readonly detail: unknown
      }[]
    }
  }
  '/v1/loan-applications/{id}/review': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly version: number
      readonly decision: 'PASS' | 'RETURN'
      readonly evidenceHash?: string
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
      readonly quotes: readonly {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }[]
      readonly approval: {
        readonly id: string
        readonly decision: 'APPROVED' | 'REJECTED'
        readonly quoteId: string | null
        readonly approvedAmount: string | null
        readonly decidedOn: string
        readonly opinion: string
        readonly reasons: unknown
        readonly recordedAt: string
      } | null
      readonly steps: readonly {
        readonly id: string
        readonly no: number
        readonly step: string
        readonly from: string | null
        readonly to: string
        readonly on: string
        readonly round: number
        readonly loanId: string | null
        readonly person: string | null
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly detail: unknown
        readonly recordedAt: string
      }[]
      readonly trail: readonly {
        readonly at: string
        readonly action: string
        readonly person: string | null
        readonly detail: unknown
      }[]
    }
  }
  '/v1/loan-applications/{id}/resubmission': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly version: number
      readonly amount?: string
      readonly tenorMonths?: number
      readonly purpose?: string
      readonly pledgeId?: string | null
      readonly evidenceHash?: string
    }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
      readonly quotes: readonly {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }[]
      readonly approval: {
        readonly id: string
        readonly decision: 'APPROVED' | 'REJECTED'
        readonly quoteId: string | null
        readonly approvedAmount: string | null
        readonly decidedOn: string
        readonly opinion: string
        readonly reasons: unknown
        readonly recordedAt: string
      } | null
      readonly steps: readonly {
        readonly id: string
        readonly no: number
        readonly step: string
        readonly from: string | null
        readonly to: string
        readonly on: string
        readonly round: number
        readonly loanId: string | null
        readonly person: string | null
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly detail: unknown
        readonly recordedAt: string
      }[]
      readonly trail: readonly {
        readonly at: string
        readonly action: string
        readonly person: string | null
        readonly detail: unknown
      }[]
    }
  }
  '/v1/loan-applications/{id}/withdrawal': {
    readonly body: { readonly on: string; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly product: string
      readonly amount: string
      readonly tenorMonths: number
      readonly purpose: string
      readonly appliedOn: string
      readonly pledgeId: string | null
      readonly loanId: string | null
      readonly state:
        | 'APPLIED'
        | 'QUOTED'
        | 'SURVEYED'
        | 'REVIEWED'
        | 'RETURNED'
        | 'APPROVED'
        | 'REJECTED'
        | 'WITHDRAWN'
        | 'CONTRACTED'
      readonly round: number
      readonly version: number
      readonly recordedAt: string
      readonly quotes: readonly {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }[]
      readonly approval: {
        readonly id: string
        readonly decision: 'APPROVED' | 'REJECTED'
        readonly quoteId: string | null
        readonly approvedAmount: string | null
        readonly decidedOn: string
        readonly opinion: string
        readonly reasons: unknown
        readonly recordedAt: string
      } | null
      readonly steps: readonly {
        readonly id: string
        readonly no: number
        readonly step: string
        readonly from: string | null
        readonly to: string
        readonly on: string
        readonly round: number
        readonly loanId: string | null
        readonly person: string | null
        readonly opinion: string | null
        readonly evidenceHash: string | null
        readonly detail: unknown
        readonly recordedAt: string
      }[]
      readonly trail: readonly {
        readonly at: string
        readonly action: string
        readonly person: string | null
        readonly detail: unknown
      }[]
    }
  }
  '/v1/loans/{id}/disbursements': {
    readonly body: {
      readonly amount: string
      readonly on: string
      readonly noteNo: string
      readonly payee: string
      readonly useEvidence: string
      readonly queryCertificateNo?: string | null
      readonly queryCertificateOn?: string | null
      readonly queryIsClean?: boolean
      readonly version: number
    }
    readonly answer: {
      readonly loan: {
        readonly id: string
        readonly contractNo: string
        readonly lender: string
        readonly uscc: string | null
        readonly enterpriseZh: string | null
        readonly enterpriseEn: string | null
        readonly applicationId: string
        readonly quoteId: string
        readonly pledgeId: string | null
        readonly creditLineId: string | null
        readonly product: string
        readonly amount: string
        readonly rate: string
        readonly referenceRate: string
        readonly tenorMonths: number
        readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
        readonly dayCount: string
        readonly purpose: string
        readonly signedOn: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly balance: string
        readonly daysOverdue: number
        readonly class: 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'
        readonly restructured: boolean
        readonly nextEventOn: string | null
        readonly version: number
        readonly recordedAt: string
      }
      readonly disbursement: {
        readonly id: string
        readonly noteNo: string
        readonly amount: string
        readonly disbursedOn: string
        readonly dueOn: string
        readonly payee: string
        readonly useEvidence: string
        readonly queryCertificateNo: string | null
        readonly queryCertificateOn: string | null
        readonly entryId: string
        readonly recordedAt: string
      }
      readonly entry: {
        readonly id: string
        readonly bookedOn: string
        readonly forOn: string
        readonly movedFrom: string | null
        readonly event: string
        readonly subjectKind: string
        readonly subjectId: string
        readonly recordedAt: string
        readonly recordedBy: string | null
        readonly postingKey: string | null
        readonly adjusts: string | null
        readonly reverses: string | null
        readonly lines: readonly {
          readonly account: string
          readonly nameZh: string
          readonly nameEn: string
          readonly side: 'debit' | 'credit'
          readonly amount: string
        }[]
      }
    }
  }
  '/v1/loans/{id}/cancellation': {
    readonly body: { readonly on: string; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly contractNo: string
      readonly lender: string
      readonly uscc: string | null
      readonly enterpriseZh: string | null
      readonly enterpriseEn: string | null
      readonly applicationId: string
      readonly quoteId: string
      readonly pledgeId: string | null
      readonly creditLineId: string | null
      readonly product: string
      readonly amount: string
      readonly rate: string
      readonly referenceRate: string
      readonly tenorMonths: number
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly dayCount: string
      readonly purpose: string
      readonly signedOn: string
      readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
      readonly disbursed: string
      readonly balance: string
      readonly daysOverdue: number
      readonly class: 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'
      readonly restructured: boolean
      readonly nextEventOn: string | null
      readonly version: number
      readonly recordedAt: string
    }
  }
  '/v1/loans/{id}/repayments': {
    readonly body: {
      readonly on: string
      readonly amount: string
      readonly excess?: 'hold' | 'shorten' | 'lower-instalment'
      readonly payer?: 'borrower' | 'guarantor'
      readonly reference: string
      readonly version: number
    }
    readonly answer: {
      readonly event: {
        readonly id: string
        readonly loanId: string
        readonly no: number | null
        readonly kind: string
        readonly on: string
        readonly amount: string | null
        readonly body: Readonly<Record<string, unknown>>
        readonly reverses: string | null
        readonly reversedBy: string | null
        readonly reason: string | null
        readonly evidenceHash: string | null
        readonly recordedBy: string | null
        readonly recordedAt: string
      }
      readonly allocations: readonly {
        readonly eventId: string | null
        readonly on: string
        readonly bucket: 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'
        readonly no: number | null
        readonly dueOn: string | null
        readonly amount: string
      }[]
      readonly position: {
        readonly on: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly principal: string
        readonly notDue: string
        readonly due: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly overdue: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly totalDue: string
        readonly accruedInterest: string
        readonly held: string
        readonly daysOverdue: number
        readonly oldestUnpaidOn: string | null
        readonly misused: boolean
        readonly annualRate: string
        readonly referenceRate: string
        readonly settledOn: string | null
      }
      readonly loan: {
        readonly id: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly balance: string
        readonly daysOverdue: number
        readonly class: string
        readonly restructured: boolean
        readonly nextEventOn: string | null
        readonly version: number
      }
      readonly entries: readonly { readonly id: string; readonly postingKey: string }[]
    }
  }
  '/v1/loans/{id}/payoffs': {
    readonly body: {
      readonly on: string
      readonly amount: string
      readonly reference: string
      readonly version: number
    }
    readonly answer: {
      readonly event: {
        readonly id: string
        readonly loanId: string
        readonly no: number | null
        readonly kind: string
        readonly on: string
        readonly amount: string | null
        readonly body: Readonly<Record<string, unknown>>
        readonly reverses: string | null
        readonly reversedBy: string | null
        readonly reason: string | null
        readonly evidenceHash: string | null
        readonly recordedBy: string | null
        readonly recordedAt: string
      }
      readonly allocations: readonly {
        readonly eventId: string | null
        readonly on: string
        readonly bucket: 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'
        readonly no: number | null
        readonly dueOn: string | null
        readonly amount: string
      }[]
      readonly position: {
        readonly on: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly principal: string
        readonly notDue: string
        readonly due: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly overdue: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly totalDue: string
        readonly accruedInterest: string
        readonly held: string
        readonly daysOverdue: number
        readonly oldestUnpaidOn: string | null
        readonly misused: boolean
        readonly annualRate: string
        readonly referenceRate: string
        readonly settledOn: string | null
      }
      readonly loan: {
        readonly id: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly balance: string
        readonly daysOverdue: number
        readonly class: string
        readonly restructured: boolean
        readonly nextEventOn: string | null
        readonly version: number
      }
      readonly entries: readonly { readonly id: string; readonly postingKey: string }[]
    }
  }
  '/v1/loans/{id}/fees': {
    readonly body: {
      readonly on: string
      readonly amount: string
      readonly fee: string
      readonly forGuarantor?: boolean
      readonly reason: string
      readonly version: number
    }
    readonly answer: {
      readonly event: {
        readonly id: string
        readonly loanId: string
        readonly no: number | null
        readonly kind: string
        readonly on: string
        readonly amount: string | null
        readonly body: Readonly<Record<string, unknown>>
        readonly reverses: string | null
        readonly reversedBy: string | null
        readonly reason: string | null
        readonly evidenceHash: string | null
        readonly recordedBy: string | null
        readonly recordedAt: string
      }
      readonly allocations: readonly {
        readonly eventId: string | null
        readonly on: string
        readonly bucket: 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'
        readonly no: number | null
        readonly dueOn: string | null
        readonly amount: string
      }[]
      readonly position: {
        readonly on: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly principal: string
        readonly notDue: string
        readonly due: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly overdue: {
          readonly fee: string
          readonly penalty: string
          readonly compound: string
          readonly interest: string
          readonly principal: string
        }
        readonly totalDue: string
        readonly accruedInterest: string
        readonly held: string
        readonly daysOverdue: number
        readonly oldestUnpaidOn: string | null
        readonly misused: boolean
        readonly annualRate: string
        readonly referenceRate: string
        readonly settledOn: string | null
      }
      readonly loan: {
        readonly id: string
        readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
        readonly disbursed: string
        readonly balance: string
        readonly daysOverdue: number
        readonly class: string
        readonly restructured: boolean
        readonly nextEventOn: string | null
        readonly version: number
      }
      readonly entries: readonly { readonly id: string; readonly postingKey: string }[]
    }
  }
  '/v1/loans/{id}/interest-pauses': {
    readonly body: {
      readonly on: string
      readonly to: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/loans/{id}/restructures': {
    readonly body: {
      readonly on: string
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet'
      readonly annualRatePercent: string
      readonly dueDates: readonly string[]
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/loans/{id}/misuse-findings': {
    readonly body: {
      readonly on: string
      readonly amount?: string | null
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/loans/{id}/misuse-clearances': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/loans/{id}/write-offs': {
    readonly body: {
      readonly on: string
      readonly reason: string
      readonly evidenceHash?: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/loans/{id}/events/{eventId}/reversals': {
    readonly body: { readonly reason: string; readonly evidenceHash?: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
      readonly body: Readonly<Record<string, unknown>>
      readonly reason: string
      readonly evidenceHash: string | null
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly proposedBy: string
      readonly businessDate: string
      readonly recordedAt: string
      readonly decidedBy: string | null
      readonly decidedAt: string | null
      readonly opinion: string | null
      readonly eventId: string | null
      readonly version: number
    }
  }
  '/v1/servicing-requests/{id}/decisions': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly request: {
        readonly id: string
        readonly loanId: string
        readonly kind: 'pause' | 'restructure' | 'misuse' | 'misuse-cleared' | 'write-off' | 'reversal'
        readonly body: Readonly<Record<string, unknown>>
        readonly reason: string
        readonly evidenceHash: string | null
        readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
        readonly proposedBy: string
        readonly businessDate: string
        readonly recordedAt: string
        readonly decidedBy: string | null
        readonly decidedAt: string | null
        readonly opinion: string | null
        readonly eventId: string | null
        readonly version: number
      }
      readonly changed: {
        readonly event: {
          readonly id: string
          readonly loanId: string
          readonly no: number | null
          readonly kind: string
          readonly on: string
          readonly amount: string | null
          readonly body: Readonly<Record<string, unknown>>
          readonly reverses: string | null
          readonly reversedBy: string | null
          readonly reason: string | null
          readonly evidenceHash: string | null
          readonly recordedBy: string | null
          readonly recordedAt: string
        }
        readonly allocations: readonly {
          readonly eventId: string | null
          readonly on: string
          readonly bucket: 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'
          readonly no: number | null
          readonly dueOn: string | null
          readonly amount: string
        }[]
        readonly position: {
          readonly on: string
          readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
          readonly disbursed: string
          readonly principal: string
          readonly notDue: string
          readonly due: {
            readonly fee: string
            readonly penalty: string
            readonly compound: string
            readonly interest: string
            readonly principal: string
          }
          readonly overdue: {
            readonly fee: string
            readonly penalty: string
            readonly compound: string
            readonly interest: string
            readonly principal: string
          }
          readonly totalDue: string
          readonly accruedInterest: string
          readonly held: string
          readonly daysOverdue: number
          readonly oldestUnpaidOn: string | null
          readonly misused: boolean
          readonly annualRate: string
          readonly referenceRate: string
          readonly settledOn: string | null
        }
        readonly loan: {
          readonly id: string
          readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF' | 'WITHDRAWN'
          readonly disbursed: string
          readonly balance: string
          readonly daysOverdue: number
          readonly class: string
          readonly restructured: boolean
          readonly nextEventOn: string | null
          readonly version: number
        }
        readonly entries: readonly { readonly id: string; readonly postingKey: string }[]
      } | null
    }
  }
  '/v1/loans/{id}/repricings': {
    readonly body: { readonly on: string; readonly version: number }
    readonly answer: {
      readonly id: string | null
      readonly effectiveOn: string
      readonly cause: 'signing' | 'repricing' | 'rating' | 'ratchet' | 'override'
      readonly rate: string
      readonly referenceRate: string
      readonly discountBp: string
      readonly grade: string
      readonly ratingId: string | null
      readonly explanation: unknown
      readonly documentHash: string
      readonly overrideId: string | null
      readonly reason: string | null
      readonly opinion: string | null
      readonly madeBy: string | null
      readonly decidedBy: string | null
      readonly recordedAt: string
    }
  }
  '/v1/loans/{id}/rate-overrides': {
    readonly body: { readonly rate: string; readonly on: string; readonly reason: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly on: string
      readonly rate: string
      readonly reason: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly madeBy: string
      readonly decidedBy: string | null
      readonly opinion: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/rate-overrides/{id}/decisions': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly on: string
      readonly rate: string
      readonly reason: string
      readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
      readonly madeBy: string
      readonly decidedBy: string | null
      readonly opinion: string | null
      readonly version: number
      readonly recordedAt: string
      readonly decidedAt: string | null
    }
  }
  '/v1/loans/{id}/ratchet-targets': {
    readonly body: {
      readonly name: string
      readonly unit: string
      readonly comparison: 'at-most' | 'at-least'
      readonly value: string
      readonly testOn: string
      readonly agreedOn: string
      readonly evidence: string
    }
    readonly answer: {
      readonly loanId: string
      readonly asOf: string
      readonly targets: readonly {
        readonly id: string
        readonly name: string
        readonly testOn: string
        readonly agreedOn: string
        readonly comparison: string
        readonly value: string
      }[]
      readonly facts: readonly {
        readonly id: string
        readonly kind: string
        readonly on: string
        readonly testOn: string | null
        readonly event: string | null
      }[]
      readonly tests: readonly {
        readonly testOn: string
        readonly reportDueOn: string
        readonly cureEndsOn: string
        readonly deliveredOn: string | null
        readonly verifiedOn: string | null
        readonly report: 'awaited' | 'in-time' | 'missing' | 'late'
        readonly targets: readonly {
          readonly targetId: string
          readonly name: string
          readonly comparison: string
          readonly target: string
          readonly reported: string | null
          readonly met: boolean
        }[]
        readonly met: number
        readonly of: number
        readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met' | null
      }[]
      readonly steps: readonly {
        readonly on: string
        readonly certainOn: string
        readonly testOn: string | null
        readonly why: string
        readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'
        readonly stepBp: string
        readonly labelZh: string
        readonly labelEn: string
        readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
      }[]
      readonly inForce: { readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'; readonly stepBp: string }
      readonly declassified: {
        readonly on: string
        readonly ground: 'DATA_FRAUD' | 'REPORTS_MISSING' | 'NOT_RECALIBRATED'
      } | null
      readonly eventOfDefault: false
    }
  }
  '/v1/loans/{id}/ratchet-facts': {
    readonly body: {
      readonly kind: 'report-delivered' | 'report-verified' | 'amendment' | 'recalibrated' | 'fraud'
      readonly on: string
      readonly testOn?: string
      readonly results?: readonly { readonly name: string; readonly value: string }[]
      readonly event?: 'merger' | 'disposal' | 'boundary-change' | 'factor-set-change'
      readonly evidence: string
    }
    readonly answer: {
      readonly loanId: string
      readonly asOf: string
      readonly targets: readonly {
        readonly id: string
        readonly name: string
        readonly testOn: string
        readonly agreedOn: string
        readonly comparison: string
        readonly value: string
      }[]
      readonly facts: readonly {
        readonly id: string
        readonly kind: string
        readonly on: string
        readonly testOn: string | null
        readonly event: string | null
      }[]
      readonly tests: readonly {
        readonly testOn: string
        readonly reportDueOn: string
        readonly cureEndsOn: string
        readonly deliveredOn: string | null
        readonly verifiedOn: string | null
        readonly report: 'awaited' | 'in-time' | 'missing' | 'late'
        readonly targets: readonly {
          readonly targetId: string
          readonly name: string
          readonly comparison: string
          readonly target: string
          readonly reported: string | null
          readonly met: boolean
        }[]
        readonly met: number
        readonly of: number
        readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met' | null
      }[]
      readonly steps: readonly {
        readonly on: string
        readonly certainOn: string
        readonly testOn: string | null
        readonly why: string
        readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'
        readonly stepBp: string
        readonly labelZh: string
        readonly labelEn: string
        readonly rule: { readonly ruleId: string; readonly source: string; readonly status: string }
      }[]
      readonly inForce: { readonly outcome: 'all_met' | 'some_met' | 'baseline' | 'none_met'; readonly stepBp: string }
      readonly declassified: {
        readonly on: string
        readonly ground: 'DATA_FRAUD' | 'REPORTS_MISSING' | 'NOT_RECALIBRATED'
      } | null
      readonly eventOfDefault: false
    }
  }
  '/v1/quotes/{id}/overrides': {
    readonly body: { readonly rate: string; readonly reason: string }
    readonly answer: {
      readonly quote: {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }
      readonly override: {
        readonly quoteId: string
        readonly ofQuoteId: string
        readonly reason: string
        readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
        readonly madeBy: string
        readonly decidedBy: string | null
        readonly opinion: string | null
        readonly version: number
        readonly recordedAt: string
        readonly decidedAt: string | null
      }
    }
  }
  '/v1/quote-overrides/{id}/decisions': {
    readonly body: { readonly decision: 'APPROVE' | 'REJECT'; readonly opinion: string; readonly version: number }
    readonly answer: {
      readonly quote: {
        readonly id: string
        readonly applicationId: string | null
        readonly product: string
        readonly amount: string
        readonly tenorMonths: number
        readonly pricedOn: string
        readonly expiresOn: string
        readonly ratingId: string | null
        readonly grade: string
        readonly rate: string
        readonly referenceRate: string
        readonly discountBp: string
        readonly annualSaving: string
        readonly explanation: unknown
        readonly documentHash: string
        readonly recordedAt: string
      }
      readonly override: {
        readonly quoteId: string
        readonly ofQuoteId: string
        readonly reason: string
        readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
        readonly madeBy: string
        readonly decidedBy: string | null
        readonly opinion: string | null
        readonly version: number
        readonly recordedAt: string
        readonly decidedAt: string | null
      }
    }
  }
  '/v1/loans/{id}/subsidies': {
    readonly body: {
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly on: string
      readonly opinion: string
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly contractNo: string | null
      readonly lender: string
      readonly uscc: string | null
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly year: number
      readonly beneficiary: 'enterprise' | 'lender'
      readonly interestPaid: string
      readonly amount: string
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly claimedOn: string
      readonly version: number
      readonly recordedAt: string
      readonly explanation: {
        readonly programme: string
        readonly nameZh: string
        readonly nameEn: string
        readonly loanId: string
        readonly contractNo: string
        readonly from: string
        readonly to: string
        readonly interestPaid: string
        readonly amount: string
        readonly steps: readonly {
          readonly no: number
          readonly code: string
          readonly labelZh: string
          readonly labelEn: string
          readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
          readonly value: string
          readonly running: string
        }[]
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly steps: readonly {
        readonly no: number
        readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
        readonly on: string
        readonly opinion: string
        readonly reference: string | null
        readonly entryId: string | null
        readonly by: string
      }[]
    }
  }
  '/v1/subsidies/{id}/decision': {
    readonly body: {
      readonly decision: 'APPROVE' | 'REJECT'
      readonly on: string
      readonly opinion: string
      readonly reference?: string | null
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly contractNo: string | null
      readonly lender: string
      readonly uscc: string | null
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly year: number
      readonly beneficiary: 'enterprise' | 'lender'
      readonly interestPaid: string
      readonly amount: string
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly claimedOn: string
      readonly version: number
      readonly recordedAt: string
      readonly explanation: {
        readonly programme: string
        readonly nameZh: string
        readonly nameEn: string
        readonly loanId: string
        readonly contractNo: string
        readonly from: string
        readonly to: string
        readonly interestPaid: string
        readonly amount: string
        readonly steps: readonly {
          readonly no: number
          readonly code: string
          readonly labelZh: string
          readonly labelEn: string
          readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
          readonly value: string
          readonly running: string
        }[]
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly steps: readonly {
        readonly no: number
        readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
        readonly on: string
        readonly opinion: string
        readonly reference: string | null
        readonly entryId: string | null
        readonly by: string
      }[]
    }
  }
  '/v1/subsidies/{id}/payment': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly reference: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly contractNo: string | null
      readonly lender: string
      readonly uscc: string | null
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly year: number
      readonly beneficiary: 'enterprise' | 'lender'
      readonly interestPaid: string
      readonly amount: string
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly claimedOn: string
      readonly version: number
      readonly recordedAt: string
      readonly explanation: {
        readonly programme: string
        readonly nameZh: string
        readonly nameEn: string
        readonly loanId: string
        readonly contractNo: string
        readonly from: string
        readonly to: string
        readonly interestPaid: string
        readonly amount: string
        readonly steps: readonly {
          readonly no: number
          readonly code: string
          readonly labelZh: string
          readonly labelEn: string
          readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
          readonly value: string
          readonly running: string
        }[]
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly steps: readonly {
        readonly no: number
        readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
        readonly on: string
        readonly opinion: string
        readonly reference: string | null
        readonly entryId: string | null
        readonly by: string
      }[]
    }
  }
  '/v1/subsidies/{id}/recovery': {
    readonly body: {
      readonly on: string
      readonly opinion: string
      readonly reference: string
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly loanId: string
      readonly contractNo: string | null
      readonly lender: string
      readonly uscc: string | null
      readonly programme: string
      readonly from: string
      readonly to: string
      readonly year: number
      readonly beneficiary: 'enterprise' | 'lender'
      readonly interestPaid: string
      readonly amount: string
      readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
      readonly claimedOn: string
      readonly version: number
      readonly recordedAt: string
      readonly explanation: {
        readonly programme: string
        readonly nameZh: string
        readonly nameEn: string
        readonly loanId: string
        readonly contractNo: string
        readonly from: string
        readonly to: string
        readonly interestPaid: string
        readonly amount: string
        readonly steps: readonly {
          readonly no: number
          readonly code: string
          readonly labelZh: string
          readonly labelEn: string
          readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
          readonly value: string
          readonly running: string
        }[]
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly steps: readonly {
        readonly no: number
        readonly state: 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'
        readonly on: string
        readonly opinion: string
        readonly reference: string | null
        readonly entryId: string | null
        readonly by: string
      }[]
    }
  }
  '/v1/loans/{id}/guarantees': {
    readonly body: {
      readonly guarantor: string
      readonly guaranteeNo: string
      readonly share: string
      readonly baseFeeBp?: string | null
      readonly signedOn: string
    }
    readonly answer: {
      readonly id: string
      readonly guaranteeNo: string
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly guarantor: string
      readonly uscc: string
      readonly borrowerZh: string
      readonly borrowerEn: string
      readonly principal: string
      readonly share: string
      readonly guaranteedPrincipal: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly totalFee: string
      readonly grade: string
      readonly signedOn: string
      readonly validFrom: string
      readonly validTo: string
      readonly terms: {
        readonly guaranteedPrincipal: string
        readonly baseFeeBp: string
        readonly feeChangeBp: string
        readonly feeBp: string
        readonly feeCapBp: string
        readonly validTo: string
        readonly fees: readonly {
          readonly no: number
          readonly dueOn: string
          readonly to: string
          readonly amount: string
        }[]
        readonly totalFee: string
        readonly contractNo: string
        readonly principal: string
        readonly annualRatePercent: string
        readonly share: string
        readonly feeBasis: 'actual/365' | 'months'
        readonly grade: string
        readonly cost: {
          readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly methodNotes: readonly string[]
        }
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly recordedAt: string
      readonly calls: readonly {
        readonly id: string
        readonly no: number
        readonly amount: string
        readonly overdue: string
        readonly calledOn: string
        readonly reason: string
        readonly payment: {
          readonly paidOn: string
          readonly recourse: string
          readonly reference: string
          readonly loanEventId: string
        } | null
      }[]
    }
  }
  '/v1/guarantees/{id}/calls': {
    readonly body: { readonly amount: string; readonly on: string; readonly reason: string }
    readonly answer: {
      readonly id: string
      readonly guaranteeNo: string
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly guarantor: string
      readonly uscc: string
      readonly borrowerZh: string
      readonly borrowerEn: string
      readonly principal: string
      readonly share: string
      readonly guaranteedPrincipal: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly totalFee: string
      readonly grade: string
      readonly signedOn: string
      readonly validFrom: string
      readonly validTo: string
      readonly terms: {
        readonly guaranteedPrincipal: string
        readonly baseFeeBp: string
        readonly feeChangeBp: string
        readonly feeBp: string
        readonly feeCapBp: string
        readonly validTo: string
        readonly fees: readonly {
          readonly no: number
          readonly dueOn: string
          readonly to: string
          readonly amount: string
        }[]
        readonly totalFee: string
        readonly contractNo: string
        readonly principal: string
        readonly annualRatePercent: string
        readonly share: string
        readonly feeBasis: 'actual/365' | 'months'
        readonly grade: string
        readonly cost: {
          readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly methodNotes: readonly string[]
        }
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly recordedAt: string
      readonly calls: readonly {
        readonly id: string
        readonly no: number
        readonly amount: string
        readonly overdue: string
        readonly calledOn: string
        readonly reason: string
        readonly payment: {
          readonly paidOn: string
          readonly recourse: string
          readonly reference: string
          readonly loanEventId: string
        } | null
      }[]
    }
  }
  '/v1/guarantees/{id}/calls/{no}/payment': {
    readonly body: { readonly paidOn: string; readonly reference: string; readonly version: number }
    readonly answer: {
      readonly id: string
      readonly guaranteeNo: string
      readonly loanId: string
      readonly contractNo: string
      readonly lender: string
      readonly guarantor: string
      readonly uscc: string
      readonly borrowerZh: string
      readonly borrowerEn: string
      readonly principal: string
      readonly share: string
      readonly guaranteedPrincipal: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly totalFee: string
      readonly grade: string
      readonly signedOn: string
      readonly validFrom: string
      readonly validTo: string
      readonly terms: {
        readonly guaranteedPrincipal: string
        readonly baseFeeBp: string
        readonly feeChangeBp: string
        readonly feeBp: string
        readonly feeCapBp: string
        readonly validTo: string
        readonly fees: readonly {
          readonly no: number
          readonly dueOn: string
          readonly to: string
          readonly amount: string
        }[]
        readonly totalFee: string
        readonly contractNo: string
        readonly principal: string
        readonly annualRatePercent: string
        readonly share: string
        readonly feeBasis: 'actual/365' | 'months'
        readonly grade: string
        readonly cost: {
          readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
          readonly methodNotes: readonly string[]
        }
        readonly rules: readonly {
          readonly term: string
          readonly ruleId: string
          readonly source: string
          readonly status: string
        }[]
      }
      readonly documentHash: string
      readonly recordedAt: string
      readonly calls: readonly {
        readonly id: string
        readonly no: number
        readonly amount: string
        readonly overdue: string
        readonly calledOn: string
        readonly reason: string
        readonly payment: {
          readonly paidOn: string
          readonly recourse: string
          readonly reference: string
          readonly loanEventId: string
        } | null
      }[]
    }
  }
  '/v1/calculations/guarantee': {
    readonly body: {
      readonly product: 'YUN_TAN_DAI' | 'YUN_TAN_DAN' | 'YUN_TAN_TIE' | 'DATA_PLEDGE'
      readonly grade?: 'DEEP_GREEN' | 'LIGHT_GREEN' | 'YELLOW' | 'RED' | 'NOT_RATED' | null
      readonly principal: string
      readonly annualRatePercent: string
      readonly from: string
      readonly months: number
      readonly method: 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
      readonly share?: string | null
      readonly baseFeeBp?: string | null
    }
    readonly answer: {
      readonly product: string
      readonly grade: string
      readonly principal: string
      readonly annualRatePercent: string
      readonly from: string
      readonly share: string
      readonly feeBasis: 'actual/365' | 'months'
      readonly guaranteedPrincipal: string
      readonly baseFeeBp: string
      readonly feeChangeBp: string
      readonly feeBp: string
      readonly feeCapBp: string
      readonly validTo: string
      readonly fees: readonly {
        readonly no: number
        readonly dueOn: string
        readonly to: string
        readonly amount: string
      }[]
      readonly totalFee: string
      readonly interest: string
      readonly cost: {
        readonly withoutFee: { readonly irrPercent: string; readonly simplePercent: string }
        readonly withFee: { readonly irrPercent: string; readonly simplePercent: string }
        readonly methodNotes: readonly string[]
      }
      readonly rules: readonly {
        readonly term: string
        readonly ruleId: string
        readonly source: string
        readonly status: string
      }[]
    }
  }
  '/v1/ledger/periods': {
    readonly body: { readonly closeThrough: string; readonly opinion: string }
    readonly answer: {
      readonly closedThrough: string
      readonly closedBy: string
      readonly closedByName: string | null
      readonly opinion: string
      readonly recordedAt: string
    }
  }
  '/v1/operator-grants': {
    readonly body: {
      readonly operator: string
      readonly grantNo: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly documentHash: string
    }
    readonly answer: {
      readonly id: string
      readonly bureau: string
      readonly operator: string
      readonly bureauId: string
      readonly operatorId: string
      readonly grantNo: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly documentHash: string
      readonly recordedAt: string
    }
  }
  '/v1/organisation-controls': {
    readonly body: { readonly controller: string; readonly firm: string; readonly basis: string }
    readonly answer: { readonly controller: string; readonly firm: string; readonly basis: string }
  }
  '/v1/scenario-authorisations': {
    readonly body: {
      readonly grantId: string
      readonly source: string
      readonly scenario: string
      readonly purpose: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly arbitrationClause: boolean
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly grantId: string
      readonly bureau: string
      readonly operator: string
      readonly source: string
      readonly developer: string | null
      readonly developerId: string
      readonly operatorId: string
      readonly scenario: string
      readonly version: number
      readonly purpose: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/scenario-authorisations/{id}/steps': {
    readonly body: {
      readonly event:
        | 'submit'
        | 'request-supplement'
        | 'pass-first-review'
        | 'reject'
        | 'resubmit'
        | 'pass-second-review'
        | 'confirm-source'
        | 'sign'
        | 'activate'
        | 'suspend'
        | 'reinstate'
        | 'revoke'
        | 'renew'
        | 'exit'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly grantId: string
      readonly bureau: string
      readonly operator: string
      readonly source: string
      readonly developer: string | null
      readonly developerId: string
      readonly operatorId: string
      readonly scenario: string
      readonly version: number
      readonly purpose: string
      readonly fields: readonly string[]
      readonly validFrom: string
      readonly endsOn: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/pledgee-consents': {
    readonly body: {
      readonly subjectKind: 'scenario_authorisation' | 'data_registration' | 'listing'
      readonly subjectId: string
      readonly event: 'exit' | 'transfer' | 'cancel' | 'delist'
      readonly pledgeId: string
      readonly on: string
      readonly evidenceHash: string
    }
    readonly answer: { readonly id: string }
  }
  '/v1/resource-registrations': {
    readonly body: {
      readonly bureau: string
      readonly name: string
      readonly fields: readonly string[]
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly operator: string
      readonly bureau: string
      readonly name: string
      readonly fields: readonly string[]
      readonly code: string | null
      readonly codedOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/resource-registrations/{id}/steps': {
    readonly body: {
      readonly event: 'accept' | 'review-form' | 'publish' | 'refuse' | 'code' | 'change' | 'correct' | 'cancel'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
      readonly resourceCode?: string
      readonly endsOn?: string
    }
    readonly answer: {
      readonly id: string
      readonly operator: string
      readonly bureau: string
      readonly name: string
      readonly fields: readonly string[]
      readonly code: string | null
      readonly codedOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/data-registrations': {
    readonly body: {
      readonly authorisationId: string
      readonly registry: string
      readonly isPublic: boolean
      readonly resourceRegistrationId?: string | null
      readonly productName: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly sourceFields: readonly string[]
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly holder: string | null
      readonly holderId: string
      readonly registry: string
      readonly registryId: string
      readonly authorisationId: string
      readonly isPublic: boolean
      readonly resourceRegistrationId: string | null
      readonly productName: string
      readonly rightType: string
      readonly sourceFields: readonly string[]
      readonly certificateKind: string | null
      readonly certificateNo: string | null
      readonly registeredOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/data-registrations/{id}/steps': {
    readonly body: {
      readonly event:
        | 'submit'
        | 'accept'
        | 'request-supplement'
        | 'resubmit'
        | 'terminate'
        | 'examine'
        | 'extend'
        | 'publish'
        | 'refuse'
        | 'object'
        | 'dismiss-objection'
        | 'uphold-objection'
        | 'register'
        | 'change'
        | 'annotate'
        | 'renew'
        | 'transfer'
        | 'cancel'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
      readonly answerBy?: string
      readonly certificateKind?: 'national' | 'local' | 'exchange'
      readonly certificateNo?: string
      readonly endsOn?: string
      readonly newHolder?: string
    }
    readonly answer: {
      readonly id: string
      readonly holder: string | null
      readonly holderId: string
      readonly registry: string
      readonly registryId: string
      readonly authorisationId: string
      readonly isPublic: boolean
      readonly resourceRegistrationId: string | null
      readonly productName: string
      readonly rightType: string
      readonly sourceFields: readonly string[]
      readonly certificateKind: string | null
      readonly certificateNo: string | null
      readonly registeredOn: string | null
      readonly endsOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/listings': {
    readonly body: {
      readonly registrationId: string
      readonly exchange: string
      readonly price: string
      readonly deliveryMode: 'api' | 'report' | 'file' | 'model'
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly developer: string | null
      readonly developerId: string
      readonly exchange: string
      readonly exchangeId: string
      readonly authorisationId: string
      readonly registrationId: string
      readonly price: string
      readonly deliveryMode: string
      readonly listingNo: string | null
      readonly listedOn: string | null
      readonly endsOn: string | null
      readonly frozenFor: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/listings/{id}/steps': {
    readonly body: {
      readonly event:
        | 'submit'
        | 'pass-compliance'
        | 'reject'
        | 'apply'
        | 'list'
        | 'halt'
        | 'resume'
        | 'freeze'
        | 'unfreeze'
        | 'delist'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
      readonly listingNo?: string
      readonly endsOn?: string
      readonly registrationNo?: string
    }
    readonly answer: {
      readonly id: string
      readonly developer: string | null
      readonly developerId: string
      readonly exchange: string
      readonly exchangeId: string
      readonly authorisationId: string
      readonly registrationId: string
      readonly price: string
      readonly deliveryMode: string
      readonly listingNo: string | null
      readonly listedOn: string | null
      readonly endsOn: string | null
      readonly frozenFor: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/listings/{id}/data-product': {
    readonly body: undefined
    readonly answer: {
      readonly id: string
      readonly uscc: string
      readonly enterpriseZh: string
      readonly enterpriseEn: string
      readonly name: string
      readonly scenario: string
      readonly operator: string
      readonly rightType: 'holding' | 'use' | 'operation'
      readonly certificateKind: 'national' | 'local' | 'exchange'
      readonly certificateNo: string
      readonly certificateValidFrom: string
      readonly certificateValidTo: string
      readonly authorisationValidTo: string
      readonly listingNo: string | null
      readonly listingValidTo: string | null
      readonly basis: string
      readonly authorisationId: string | null
      readonly registrationId: string | null
      readonly listingId: string | null
      readonly recordedAt: string
    }
  }
  '/v1/data-orders': {
    readonly body: {
      readonly listingId: string
      readonly amount: string
      readonly exclusive: boolean
      readonly arbitrationClause: boolean
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly listingId: string
      readonly exchangeId: string
      readonly exchange: string
      readonly seller: string | null
      readonly buyer: string | null
      readonly amount: string
      readonly exclusive: boolean
      readonly arbitrationClause: boolean
      readonly splits: readonly {
        readonly organisation: string | null
        readonly purpose: string
        readonly amount: string
      }[]
      readonly voucherNo: string | null
      readonly voucherOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/data-orders/{id}/steps': {
    readonly body: {
      readonly event:
        | 'match'
        | 'sign-as-buyer'
        | 'sign'
        | 'begin-delivery'
        | 'accept'
        | 'settle'
        | 'issue-voucher'
        | 'dispute'
        | 'cancel'
        | 'resume'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
      readonly splits?: readonly {
        readonly organisation: string
        readonly purpose: 'seller' | 'operator' | 'exchange-fee' | 'other-fee'
        readonly amount: string
      }[]
      readonly voucherNo?: string
    }
    readonly answer: {
      readonly id: string
      readonly listingId: string
      readonly exchangeId: string
      readonly exchange: string
      readonly seller: string | null
      readonly buyer: string | null
      readonly amount: string
      readonly exclusive: boolean
      readonly arbitrationClause: boolean
      readonly splits: readonly {
        readonly organisation: string | null
        readonly purpose: string
        readonly amount: string
      }[]
      readonly voucherNo: string | null
      readonly voucherOn: string | null
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/disputes': {
    readonly body: {
      readonly kind: 'ownership' | 'trade' | 'valuation' | 'carbon-data' | 'pledge'
      readonly certificateNo?: string
      readonly orderId?: string
      readonly respondent?: string
      readonly host: string
      readonly claim: string
      readonly evidenceHash: string
      readonly on: string
    }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly filer: string | null
      readonly respondent: string | null
      readonly respondentId: string
      readonly host: string
      readonly registrationId: string | null
      readonly orderId: string | null
      readonly claim: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
  '/v1/disputes/{id}/steps': {
    readonly body: {
      readonly event:
        | 'accept'
        | 'dismiss'
        | 'hand-in-evidence'
        | 'negotiate'
        | 'mediate'
        | 'refer'
        | 'execute'
        | 'arbitrate'
        | 'litigate'
        | 'decide'
        | 'withdraw'
      readonly on: string
      readonly opinion: string
      readonly evidenceHash?: string
      readonly confirms?: readonly string[]
      readonly version: number
    }
    readonly answer: {
      readonly id: string
      readonly kind: string
      readonly filer: string | null
      readonly respondent: string | null
      readonly respondentId: string
      readonly host: string
      readonly registrationId: string | null
      readonly orderId: string | null
      readonly claim: string
      readonly arbitrationClause: boolean
      readonly state: string
      readonly recordedAt: string
      readonly process: {
        readonly state: string
        readonly round: number
        readonly version: number
        readonly deadlineOn: string | null
        readonly deadlineEvent: string | null
        readonly openSteps: readonly {
          readonly event: string
          readonly to: string
          readonly by: readonly string[]
          readonly timer: boolean
          readonly mine: boolean
          readonly hindrance: string | null
          readonly unmet: readonly {
            readonly need: string
            readonly cure: { readonly zh: string; readonly en: string }
          }[]
          readonly deadlineOn: string | null
        }[]
        readonly steps: readonly {
          readonly no: number
          readonly round: number
          readonly event: string
          readonly from: string | null
          readonly to: string
          readonly party: string
          readonly organisation: string | null
          readonly person: string | null
          readonly on: string
          readonly opinion: string | null
          readonly evidenceHash: string | null
          readonly deadlineOn: string | null
          readonly ruleIds: readonly string[]
          readonly detail: unknown
          readonly recordedAt: string
        }[]
      }
    }
  }
}
