import type { Machine, Transition } from '../process/machine.js'

/**
 * 查重 · 已签质押合同 · 登记中 · 已登记 · 已冻结 · 已变更 · 已展期 · 异议中 · 解除中 · 已解除 · 已失效 · 实现质权中.
 * PRECHECK is before anything is written.
 */
export type PledgeState =
  | 'PRECHECK'
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

export type PledgeEvent =
  | 'contract'
  | 'request-registration'
  | 'reject-registration'
  | 'register'
  | 'confirm-freeze'
  | 'change'
  | 'extend'
  | 'object'
  | 'dismiss-objection'
  | 'dismiss-before-freeze'
  | 'strike'
  | 'begin-release'
  | 'cancel-registration'
  | 'resume'
  | 'release'
  | 'lapse'
  | 'enforce'
  | 'proceed'

type Step = Transition<PledgeState, PledgeEvent>

/** Frozen at the exchange and undisputed: money may be paid out on it (I-12). */
export const DRAWABLE: readonly PledgeState[] = ['FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED']
/** Registered, not released and not in dispute. */
export const ACTIVE: readonly PledgeState[] = ['REGISTERED', ...DRAWABLE]
/** The certificate and right are free again (I-08). */
export const ENDED: readonly PledgeState[] = ['RELEASED', 'LAPSED']

const step = (from: PledgeState, event: PledgeEvent, to: PledgeState, more: Partial<Step> = {}): Step => ({
  from,
  event,
  to,
  by: ['lender'],
  needs: [],
  clock: null,
  timer: false,
  ...more,
})
const each = (from: readonly PledgeState[], event: PledgeEvent, to: PledgeState, more: Partial<Step> = {}) =>
  from.map((state) => step(state, event, to, more))

const workingDays = (parameter: string) => ({ parameter, unit: 'working-days', whatHappens: 'alert' }) as const
/** What runs while nothing has to be done: the term of the registration, whose end is an alarm. */
const TERM = { until: 'registrationEnd', whatHappens: 'alert' } as const

/**
 * 质押登记 (data-assets dossier, 7.5). A pledge ends by release, or by the end of its registration without one. What
 * the exchange and the registries confirm is recorded by the lender from their receipts.
 */
