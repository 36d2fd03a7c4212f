import type { Readable } from 'node:stream'
import { constraintOf } from '../../db/faults.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { decideKind } from './bulk-decision.js'
import {
  type AccountedMonth,
  accountStaged,
  type BulkProblem,
  hasFaultyRows,
  insertStaged,
  type RawDatabase,
  stage,
  stagedKinds,
  stagedProblems,
  storeDecisions,
  takenPlaces,
  totalsBesideMeters,
} from './bulk-store.js'
import type { ImportRules } from './import-rules.js'
import type { Accounting } from './preview.js'

export interface BulkQuestion {
  /** CSV without a header, columns as in BULK_COLUMNS; first readings only, of any enterprises. */
  readonly file: Readable
  /** Its region is not read: every enterprise has its own. */
  readonly accounting: Accounting
  readonly rules: Pick<ImportRules, 'evidenceSources'>
  /** Gets the accounted months in some thousands at a time. */
  readonly take: (months: readonly AccountedMonth[]) => void
}

export interface BulkLoad {
  readonly rows: number
  /** Decisions made by the domain; the rest is multiplication. */
  readonly decisions: number
}

export type BulkRefusal = { readonly code: 'BULK_HAS_PROBLEMS'; readonly problems: readonly BulkProblem[] }

/** Problems told at most. */
const MOST = 1_000
/** The last wall against a place taken twice; looked at before, it would cost a sort of all rows. */
const FIRST_READING = 'activity_first_reading'

class Refused extends Error {
  constructor(readonly problems: readonly BulkProblem[]) {
    super('the bulk load has problems')
  }
}

/**
 * Loads the readings of many enterprises and accounts them, all or nothing: staged, judged by one decision of the domain for each
 * carrier, unit, month and region, inserted and multiplied by sets. For portfolios: it judges no anomalies and takes no corrections.
 */
export async function bulkImport(raw: RawDatabase, question: BulkQuestion): Promise<Result<BulkLoad, BulkRefusal>> {
  try {
    return ok(await raw.begin((tx) => load(tx, question)))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refuse({ code: 'BULK_HAS_PROBLEMS', problems: error.problems })
  }
}

type BulkTransaction = Parameters<Parameters<RawDatabase['begin']>[1]>[0]

async function load(tx: BulkTransaction, { file, accounting, rules, take }: BulkQuestion): Promise<BulkLoad> {
  // Compiling these few statements costs more than it saves, and the joins and sums are to stay in memory.
  await tx.unsafe(
    "SELECT set_config('tandai.scope', 'system', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true)",
  )
  const rows = await stage(tx, file)
  const decisions = (await stagedKinds(tx)).map((kind) => decideKind(kind, accounting))
  await storeDecisions(tx, decisions)
  const { evidenceSources } = rules
  if (await hasFaultyRows(tx, evidenceSources)) throw new Refused(await stagedProblems(tx, evidenceSources, MOST))
  if ((await totalsBesideMeters(tx)) || !(await insertedInPlace(tx))) throw new Refused(await takenPlaces(tx, MOST))
  await accountStaged(tx, take)
  return { rows, decisions: decisions.length }
}

/** False, with nothing inserted, where a place is taken. */
async function insertedInPlace(tx: BulkTransaction): Promise<boolean> {
  try {
    await tx.savepoint(insertStaged)
    return true
  } catch (error) {
    if (constraintOf(error) !== FIRST_READING) throw error
    return false
  }
}
