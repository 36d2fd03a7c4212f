import type { ProjectField } from '../../domain/relending/reloan-figures.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { insertProject, lenderOfLoan, type ProjectRow } from './store.js'

export interface ProjectInput {
  readonly loanId: string
  readonly name: string
  readonly field: ProjectField
  readonly investment: Money
  /** Of the whole project, tCO2e a year. */
  readonly annualReductionT: Exact
  readonly verifiedBy: string | null
  readonly document: string
}

export type ProjectRefusal =
  | RecordRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

/** The bank records what a loan's project does for the climate, from a document; what is recorded later takes its place. */
export async function recordProject(
  command: Command,
  input: ProjectInput,
): Promise<Result<ProjectRow, ProjectRefusal>> {
  const { tx, actor } = command
  if (!isPositiveMoney(input.investment))
    return refuse({ code: 'NOT_POSITIVE', member: 'investment', value: formatMoney(input.investment) })
  if ((await lenderOfLoan(tx, input.loanId)) !== actor.organisationId) return notFound('loan')
  const project = await insertProject(tx, { ...input, lenderId: actor.organisationId, recordedBy: actor.userId })
  await recordEvent(command, {
    action: 'reloan-project.recorded',
    subjectKind: 'loan',
    subjectId: input.loanId,
    detail: {
      projectId: project.id,
      field: input.field,
      investment: formatMoney(input.investment),
      annualReductionT: formatExact(input.annualReductionT),
      document: input.document,
    },
  })
  return ok(project)
}
