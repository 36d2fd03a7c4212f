import type { Tx } from '../../db/transaction.js'
import type { FactorChoices } from '../../domain/carbon/emissions.js'
import {
  type BorrowerEmissions,
  type BorrowerRefusal,
  borrowerEmissions,
} from '../../domain/carbon/financed-borrower.js'
import type { VerificationLevel } from '../../domain/carbon/rating-method.js'
import { CONSENT_PURPOSES, type ViewPurpose } from '../../domain/consent/purpose.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result } from '../../kernel/result.js'
import { type LookRefusal, lookInto, type Viewer } from '../account-views/look-into.js'
import { forStatementOf } from '../account-views/store.js'
import { accountFacts, verificationOn } from '../carbon/account-facts.js'
import { accountRows } from '../carbon/account-views.js'
import { factorAnswer } from '../carbon/factor-answer.js'
import { optionalFigure, tonnesFigure } from '../carbon/figures.js'
import type { RatingRules } from '../carbon/rating-rules.js'
import { type BalanceSheetRow, balanceSheetOn } from './balance-sheet-views.js'

/** What attribution reads of a borrower. */
export interface Borrower {
  readonly emissions: Result<BorrowerEmissions, BorrowerRefusal>
  readonly verification: VerificationLevel
  readonly balanceSheet: BalanceSheetRow | null
  /** Whether balance sheet and revenue are open to the viewer: what is closed is not missing. */
  readonly operatingOpen: boolean
}

export interface BookQuestion {
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly rules: RatingRules
  /** Shared by the borrowers of one book. */
  readonly choices: FactorChoices
}

/**
 * Looks into a borrower's account: a look like any other, by consent or office, logged. Watching a book is done after the loan, so of
 * consents for several purposes the one for 贷后 opens it.
 */
export async function lookIntoBorrower(
  tx: Tx,
  viewer: Viewer,
  uscc: string,
  question: BookQuestion,
): Promise<Result<Borrower, LookRefusal>> {
  const { asOf, knownAt, rules, choices } = question
  let borrower: Borrower | undefined
  const lookFor = (purpose: ViewPurpose | null) =>
    lookInto<ReturnType<typeof tellBorrower>, LookRefusal>(
      tx,
      viewer,
      { uscc, what: 'account', purpose },
      async ({ enterprise, fieldGroups }) => {
        const account = (await forStatementOf(tx, enterprise.id, () => accountRows(tx, [enterprise.id], knownAt))).get(
          enterprise.id,
        )
        if (!account) throw new Error(`the enterprise ${uscc} is open and has no account`)
        borrower = {
          emissions: borrowerEmissions({ ...accountFacts(account, rules, asOf), choices }),
          verification: verificationOn(account, asOf),
          balanceSheet: (await balanceSheetOn(tx, enterprise.id, { asOf, knownAt })) ?? null,
          operatingOpen: fieldGroups.includes('operating'),
        }
        return ok({ answer: tellBorrower(borrower, rules), asked: { asOf, knownAt, part: 'financed-emissions' } })
      },
    )
  const first = await lookFor(null)
  const looked =
    !first.ok && first.refusal.code === 'PURPOSE_REQUIRED' ? await lookFor(afterTheLoan(first.refusal.purposes)) : first
  if (!looked.ok) return looked
  if (!borrower) throw new Error(`the account of ${uscc} was looked into and nothing was read`)
  return ok(borrower)
}

const afterTheLoan = (purposes: readonly string[]): ViewPurpose | null =>
  CONSENT_PURPOSES.find((purpose) => purpose === 'post_loan' && purposes.includes(purpose)) ??
  CONSENT_PURPOSES.find((purpose) => purposes.includes(purpose)) ??
  null

/** A borrower's figures as they are shown. */
export function tellBorrower({ emissions, verification, balanceSheet }: Borrower, rules: RatingRules) {
  return {
    verification,
    balanceSheet: balanceSheet && tellSheet(balanceSheet),
    emissions: emissions.ok ? tellEmissions(emissions.value, rules) : null,
  }
}

/** The version that was known; whether a later one has replaced it since is no part of it. */
const tellSheet = ({ enterpriseId: _, supersededBy: __, ...sheet }: BalanceSheetRow) => sheet

function tellEmissions(emissions: BorrowerEmissions, rules: RatingRules) {
  const { basis, year, total } = emissions
  const measured = emissions.basis === 'ENERGY_ACTIVITY' ? emissions : null
  const estimate = emissions.basis === 'REVENUE_SECTOR_FACTOR' ? emissions : null
  return {
    basis,
    period: { from: year.start, to: year.end },
    ...optionalFigure('scope1', measured && tonnesExact(measured.scope1)),
    ...optionalFigure('scope2', measured && tonnesExact(measured.scope2)),
    ...tonnesFigure('total', total),
    ...optionalFigure('biogenic', measured && tonnesExact(measured.biogenic)),
    factors: measured?.factors.map((factor) => factorAnswer(factor, rules)) ?? [],
    estimate: estimate && {
      revenueWan: formatExact(estimate.revenueWan),
      sectorFactor: formatExact(estimate.benchmark.mean),
      unit: 'tCO2/万元',
      sector: estimate.benchmark.sector,
      benchmarkRuleId: estimate.benchmark.id,
      entities: estimate.benchmark.entities,
    },
  }
}
