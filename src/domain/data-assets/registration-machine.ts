import { type Machine, transition } from '../process/machine.js'

/** 草稿 · 已提交 · 补正 · 受理 · 审查 · 公示 · 异议 · 已存证 · 失效 · 注销 · 不予登记 · 终止 */
export type RegistrationState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'SUPPLEMENT'
  | 'ACCEPTED'
  | 'EXAMINING'
  | 'PUBLIC_NOTICE'
  | 'OBJECTION'
  | 'REGISTERED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'REFUSED'
  | 'TERMINATED'
export type RegistrationEvent =
  | 'submit'
  | 'accept'
  | 'deem-accepted'
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
  | 'expire'

const ACCEPTANCE = { parameter: 'reg.accept_wd', unit: 'working-days', whatHappens: 'deem-accepted' } as const
const EXAMINATION = { parameter: 'reg.total_wd', unit: 'working-days', whatHappens: 'alert' } as const
const NOTICE = { parameter: 'reg.notice_wd', unit: 'working-days', whatHappens: 'alert' } as const
const UNTIL_END = { until: 'lastDay', whatHappens: 'expire' } as const

/** 数据产权登记, as the registration guide (数据产权登记工作指引) orders it: silence accepts, a notice lets anybody object. */
export const registrationMachine: Machine<RegistrationState, RegistrationEvent> = {
  name: 'data-property-registration',
  initial: 'DRAFT',
  applicant: 'holder',
  openToAll: ['PUBLIC_NOTICE'],
  alerts: { state: 'REGISTERED', parameter: 'reg.alert_d' },
  confirmed: ['three-checks', 'no-ground-to-refuse'],
  evidenced: ['ownership-proof', 'objection-material', 'investigation-file', 'contract-of-both'],
  transitions: [
    transition({
      from: 'DRAFT',
      event: 'submit',
      to: 'SUBMITTED',
      by: ['holder'],
      needs: ['ownership-proof', 'fields-authorised', 'resource-coded'],
      clock: ACCEPTANCE,
    }),
    transition({ from: 'SUBMITTED', event: 'accept', to: 'ACCEPTED', by: ['registry'], clock: EXAMINATION }),
    transition({ from: 'SUBMITTED', event: 'deem-accepted', to: 'ACCEPTED', timer: true, clock: EXAMINATION }),
    transition({
      from: 'SUBMITTED',
      event: 'request-supplement',
      to: 'SUPPLEMENT',
      by: ['registry'],
      needs: ['gaps-listed-once', 'day-to-answer'],
      clock: { until: 'answerBy', whatHappens: 'terminate' },
    }),
    transition({
      from: 'SUPPLEMENT',
      event: 'resubmit',
      to: 'SUBMITTED',
      by: ['holder'],
      when: 'within',
      opensRound: true,
      clock: ACCEPTANCE,
    }),
    transition({ from: 'SUPPLEMENT', event: 'terminate', to: 'TERMINATED', timer: true }),
    transition({
      from: 'ACCEPTED',
      event: 'examine',
      to: 'EXAMINING',
      by: ['registry'],
      clock: { until: 'running', whatHappens: 'alert' },
    }),
    transition({
      from: 'EXAMINING',
      event: 'extend',
      to: 'EXAMINING',
      by: ['registry'],
      needs: ['not-extended', 'reason'],
      clock: { parameter: 'reg.extend_wd', unit: 'working-days', from: 'deadline', whatHappens: 'alert' },
    }),
    transition({
      from: 'EXAMINING',
      event: 'publish',
      to: 'PUBLIC_NOTICE',
      by: ['registry'],
      needs: ['three-checks', 'no-ground-to-refuse'],
      clock: NOTICE,
    }),
    transition({ from: 'EXAMINING', event: 'refuse', to: 'REFUSED', by: ['registry'], needs: ['reason'] }),
    transition({ from: 'EXAMINING', event: 'terminate', to: 'TERMINATED', by: ['registry'], needs: ['reason'] }),
    transition({
      from: 'PUBLIC_NOTICE',
      event: 'object',
      to: 'OBJECTION',
      by: ['anyone'],
      needs: ['reason', 'objection-material'],
      when: 'within',
      clock: { parameter: 'reg.objection_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'OBJECTION',
      event: 'dismiss-objection',
      to: 'PUBLIC_NOTICE',
      by: ['registry'],
      needs: ['investigation-file'],
      clock: NOTICE,
    }),
    transition({
      from: 'OBJECTION',
      event: 'uphold-objection',
      to: 'REFUSED',
      by: ['registry'],
      needs: ['investigation-file'],
    }),
    transition({
      from: 'PUBLIC_NOTICE',
      event: 'register',
      to: 'REGISTERED',
      by: ['registry'],
      needs: ['certificate', 'no-ownership-dispute'],
      when: 'after',
      clock: UNTIL_END,
    }),
    transition({ from: 'REGISTERED', event: 'change', to: 'REGISTERED', by: ['holder', 'registry'], clock: UNTIL_END }),
    transition({ from: 'REGISTERED', event: 'annotate', to: 'REGISTERED', by: ['registry'], clock: UNTIL_END }),
    transition({
      from: 'REGISTERED',
      event: 'renew',
      to: 'REGISTERED',
      by: ['holder'],
      needs: ['renewal-window-open', 'new-end'],
      clock: UNTIL_END,
    }),
    transition({
      from: 'REGISTERED',
      event: 'transfer',
      to: 'REGISTERED',
      by: ['registry'],
      needs: ['contract-of-both', 'new-holder', 'no-pledge-or-consent', 'no-ownership-dispute'],
      clock: UNTIL_END,
    }),
    transition({
      from: 'REGISTERED',
      event: 'cancel',
      to: 'CANCELLED',
      by: ['holder', 'registry'],
      needs: ['reason', 'no-pledge-or-consent'],
    }),
    transition({ from: 'REGISTERED', event: 'expire', to: 'EXPIRED', timer: true }),
  ],
  cures: {
    'ownership-proof': { zh: '须提交来源和权属证明(文件哈希)', en: 'the hash of the proof of source and ownership' },
    'fields-authorised': {
      zh: '所用字段须在生效的场景授权之内',
      en: 'fields within a scenario authorisation that is in force',
    },
    'resource-coded': { zh: '公共数据产品须先完成资源登记赋码', en: 'for a public product, a resource that is coded' },
    'gaps-listed-once': { zh: '缺漏只能一次性告知', en: 'gaps are listed once only' },
    'day-to-answer': { zh: '须写明补正期限(在当日之后)', en: 'the day by which to answer, after the day of the step' },
    'not-extended': { zh: '审查期限只能延长一次', en: 'a time that was not extended before' },
    reason: { zh: '须说明理由', en: 'the reason' },
    'three-checks': { zh: '须确认三项审查均通过', en: 'confirmation that the three checks pass' },
    'no-ground-to-refuse': { zh: '须确认没有不予登记的情形', en: 'confirmation that no ground to refuse exists' },
    'objection-material': { zh: '须提交异议材料(文件哈希)', en: 'the hash of the material of the objection' },
    'investigation-file': { zh: '须提交调查材料(文件哈希)', en: 'the hash of the investigation file' },
    certificate: {
      zh: '须填写登记证书编号和有效期(自存证起不超过规定年限)',
      en: 'number and term of the certificate, no longer than the rule allows',
    },
    'no-ownership-dispute': { zh: '须没有未决的权属争议', en: 'no open dispute over ownership' },
    'renewal-window-open': { zh: '须在续期窗口内', en: 'the renewal window, which closes the day before the end' },
    'new-end': { zh: '须填写新的到期日(不超过规定年限)', en: 'the new end, no later than the rule allows' },
    'contract-of-both': { zh: '须提交双方签署的转让合同(文件哈希)', en: 'the hash of the contract signed by both' },
    'new-holder': { zh: '须填写受让企业', en: 'the enterprise that receives the right' },
    'no-pledge-or-consent': {
      zh: '须无有效质押,或已取得质权人同意',
      en: 'no live pledge, or the consent of every pledgee',
    },
  },
}
