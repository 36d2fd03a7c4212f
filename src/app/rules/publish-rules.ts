import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { type RuleProblem, readRuleFiles } from '../../rules/read-rules.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { publish } from './store.js'

export class RuleFilesRefused extends Error {
  constructor(readonly problems: readonly RuleProblem[]) {
    super(
      `the rule files are not usable:\n${problems.map(({ file, line, problem }) => `  ${file}:${line} ${problem}`).join('\n')}`,
    )
    this.name = 'RuleFilesRefused'
  }
}

/** Publishes the rule files of a directory: all of them or, when one row is wrong, none. @throws RuleFilesRefused */
export async function publishRules(db: Database, directory: string): Promise<{ added: number; known: number }> {
  const { rows, problems } = readRuleFiles(directory)
  if (problems.length > 0) throw new RuleFilesRefused(problems)
  const added = await withTransaction(db, SYSTEM, async (tx) => {
    const count = await publish(tx, rows)
    if (count > 0)
      await insertAuditEvent(tx, {
        action: 'rules.published',
        subjectKind: 'rules',
        subjectId: 'files',
        detail: { added: count },
      })
    return count
  })
  return { added, known: rows.length - added }
}
