import { type Machine, transition } from '../process/machine.js'

/** 已申请 · 受理 · 形式审查 · 公示 · 已赋码 · 已变更 · 已更正 · 注销 · 失效 · 不予登记 */
export type ResourceState =
  | 'APPLIED'
  | 'ACCEPTED'
  | 'FORM_REVIEW'
  | 'PUBLIC_NOTICE'
  | 'CODED'
  | 'CHANGED'
  | 'CORRECTED'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'REFUSED'
export type ResourceEvent =
  | 'accept'
  | 'review-form'
  | 'publish'
  | 'refuse'
  | 'code'
  | 'change'
  | 'correct'
  | 'cancel'
  | 'expire'

/** A resource in these states carries its code. */
export const CODED_STATES = ['CODED', 'CHANGED', 'CORRECTED'] as const
const UNTIL_END = { until: 'lastDay', whatHappens: 'expire' } as const

/** 公共数据资源登记 by the operator, with the bureau that keeps the public platform. */
export const resourceMachine: Machine<ResourceState, ResourceEvent> = {
  name: 'public-resource-registration',
  initial: 'APPLIED',
  applicant: 'operator',
  openToAll: ['PUBLIC_NOTICE'],
  transitions: [
    transition({
      from: 'APPLIED',
      event: 'accept',
      to: 'ACCEPTED',
      by: ['bureau'],
      clock: { parameter: 'public_reg.review_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'ACCEPTED',
      event: 'review-form',
      to: 'FORM_REVIEW',
      by: ['bureau'],
      clock: { until: 'running', whatHappens: 'alert' },
    }),
    transition({
      from: 'FORM_REVIEW',
      event: 'publish',
      to: 'PUBLIC_NOTICE',
      by: ['bureau'],
      clock: { parameter: 'public_reg.notice_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({ from: 'FORM_REVIEW', event: 'refuse', to: 'REFUSED', by: ['bureau'], needs: ['reason'] }),
    transition({ from: 'PUBLIC_NOTICE', event: 'refuse', to: 'REFUSED', by: ['bureau'], needs: ['reason'] }),
    transition({
      from: 'PUBLIC_NOTICE',
      event: 'code',
      to: 'CODED',
      by: ['bureau'],
      needs: ['resource-code'],
      when: 'after',
      clock: UNTIL_END,
    }),
    ...CODED_STATES.flatMap((from) => [
      transition<ResourceState, ResourceEvent>({
        from,
        event: 'change',
        to: 'CHANGED',
        by: ['bureau'],
        clock: UNTIL_END,
      }),
      transition<ResourceState, ResourceEvent>({
        from,
        event: 'correct',
        to: 'CORRECTED',
        by: ['bureau'],
        clock: UNTIL_END,
      }),
      transition<ResourceState, ResourceEvent>({
        from,
        event: 'cancel',
        to: 'CANCELLED',
        by: ['operator', 'bureau'],
        needs: ['reason'],
      }),
      transition<ResourceState, ResourceEvent>({ from, event: 'expire', to: 'EXPIRED', timer: true }),
    ]),
  ],
  cures: {
    reason: { zh: '须说明理由', en: 'the reason' },
    'resource-code': {
      zh: '须填写登记码和有效期(不超过规定年限)',
      en: 'code and term of the resource, no longer than the rule allows',
    },
  },
}
