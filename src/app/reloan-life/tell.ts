import type { Tx } from '../../db/transaction.js'
import { addWorkingDays } from '../../domain/loans/working-calendar.js'
import { termIfSet } from '../../domain/relending/facility.js'
import type { CureProposed } from '../../domain/relending/shortfall.js'
import { type ReloanStanding, standingOn } from '../../domain/relending/standing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, money, timesDown } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { countOf } from '../loans/product-terms.js'
import { facilityRules } from '../relending/facility-rules.js'
import { workingCalendar } from '../working-days/views.js'
import { knownReloan } from './life.js'
import { poolOn } from './pool.js'
import { candidateRows, reloanEventViews, reloanProposalsKnown } from './views.js'

export interface ReloanQuestion {
  readonly asOf: CivilDate
  readonly knownAt: string
}

/** A re-loan on a day as known at an instant: how it stands and what happened to it. */
export async function tellLife(tx: Tx, reloanId: string, question: ReloanQuestion) {
  const known = await knownReloan(tx, reloanId, question.knownAt)
  if (known === undefined || known.life.drawnOn > question.asOf) return undefined
  const { life, facility, version } = known
  const standing = standingOn(life, question.asOf)
  return {
    id: life.id,
    facility,
    loanId: life.loan,
    amount: formatMoney(life.amount),
    drawnOn: life.drawnOn,
    ...question,
    version,
    standing: tellStanding(standing),
    penalty: await penaltyOf(tx, facility, standing, question.knownAt),
    events: await reloanEventViews(tx, reloanId, question),
    proposals: await reloanProposalsKnown(tx, reloanId, question.knownAt),
  }
}

const tellStanding = (standing: ReloanStanding) => ({
  state: standing.state,
  balance: formatMoney(standing.balance),
  returned: formatMoney(standing.returned),
  clawedBack: formatMoney(standing.clawedBack),
  dueOn: standing.dueOn,
  termMonths: standing.termMonths,
  extensions: standing.extensions,
  rate: formatRatePercent(standing.rate),
  overdueFrom: standing.overdueFrom,
  backing: [...standing.backing].map(([loanId, amount]) => ({ loanId, amount: formatMoney(amount) })),
})

/** The penalty rate of a late re-loan, or the document that must be entered for it; null while it is not late. */
async function penaltyOf(tx: Tx, facility: string, { overdueFrom }: ReloanStanding, knownAt: string) {
  if (overdueFrom === null) return null
  const { lineage, terms } = await facilityRules(tx, facility, knownAt)
  const term = termIfSet(terms, lineage, 'overdue_rate', overdueFrom)
  if (term.ok) return term.value === null ? null : { rate: formatRatePercent(term.value.value), unknown: null }
  const { code: _code, ...unknown } = term.refusal
  return { rate: null, unknown }
}

const CANDIDATES = 20

/**
 * What a re-loan lacks on a day as known at an instant, why, what would cure it and by when. Loans that could stand in are offered as
 * things stand now, to whoever does not ask about an instant: what claims a loan leaves no trace of when it ceased to.
 */
export async function tellShortfall(
  tx: Tx,
  reloanId: string,
  { asOf, knownAt, offersCandidates }: ReloanQuestion & { readonly offersCandidates: boolean },
) {
  const known = await knownReloan(tx, reloanId, knownAt)
  if (known === undefined || known.life.drawnOn > asOf) return undefined
  const standing = standingOn(known.life, asOf)
  const nothing = { id: reloanId, asOf, knownAt, balance: formatMoney(standing.balance) }
  const told = await poolOn(tx, known.filingId, { asOf, knownAt }, reloanId)
  const self = told.ok ? told.value.reloans.find(({ pooled }) => pooled.id === reloanId) : undefined
  if (!told.ok || self === undefined)
    return {
      ...nothing,
      ratioCap: null,
      covered: '0.00',
      shortfall: '0.00',
      backing: [],
      cures: [],
      candidates: [],
      cureBy: null,
    }
  const { loans, backingRules } = told.value
  const { pooled, shortfall, cures } = self
  const substitution = cures.find((cure) => cure.cure === 'SUBSTITUTE_EQUAL')
  const candidates =
    offersCandidates && substitution?.cure === 'SUBSTITUTE_EQUAL'
      ? await candidateRows(tx, {
          lenderId: known.lenderId,
          balance: formatMoney(substitution.balance),
          classes: backingRules.classes,
          asOf,
          limit: CANDIDATES,
        })
      : []
  return {
    ...nothing,
    ratioCap: formatExact(pooled.ratioCap),
    covered: formatMoney(shortfall.covered),
    shortfall: formatMoney(shortfall.shortfall),
    backing: pooled.backing.flatMap((loan) => {
      const backing = loans.get(loan)
      return backing === undefined
        ? []
        : [
            {
              loanId: loan,
              contractNo: backing.contractNo,
              principal: formatMoney(backing.principal),
              eligible: formatMoney(backing.eligible),
              losses: backing.losses,
              daysOverdue: backing.daysOverdue,
              class: backing.class,
              grade: backing.grade,
            },
          ]
    }),
    cures: cures.map(tellCure),
    candidates: candidates.map((row) => ({
      ...row,
      covers: formatMoney(timesDown(money(row.balance), pooled.ratioCap)),
    })),
    cureBy: isPositiveMoney(shortfall.shortfall) ? (await cureClock(tx, asOf, knownAt)).deadlineOn : null,
  }
}

export const tellCure = (cure: CureProposed) =>
  cure.cure === 'RETURN_PROPORTION'
    ? { cure: cure.cure, amount: formatMoney(cure.amount), balance: null }
    : { cure: cure.cure, amount: null, balance: formatMoney(cure.balance) }

/** The last day to cure a shortfall seen on a day, as known at an instant (null: now); with the parameter row. */
export async function cureClock(tx: Tx, from: CivilDate, knownAt: string | null = null) {
  const { value, rule } = await countOf(tx, 'reloan.shortfall_cure_wd', from, knownAt)
  return { deadlineOn: addWorkingDays(await workingCalendar(tx, knownAt), from, value), ruleId: rule.ruleId }
}
