import type { Filing, Quota, RuleProposal } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { type Key, useLanguage } from '../../language/Language.js'
import { useHasRole } from '../../shell/session.js'
import { type ToDo, ToDoList } from './ToDoList.js'

/** What waits for a reviewer or an approver of the central bank's branch. */
export function CentralBankToDos() {
  const { t, name } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const isApprover = useHasRole('reloan_approver')
  const filings = usePages<Filing>('/v1/reloan-filings')
  const quotas = usePages<Quota>('/v1/reloan-quotas')
  const proposals = usePages<RuleProposal>('/v1/rule-proposals')
  const needOf = ({ state, drawn, granted }: Filing): Key | null =>
    isReviewer && state === 'FILED'
      ? 'todo.review'
      : isApprover && state === 'REVIEWED'
        ? 'todo.grant'
        : isApprover && state === 'GRANTED' && drawn !== granted
          ? 'todo.drawdown'
          : null
  const waiting: ToDo[] = [
    ...(filings.items ?? []).flatMap((filing) => {
      const need = needOf(filing)
      const whom = name({ nameZh: filing.lenderZh, nameEn: filing.lenderEn })
      return need === null
        ? []
        : [{ key: filing.id, what: t(need), whom, amount: filing.requested, to: `/app/filings/${filing.id}` }]
    }),
    ...(isApprover ? (quotas.items ?? []) : [])
      .filter(({ state }) => state === 'PROPOSED')
      .map((quota) => ({
        key: quota.id,
        what: t('todo.quota'),
        whom: name({ nameZh: quota.lenderZh, nameEn: quota.lenderEn }),
        amount: quota.limit,
        to: `/app/quotas/${quota.id}`,
      })),
    ...(isApprover ? (proposals.items ?? []) : [])
      .filter(({ state }) => state === 'PROPOSED')
      .map((proposal) => ({
        key: proposal.id,
        what: t('todo.value'),
        whom: `${proposal.facility} ${proposal.parameter} = ${proposal.value}`,
        amount: null,
        to: '/app/facilities',
      })),
  ]
  return <ToDoList items={waiting} loading={filings.isPending} />
}
