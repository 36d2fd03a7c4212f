import { withheldFrom } from '../../domain/consent/field-group.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type LookRefusal, lookInto } from '../account-views/look-into.js'
import { recordEvent } from '../audit/record-event.js'
import type { AccountRefusal } from '../carbon/account-refusal.js'
import type { EnterpriseRow } from '../carbon/account-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { lenderByCode } from '../consents/views.js'
import { composeReport } from './compose.js'
import type { PartyName } from './dossier.js'
import { insertDocument, nextNumber } from './store.js'
import type { ReportPurpose } from './views.js'
import {
  accountKeeper,
  instantAndDay,
  lenderHasConsent,
  type Party,
  partyById,
  reportById,
  type StoredReport,
} from './views.js'

export type CreditReportRefusal =
  | AccountRefusal
  | LookRefusal
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
  /** Where the request came from, for the log of looks. */
  readonly address: string
}

/** Stands in while no data authority is known. */
const PLATFORM_AGENCY = { code: 'TANDAI', nameZh: '碳贷平台', nameEn: 'Tandai platform' }
const nameOf = ({ code, nameZh, nameEn }: PartyName): PartyName => ({ code, nameZh, nameEn })

/** Issues a carbon-credit report 碳信用报告 from what is known at its instant, and keeps it byte for byte. */
export async function issueReport(
  command: Command,
  request: ReportRequest,
  today: CivilDate,
): Promise<Result<{ readonly report: StoredReport }, CreditReportRefusal>> {
  const { asOf } = request
  if (asOf > today) return refuse({ code: 'REPORT_DAY_IN_FUTURE', asOf, today })
  return seeWholeAccount(command, request, async (enterprise) => {
    const issuedFor = await recipientOf(command, enterprise.id, request)
    return issuedFor.ok ? issueFor(command, request, enterprise, issuedFor.value) : issuedFor
  })
}

/**
 * A report shows the whole account, so all of it must be open to who has it made, to a bank under one purpose; like any look
 * it leaves a row in the log.
 */
export async function seeWholeAccount<T extends { readonly report: StoredReport }>(
  { tx, actor, requestId }: Command,
  { uscc, purpose, address }: Pick<ReportRequest, 'uscc' | 'purpose' | 'address'>,
  read: (enterprise: EnterpriseRow) => Promise<Result<T, CreditReportRefusal>>,
): Promise<Result<T, CreditReportRefusal>> {
  const byConsent = actor.organisationKind === 'lender' || actor.organisationKind === 'guarantor'
  const question = { uscc, what: 'account', purpose: byConsent ? purpose : null } as const
  return lookInto<T, CreditReportRefusal>(
    tx,
    { actor, requestId, address },
    question,
    async ({ enterprise, fieldGroups }) => {
      const [fieldGroup] = withheldFrom(fieldGroups)
      if (fieldGroup !== undefined) return refuse({ code: 'CONSENT_REQUIRED', uscc, fieldGroup })
      const seen = await read(enterprise)
      if (!seen.ok) return seen
      const { number, asOf, knownAt } = seen.value.report
      return ok({ answer: seen.value, asked: { creditReport: number, asOf, knownAt } })
    },
  )
}

async function issueFor(
  command: Command,
  request: ReportRequest,
  enterprise: EnterpriseRow,
  issuedFor: Party,
): Promise<Result<{ readonly report: StoredReport }, CreditReportRefusal>> {
  const { tx, actor } = command
  const { uscc, asOf, purpose } = request
  // Under the account's lock the instant is later than all that is recorded and earlier than all that will be.
  const issuedAt = await lockAccounts(tx, [enterprise.id])
  const knownAt = request.knownAt === null ? issuedAt : (await instantAndDay(tx, request.knownAt)).at
  if (knownAt > issuedAt) return refuse({ code: 'KNOWN_AT_IN_FUTURE', knownAt, now: issuedAt })

  const number = await nextNumber(tx, issuedAt)
  const composed = await composeReport(tx, enterprise, {
    number,
    issuedAt,
    asOf,
    knownAt,
    factorsPublishedBy: null,
    purpose,
    issuedFor: nameOf(issuedFor),
    agency: nameOf((await accountKeeper(tx)) ?? PLATFORM_AGENCY),
    verifyAt: request.verifyAt,
    restates: null,
  })
  if (!composed.ok) return composed
  const { text, hash } = composed.value
  const id = await insertDocument(tx, {
    number,
    enterpriseId: enterprise.id,
    uscc,
    issuedFor: issuedFor.id,
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
    detail: { number, uscc, asOf, knownAt, purpose, issuedFor: issuedFor.code, documentHash: hash },
  })
  return ok({ report: await reportIssued(command, id) })
}

/** A bank asks for itself; the enterprise and the steward may name one, the steward only one that holds a consent. */
async function recipientOf(
  { tx, actor }: Command,
  enterpriseId: string,
  { uscc, lenderCode, purpose }: ReportRequest,
): Promise<Result<Party, CreditReportRefusal>> {
  const own = lenderCode === null || lenderCode === actor.organisationCode
  if (!own && actor.organisationKind !== 'enterprise' && actor.organisationKind !== 'data_authority')
    return refuse({ code: 'REPORT_FOR_ANOTHER_LENDER', lenderCode })
  const lender = own ? { id: actor.organisationId } : await lenderByCode(tx, lenderCode)
  const party = lender && (await partyById(tx, lender.id))
  if (!party) return refuse({ code: 'LENDER_UNKNOWN', lenderCode: lenderCode ?? actor.organisationCode })
  if (!own && actor.organisationKind !== 'enterprise' && !(await lenderHasConsent(tx, enterpriseId, party.id, purpose)))
    return refuse({ code: 'CONSENT_REQUIRED', uscc })
  return ok(party)
}

export async function reportIssued({ tx }: Command, id: string): Promise<StoredReport> {
  const report = await reportById(tx, id)
  if (!report) throw new Error(`the report ${id} was issued and is not there`)
  return report
}
