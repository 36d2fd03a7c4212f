import { type Machine, transition } from '../process/machine.js'

/** 草稿 · 待初审 · 待补正 · 待复审 · 数源确认 · 待签协议 · 生效 · 中止 · 到期 · 撤销 · 已退出 · 不予授权 */
export type AuthorisationState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'SUPPLEMENT'
  | 'REVIEW2'
  | 'SOURCE_CONSENT'
  | 'AGREEMENT'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'EXPIRED'
  | 'REVOKED'
  | 'EXITED'
  | 'REJECTED'
export type AuthorisationEvent =
  | 'submit'
  | 'request-supplement'
  | 'pass-first-review'
  | 'reject'
  | 'resubmit'
  | 'lapse'
  | 'pass-second-review'
  | 'confirm-source'
  | 'sign'
  | 'activate'
  | 'suspend'
  | 'reinstate'
  | 'revoke'
  | 'expire'
  | 'renew'
  | 'exit'

const FIRST_REVIEW = { parameter: 'auth.first_review_wd', unit: 'working-days', whatHappens: 'alert' } as const
const UNTIL_END = { until: 'lastDay', whatHappens: 'expire' } as const
const FORM = ['grant-covers', 'security-plan', 'member-checked-in'] as const
const FREE_OF_PLEDGE = ['no-pledge-or-consent', 'deletion-proof'] as const

/** 场景授权: one scenario, one authorisation, in two levels of review; the operator reviews first, the bureau second, the source agrees. */
export const authorisationMachine: Machine<AuthorisationState, AuthorisationEvent> = {
  name: 'scenario-authorisation',
  initial: 'DRAFT',
  applicant: 'developer',
  alerts: { state: 'ACTIVE', parameter: 'auth.alert_d' },
  confirmed: ['member-checked-in', 'checklist-complete', 'evidence-deposited'],
  evidenced: ['security-plan', 'agreement-hash', 'report-accepted', 'deletion-proof'],
  transitions: [
    transition({
      from: 'DRAFT',
      event: 'submit',
      to: 'SUBMITTED',
      by: ['developer'],
      needs: FORM,
      clock: FIRST_REVIEW,
    }),
    transition({
      from: 'SUBMITTED',
      event: 'request-supplement',
      to: 'SUPPLEMENT',
      by: ['operator'],
      duty: 'first-review',
      clock: { parameter: 'auth.supplement_wd', unit: 'working-days', whatHappens: 'lapse' },
    }),
    transition({
      from: 'SUBMITTED',
      event: 'pass-first-review',
      to: 'REVIEW2',
      by: ['operator'],
      needs: ['checklist-complete'],
      duty: 'first-review',
      clock: { parameter: 'auth.second_review_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({ from: 'SUBMITTED', event: 'reject', to: 'REJECTED', by: ['operator'], duty: 'first-review' }),
    transition({
      from: 'SUPPLEMENT',
      event: 'resubmit',
      to: 'SUBMITTED',
      by: ['developer'],
      needs: ['grant-covers'],
      when: 'within',
      opensRound: true,
      clock: FIRST_REVIEW,
    }),
    transition({ from: 'SUPPLEMENT', event: 'lapse', to: 'REJECTED', timer: true }),
    transition({
      from: 'REVIEW2',
      event: 'pass-second-review',
      to: 'SOURCE_CONSENT',
      by: ['bureau'],
      needs: ['resource-coded'],
      duty: 'second-review',
      clock: { parameter: 'auth.source_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({ from: 'REVIEW2', event: 'reject', to: 'REJECTED', by: ['bureau'], duty: 'second-review' }),
    transition({ from: 'SOURCE_CONSENT', event: 'confirm-source', to: 'AGREEMENT', by: ['source'] }),
    transition({ from: 'SOURCE_CONSENT', event: 'reject', to: 'REJECTED', by: ['source'] }),
    transition({ from: 'AGREEMENT', event: 'sign', to: 'AGREEMENT', by: ['developer'], needs: ['agreement-hash'] }),
    transition({
      from: 'AGREEMENT',
      event: 'activate',
      to: 'ACTIVE',
      by: ['operator'],
      needs: ['developer-signed', 'agreement-hash', 'within-grant', 'evidence-deposited'],
      clock: UNTIL_END,
    }),
    transition({
      from: 'ACTIVE',
      event: 'suspend',
      to: 'SUSPENDED',
      by: ['bureau'],
      needs: ['reason'],
      clock: { parameter: 'auth.cure_d', unit: 'days', whatHappens: 'alert' },
    }),
    transition({
      from: 'SUSPENDED',
      event: 'reinstate',
      to: 'ACTIVE',
      by: ['bureau'],
      needs: ['report-accepted', 'term-runs'],
      clock: UNTIL_END,
    }),
    transition({ from: 'SUSPENDED', event: 'revoke', to: 'REVOKED', by: ['bureau'], needs: ['reason'] }),
    transition({ from: 'ACTIVE', event: 'expire', to: 'EXPIRED', timer: true }),
    transition({
      from: 'ACTIVE',
      event: 'renew',
      to: 'ACTIVE',
      by: ['bureau'],
      needs: ['renewal-window-open', 'renewal-reviewed'],
      clock: UNTIL_END,
    }),
    transition({ from: 'ACTIVE', event: 'exit', to: 'EXITED', by: ['developer'], needs: FREE_OF_PLEDGE }),
    transition({ from: 'SUSPENDED', event: 'exit', to: 'EXITED', by: ['developer'], needs: FREE_OF_PLEDGE }),
  ],
  cures: {
    'grant-covers': {
      zh: '运营机构的授权须覆盖所申请的字段和期限',
      en: 'the operator’s grant covers the fields and the term',
    },
    'security-plan': { zh: '须提交安全方案(文件哈希)', en: 'the hash of the security plan' },
    'member-checked-in': {
      zh: '须确认已办理会员入场',
      en: 'confirmation that the developer is checked in as a member',
    },
    'checklist-complete': { zh: '须确认初审清单齐全', en: 'confirmation that the checklist is complete' },
    'resource-coded': {
      zh: '公共数据资源须已在公共平台登记赋码',
      en: 'a public-data resource of these fields that is registered and coded',
    },
    'agreement-hash': { zh: '须提交已签协议的文件哈希', en: 'the hash of the signed agreement' },
    'developer-signed': { zh: '场景开发方须先签署协议', en: 'the developer’s signature on the agreement' },
    'within-grant': {
      zh: '授权期限须在运营机构的授权期限之内',
      en: 'a term that ends no later than the operator’s grant',
    },
    'evidence-deposited': { zh: '须确认已存证', en: 'confirmation that the evidence is deposited' },
    reason: { zh: '须说明理由', en: 'the reason' },
    'report-accepted': { zh: '须提交整改报告(文件哈希)', en: 'the hash of the accepted report' },
    'term-runs': { zh: '授权期限须尚未届满', en: 'a term that has not ended' },
    'renewal-window-open': { zh: '须在续期窗口内', en: 'the renewal window, which opens before the end' },
    'renewal-reviewed': { zh: '新版本须重新通过复审', en: 'the next version with its fresh review passed' },
    'no-pledge-or-consent': {
      zh: '须无有效质押,或已取得质权人同意',
      en: 'no live pledge, or the consent of every pledgee',
    },
    'deletion-proof': { zh: '须提交数据删除证明(文件哈希)', en: 'the hash of the proof of deletion' },
  },
}
