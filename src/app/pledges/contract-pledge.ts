import { type PledgeRefusal, contractPledge as planContract } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money, NO_MONEY } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { dataProductById } from '../data-products/store.js'
import { ownershipDisputed } from '../disputes/views.js'
import type { StepRefusal } from '../process/take-step.js'
import { rightsOf, type ValueRefusal, valueInForce } from './collateral.js'
import { beginPledge } from './pledge-process.js'
import { queryAgeOn } from './query-age.js'
import { rankConsentFor } from './rank-consent-store.js'
import { insertPledge, type Pledge } from './store.js'
import { pledgorOf } from './views.js'

export type PledgeContractRefusal =
  | ChainRefusal
  | RecordRefusal
  | DateOrderRefusal
  | PledgeRefusal
  | ValueRefusal
  | StepRefusal
  | RankRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

export type RankRefusal =
  | { readonly code: 'RANK_CONSENT_NOT_FOR_THIS'; readonly rankConsentId: string }
  | { readonly code: 'RANK_CONSENT_EXCEEDED'; readonly securedLimit: string; readonly most: string }

export interface NewPledge {
  readonly dataProductId: string
  /** 最高债权额: the most that the pledge secures. */
  readonly securedLimit: Money
  readonly contractedOn: CivilDate
  readonly queryCertificateNo: string
  readonly queryCertificateOn: CivilDate
  readonly queryIsClean: boolean
  /** Of second rank: the consent that the first pledgee gave. */
  readonly rankConsentId?: string | null
  readonly today: CivilDate
}

/** Contracts a pledge over a certificate and right that nobody holds a live pledge of, whichever lender it would be. */
export async function contractPledge(
  command: Command,
  input: NewPledge,
): Promise<Result<Pledge, PledgeContractRefusal>> {
  const { tx, actor } = command
  const {
    dataProductId,
    securedLimit,
    contractedOn,
    queryCertificateNo,
    queryCertificateOn,
    rankConsentId = null,
  } = input
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
  const consent = rankConsentId === null ? null : await rankConsentFor(tx, rankConsentId, actor.organisationId)
  if (
    consent === undefined ||
    (consent !== null &&
      (consent.dataProductId !== dataProductId || contractedOn < consent.givenOn || consent.validTo < contractedOn))
  )
    return refuse({ code: 'RANK_CONSENT_NOT_FOR_THIS', rankConsentId: rankConsentId ?? '' })
  if (consent !== null && compareMoney(securedLimit, consent.mostSecured) > 0)
    return refuse({
      code: 'RANK_CONSENT_EXCEEDED',
      securedLimit: formatMoney(securedLimit),
      most: formatMoney(consent.mostSecured),
    })
  const state = planContract({
    state: 'PRECHECK',
    on: contractedOn,
    pledgor,
    certificate: { no: certificateNo, holder: pledgor.id, isDisputed: await ownershipDisputed(tx, certificateNo) },
    right: rightType,
    rights: rightsOf(product),
    // Behind a first rank the query shows that one and no other.
    query: { no: queryCertificateNo, takenOn: queryCertificateOn, isClean: input.queryIsClean || consent !== null },
    queryAge,
    // Another lender's pledge is out of sight: the database's unique index answers below.
    isPledgedAlready: false,
    loanEnd: null,
  })
  if (!state.ok) return state
  if (!value.ok) return value

  const rank = consent === null ? 1 : 2
  const row = {
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
    rank,
    rankConsentId,
    priorLimit: consent?.priorLimit ?? NO_MONEY,
  } as const
  const inserted = await refusingConstraints(
    tx,
    {
      ...chainRefusals,
      pledge_second_rank_consented: { code: 'RANK_CONSENT_NOT_FOR_THIS', rankConsentId: rankConsentId ?? '' },
      pledge_rank_consent_used_once: { code: 'RANK_CONSENT_NOT_FOR_THIS', rankConsentId: rankConsentId ?? '' },
    },
    (inner) => insertPledge(inner, row),
  )
  if (!inserted.ok) return inserted
  const pledge = inserted.value
  if (pledge === undefined) return refuse({ code: 'PLEDGE_EXISTS', certificate: certificateNo, right: rightType })
  const begun = await beginPledge(command, pledge)
  if (!begun.ok) return begun
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
      rank,
      rankConsentId,
      to: 'CONTRACTED',
    },
  })
  return ok(pledge)
}
