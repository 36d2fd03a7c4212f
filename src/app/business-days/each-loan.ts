import { faultKind } from '../../db/faults.js'
import { ok, type Refusal, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { failureText } from '../jobs/failure-text.js'
import type { LeftOut } from '../servicing/bring-set-to-date.js'
import type { StepContext, WorkDone } from './end-of-day-step.js'
import { checkDeferredRules, type Finding } from './store.js'

/** Carries a refusal past its savepoint, which rolls back only for something thrown. */
class LoanRefused {
  constructor(readonly refusal: Refusal) {}
}

/**
 * Does the same to each of some loans, each inside a savepoint: a loan that is refused, or breaks, leaves nothing behind but its
 * finding, and the others go on. A fault of the database stops all of them, who are then tried again together.
 */
export async function eachLoan(
  { command }: Pick<StepContext, 'command'>,
  loanIds: readonly string[],
  work: (command: Command, loanId: string) => Promise<Result<unknown, Refusal>>,
): Promise<WorkDone> {
  const findings: Finding[] = []
  for (const loanId of loanIds)
    findings.push(
      ...(await trying(command, [loanId], async (command) => {
        const result = await work(command, loanId)
        return result.ok ? ok([]) : result
      })),
    )
  return { done: loanIds.length, refused: findings.length, findings }
}

/**
 * Does something to some loans together, inside a savepoint. When that fails they are tried in halves, down to the one loan that makes
 * it fail: it leaves nothing behind but its finding, and the others are done.
 */
export async function loansTogether(
  { command }: Pick<StepContext, 'command'>,
  loanIds: readonly string[],
  work: (command: Command, loanIds: readonly string[]) => Promise<Result<readonly LeftOut[], Refusal>>,
): Promise<WorkDone> {
  const findings = await trying(command, loanIds, work)
  return { done: loanIds.length, refused: findings.length, findings }
}

async function trying(
  command: Command,
  loanIds: readonly string[],
  work: (command: Command, loanIds: readonly string[]) => Promise<Result<readonly LeftOut[], Refusal>>,
): Promise<readonly Finding[]> {
  const [first, second] = loanIds
  if (first === undefined) return []
  try {
    return await command.tx.transaction(async (tx) => {
      const done = await work({ ...command, tx }, loanIds)
      if (!done.ok) throw new LoanRefused(done.refusal)
      // What the database tests at the end of a transaction is tested now, while it costs this loan only.
      await checkDeferredRules(tx)
      return done.value.map(findingOf)
    })
  } catch (error) {
    const refused = error instanceof LoanRefused
    if (!refused && faultKind(error) !== undefined) throw error
    if (second === undefined) return [findingOf({ loanId: first, ...(refused ? error : { error }) })]
    const half = loanIds.length >> 1
    const [before, after] = [loanIds.slice(0, half), loanIds.slice(half)]
    return [...(await trying(command, before, work)), ...(await trying(command, after, work))]
  }
}

function findingOf(leftOut: LeftOut): Finding {
  const { loanId } = leftOut
  if ('error' in leftOut) return { loanId, code: 'DEFECT', detail: { failure: failureText(leftOut.error) } }
  const { code, ...detail } = leftOut.refusal
  return { loanId, code, detail }
}
