import { type PledgeRefusal, contractPledge as planContract } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { dataProductById } from '../data-products/store.js'
import { rightsOf, type ValueRefusal, valueInForce } from './collateral.js'
import { queryAgeOn } from './query-age.js'
import { insertPledge, type Pledge } from './store.js'
import { pledgorOf } from './views.js'

export type PledgeContractRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | PledgeRefusal
  | ValueRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

export interface NewPledge {
  readonly dataProductId: string
  /** 最高债权额: the most that the pledge secures. */
  readonly securedLimit: Money
  readonly contractedOn: CivilDate
  readonly queryCertificateNo: string
  readonly queryCertificateOn: CivilDate
  readonly queryIsClean: boolean
  readonly today: CivilDate
}

/** Contracts a pledge over a certificate and right that nobody holds a live pledge of, whichever lender it would be. */
export async function contractPledge(
  command: Command,
  input: NewPledge,
): Promise<Result<Pledge, PledgeContractRefusal>> {
  const { tx, actor } = command
  const { dataProductId, securedLimit, contractedOn, queryCertificateNo, queryCertificateOn } = input
  const product = await dataProductById(tx, dataProductId)
  if (product === undefined) return notFound('data product')
  const pledgor = await pledgorOf(tx, product.enterpriseId)
  const value = await valueInForce(tx, dataProductId, actor.organisationId, contractedOn)
  const queryAge = await queryAgeOn(tx, contractedOn)

  if (!isPositiveMoney(securedLimit))
    return refuse({ code: 'NOT_POSITIVE', member: 'securedLimit', value: formatMoney(securedLimit) })
  const order = datesInOrder([
    ['contractedOn', contractedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const { certificateNo, certificateKind, rightType } = product
  const state = planContract({
    state: 'PRECHECK',
    on: contractedOn,
    pledgor,
    // Ownership disputes are not kept yet; a product is entered by its holder only.
    certificate: { no: certificateNo, holder: pledgor.id, isDisputed: false },
    right: rightType,
    rights: rightsOf(product),
    query: { no: queryCertificateNo, takenOn: queryCertificateOn, isClean: input.queryIsClean },
    queryAge,
    // Another lender's pledge is out of sight: the database's unique index answers below.
    isPledgedAlready: false,
    loanEnd: null,
  })
  if (!state.ok) return state
  if (!value.ok) return value

  const pledge = await insertPledge(tx, {
    dataProductId,
    enterpriseId: product.enterpriseId,
    lenderId: actor.organisationId,
    valuationId: value.value.valuation.id,
    certificateKind,
    certificateNo,
    rightType,
    securedLimit,
    state: 'CONTRACTED',
    contractedOn,
    queryCertificateNo,
    queryCertificateOn,
    madeBy: actor.userId,
  })
  if (pledge === undefined) return refuse({ code: 'PLEDGE_EXISTS', certificate: certificateNo, right: rightType })
  await recordEvent(command, {
    action: 'pledge.contracted',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    detail: {
      dataProductId,
      certificateNo,
      rightType,
      securedLimit: formatMoney(securedLimit),
      valuationId: pledge.valuationId,
      adoptedValue: formatMoney(value.value.adoptedValue),
      contractedOn,
      queryCertificateNo,
      queryCertificateOn,
      queryAge,
      to: 'CONTRACTED',
    },
  })
  return ok(pledge)
}
