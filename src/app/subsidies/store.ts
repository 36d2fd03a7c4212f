import { and, desc, eq, notInArray } from 'drizzle-orm'
import { interestSubsidy, interestSubsidyStep, interestSubsidyYear } from '../../db/tables/subsidy.js'
import type { Tx } from '../../db/transaction.js'
import { FREES_ITS_PERIOD } from '../../domain/loans/subsidy-life-cycle.js'
import type { Money } from '../../kernel/money.js'
import { NO_MONEY } from '../../kernel/money.js'

export type Subsidy = typeof interestSubsidy.$inferSelect
export type SubsidyStepRow = typeof interestSubsidyStep.$inferSelect

export async function insertSubsidy(tx: Tx, row: typeof interestSubsidy.$inferInsert): Promise<Subsidy> {
  const [added] = await tx.insert(interestSubsidy).values(row).returning()
  return added as Subsidy
}

export async function lockSubsidy(tx: Tx, id: string): Promise<Subsidy | undefined> {
  const [found] = await tx.select().from(interestSubsidy).where(eq(interestSubsidy.id, id)).for('update')
  return found
}

export async function moveSubsidy(tx: Tx, before: Subsidy, state: Subsidy['state']): Promise<Subsidy> {
  const [moved] = await tx
    .update(interestSubsidy)
    .set({ state, version: before.version + 1 })
    .where(eq(interestSubsidy.id, before.id))
    .returning()
  return moved as Subsidy
}

/** Periods of a loan that a programme has been claimed for, and that no rejection or recovery has freed. */
export async function claimedPeriods(
  tx: Tx,
  loanId: string,
  programme: string,
): Promise<readonly Pick<Subsidy, 'periodFrom' | 'periodTo'>[]> {
  return tx
    .select({ periodFrom: interestSubsidy.periodFrom, periodTo: interestSubsidy.periodTo })
    .from(interestSubsidy)
    .where(
      and(
        eq(interestSubsidy.loanId, loanId),
        eq(interestSubsidy.programme, programme),
        notInArray(interestSubsidy.state, [...FREES_ITS_PERIOD]),
      ),
    )
    .orderBy(interestSubsidy.periodFrom)
}

export async function insertStep(tx: Tx, row: typeof interestSubsidyStep.$inferInsert): Promise<SubsidyStepRow> {
  const [added] = await tx.insert(interestSubsidyStep).values(row).returning()
  return added as SubsidyStepRow
}

export async function lastStepOf(tx: Tx, subsidyId: string): Promise<SubsidyStepRow> {
  const [found] = await tx
    .select()
    .from(interestSubsidyStep)
    .where(eq(interestSubsidyStep.subsidyId, subsidyId))
    .orderBy(desc(interestSubsidyStep.no))
    .limit(1)
  return found as SubsidyStepRow
}

interface YearOfEnterprise {
  readonly programme: string
  readonly enterpriseId: string
  readonly year: number
}
const theYear = ({ programme, enterpriseId, year }: YearOfEnterprise) =>
  and(
    eq(interestSubsidyYear.programme, programme),
    eq(interestSubsidyYear.enterpriseId, enterpriseId),
    eq(interestSubsidyYear.year, year),
  )

/** What the enterprise has claimed in the year at all its banks; held until the transaction ends, so that a cap is not passed by two at once. */
export async function lockYear(tx: Tx, key: YearOfEnterprise): Promise<Money> {
  const { programme, enterpriseId, year } = key
  await tx
    .insert(interestSubsidyYear)
    .values({ programme, enterpriseId, year, claimed: NO_MONEY })
    .onConflictDoNothing()
  const [found] = await tx.select().from(interestSubsidyYear).where(theYear(key)).for('update')
  return (found as typeof interestSubsidyYear.$inferSelect).claimed
}

/** Sets what is claimed in a year that is locked; `cap` as well, where the programme of a new claim says it. */
export async function setClaimed(
  tx: Tx,
  key: YearOfEnterprise,
  after: { readonly claimed: Money; readonly cap?: Money | null },
): Promise<void> {
  await tx.update(interestSubsidyYear).set(after).where(theYear(key))
}
