import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'
import { useFilter } from '../../shell/times.js'
import { ALL_GROUPS, useGroupField, usePurposeField } from './consent-fields.js'

/** A bank asks whoever has a code; the answer never tells whether there is an account. */
export function AskForConsent() {
  const { t } = useLanguage()
  const isBank = useHasRole('loan_officer', 'credit_approver')
  const [ask] = useFilter('ask')
  const purpose = usePurposeField()
  const groups = useGroupField()
  if (!isBank) return null
  return (
    <CommandButton
      primary
      startOpen={ask !== null}
      label={t('consent.ask')}
      intro={t('consent.askIntro')}
      action="/v1/consent-requests"
      draft={`consent-request-${ask ?? ''}`}
      fields={[
        { name: 'uscc', label: t('field.uscc'), kind: 'text', initial: ask ?? '' },
        purpose,
        groups(ALL_GROUPS),
        { name: 'validFrom', label: t('consent.validFrom'), kind: 'date' },
        {
          name: 'validTo',
          label: t('consent.validTo'),
          kind: 'date',
          optional: true,
          help: t('consent.validToHelp'),
        },
        { name: 'reason', label: t('consent.reason'), kind: 'longText', help: t('consent.reasonHelp') },
      ]}
    />
  )
}
