import { type Machine, transition } from '../process/machine.js'

/** 权属/登记 · 交易 · 评估 · 碳数据更正 · 质押 */
export type DisputeKind = 'ownership' | 'trade' | 'valuation' | 'carbon-data' | 'pledge'
/** 已提出 · 受理 · 举证 · 协商 · 调解 · 登记机构处理 · 仲裁 · 诉讼 · 已裁决 · 已执行 · 撤回 · 不予受理 */
export type DisputeState =
  | 'FILED'
  | 'ACCEPTED'
  | 'EVIDENCE'
  | 'NEGOTIATION'
  | 'MEDIATION'
  | 'REGISTRY_DECISION'
  | 'ARBITRATION'
  | 'LITIGATION'
  | 'DECIDED'
  | 'EXECUTED'
  | 'WITHDRAWN'
  | 'DISMISSED'
export type DisputeEvent =
  | 'accept'
  | 'dismiss'
  | 'hand-in-evidence'
  | 'negotiate'
  | 'mediate'
  | 'refer'
  | 'execute'
  | 'arbitrate'
  | 'litigate'
  | 'decide'
  | 'withdraw'

/** In these states a dispute has ended. */
export const ENDED_DISPUTES = ['EXECUTED', 'WITHDRAWN', 'DISMISSED'] as const
const BEFORE_DECISION = [
  'FILED',
  'ACCEPTED',
  'EVIDENCE',
  'NEGOTIATION',
  'MEDIATION',
  'REGISTRY_DECISION',
  'ARBITRATION',
  'LITIGATION',
] as const
const HOSTS = ['registry', 'exchange', 'operator'] as const
const SIDES = ['filer', 'respondent'] as const

/** 争议 before the body that keeps the matter: registry, exchange or operator. */
export const disputeMachine: Machine<DisputeState, DisputeEvent> = {
  name: 'dispute',
  initial: 'FILED',
  applicant: 'filer',
  confirmed: ['standing-and-evidence', 'file-complete', 'both-accept'],
  evidenced: ['sealed-evidence', 'agreement-of-both', 'ruling-file'],
  transitions: [
    transition({
      from: 'FILED',
      event: 'accept',
      to: 'ACCEPTED',
      by: HOSTS,
      needs: ['standing-and-evidence'],
      clock: { parameter: 'reg.post_objection_notify_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({ from: 'FILED', event: 'dismiss', to: 'DISMISSED', by: HOSTS, needs: ['reason'] }),
    transition({
      from: 'ACCEPTED',
      event: 'hand-in-evidence',
      to: 'EVIDENCE',
      by: SIDES,
      needs: ['sealed-evidence'],
      clock: { parameter: 'dispute.evidence_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'EVIDENCE',
      event: 'hand-in-evidence',
      to: 'EVIDENCE',
      by: SIDES,
      needs: ['sealed-evidence'],
      when: 'within',
      clock: { until: 'running', whatHappens: 'alert' },
    }),
    transition({
      from: 'EVIDENCE',
      event: 'negotiate',
      to: 'NEGOTIATION',
      by: SIDES,
      needs: ['agreement-of-both'],
      clock: { parameter: 'dispute.negotiate_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    transition({
      from: 'NEGOTIATION',
      event: 'mediate',
      to: 'MEDIATION',
      by: ['bureau', ...HOSTS],
      needs: ['agreement-of-both'],
      clock: { parameter: 'dispute.mediate_wd', unit: 'working-days', whatHappens: 'alert' },
    }),
    ...(['EVIDENCE', 'MEDIATION'] as const).map((from) =>
      transition<DisputeState, DisputeEvent>({
        from,
        event: 'refer',
        to: 'REGISTRY_DECISION',
        by: HOSTS,
        needs: ['file-complete'],
        clock: { parameter: 'dispute.decide_wd', unit: 'working-days', whatHappens: 'alert' },
      }),
    ),
    transition({
      from: 'REGISTRY_DECISION',
      event: 'execute',
      to: 'EXECUTED',
      by: HOSTS,
      needs: ['both-accept'],
    }),
    transition({
      from: 'REGISTRY_DECISION',
      event: 'arbitrate',
      to: 'ARBITRATION',
      by: SIDES,
      needs: ['arbitration-clause'],
    }),
    transition({
      from: 'REGISTRY_DECISION',
      event: 'litigate',
      to: 'LITIGATION',
      by: SIDES,
      needs: ['no-arbitration-clause'],
    }),
    ...(['ARBITRATION', 'LITIGATION'] as const).map((from) =>
      transition<DisputeState, DisputeEvent>({
        from,
        event: 'decide',
        to: 'DECIDED',
        by: HOSTS,
        needs: ['ruling-file'],
      }),
    ),
    transition({ from: 'DECIDED', event: 'execute', to: 'EXECUTED', by: HOSTS, needs: ['ruling-file'] }),
    ...BEFORE_DECISION.map((from) =>
      transition<DisputeState, DisputeEvent>({ from, event: 'withdraw', to: 'WITHDRAWN', by: ['filer'] }),
    ),
  ],
  cures: {
    'standing-and-evidence': {
      zh: '须确认申请人适格且有证据',
      en: 'confirmation that the filer has standing and evidence',
    },
    reason: { zh: '须说明理由', en: 'the reason' },
    'sealed-evidence': { zh: '须提交证据的文件哈希', en: 'the hash of the evidence' },
    'agreement-of-both': { zh: '须提交双方同意的文件哈希', en: 'the hash of what both sides agreed' },
    'file-complete': { zh: '须确认材料齐全', en: 'confirmation that the file is complete' },
    'both-accept': { zh: '须确认双方接受处理决定', en: 'confirmation that both sides accept the decision' },
    'arbitration-clause': { zh: '合同须有仲裁条款', en: 'an arbitration clause in the contract' },
    'no-arbitration-clause': { zh: '合同须没有仲裁条款', en: 'a contract without an arbitration clause' },
    'ruling-file': { zh: '须提交生效裁决(文件哈希)', en: 'the hash of the effective ruling' },
  },
}
