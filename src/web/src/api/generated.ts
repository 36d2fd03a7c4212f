/** Written by scripts/generate-api-types.ts from the interface's OpenAPI document; never by hand. */

/** What a GET answers, by its path. */
export interface Reads {
  '/v1/sessions/current': {
    readonly expiresAt: string
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
  '/v1/demo-accounts': {
    readonly items: readonly { readonly username: string; readonly nameZh: string; readonly nameEn: string }[]
  }
  '/v1/jobs/{id}': {
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
  '/v1/jobs': {
    readonly items: readonly {
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
      readonly lineage: string
    }
    readonly byInstitution: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly totalLine: string
      readonly lineIncrease: string
      readonly averageDiscountBp: string
      readonly simpleAverageDiscountBp: string
      readonly annualSaving: string
      readonly lineage: string
    }[]
    readonly byGrade: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly totalLine: string
      readonly lineIncrease: string
      readonly averageDiscountBp: string
      readonly simpleAverageDiscountBp: string
      readonly annualSaving: string
      readonly lineage: string
    }[]
    readonly bySector: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly totalLine: string
      readonly lineIncrease: string
      readonly averageDiscountBp: string
      readonly simpleAverageDiscountBp: string
      readonly annualSaving: string
      readonly lineage: string
    }[]
    readonly byProduct: readonly {
      readonly key: string
      readonly nameZh: string | null
      readonly nameEn: string | null
      readonly institutions: number
      readonly enterprises: number
      readonly lines: number
      readonly priorLimit: string
      readonly totalLine: string
      readonly lineIncrease: string
      readonly averageDiscountBp: string
      readonly simpleAverageDiscountBp: string
      readonly annualSaving: string
      readonly lineage: string
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
    readonly broken: { readonly seq: string; readonly eventId: string; readonly reason: string } | null
  }
  '/v1/activities/{id}': {
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
      readonly source: string
      readonly dataQuality: number
      readonly evidence: string | null
      readonly reason: string | null
      readonly supersedes: string | null
      readonly recordedAt: string
    }[]
  }
  '/v1/consents': {
    readonly items: readonly {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly basis: string
      readonly recordedAt: string
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
}

/** What a POST takes and answers, by its path. */
export interface Commands {
  '/v1/sessions': {
    readonly body: { readonly username: string; readonly password: string }
    readonly answer: {
      readonly token: string
      readonly expiresAt: string
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
  '/v1/jobs/rate-recompute': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
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
  }
  '/v1/jobs/interest-saving-report': {
    readonly body: { readonly asOf?: string } | null
    readonly answer: {
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
  '/v1/consents': {
    readonly body: {
      readonly lenderCode: string
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly validFrom: string
      readonly validTo?: string
    }
    readonly answer: {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly basis: string
      readonly recordedAt: string
    }
  }
  '/v1/consents/{id}/withdrawal': {
    readonly body: undefined
    readonly answer: {
      readonly id: string
      readonly lender: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
      readonly purpose: 'pre_loan' | 'post_loan' | 'reloan_review'
      readonly validFrom: string
      readonly validTo: string | null
      readonly withdrawnAt: string | null
      readonly uscc: string
      readonly basis: string
      readonly recordedAt: string
    }
  }
}
