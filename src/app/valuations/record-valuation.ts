import type { LtvClass } from '../../domain/collateral/loan-to-value.js'
import { type DataProduct, rightsEndOf } from '../../domain/data-assets/data-product.js'
import { recordReport, type ValuationMethod, type ValuationRefusal } from '../../domain/data-assets/valuation.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { type DataProductRow, dataProductById } from '../data-products/store.js'
import { countOf } from '../loans/product-terms.js'
import { lockRequest, moveRequest, valuerById } from './request-store.js'
import type { ValuationRequestRefusal } from './request-valuation.js'
import { insertValuation, type Valuation } from './store.js'
import { openValuation, stepValuation } from './valuation-process.js'
import { partiesOf } from './views.js'

export interface NewValuation {
  readonly dataProductId: string
  readonly method: ValuationMethod
  readonly valuer: string
  readonly reportNo: string
  readonly baseDate: CivilDate
  readonly reportValue: Money
  readonly ltvClass: LtvClass
  readonly valuerUscc?: string | null
  readonly signers?: readonly string[]
  /** The last day of the income that the report counts. */
  readonly horizonTo?: CivilDate | null
  /** What the method rests on: kept with the report as it gives it. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** The request that it answers; none for a report that was in hand. */
  readonly requestId?: string | null
  readonly today: CivilDate
}

/** A loan officer records the report of an independent valuer. */
export async function recordValuation(
  command: Command,
  input: NewValuation,
): Promise<Result<Valuation, RecordRefusal | ValuationRefusal | ValuationRequestRefusal>> {
  const { tx, actor } = command
  const { dataProductId, method, valuer, reportNo, baseDate, reportValue, ltvClass, today } = input
  const { valuerUscc = null, signers = [], horizonTo = null, parameters = {}, requestId = null } = input
  const product = await dataProductById(tx, dataProductId)
  if (product === undefined) return notFound('data product')
  const { value: months, rule } = await countOf(tx, 'valuation.validity_m', baseDate)
  const request = requestId === null ? null : await lockRequest(tx, requestId)
  if (request === undefined) return notFound('valuation request')
  const assigned =
    request?.listedValuerId == null ? undefined : await valuerById(tx, request.listedValuerId, actor.organisationId)
  if (
    request !== null &&
    (request.dataProductId !== dataProductId || (assigned !== undefined && assigned.name !== valuer))
  )
    return refuse({ code: 'VALUATION_REQUEST_NOT_FOR_THIS', requestId: request.id })
  const least = await countOf(tx, 'valuation.min_signers', baseDate)
  const recordedBy = actor.userId
  const report = recordReport({
    report: { method, valuer, reportNo, baseDate, reportValue, recordedBy, valuerUscc, signers, horizonTo },
    leastSigners: least.value,
    parties: await partiesOf(tx, actor.organisationId, product.enterpriseId),
    rightsEnd: rightsEndOf(asProduct(product)),
    validity: { months, rule },
    on: today,
  })
  if (!report.ok) return report

  const row = await insertValuation(tx, {
    ...(request === null ? {} : { id: request.id }),
    valuerUscc,
    signers,
    horizonTo,
    parameters,
    dataProductId,
    enterpriseId: product.enterpriseId,
    lenderId: actor.organisationId,
    method,
    valuer,
    reportNo,
    baseDate,
    validTo: report.value.validTo,
    reportValue,
    ltvClass,
    state: report.value.state,
    recordedBy: actor.userId,
  })
  if (request === null) {
    const detail = { dataProductId, reportNo }
    await openValuation(command, {
      id: row.id,
      lenderId: actor.organisationId,
      on: baseDate,
      detail,
      hasOwnEvent: true,
    })
  }
  const taken = await stepValuation(command, row.id, ['report'], {
    on: today,
    met: ['independent', 'signers', 'horizon-within-rights'],
    detail: { reportNo, reportValue: formatMoney(reportValue), signers },
  })
  if (!taken.ok) return taken
  if (request !== null) await moveRequest(tx, request, { state: 'REPORTED' })
  await recordEvent(command, {
    action: 'valuation.reported',
    subjectKind: 'valuation',
    subjectId: row.id,
    detail: {
      dataProductId,
      method,
      valuer,
      reportNo,
      baseDate,
      validTo: row.validTo,
      reportValue: formatMoney(reportValue),
      ltvClass,
      validity: rule,
      to: row.state,
    },
  })
  return ok(row)
}

const asProduct = (row: DataProductRow): DataProduct => ({
  name: row.name,
  scenario: row.scenario,
  holder: row.enterpriseId,
  operator: row.operator,
  right: row.rightType,
  certificate: {
    kind: row.certificateKind,
    no: row.certificateNo,
    validFrom: row.certificateValidFrom,
    validTo: row.certificateValidTo,
  },
  authorisationValidTo: row.authorisationValidTo,
  listing:
    row.listingNo === null || row.listingValidTo === null ? null : { no: row.listingNo, validTo: row.listingValidTo },
})
