import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { AccountRefusal } from '../carbon/account-refusal.js'
import { openAccount } from '../carbon/read-carbon-account.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { lenderByCode } from '../consents/views.js'
import { composeReport } from './compose.js'
import type { PartyName } from './dossier.js'
import { insertDocument, nextNumber } from './store.js'
import {
  accountKeeper,
  instantAndDay,
  lenderHasConsent,
  type Party,
  partyById,
  reportById,
  type StoredReport,
} from './views.js'

export const REPORT_PURPOSES = ['pre_loan', 'post_loan', 'reloan_review', 'own_use'] as const
export type ReportPurpose = (typeof REPORT_PURPOSES)[number]

export type CreditReportRefusal =
  | AccountRefusal
  | { readonly code: 'LENDER_UNKNOWN'; readonly lenderCode: string }
  | { readonly code: 'REPORT_FOR_ANOTHER_LENDER'; readonly lenderCode: string }
  | { readonly code: 'REPORT_DAY_IN_FUTURE'; readonly asOf: string; readonly today: string }
  | { readonly code: 'KNOWN_AT_IN_FUTURE'; readonly knownAt: string; readonly now: string }
  | { readonly code: 'KNOWN_BEFORE_REPORT'; readonly knownAt: string; readonly reportKnownAt: string }
  | { readonly code: 'REPORT_ALREADY_RESTATED'; readonly number: string; readonly restatedBy: string }

export interface ReportRequest {
  readonly uscc: string
  readonly asOf: CivilDate
  /** null is the instant of issue. */
  readonly knownAt: string | null
  readonly purpose: ReportPurpose
  /** The bank it is made for; null is whoever asks. */
  readonly lenderCode: string | null
  /** Public address of the platform for the code that leads to the verification; null when it has none. */
  readonly verifyAt: string | null
}

/** Stands in while no data authority is known. */
const PLATFORM_AGENCY = { code: 'TANDAI', nameZh: '碳贷平台', nameEn: 'Tandai platform' }
const nameOf = ({ code, nameZh, nameEn }: PartyName): PartyName => ({ code, nameZh, nameEn })

/** Issues a carbon-credit report 碳信用报告 from what is known at its instant, and keeps it byte for byte. */
export async function issueReport(
  command: Command,
  request: ReportRequest,
  today: CivilDate,
): Promise<Result<StoredReport, CreditReportRefusal>> {
  const { tx, actor } = command
  const { uscc, asOf, purpose } = request
  if (asOf > today) return refuse({ code: 'REPORT_DAY_IN_FUTURE', asOf, today })
  const enterprise = await openAccount(tx, uscc)
  if (!enterprise.ok) return enterprise
  const { id: enterpriseId } = enterprise.value
  const issuedFor = await recipientOf(command, enterpriseId, request)
  if (!issuedFor.ok) return issuedFor
  // Under the account's lock the instant is later than all that is recorded and earlier than all that will be.
  const issuedAt = await lockAccounts(tx, [enterpriseId])
  const knownAt = request.knownAt === null ? issuedAt : (await instantAndDay(tx, request.knownAt)).at
  if (knownAt > issuedAt) return refuse({ code: 'KNOWN_AT_IN_FUTURE', knownAt, now: issuedAt })

  const number = await nextNumber(tx, issuedAt)
  const composed = await composeReport(tx, enterprise.value, {
    number,
    issuedAt,
    asOf,
    knownAt,
    factorsPublishedBy: null,
    purpose,
    issuedFor: nameOf(issuedFor.value),
    agency: nameOf((await accountKeeper(tx)) ?? PLATFORM_AGENCY),
    verifyAt: request.verifyAt,
    restates: null,
  })
  if (!composed.ok) return composed
  const { text, hash } = composed.value
  const id = await insertDocument(tx, {
    number,
    enterpriseId,
    uscc,
    issuedFor: issuedFor.value.id,
    purpose,
    asOf,
    knownAt,
    issuedAt,
    document: text,
    documentHash: hash,
    restates: null,
    issuedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'credit-report.issued',
    subjectKind: 'credit-report',
    subjectId: id,
    detail: { number, uscc, asOf, knownAt, purpose, issuedFor: issuedFor.value.code, documentHash: hash },
  })
  return ok(await reportIssued(command, id))
}

/** A bank asks for itself; the enterprise and the steward may name one, the steward only one that holds a consent. */
async function recipientOf(
  { tx, actor }: Command,
  enterpriseId: string,
  { uscc, lenderCode }: ReportRequest,
): Promise<Result<Party, CreditReportRefusal>> {
  const own = lenderCode === null || lenderCode === actor.organisationCode
  if (!own && actor.organisationKind !== 'enterprise' && actor.organisationKind !== 'data_authority')
    return refuse({ code: 'REPORT_FOR_ANOTHER_LENDER', lenderCode })
  const lender = own ? { id: actor.organisationId } : await lenderByCode(tx, lenderCode)
  const party = lender && (await partyById(tx, lender.id))
  if (!party) return refuse({ code: 'LENDER_UNKNOWN', lenderCode: lenderCode ?? actor.organisationCode })
  if (!own && actor.organisationKind !== 'enterprise' && !(await lenderHasConsent(tx, enterpriseId, party.id)))
    return refuse({ code: 'CONSENT_REQUIRED', uscc })
  return ok(party)
}

export async function reportIssued({ tx }: Command, id: string): Promise<StoredReport> {
  const report = await reportById(tx, id)
  if (!report) throw new Error(`the report ${id} was issued and is not there`)
  return report
}
