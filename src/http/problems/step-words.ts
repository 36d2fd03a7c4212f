/** Steps of a loan and roles that decide, as a Chinese sentence says them. The fact itself stays the English word, for programs. */
const CHINESE: Readonly<Record<string, string>> = {
  apply: '申请',
  quote: '报价',
  survey: '贷前调查',
  review: '审查',
  return: '退回',
  resubmit: '重新提交',
  approve: '审批同意',
  reject: '否决',
  withdraw: '撤回',
  sign: '签约',
  cancel: '撤销合同',
  lapse: '合同失效',
  disburse: '放款',
  'take-back': '冲正放款',
  overdue: '转逾期',
  cure: '归还逾期',
  settle: '结清',
  reopen: '恢复',
  restructure: '展期',
  'write-off': '核销',
  credit_approver: '审批人',
  credit_committee: '贷审会',
}
const IN_FACTS = ['event', 'allowed', 'missing', 'earlier', 'role']
const OF_CODES = ['STATE_FORBIDS', 'STEP_MISSING', 'TOOK_PART_BEFORE', 'APPROVAL_ABOVE_ROLE']

/** The facts of a refusal that name steps or roles, in the words of the reader's language; a word that is not here is told as it is. */
export function stepWordsOf(
  code: string,
  facts: Readonly<Record<string, unknown>>,
  language: 'zh' | 'en',
): Record<string, unknown> {
  if (language === 'en' || !OF_CODES.includes(code)) return {}
  const told = (word: unknown) => CHINESE[String(word)] ?? word
  return Object.fromEntries(
    IN_FACTS.filter((name) => name in facts).map((name) => {
      const fact = facts[name]
      return [name, Array.isArray(fact) ? fact.map(told).join('、') || '无' : told(fact)]
    }),
  )
}
