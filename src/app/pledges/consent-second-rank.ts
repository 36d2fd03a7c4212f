import { ACTIVE } from '../../domain/collateral/pledge-machine.js'
import type { StateForbids } from '../../domain/collateral/pledge-state.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { lenderByCode } from './pledge-facts-views.js'
import { insertRankConsent, type RankConsent } from './rank-consent-store.js'
import { lockPledge } from './store.js'

export type RankConsentRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | StateForbids
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'RANK_CONSENT_TO_ITSELF'; readonly lender: string }
  | { readonly code: 'RANK_TAKEN'; readonly rank: string }

/** 第二顺位同意: the first pledgee lets another bank stand behind it, up to an amount and a day. Rank follows registration. */
export async function consentSecondRank(
  command: Command,
  input: {
    readonly pledgeId: string
    readonly secondLender: string
    readonly mostSecured: Money
    readonly givenOn: CivilDate
    readonly validTo: CivilDate
    readonly evidenceHash: string
    readonly today: CivilDate
  },
): Promise<Result<RankConsent, RankConsentRefusal>> {
  const { tx, actor } = command
  const { mostSecured, givenOn, validTo, evidenceHash, secondLender } = input
  const pledge = await lockPledge(tx, input.pledgeId)
  if (pledge === undefined) return notFound('pledge')
  if (!ACTIVE.includes(pledge.state))
    return refuse({ code: 'STATE_FORBIDS', state: pledge.state, event: 'consent-second-rank', allowed: [] })
  if (pledge.rank !== 1) return refuse({ code: 'RANK_TAKEN', rank: `${pledge.rank}` })
  const second = await lenderByCode(tx, secondLender)
  if (second === undefined) return notFound('lender')
  if (second === pledge.lenderId) return refuse({ code: 'RANK_CONSENT_TO_ITSELF', lender: secondLender })
  if (!isPositiveMoney(mostSecured))
    return refuse({ code: 'NOT_POSITIVE', member: 'mostSecured', value: formatMoney(mostSecured) })
  const order = datesInOrder([
    ['registeredOn', pledge.registeredOn],
    ['givenOn', givenOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const period = datesInOrder([
    ['givenOn', givenOn],
    ['validTo', validTo],
  ])
  if (!period.ok) return period
  const consent = await insertRankConsent(tx, {
    pledgeId: pledge.id,
    lenderId: pledge.lenderId,
    enterpriseId: pledge.enterpriseId,
    secondLenderId: second,
    dataProductId: pledge.dataProductId,
    certificateKind: pledge.certificateKind,
    certificateNo: pledge.certificateNo,
    rightType: pledge.rightType,
    priorLimit: pledge.securedLimit,
    mostSecured,
    givenOn,
    validTo,
    evidenceHash,
    givenBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'pledge.second-rank-consented',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    detail: {
      consentId: consent.id,
      secondLender,
      mostSecured: formatMoney(mostSecured),
      givenOn,
      validTo,
      evidenceHash,
    },
  })
  return ok(consent)
}
