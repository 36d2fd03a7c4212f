import { chargeFee as decideFee, type Fee } from '../../domain/loans/servicing/commands.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type Changed, type ChangeRefusal, recordChange } from './record-change.js'

/** Charges a fee, which is due on its day. */
export const chargeFee = (
  command: Command,
  {
    loanId,
    version,
    today,
    reason,
    ...fee
  }: Fee & {
    readonly loanId: string
    readonly version: number
    readonly today: CivilDate
    readonly reason: string
  },
): Promise<Result<Changed, ChangeRefusal>> =>
  recordChange(command, {
    loanId,
    version,
    today,
    papers: { reason, evidenceHash: null },
    action: 'loan.fee-charged',
    decide: (life) => {
      const decided = decideFee(life, fee)
      return decided.ok ? ok({ adds: decided.value }) : decided
    },
  })
