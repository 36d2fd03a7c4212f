import type { LoanRecord, SubsidyProgramme } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'

/** Claims what the treasury pays of the interest that the loan has paid. */
export function ClaimSubsidy({ loan }: { readonly loan: LoanRecord }) {
  const { t, name } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const programmes = useRead<{ readonly items: readonly SubsidyProgramme[] }>(
    isOfficer ? '/v1/subsidy-programmes' : null,
  )
  if (!isOfficer || loan.disbursements.length === 0) return null
  const options = (programmes.data?.items ?? []).map((one) => ({
    value: one.programme,
    label: one.shape === null ? `${name(one)} · ${t('subsidy.termsUnknown')}` : name(one),
  }))
  return (
    <CommandButton
      label={t('subsidy.claim')}
      intro={t('subsidy.claimIntro')}
      action="/v1/loans/{id}/subsidies"
      params={{ id: loan.id }}
      draft={`subsidy-${loan.id}`}
      refusals={{
        SUBSIDY_PROGRAMME_UNKNOWN: 'programme',
        SUBSIDY_TERMS_UNKNOWN: 'programme',
        SUBSIDY_NOT_ELIGIBLE: 'programme',
        SUBSIDY_NOT_IN_FORCE: 'from',
        SUBSIDY_PERIOD_ACROSS_YEARS: 'to',
        SUBSIDY_PERIOD_NOT_OVER: 'on',
        SUBSIDY_PERIOD_CLAIMED: 'from',
        SUBSIDY_NOTHING_PAID: 'from',
        BUSINESS_DATE_AHEAD: 'on',
      }}
      fields={[
        { name: 'programme', label: t('subsidy.programme'), kind: 'choice', options },
        { name: 'from', label: t('subsidy.from'), kind: 'date', initial: loan.disbursements[0]?.disbursedOn ?? '' },
        { name: 'to', label: t('subsidy.to'), kind: 'date', help: t('subsidy.toHelp') },
        { name: 'on', label: t('subsidy.claimedOn'), kind: 'date', initial: loan.position.on },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
      ]}
    />
  )
}
