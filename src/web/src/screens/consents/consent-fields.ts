import type { FieldGroup } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'

const PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const
export const ALL_GROUPS: readonly FieldGroup[] = ['identity', 'emissions', 'activity', 'rating', 'operating']

/** The field that says what a consent is for. */
export function usePurposeField() {
  const { t, word } = useLanguage()
  return {
    name: 'purpose',
    label: t('consent.purpose'),
    kind: 'choice',
    initial: 'pre_loan',
    options: PURPOSES.map((value) => ({ value, label: word('purpose', value) })),
  } as const
}

/** The field that says what a consent opens; identity goes with every consent and need not be ticked. */
export function useGroupField() {
  const { t, word } = useLanguage()
  return (groups: readonly FieldGroup[]) =>
    ({
      name: 'fieldGroups',
      label: t('consent.groups'),
      kind: 'choices',
      help: t('consent.groupsHelp'),
      optional: groups.every((group) => group === 'identity'),
      initial: groups.filter((group) => group !== 'identity').join(','),
      options: groups.filter((group) => group !== 'identity').map((value) => ({ value, label: word('group', value) })),
    }) as const
}
