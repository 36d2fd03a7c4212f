import { type Machine, transition } from '../process/machine.js'

/** 草稿 · 合规会审 · 已登记 · 挂牌申请 · 已挂牌 · 暂停 · 摘牌 · 未通过; a freeze for a pledge is a flag beside the state. */
export type ListingState =
  | 'DRAFT'
  | 'COMPLIANCE'
  | 'REGISTERED'
  | 'LIST_APPLY'
  | 'LISTED'
  | 'TRADING_HALT'
  | 'DELISTED'
  | 'REJECTED'
export type ListingEvent =
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

const UNTIL_END = { until: 'lastDay', whatHappens: 'delist' } as const
const TRADED = ['LISTED', 'TRADING_HALT'] as const

/** 挂牌 on an exchange: compliance first, then the certificate, then the price; no delisting over a pledge. */
export const listingMachine: Machine<ListingState, ListingEvent> = {
  name: 'listing',
  initial: 'DRAFT',
  applicant: 'developer',
  openToAll: ['LISTED', 'TRADING_HALT'],
  confirmed: ['member-in-good-standing', 'legal-opinion', 'freeze-order'],
  evidenced: ['quality-report'],
  transitions: [
    transition({
      from: 'DRAFT',
      event: 'submit',
      to: 'COMPLIANCE',
      by: ['developer'],
      needs: ['member-in-good-standing', 'scenario-active', 'fields-authorised'],
      clock: { parameter: 'listing.compliance_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'COMPLIANCE',
      event: 'pass-compliance',
      to: 'REGISTERED',
      by: ['committee'],
      needs: ['member-in-good-standing', 'legal-opinion', 'quality-report'],
      duty: 'compliance',
    }),
    transition({ from: 'COMPLIANCE', event: 'reject', to: 'REJECTED', by: ['committee'], duty: 'compliance' }),
    transition({
      from: 'REGISTERED',
      event: 'apply',
      to: 'LIST_APPLY',
      by: ['developer'],
      needs: ['certificate-registered', 'no-ownership-dispute'],
      clock: { parameter: 'listing.review_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'LIST_APPLY',
      event: 'list',
      to: 'LISTED',
      by: ['exchange'],
      needs: ['listing-no', 'scenario-active', 'certificate-registered', 'no-ownership-dispute'],
      duty: 'listing',
      clock: UNTIL_END,
    }),
    transition({ from: 'LIST_APPLY', event: 'reject', to: 'REJECTED', by: ['exchange'], duty: 'listing' }),
    transition({
      from: 'LISTED',
      event: 'halt',
      to: 'TRADING_HALT',
      by: ['exchange'],
      needs: ['reason'],
      timer: true,
      when: 'any',
      clock: UNTIL_END,
    }),
    transition({
      from: 'TRADING_HALT',
      event: 'resume',
      to: 'LISTED',
      by: ['exchange'],
      needs: ['scenario-active', 'no-ownership-dispute'],
      clock: UNTIL_END,
    }),
    ...TRADED.flatMap((from) => [
      transition<ListingState, ListingEvent>({
        from,
        event: 'freeze',
        to: from,
        by: ['exchange'],
        needs: ['freeze-order', 'not-frozen', 'registration-no'],
        clock: UNTIL_END,
      }),
      transition<ListingState, ListingEvent>({
        from,
        event: 'unfreeze',
        to: from,
        by: ['exchange'],
        needs: ['freeze-order', 'frozen'],
        clock: UNTIL_END,
      }),
      transition<ListingState, ListingEvent>({
        from,
        event: 'delist',
        to: 'DELISTED',
        by: ['developer', 'exchange'],
        needs: ['not-frozen', 'orders-closed', 'no-pledge-or-consent'],
        timer: true,
      }),
    ]),
  ],
  cures: {
    'member-in-good-standing': {
      zh: '须确认为合规会员',
      en: 'confirmation that the developer is a member in good standing',
    },
    'scenario-active': { zh: '场景授权须生效', en: 'a scenario authorisation that is in force' },
    'fields-authorised': { zh: '产品字段须在授权之内', en: 'fields within the authorisation' },
    'legal-opinion': { zh: '须确认已有法律意见', en: 'confirmation that the legal opinion is there' },
    'quality-report': { zh: '须提交质量报告(文件哈希)', en: 'the hash of the quality report' },
    'certificate-registered': {
      zh: '数据产权须已登记,且含经营权',
      en: 'a registered certificate that includes the right of operation',
    },
    'no-ownership-dispute': { zh: '须没有未决的权属争议', en: 'no open dispute over ownership' },
    'listing-no': { zh: '须填写挂牌编号和到期日', en: 'number and end of the listing, within every right behind it' },
    reason: { zh: '须说明理由', en: 'the reason' },
    'freeze-order': { zh: '须确认已收到银行的指令', en: 'confirmation of the bank’s order' },
    'registration-no': { zh: '须填写质押登记编号', en: 'the number of the pledge’s registration' },
    'not-frozen': { zh: '须未被质押冻结', en: 'a listing that is not frozen for a pledge' },
    frozen: { zh: '须已被冻结', en: 'a listing that is frozen' },
    'orders-closed': { zh: '订单须全部了结', en: 'every order closed' },
    'no-pledge-or-consent': {
      zh: '须无有效质押,或已取得质权人同意',
      en: 'no live pledge, or the consent of every pledgee',
    },
  },
}
