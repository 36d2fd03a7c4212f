import { addMonths, type CivilDate, earlierOf } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** Which published row a figure came from. */
export interface RuleRef {
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** 持有权 · 使用权 · 经营权 (数据产权登记工作指引, art. 3); only 经营权 includes giving security (art. 21). */
export type RightType = 'holding' | 'use' | 'operation'
/** 数据产权登记证 under the national guide · local certificate such as 数据知识产权登记证 · exchange voucher 数据产品登记凭证 */
export type CertificateKind = 'national' | 'local' | 'exchange'

export interface DataProduct {
  readonly name: string
  /** One scenario, one authorisation 一场景一授权. */
  readonly scenario: string
  /** The scenario developer, who holds the right in the product. */
  readonly holder: string
  /** The operating unit of the platform 运营机构. */
  readonly operator: string
  readonly right: RightType
  readonly certificate: {
    readonly kind: CertificateKind
    readonly no: string
    readonly validFrom: CivilDate
    readonly validTo: CivilDate
  }
  readonly authorisationValidTo: CivilDate
  /** Null for a product that is not listed. */
  readonly listing: { readonly no: string; readonly validTo: CivilDate } | null
}

export type DataProductRefusal =
  | { readonly code: 'NAME_TOO_LONG'; readonly length: number; readonly most: number }
  | { readonly code: 'OPERATOR_OWNS_PRODUCT'; readonly operator: string }
  | { readonly code: 'CERTIFICATE_CODE_MALFORMED'; readonly certificate: string; readonly form: string }
  | {
      readonly code: 'CERTIFICATE_PERIOD_REVERSED'
      readonly validFrom: CivilDate
      readonly validTo: CivilDate
    }
  | { readonly code: 'CERTIFICATE_TOO_LONG'; readonly validTo: CivilDate; readonly latest: CivilDate }
  | { readonly code: 'AUTHORISATION_ENDED'; readonly authorisationValidTo: CivilDate; readonly on: CivilDate }

const NAME_LENGTH = 40
const NATIONAL_CODE = /^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$/
/** SJ + region 2 + registry 1 + YYYYMM + serial 4 (数据产权登记工作指引). */
export const isNationalCertificateCode = (text: string): boolean => NATIONAL_CODE.test(text)

/**
 * A product that may be entered on the day. Limits: name of 40 characters, 运商分离 (I-02), code form and validity (I-05).
 * `maxValidityYears` is the rule row `reg.validity_max_y`.
 */
export const enterDataProduct = (
  product: DataProduct,
  maxValidityYears: { readonly value: number; readonly rule: RuleRef },
  on: CivilDate,
): Result<DataProduct, DataProductRefusal> => {
  const { name, holder, operator, certificate, authorisationValidTo } = product
  const length = [...name].length
  if (length > NAME_LENGTH) return refuse({ code: 'NAME_TOO_LONG', length, most: NAME_LENGTH })
  if (holder === operator) return refuse({ code: 'OPERATOR_OWNS_PRODUCT', operator })
  const { kind, no, validFrom, validTo } = certificate
  if (kind === 'national' && !isNationalCertificateCode(no))
    return refuse({
      code: 'CERTIFICATE_CODE_MALFORMED',
      certificate: no,
      form: 'SJ + 13 digits: region 2, registry 1, YYYYMM, serial 4',
    })
  if (validTo <= validFrom) return refuse({ code: 'CERTIFICATE_PERIOD_REVERSED', validFrom, validTo })
  const latest = addMonths(validFrom, 12 * maxValidityYears.value)
  if (validTo > latest) return refuse({ code: 'CERTIFICATE_TOO_LONG', validTo, latest })
  if (authorisationValidTo < on) return refuse({ code: 'AUTHORISATION_ENDED', authorisationValidTo, on })
  return ok(product)
}

/** The last day on which certificate, authorisation and, where there is one, listing all hold (I-07). */
export const rightsEndOf = ({ certificate, authorisationValidTo, listing }: DataProduct): CivilDate =>
  [authorisationValidTo, ...(listing ? [listing.validTo] : [])].reduce(earlierOf, certificate.validTo)
