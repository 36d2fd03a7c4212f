import type { LtvClass } from '../../domain/collateral/loan-to-value.js'
import { type DataProduct, rightsEndOf } from '../../domain/data-assets/data-product.js'
import { recordReport, type ValuationMethod, type ValuationRefusal } from '../../domain/data-assets/valuation.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { type DataProductRow, dataProductById } from '../data-products/store.js'
import { countOf } from '../loans/product-terms.js'
import { insertValuation, type Valuation } from './store.js'
import { partiesOf } from './views.js'

export interface NewValuation {
  readonly dataProductId: string
  readonly method: ValuationMethod
  readonly valuer: string
  readonly reportNo: string
  readonly baseDate: CivilDate
  readonly reportValue: Money
  readonly ltvClass: LtvClass
  readonly today: CivilDate
}

/** A loan officer records the report of an independent valuer. */
export async function recordValuation(
  command: Command,
  input: NewValuation,
): Promise<Result<Valuation, RecordRefusal | ValuationRefusal>> {
  const { tx, actor } = command
  const { dataProductId, method, valuer, reportNo, baseDate, reportValue, ltvClass, today } = input
  const product = await dataProductById(tx, dataProductId)
  if (product === undefined) return notFound('data product')
  const { value: months, rule } = await countOf(tx, 'valuation.validity_m', baseDate)
  const report = recordReport({
    report: { method, valuer, reportNo, baseDate, reportValue, recordedBy: actor.userId },
    parties: await partiesOf(tx, actor.organisationId, product.enterpriseId),
    rightsEnd: rightsEndOf(asProduct(product)),
    validity: { months, rule },
    on: today,
  })
  if (!report.ok) return report

  const row = await insertValuation(tx, {
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
