import type { CheckName, DisbursementCheck } from '../app/loans/disbursement-checks.js'
import { stepWordsOf } from './problems/step-words.js'
import { problems, sentence } from './problems.js'

interface Text {
  readonly zh: string
  readonly en: string
}

/** What is checked before money is paid out, and what cures it when it is not met. */
const TEXTS: Readonly<Record<CheckName, { readonly name: Text; readonly cure: Text }>> = {
  CONTRACT_SIGNED: {
    name: { zh: '借款合同已签订', en: 'The contract is signed' },
    cure: { zh: '先签订合同,或改在签订日之后放款。', en: 'Sign the contract, or pay out on a later day.' },
  },
  STATE_ALLOWS: {
    name: { zh: '贷款状态允许放款', en: 'The state of the loan allows a disbursement' },
    cure: {
      zh: '该贷款不能再放款,请另行申请。',
      en: 'Nothing more is paid out of this loan; take in a new application.',
    },
  },
  APPROVAL_VALID: {
    name: { zh: '审批在有效期内', en: 'The approval is in force' },
    cure: { zh: '审批已过期,请重新申请并审批。', en: 'The approval has lapsed: apply and have it approved anew.' },
  },
  CONSENT_IN_FORCE: {
    name: { zh: '企业授权有效', en: 'The consent of the enterprise is in force' },
    cure: { zh: '请企业重新授权。', en: 'Ask the enterprise for its consent.' },
  },
  COLLATERAL_IN_FORCE: {
    name: { zh: '质押与认定价值有效', en: 'The pledge and its adopted value are in force' },
    cure: {
      zh: '重新评估并认定价值,消除押品预警,或追加、置换、另行办理质押。',
      en: 'Have the value reported and adopted anew, cure what an alert names, or add, substitute or contract another pledge.',
    },
  },
  FROZEN_CONFIRMED: {
    name: { zh: '交易场所已确认冻结', en: 'The exchange has confirmed the freeze' },
    cure: { zh: '办理质押登记并取得冻结回执。', en: 'Register the pledge and obtain the freeze receipt.' },
  },
  SECOND_QUERY_CERTIFICATE: {
    name: { zh: '放款前第二次查询无其他登记', en: 'A second, fresh query shows no other registration' },
    cure: {
      zh: '放款前再次查询登记系统,并填写新的查询证明。',
      en: 'Query the registry again and give the new certificate.',
    },
  },
  TERM_WITHIN_RIGHTS: {
    name: { zh: '贷款在质押权利到期前结清', en: 'The loan ends before the pledged rights do' },
    cure: {
      zh: '延长登记或权利期限,或提前放款。',
      en: 'Have the registration or the rights extended, or pay out earlier.',
    },
  },
  GUARANTEE_IN_FORCE: {
    name: { zh: '担保合同有效', en: 'The guarantee is in force' },
    cure: {
      zh: '与担保机构签订担保合同并录入。',
      en: 'Have the guarantor sign its guarantee, and record it.',
    },
  },
  CREDIT_LINE_IN_FORCE: {
    name: { zh: '授信额度在有效期内', en: 'The credit line is in force' },
    cure: { zh: '办理授信额度续期。', en: 'Have the credit line renewed.' },
  },
  PERIOD_OPEN: {
    name: { zh: '会计期间未关账', en: 'The accounting period is open' },
    cure: { zh: '改在未关账的日期放款。', en: 'Pay out on a day whose period is open.' },
  },
}

/** A check as it is told: why it is not met by the sentence of its refusal, and what cures it. */
export function tellCheck({ condition, refusal }: DisbursementCheck) {
  const { name, cure } = TEXTS[condition]
  if (refusal === null) return { condition, name, met: true, code: null, facts: {}, why: null, cure: null }
  const { code, ...facts } = refusal
  const { zh, en } = problems[code]
  return {
    condition,
    name,
    met: false,
    code,
    facts,
    why: { zh: sentence(zh, { ...facts, ...stepWordsOf(code, facts, 'zh') }), en: sentence(en, facts) },
    cure,
  }
}
