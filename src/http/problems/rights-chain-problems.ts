import type { ChainRefusal } from '../../app/authorisations/chain-refusals.js'
import type { ProblemTable } from './problem-table.js'

/** Grants, authorisations, registrations, listings, orders and disputes. */
export const rightsChainProblems: ProblemTable<ChainRefusal> = {
  RIGHT_PLEDGED: {
    status: 409,
    zh: '该权利已质押,未经全部质权人同意不得转让、注销、摘牌或退出。',
    en: 'The right is pledged: without the consent of every pledgee it is not transferred, cancelled, delisted or left.',
  },
  OWNERSHIP_DISPUTE_OPEN: {
    status: 409,
    zh: '权属争议未决,不得新挂牌、质押或转让。',
    en: 'While a dispute over ownership is open, nothing is newly listed, pledged or transferred.',
  },
  AUTHORISATION_EXISTS: {
    status: 409,
    zh: '该场景和开发方的这一版授权已存在。',
    en: 'This version of the authorisation for the scenario and developer exists already.',
  },
  AUTHORISATION_OVERLAPS: {
    status: 409,
    zh: '同一场景和开发方已有期限重叠的授权。',
    en: 'An authorisation for the same scenario and developer runs at the same time.',
  },
  FIELDS_NOT_GRANTED: {
    status: 422,
    zh: '所申请的字段超出运营机构的授权范围。',
    en: 'The fields go beyond the operator’s grant.',
  },
  TERM_BEYOND_GRANT: {
    status: 422,
    zh: '授权期限须在运营机构的授权期限之内。',
    en: 'The term must lie within the operator’s grant.',
  },
  OPERATOR_CONTROLS_HOLDER: {
    status: 422,
    zh: '运商分离:运营机构及其控制的企业不得成为数据产品的权利人。',
    en: 'Neither the operator nor a firm it controls may hold the data product.',
  },
  FIELDS_NOT_AUTHORISED: {
    status: 422,
    zh: '产品所用字段超出场景授权范围。',
    en: 'The product uses fields beyond the scenario authorisation.',
  },
  RESOURCE_MISSING: {
    status: 422,
    zh: '公共数据产品须先完成资源登记并赋码。',
    en: 'A product made from public data needs its resource registered and coded first.',
  },
  RESOURCE_CODE_USED: { status: 409, zh: '该资源登记码已被使用。', en: 'The resource code is used already.' },
  CERTIFICATE_NO_USED: { status: 409, zh: '该登记证书编号已被使用。', en: 'The certificate number is used already.' },
  CERTIFICATE_FORM_WRONG: {
    status: 422,
    zh: '国家登记证书编号应为 SJ 加 13 位数字(地区 2 位、机构 1 位、年月 6 位、序号 4 位)。',
    en: 'A national certificate code is SJ and 13 digits: region 2, registry 1, year and month 6, serial 4.',
  },
  LISTING_EXISTS: {
    status: 409,
    zh: '该登记在此交易所已有未了结的挂牌。',
    en: 'The registration has an open listing on this exchange.',
  },
  LISTING_NO_USED: { status: 409, zh: '该挂牌编号已被使用。', en: 'The listing number is used already.' },
  LISTING_NOT_OPEN: { status: 409, zh: '该挂牌当前不接受订单。', en: 'The listing takes no orders now.' },
  RIGHT_NOT_STANDING: {
    status: 409,
    zh: '产品背后的授权、登记或挂牌当前未生效。',
    en: 'An authorisation, registration or listing behind the product is not in force.',
  },
  EXCLUSIVE_WHILE_FROZEN: {
    status: 409,
    zh: '质押冻结期间不得独占许可。',
    en: 'While frozen for a pledge no exclusive licence is sold.',
  },
  ORDER_OF_OWN_LISTING: {
    status: 422,
    zh: '不能订购本机构挂牌的产品。',
    en: 'Nobody orders what its own organisation listed.',
  },
  VOUCHER_NO_USED: { status: 409, zh: '该交易凭证编号已被使用。', en: 'The voucher number is used already.' },
  ORDER_NOT_DIVIDED: {
    status: 422,
    zh: '分账与手续费之和须等于订单金额。',
    en: 'Splits and fees must add up to the amount of the order.',
  },
  GRANT_NO_USED: { status: 409, zh: '该授权编号已被使用。', en: 'The grant number is used already.' },
  GRANT_TOO_LONG: {
    status: 422,
    zh: '运营授权期限须为正且不超过规定年限(五年)。',
    en: 'A grant lasts some time and no longer than the rule allows, five years.',
  },
  DISPUTE_BETWEEN_TWO: { status: 422, zh: '争议双方须为不同机构。', en: 'A dispute is between two organisations.' },
  DISPUTE_HOST_UNFIT: {
    status: 422,
    zh: '争议须由争议双方以外的登记机构、交易所或运营机构受理。',
    en: 'A dispute is brought before a registry, exchange or operator that is not a side of it.',
  },
  CONSENT_NOT_OF_PLEDGEE: {
    status: 422,
    zh: '只有该权利的有效质权人可以同意。',
    en: 'Only who holds a live pledge of the right can consent.',
  },
  CONSENT_GIVEN: { status: 409, zh: '已就此事项同意过。', en: 'Consent to this was given already.' },
}
