import type { Machine } from '../process/machine.js'

/** 已申请 · 已指派 · 评估中 · 已出报告 · 银行审核 · 银行认定 · 不予认定 · 已被取代 · 已失效 */
export type ValuationStage =
  | 'REQUESTED'
  | 'ASSIGNED'
  | 'IN_PROGRESS'
  | 'REPORTED'
  | 'BANK_REVIEW'
  | 'ADOPTED'
  | 'REJECTED'
  | 'SUPERSEDED'
  | 'EXPIRED'
export type ValuationStep =
  | 'assign'
  | 'start'
  | 'report'
  | 'call-off'
  | 'review'
  | 'adopt'
  | 'reject'
  | 'supersede'
  | 'expire'

const lender = ['lender'] as const
const none: readonly string[] = []
const workingDays = (parameter: string) => ({ parameter, unit: 'working-days', whatHappens: 'alert' }) as const
/** The clock that ran before goes on. */
const SAME_CLOCK = { until: 'deadline', whatHappens: 'alert' } as const
const VALIDITY = { until: 'validTo', whatHappens: 'alert' } as const
const REPORT = ['independent', 'signers', 'horizon-within-rights']

/** 评估 (data-assets dossier, 7.4). An adopted value ends when the next is adopted, or by its day. */
export const VALUATION_MACHINE: Machine<ValuationStage, ValuationStep> = {
  name: 'valuation',
  initial: 'REQUESTED',
  applicant: 'lender',
  transitions: [
    {
      from: 'REQUESTED',
      event: 'assign',
      to: 'ASSIGNED',
      by: lender,
      needs: ['listed', 'independent'],
      clock: workingDays('valuation.report_wd'),
      timer: false,
    },
    { from: 'ASSIGNED', event: 'start', to: 'IN_PROGRESS', by: lender, needs: none, clock: SAME_CLOCK, timer: false },
    ...(['ASSIGNED', 'IN_PROGRESS'] as const).map((from) => ({
      from,
      event: 'report' as const,
      to: 'REPORTED' as const,
      by: lender,
      needs: REPORT,
      clock: workingDays('valuation.review_wd'),
      timer: false,
    })),
    // A report that is in hand without having been asked for.
    {
      from: 'REQUESTED',
      event: 'report',
      to: 'REPORTED',
      by: lender,
      needs: REPORT,
      clock: workingDays('valuation.review_wd'),
      timer: false,
    },
    ...(['REQUESTED', 'ASSIGNED', 'IN_PROGRESS'] as const).map((from) => ({
      from,
      event: 'call-off' as const,
      to: 'REJECTED' as const,
      by: lender,
      needs: none,
      clock: null,
      timer: false,
    })),
    { from: 'REPORTED', event: 'review', to: 'BANK_REVIEW', by: lender, needs: none, clock: SAME_CLOCK, timer: false },
    {
      from: 'BANK_REVIEW',
      event: 'adopt',
      to: 'ADOPTED',
      by: lender,
      needs: ['second-person', 'within-report', 'in-force'],
      clock: VALIDITY,
      timer: false,
    },
    {
      from: 'BANK_REVIEW',
      event: 'reject',
      to: 'REJECTED',
      by: lender,
      needs: ['second-person'],
      clock: null,
      timer: false,
    },
    { from: 'ADOPTED', event: 'supersede', to: 'SUPERSEDED', by: lender, needs: none, clock: null, timer: false },
    { from: 'ADOPTED', event: 'expire', to: 'EXPIRED', by: [], needs: none, clock: null, timer: true },
  ],
  cures: {
    listed: { zh: '评估机构须在本行名录内', en: 'Choose a valuer on the list of the bank' },
    independent: { zh: '评估机构不得是银行或借款人', en: 'The valuer may be neither the bank nor the borrower' },
    signers: { zh: '报告须由足够的评估师签字', en: 'The report must be signed by enough valuers' },
    'horizon-within-rights': {
      zh: '收益期不得超过权利到期日',
      en: 'The income that the report counts must end with the rights',
    },
    'second-person': { zh: '由另一人认定', en: 'Another person than recorded the report must decide' },
    'within-report': { zh: '认定价值不得高于评估值', en: 'The adopted value may not be above the reported one' },
    'in-force': { zh: '报告须在有效期内', en: 'The report must still be good' },
  },
}