export const PLEDGE_MACHINE: Machine<PledgeState, PledgeEvent> = {
  name: 'pledge',
  initial: 'PRECHECK',
  applicant: 'lender',
  transitions: [
    step('PRECHECK', 'contract', 'CONTRACTED', {
      needs: ['clean-query', 'rights-in-force', 'pledgor-holds', 'value-adopted', 'rank-free'],
      clock: workingDays('pledge.register_wd'),
    }),
    step('CONTRACTED', 'request-registration', 'REG_PENDING', { clock: workingDays('pledge.register_wd') }),
    step('REG_PENDING', 'reject-registration', 'CONTRACTED', { clock: workingDays('pledge.register_wd') }),
    step('REG_PENDING', 'register', 'REGISTERED', {
      needs: ['registration-complete'],
      clock: workingDays('pledge.freeze_wd'),
    }),
    step('REGISTERED', 'confirm-freeze', 'FROZEN_CONFIRMED', {
      by: ['lender', 'exchange', 'registry'],
      needs: ['freeze-receipt', 'annotation'],
      clock: TERM,
    }),
    ...each(DRAWABLE, 'change', 'CHANGED', { needs: ['evidence'], clock: TERM }),
    ...each(DRAWABLE, 'extend', 'EXTENDED', { needs: ['pledgor-agrees', 'before-expiry'], clock: TERM }),
    ...each(ACTIVE, 'object', 'OBJECTED', {
      by: ['lender', 'registry'],
      duty: 'objection',
      opensRound: true,
      clock: { parameter: 'pledge.objection_suit_d', unit: 'days', whatHappens: 'alert' },
    }),
    step('OBJECTED', 'dismiss-objection', 'FROZEN_CONFIRMED', {
      needs: ['freeze-receipt', 'evidence'],
      duty: 'verdict',
      clock: TERM,
    }),
    step('OBJECTED', 'dismiss-before-freeze', 'REGISTERED', {
      needs: ['not-frozen', 'evidence'],
      duty: 'verdict',
      clock: workingDays('pledge.freeze_wd'),
    }),
    // Debt or not: who recorded the objection does not also record that the registration is struck.
    step('OBJECTED', 'strike', 'RELEASED', {
      by: ['lender', 'registry'],
      needs: ['evidence', 'struck-in-register'],
      duty: 'verdict',
    }),
    ...each([...ACTIVE, 'OBJECTED', 'ENFORCED'], 'begin-release', 'RELEASING', {
      needs: ['debt-ended'],
      clock: workingDays('pledge.cancel_wd'),
    }),
    step('RELEASING', 'cancel-registration', 'RELEASING', {
      needs: ['cancellation-receipt'],
      clock: workingDays('pledge.unfreeze_wd'),
    }),
    step('RELEASING', 'resume', 'FROZEN_CONFIRMED', { needs: ['freeze-receipt', 'not-cancelled'], clock: TERM }),
    ...each(['CONTRACTED', 'REG_PENDING'], 'release', 'RELEASED', { needs: ['debt-ended'] }),
    step('RELEASING', 'release', 'RELEASED', { needs: ['debt-ended', 'cancelled', 'unfrozen'] }),
    ...each([...ACTIVE, 'OBJECTED', 'RELEASING', 'ENFORCED'], 'lapse', 'LAPSED', {
      by: [],
      needs: ['registration-ended'],
      timer: true,
    }),
    ...each(ACTIVE, 'enforce', 'ENFORCED', { needs: ['default', 'evidence'], clock: TERM }),
    // 协商 → 竞价 → 强制管理 → 诉讼: each is told in the detail of its step.
    step('ENFORCED', 'proceed', 'ENFORCED', { needs: ['evidence'], clock: TERM }),
  ],
  cures: {
    'clean-query': {
      zh: '取得三日内无其他登记的查询证明',
      en: 'Take a clean query certificate of the last three days',
    },
    'rights-in-force': {
      zh: '登记证、授权、挂牌均在有效期内',
      en: 'Certificate, authorisation and listing must be in force',
    },
    'pledgor-holds': {
      zh: '出质人须持有经营权且非行政事业单位',
      en: 'The pledgor must hold the right to operate and be no public body',
    },
    'value-adopted': { zh: '先由本行认定价值', en: 'Adopt a value first' },
    'rank-free': {
      zh: '该权利无在先质押,或取得第一顺位质权人同意',
      en: 'No earlier pledge, or the consent of the first pledgee',
    },
    'registration-complete': {
      zh: '登记编号、登记时间、第 7 类、登记证明文件齐全',
      en: 'Number, time, class 7 and the file of the certificate',
    },
    'freeze-receipt': { zh: '取得交易场所冻结回执', en: 'Obtain the receipt of the freeze from the exchange' },
    annotation: {
      zh: '取得登记机构备注回执,或由两名人员签署豁免',
      en: 'Obtain the receipt of the annotation, or a waiver signed by two officers',
    },
    evidence: { zh: '上传证明文件', en: 'Name the document that shows it' },
    'struck-in-register': {
      zh: '动产登记系统清单须显示该登记已注销',
      en: 'A list of the movables registry must show the registration as cancelled',
    },
    'pledgor-agrees': { zh: '取得出质人同意书', en: 'Obtain the agreement of the pledgor' },
    'before-expiry': { zh: '在登记到期前办理', en: 'Extend before the registration ends' },
    'debt-ended': { zh: '结清所担保的债权', en: 'Settle what the pledge secures' },
    'cancellation-receipt': { zh: '取得注销登记证明', en: 'Obtain the receipt of the cancellation' },
    cancelled: { zh: '先注销登记', en: 'Have the registration cancelled first' },
    unfrozen: { zh: '取得交易场所解冻回执', en: 'Obtain the receipt of the unfreezing from the exchange' },
    'not-cancelled': {
      zh: '登记已注销,须重新签约登记',
      en: 'The registration is cancelled: contract and register anew',
    },
    'not-frozen': { zh: '已冻结的质押回到冻结状态', en: 'A frozen pledge goes back to frozen' },
    'registration-ended': { zh: '登记期限届满', en: 'The registration has come to its end' },
    default: { zh: '所担保贷款已违约', en: 'A loan it secures is in default' },
  },
}
