import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { parametersTable } from '../../rules/parameters.js'
import { SYSTEM } from '../actor.js'
import { recordEvent } from '../audit/record-event.js'
import { insertAuditEvent } from '../audit/store.js'
import { enterprisesToRate } from '../carbon/account-views.js'
import type { RatingRuleRefusal } from '../carbon/rating-rules.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { type JobRun, requestJobRun } from '../jobs/store.js'
import { findProposal, type ProposalRow } from '../rules/proposal-store.js'
import type { ProposalDecisionRefusal } from '../rules/proposal-to-decide.js'
import { rulesInForce } from '../rules/views.js'
import { assessImpact, type InTransaction } from './assess-impact.js'
import type { ImpactDocument } from './impact-document.js'
import { insertImpact } from './impact-store.js'
import { contentOf, METHOD_TABLES, readMethod } from './method-content.js'
import { contentHashOf } from './propose-method.js'

export const IMPACT_JOB = 'method-impact'
const INLINE_MAX = 'methods.impact_inline_max'

export type ImpactRefusal = RatingRuleRefusal | ProposalDecisionRefusal
export type RequestedImpact = { readonly run: JobRun } | { readonly impactId: string }

interface ImpactQuestion {
  readonly proposalId: string
  readonly asOf: CivilDate
}

/** Computes the impact report of an open proposal at once, or hands it to a job where the city is too large for a request. */
export async function requestImpact(
  command: Command,
  question: ImpactQuestion,
  today: CivilDate,
): Promise<Result<RequestedImpact, ImpactRefusal>> {
  const { tx, actor } = command
  const open = await openProposal(question.proposalId, (work) => work(tx))
  if (!open.ok) return open
  const [limit] = await rulesInForce(tx, parametersTable, { on: today, keys: [INLINE_MAX] })
  const enterprises = (await enterprisesToRate(tx, null)).length
  if (limit && enterprises > BigInt(limit.value.value ?? '0')) {
    const { run } = await requestJobRun(tx, actor, IMPACT_JOB, { ...question })
    const detail = { kind: IMPACT_JOB, ...question }
    await recordEvent(command, { action: 'job.requested', subjectKind: 'job_run', subjectId: run.id, detail })
    return ok({ run })
  }
  const assessed = await assess(open.value, question.asOf, (work) => work(tx))
  if (!assessed.ok) return assessed
  const impactId = await insertImpact(tx, {
    ...reportOf(open.value, assessed.value),
    jobRunId: null,
    computedBy: actor.userId,
  })
  await recordEvent(command, eventOf(question, impactId))
  return ok({ impactId })
}

/** The same as a job: a chunk a transaction, the report at the end. What cannot be computed is the job's result. */
export async function computeImpact(
  db: Database,
  question: ImpactQuestion & { readonly jobRunId: string },
  progress: (done: number, total: number) => void | Promise<void>,
): Promise<{ readonly impactId: string } | { readonly refused: ImpactRefusal }> {
  const reading: InTransaction = (work) => withTransaction(db, SYSTEM, work, { readOnly: true })
  const open = await openProposal(question.proposalId, reading)
  if (!open.ok) return { refused: open.refusal }
  const assessed = await assess(open.value, question.asOf, reading, progress)
  if (!assessed.ok) return { refused: assessed.refusal }
  const { jobRunId } = question
  return withTransaction(db, SYSTEM, async (tx) => {
    const impactId = await insertImpact(tx, { ...reportOf(open.value, assessed.value), jobRunId, computedBy: null })
    await insertAuditEvent(tx, eventOf(question, impactId))
    return { impactId }
  })
}

async function openProposal(id: string, inTransaction: InTransaction): Promise<Result<ProposalRow, ImpactRefusal>> {
  const proposal = await inTransaction((tx) => findProposal(tx, id, METHOD_TABLES))
  if (proposal === undefined) return notFound('proposal')
  return proposal.state === 'PROPOSED'
    ? ok(proposal)
    : refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'impact', allowed: [] })
}

function assess(
  proposal: ProposalRow,
  asOf: CivilDate,
  inTransaction: InTransaction,
  progress?: (done: number, total: number) => void | Promise<void>,
): Promise<Result<ImpactDocument, RatingRuleRefusal>> {
  const content = contentOf(proposal)
  const { read } = readMethod(content)
  if (read === null) throw new Error(`the proposal ${proposal.id} was accepted and cannot be read`)
  return assessImpact(inTransaction, { content, read }, asOf, progress)
}

const reportOf = (proposal: ProposalRow, document: ImpactDocument) => ({
  proposalId: proposal.id,
  organisationId: proposal.organisationId,
  contentHash: contentHashOf(proposal),
  asOf: document.asOf,
  document,
})

const eventOf = ({ proposalId, asOf }: ImpactQuestion, impactId: string) => ({
  action: 'method.impact-assessed',
  subjectKind: 'rule_proposal',
  subjectId: proposalId,
  detail: { asOf, impactId },
})
