import { addMoney, compareMoney, formatMoney, type Money, money, NO_MONEY } from '../../kernel/money.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import type { SubjectCase } from '../process/subject-case.js'
import { lastOfEvent, organisationByCode } from '../process/views.js'
import { insertSplits, insertVoucher, type Split } from './store.js'
import { type OrderView, orderView } from './views.js'

const KIND = 'data_order'

/** What the exchange enters when it settles an order and gives its voucher. */
export interface OrderGiven {
  readonly splits: readonly {
    /** Code of who is paid. */
    readonly organisation: string
    readonly purpose: Split['purpose']
    readonly amount: Money
  }[]
  readonly voucherNo: string
}

/** 订单 as a subject: two signatures on one contract, a settlement that adds up, a voucher. */
export const orderCase: SubjectCase<OrderView, OrderGiven, ChainRefusal> = {
  kind: KIND,
  load: orderView,
  refusals: () => chainRefusals,
  facts: async ({ tx, row, event, on, evidenceHash, given }) => {
    const signed = await lastOfEvent(tx, KIND, row.id, 'sign-as-buyer')
    const met: string[] = []
    if (signed === undefined) met.push('not-signed')
    else if (evidenceHash === null || signed.evidenceHash === evidenceHash) met.push('buyer-signed')
    const { splits, voucherNo } = given
    if (event === 'settle' && splits !== undefined) {
      const paid: Split[] = []
      for (const { organisation, purpose, amount } of splits) {
        const payee = await organisationByCode(tx, organisation)
        if (payee === undefined) return { met }
        paid.push({ organisationId: payee.id, purpose, amount })
      }
      const total = splits.reduce((sum, { amount }) => addMoney(sum, amount), NO_MONEY)
      return {
        met: compareMoney(total, money(row.amount)) === 0 ? [...met, 'settlement-adds-up'] : met,
        detail: { splits: splits.map((split) => ({ ...split, amount: formatMoney(split.amount) })) },
        enter: () => insertSplits(tx, row, paid),
      }
    }
    if (event === 'issue-voucher' && voucherNo !== undefined)
      return {
        met: [...met, 'voucher-no'],
        detail: { voucherNo },
        enter: () => insertVoucher(tx, row, { voucherNo, issuedOn: on }),
      }
    return { met }
  },
}
