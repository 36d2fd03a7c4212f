import type { Answered, Bank } from './bank.js'
import { XINGWANG } from './disbursed-loan.js'

export const DAY = '2024-06-20'
export const CERTIFICATE = 'SJ4412024060001'

export interface Lender {
  readonly code: string
  readonly officer: string
  readonly reviewer: string
  readonly approver: string
}
const demoLender = (code: string, name: string): Lender => ({
  code,
  officer: `officer.${name}`,
  reviewer: `reviewer.${name}`,
  approver: `approver.${name}`,
})
export const SIHUI = demoLender('RCB-SIHUI', 'sihui')
export const BANK_01 = demoLender('BANK-EX-01', 'bank01')
/** SHA-256 of nothing: a hash that looks like any other. */
export const EVIDENCE = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

type Members = Record<string, unknown>

/** A command that must succeed; its answer. */
async function done(answer: Promise<Answered>): Promise<Answered['body']> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** The steps of the published case as one lender takes them, each able to be taken otherwise. `do…` must succeed. */
export function publishedCase(bank: Bank, lender: Lender = SIHUI) {
  const { post } = bank
  const { officer, reviewer, approver } = lender
  /** Applications that were surveyed and reviewed: two versions further than one that only was quoted. */
  const judged = new Set<string>()
  const versionAfter = (applicationId: string, steps: number) => steps + (judged.has(applicationId) ? 2 : 0)
  const steps = {
    consent: () =>
      post('enterprise.xingwang', '/v1/consents', { lenderCode: lender.code, purpose: 'pre_loan', validFrom: DAY }),
    product: (other: Members = {}) =>
      post('enterprise.xingwang', '/v1/data-products', {
        name: '肇庆高新区 2024 碳排放数据产品',
        scenario: '绿色信贷碳核算',
        operator: '肇庆市公共数据运营机构',
        rightType: 'operation',
        certificateKind: 'national',
        certificateNo: CERTIFICATE,
        certificateValidFrom: '2024-06-01',
        certificateValidTo: '2027-05-31',
        authorisationValidTo: '2026-12-31',
        basis: '数据产权登记证',
        ...other,
      }),
    report: (productId: string, other: Members = {}) =>
      post(officer, `/v1/data-products/${productId}/valuations`, {
        method: 'income',
        valuer: '示例资产评估有限公司',
        reportNo: '评报字〔2024〕018号',
        baseDate: '2024-06-10',
        reportValue: '6500000.00',
        ltvClass: 'default',
        ...other,
      }),
    adopt: (valuationId: string, other: Members = {}, by = approver) =>
      post(by, `/v1/valuations/${valuationId}/decision`, {
        decision: 'ADOPT',
        adoptedValue: '6000000.00',
        on: DAY,
        version: 1,
        ...other,
      }),
    pledge: (productId: string, other: Members = {}) =>
      post(officer, '/v1/pledges', {
        dataProductId: productId,
        securedLimit: '3300000.00',
        contractedOn: DAY,
        queryCertificateNo: '查询证明-1',
        queryCertificateOn: '2024-06-18',
        ...other,
      }),
    register: (pledgeId: string, other: Members = {}) =>
      post(officer, `/v1/pledges/${pledgeId}/registration`, {
        registrationNo: `中登网-${pledgeId}`,
        registeredOn: DAY,
        validTo: '2025-12-31',
        version: 1,
        ...other,
      }),
    freeze: (pledgeId: string, other: Members = {}) =>
      post(officer, `/v1/pledges/${pledgeId}/freeze-confirmation`, {
        freezeReceiptNo: '冻结回执-1',
        frozenOn: DAY,
        version: 2,
        ...other,
      }),
    apply: (pledgeId: string | null, other: Members = {}) =>
      post(officer, '/v1/loan-applications', {
        uscc: XINGWANG,
        product: 'DATA_PLEDGE',
        amount: '3000000.00',
        tenorMonths: 12,
        purpose: '数据产品研发与设备采购',
        appliedOn: DAY,
        pledgeId,
        ...other,
      }),
    quote: (applicationId: string, on = DAY) => post(officer, `/v1/loan-applications/${applicationId}/quotes`, { on }),
    survey: (applicationId: string, other: Members = {}, by = officer) =>
      post(by, `/v1/loan-applications/${applicationId}/survey`, {
        on: DAY,
        opinion: '实地调查属实',
        evidenceHash: EVIDENCE,
        version: 2,
        ...other,
      }),
    review: (applicationId: string, other: Members = {}, by = reviewer) =>
      post(by, `/v1/loan-applications/${applicationId}/review`, {
        decision: 'PASS',
        on: DAY,
        opinion: '资料齐备',
        version: 3,
        ...other,
      }),
    resubmit: (applicationId: string, other: Members = {}, by = officer) =>
      post(by, `/v1/loan-applications/${applicationId}/resubmission`, {
        on: DAY,
        opinion: '已按意见修改',
        version: 3,
        ...other,
      }),
    withdraw: (applicationId: string, other: Members = {}, by = officer) =>
      post(by, `/v1/loan-applications/${applicationId}/withdrawal`, {
        on: DAY,
        opinion: '企业撤回',
        version: 2,
        ...other,
      }),
    decide: (applicationId: string, quoteId: string | undefined, other: Members = {}, by = approver) =>
      post(by, `/v1/loan-applications/${applicationId}/decision`, {
        decision: 'APPROVE',
        ...(quoteId === undefined ? {} : { quoteId }),
        on: DAY,
        opinion: '同意',
        version: versionAfter(applicationId, 2),
        ...other,
      }),
    sign: (applicationId: string, other: Members = {}) =>
      post(officer, `/v1/loan-applications/${applicationId}/contract`, {
        contractNo: `四农商借〔2024〕${applicationId}`,
        signedOn: DAY,
        method: 'interest-only',
        version: versionAfter(applicationId, 3),
        ...other,
      }),
    disburse: (loanId: string, other: Members = {}, by = officer) =>
      post(by, `/v1/loans/${loanId}/disbursements`, {
        amount: '3000000.00',
        on: DAY,
        noteNo: '借据-0001',
        payee: '肇庆高新区兴旺数据有限公司',
        useEvidence: '采购合同 2024-06',
        queryCertificateNo: '查询证明-2',
        queryCertificateOn: DAY,
        version: 1,
        ...other,
      }),
  }

  /** Surveys and reviews an application that was quoted, unless its product requires neither on the day of the case. */
  async function judge(applicationId: string, product: unknown, on = DAY): Promise<void> {
    if (product === undefined || product === 'DATA_PLEDGE') return
    await done(steps.survey(applicationId, { on }))
    await done(steps.review(applicationId, { on }))
    judged.add(applicationId)
  }

  return {
    ...steps,
    judge,
    /** A product with an adopted value. */
    async valued(product: Members = {}): Promise<string> {
      await steps.consent()
      const { id } = await done(steps.product(product))
      const { id: valuationId } = await done(steps.report(id))
      await done(steps.adopt(valuationId))
      return id
    },
    /** A pledge that is contracted, registered and frozen. */
    async frozen(productId: string): Promise<string> {
      const { id } = await done(steps.pledge(productId))
      await done(steps.register(id))
      await done(steps.freeze(id))
      return id
    },
    /** An application quoted on the day, and surveyed and reviewed where its product requires it. */
    async quoted(pledgeId: string | null, other: Members = {}): Promise<{ applicationId: string; quoteId: string }> {
      const { id: applicationId } = await done(steps.apply(pledgeId, other))
      const { id: quoteId } = await done(steps.quote(applicationId))
      await judge(applicationId, other.product)
      return { applicationId, quoteId }
    },
    /** A contract ready to be paid out. */
    async contracted(pledgeId: string | null, other: Members = {}): Promise<string> {
      const { id: applicationId } = await done(steps.apply(pledgeId, other))
      const { id: quoteId } = await done(steps.quote(applicationId))
      await judge(applicationId, other.product)
      await done(steps.decide(applicationId, quoteId))
      const { id } = await done(steps.sign(applicationId))
      return id
    },
    done,
  }
}
