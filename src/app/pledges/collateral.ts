import type { Tx } from '../../db/transaction.js'
import { type LtvCap, type LtvRefusal, ltvCapInForce } from '../../domain/collateral/loan-to-value.js'
import { lastLoanDay, type Right } from '../../domain/collateral/pledge.js'
import type { PledgeState } from '../../domain/collateral/pledge-machine.js'
import { isValuationInForce } from '../../domain/data-assets/valuation.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { addMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { parametersTable } from '../../rules/parameters.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { type DataProductRow, dataProductById } from '../data-products/store.js'
import { countOf } from '../loans/product-terms.js'
import { rulesInForce } from '../rules/views.js'
import { adoptedValuation, asReported, lockAdopted, type Valuation } from '../valuations/store.js'
import { securedBy } from './secured-views.js'
import { lockPledge, type Pledge, pledgeById } from './store.js'

export type CollateralRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LtvRefusal
  | { readonly code: 'PLEDGE_NOT_LIVE'; readonly state: string }
  | ValueRefusal

/** States in which a pledge takes no new loan. */
export const NOT_LIVE: readonly PledgeState[] = ['OBJECTED', 'RELEASING', 'RELEASED', 'LAPSED', 'ENFORCED']

export interface Collateral {
  readonly pledge: Pledge
  readonly valuation: Valuation
  readonly adoptedValue: Money
  readonly ltv: LtvCap
  readonly securedAlready: Money
  readonly rights: readonly Right[]
  /** The last day on which a loan may be due: all rights hold, and the registration outlives it by its margin (I-07). */
  readonly rightsEnd: CivilDate
}

/** What secures a loan on a day, held until the transaction ends unless told otherwise: the pledge first, then the value. */
export async function collateralOn(
  tx: Tx,
  pledgeId: string,
  on: CivilDate,
  { holding = true }: { readonly holding?: boolean } = {},
): Promise<Result<Collateral, CollateralRefusal>> {
  const pledge = await (holding ? lockPledge : pledgeById)(tx, pledgeId)
  if (pledge === undefined) return notFound('pledge')
  const product = await dataProductById(tx, pledge.dataProductId)
  if (product === undefined) return notFound('data product')
  const value = await valueInForce(tx, pledge.dataProductId, pledge.lenderId, on, holding)
  if (NOT_LIVE.includes(pledge.state)) return refuse({ code: 'PLEDGE_NOT_LIVE', state: pledge.state })
  const order = datesInOrder([
    ['pledgedOn', pledge.contractedOn],
    ['on', on],
  ])
  if (!order.ok) return order
  if (!value.ok) return value
  const ltv = await ltvCapOn(tx, value.value.valuation, on)
  if (!ltv.ok) return ltv
  const rights = rightsOf(product)
  const { registrationValidTo } = pledge
  const margin = registrationValidTo === null ? null : await countOf(tx, 'pledge.term_margin_m', on)
  const lastDay =
    registrationValidTo === null || margin === null ? null : lastLoanDay(registrationValidTo, margin.value)
  return ok({
    pledge,
    ...value.value,
    ltv: ltv.value,
    // Of a second rank, what the first pledgee may secure comes first.
    securedAlready: addMoney(await securedBy(tx, pledgeId, on), pledge.priorLimit),
    rights,
    rightsEnd: earliest([...rights.map(({ validTo }) => validTo), lastDay]),
  })
}

export type ValueRefusal =
  | { readonly code: 'VALUE_NOT_ADOPTED'; readonly dataProductId: string }
  | {
      readonly code: 'VALUATION_NOT_IN_FORCE'
      readonly on: string
      readonly decidedOn: string
      readonly validTo: string
    }

/** The value the lender has adopted and may still rely on, locked unless told otherwise. */
export async function valueInForce(
  tx: Tx,
  dataProductId: string,
  lenderId: string,
  on: CivilDate,
  holding = true,
): Promise<Result<{ readonly valuation: Valuation; readonly adoptedValue: Money }, ValueRefusal>> {
  const valuation = await (holding ? lockAdopted : adoptedValuation)(tx, dataProductId, lenderId)
  if (valuation === undefined || valuation.adoptedValue === null || valuation.decidedOn === null)
    return refuse({ code: 'VALUE_NOT_ADOPTED', dataProductId })
  const { adoptedValue, decidedOn, validTo } = valuation
  if (on < decidedOn || !isValuationInForce(asReported(valuation), on))
    return refuse({ code: 'VALUATION_NOT_IN_FORCE', on, decidedOn, validTo })
  return ok({ valuation, adoptedValue })
}

/** How much of a value may be secured by its class on a day. */
export async function ltvCapOn(
  tx: Tx,
  { ltvClass }: Pick<Valuation, 'ltvClass'>,
  on: CivilDate,
): Promise<Result<LtvCap, LtvRefusal>> {
  const rules = await rulesInForce(tx, parametersTable, { on, keys: [`ltv.${ltvClass}`] })
  const rows = rules.map(({ id, source, status, validFrom, validTo, value }) => ({
    class: ltvClass,
    cap: value.value === null ? null : exact(value.value),
    validFrom,
    validTo,
    rule: { ruleId: id, source, status },
  }))
  return ltvCapInForce(rows, ltvClass, on)
}

/** The rights a product stands on. An authorisation and a listing begin before the certificate, on days that are not kept. */
export const rightsOf = (product: DataProductRow): readonly Right[] => {
  const { certificateValidFrom: validFrom, listingValidTo } = product
  return [
    { name: 'certificate', validFrom, validTo: product.certificateValidTo },
    { name: 'authorisation', validFrom, validTo: product.authorisationValidTo },
    ...(listingValidTo === null ? [] : [{ name: 'listing' as const, validFrom, validTo: listingValidTo }]),
  ]
}

/** The earliest of some days; a day that is not known does not count. */
const earliest = (days: readonly (CivilDate | null)[]): CivilDate =>
  days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first)) as CivilDate
