import { type BalanceSheetFault, checkBalanceSheet } from '../../domain/carbon/financed-balance-sheet.js'
import type { BorrowerCapital } from '../../domain/carbon/financed-emissions.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { insertBalanceSheet } from './balance-sheet-store.js'
import { type BalanceSheetRow, balanceSheetById, currentBalanceSheet } from './balance-sheet-views.js'

export type BalanceSheetRefusal =
  | BalanceSheetFault
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'BALANCE_SHEET_EXISTS'; readonly asOf: string; readonly currentId: string }
  | { readonly code: 'BALANCE_SHEET_SUPERSEDED'; readonly balanceSheetId: string; readonly currentId: string }
  | { readonly code: 'BALANCE_SHEET_OF_ANOTHER_DAY'; readonly balanceSheetId: string; readonly is: string }
  | { readonly code: 'BALANCE_SHEET_REASON_MISSING'; readonly balanceSheetId: string }

export interface BalanceSheetInput {
  readonly uscc: string
  readonly asOf: string
  readonly equity?: string
  readonly debt?: string
  readonly totalAssets?: string
  readonly evic?: string
  readonly source: string
  /** The version this one corrects, of the same day. */
  readonly supersedes?: string
  readonly reason?: string
}

/** Records a balance sheet of a day, or a correction of one; the older version stays readable. @throws MalformedValue */
export async function recordBalanceSheet(
  command: Command,
  input: BalanceSheetInput,
  today: CivilDate,
): Promise<Result<BalanceSheetRow, BalanceSheetRefusal>> {
  const { tx, actor } = command
  const enterprise = await enterpriseByUscc(tx, input.uscc)
  if (!enterprise) return notFound('enterprise')
  const checked = checkBalanceSheet({ asOf: civilDate(input.asOf), capital: capitalOf(input) }, today)
  if (!checked.ok) return checked
  const { asOf, capital } = checked.value
  const recordedAt = await lockAccounts(tx, [enterprise.id])
  const free = await placeOf(command, enterprise.id, asOf, input)
  if (!free.ok) return free

  const id = await insertBalanceSheet(tx, {
    enterpriseId: enterprise.id,
    asOf,
    equity: textOf(capital.equity),
    debt: textOf(capital.debt),
    totalAssets: textOf(capital.totalAssets),
    evic: textOf(capital.evic),
    source: input.source,
    reason: input.reason ?? null,
    supersedes: input.supersedes ?? null,
    recordedBy: actor.userId,
    recordedAt,
  })
  await recordEvent(command, {
    action: input.supersedes === undefined ? 'balance_sheet.recorded' : 'balance_sheet.corrected',
    subjectKind: 'balance_sheet',
    subjectId: id,
    detail: { ...input },
  })
  const recorded = await balanceSheetById(tx, id)
  if (!recorded) throw new Error(`the balance sheet ${id} was recorded and is not there`)
  return ok(recorded)
}

const textOf = (amount: Money | undefined): string | null => (amount ? formatMoney(amount) : null)

/** What a balance sheet says, of the members that are known. @throws MalformedValue */
export function capitalOf(row: { readonly [member in keyof BorrowerCapital]?: string | null }): BorrowerCapital {
  const amounts: { -readonly [member in keyof BorrowerCapital]: Money } = {}
  for (const member of ['equity', 'debt', 'totalAssets', 'evic'] as const) {
    const text = row[member]
    if (typeof text === 'string') amounts[member] = money(text)
  }
  return amounts
}

/** A day has one chain of versions: the first without, each later one with the version it corrects. */
async function placeOf(
  { tx }: Command,
  enterpriseId: string,
  asOf: CivilDate,
  { supersedes, reason }: BalanceSheetInput,
): Promise<Result<null, BalanceSheetRefusal>> {
  const current = await currentBalanceSheet(tx, enterpriseId, asOf)
  if (supersedes === undefined)
    return current ? refuse({ code: 'BALANCE_SHEET_EXISTS', asOf, currentId: current.id }) : ok(null)
  const before = await balanceSheetById(tx, supersedes)
  if (before?.enterpriseId !== enterpriseId) return notFound('balance sheet')
  if (before.asOf !== asOf)
    return refuse({ code: 'BALANCE_SHEET_OF_ANOTHER_DAY', balanceSheetId: supersedes, is: before.asOf })
  if (before.id !== current?.id)
    return refuse({ code: 'BALANCE_SHEET_SUPERSEDED', balanceSheetId: supersedes, currentId: current?.id ?? '' })
  return reason === undefined ? refuse({ code: 'BALANCE_SHEET_REASON_MISSING', balanceSheetId: supersedes }) : ok(null)
}
