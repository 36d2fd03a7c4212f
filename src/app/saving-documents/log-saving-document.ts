import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import type { PrintedSaving } from './printed-saving.js'

/** Writes down that the report left as a file, before anything of it is told. */
export const logSavingDocument = (
  command: Command,
  { from, to, asOf, knownAt, filter, issue }: PrintedSaving,
  format: string,
): Promise<void> =>
  recordEvent(command, {
    action: 'realised-saving.exported',
    subjectKind: 'report',
    subjectId: issue?.number ?? 'realised-interest-saving',
    detail: { format, from, to, asOf, knownAt, filter },
  })
