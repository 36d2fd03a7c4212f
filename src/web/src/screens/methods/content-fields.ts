import type { MethodProposal } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'

export const KINDS = ['rating-choice', 'rating-method', 'pricing-grid'] as const
const STATUSES = ['confirmed', 'secondary', 'recalled', 'derived', 'assumption', 'given'] as const
const EXAMPLE = { code: 'rating.method', value: 'zq-4d' }

/** What a proposal says beside its kind; null: of a new one. */
export function useContentFields() {
  const { t, word } = useLanguage()
  return (proposal: MethodProposal | null) =>
    [
      { name: 'validFrom', label: t('quota.validFrom'), kind: 'date', initial: proposal?.validFrom ?? '' },
      {
        name: 'validTo',
        label: t('quota.validTo'),
        kind: 'date',
        optional: true,
        initial: proposal?.validTo ?? '',
      },
      { name: 'source', label: t('method.source'), kind: 'text', initial: proposal?.source ?? '' },
      {
        name: 'status',
        label: t('rule.status'),
        kind: 'choice',
        initial: proposal?.status ?? 'assumption',
        options: STATUSES.map((value) => ({ value, label: word('status', value) })),
      },
      {
        name: 'document',
        label: t('method.document'),
        kind: 'json',
        help: t('method.documentHelp'),
        initial: JSON.stringify(proposal?.document ?? EXAMPLE, null, 2),
      },
    ] as const
}
