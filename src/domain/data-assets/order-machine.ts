import { type Machine, transition } from '../process/machine.js'

/** 已下单 · 已撮合 · 已签约 · 交付中 · 已验收 · 已结算 · 已出凭证 · 争议 · 取消 */
export type OrderState =
  | 'PLACED'
  | 'MATCHED'
  | 'SIGNED'
  | 'DELIVERING'
  | 'ACCEPTED'
  | 'SETTLED'
  | 'VOUCHERED'
  | 'DISPUTED'
  | 'CANCELLED'
export type OrderEvent =
  | 'match'
  | 'sign-as-buyer'
  | 'sign'
  | 'begin-delivery'
  | 'accept'
  | 'settle'
  | 'issue-voucher'
  | 'dispute'
  | 'resume'
  | 'cancel'

/** In these states an order no longer stands in the way of delisting. */
export const CLOSED_ORDERS = ['VOUCHERED', 'CANCELLED'] as const
const BEFORE_DELIVERY = ['PLACED', 'MATCHED', 'SIGNED'] as const
const UNDER_WAY = ['SIGNED', 'DELIVERING', 'ACCEPTED'] as const

/** 订单 for a listed product, from the buyer's order to the exchange's voucher. */
export const orderMachine: Machine<OrderState, OrderEvent> = {
  name: 'data-order',
  initial: 'PLACED',
  applicant: 'buyer',
  evidenced: ['contract-hash', 'ruling-file'],
  transitions: [
    transition({ from: 'PLACED', event: 'match', to: 'MATCHED', by: ['exchange'] }),
    transition({
      from: 'MATCHED',
      event: 'sign-as-buyer',
      to: 'MATCHED',
      by: ['buyer'],
      needs: ['contract-hash', 'not-signed'],
    }),
    transition({
      from: 'MATCHED',
      event: 'sign',
      to: 'SIGNED',
      by: ['seller'],
      needs: ['contract-hash', 'buyer-signed'],
    }),
    transition({ from: 'SIGNED', event: 'begin-delivery', to: 'DELIVERING', by: ['seller'] }),
    transition({ from: 'DELIVERING', event: 'accept', to: 'ACCEPTED', by: ['buyer'] }),
    transition({
      from: 'ACCEPTED',
      event: 'settle',
      to: 'SETTLED',
      by: ['exchange'],
      needs: ['settlement-adds-up'],
    }),
    transition({
      from: 'SETTLED',
      event: 'issue-voucher',
      to: 'VOUCHERED',
      by: ['exchange'],
      needs: ['voucher-no'],
    }),
    ...UNDER_WAY.map((from) =>
      transition<OrderState, OrderEvent>({
        from,
        event: 'dispute',
        to: 'DISPUTED',
        by: ['buyer', 'seller'],
        needs: ['reason'],
      }),
    ),
    ...BEFORE_DELIVERY.map((from) =>
      transition<OrderState, OrderEvent>({
        from,
        event: 'cancel',
        to: 'CANCELLED',
        by: ['buyer', 'seller'],
        needs: ['reason'],
      }),
    ),
    transition({ from: 'DISPUTED', event: 'resume', to: 'DELIVERING', by: ['exchange'], needs: ['ruling-file'] }),
    transition({ from: 'DISPUTED', event: 'cancel', to: 'CANCELLED', by: ['exchange'], needs: ['ruling-file'] }),
  ],
  cures: {
    'contract-hash': { zh: '须提交合同的文件哈希', en: 'the hash of the contract' },
    'not-signed': { zh: '买方尚未签署', en: 'a contract that the buyer has not signed yet' },
    'buyer-signed': { zh: '买方须先以同一合同签署', en: 'the buyer’s signature on the same contract' },
    'settlement-adds-up': {
      zh: '分账与手续费之和须等于订单金额',
      en: 'splits and fees that add up to the amount of the order',
    },
    'voucher-no': { zh: '须填写交易凭证编号', en: 'the number of the voucher' },
    reason: { zh: '须说明理由', en: 'the reason' },
    'ruling-file': { zh: '须提交处理结果(文件哈希)', en: 'the hash of the ruling' },
  },
}
