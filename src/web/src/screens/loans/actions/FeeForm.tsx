import { useLanguage } from '../../../language/Language.js'
import { CommandForm } from '../../../parts/CommandForm.js'
import type { LoanFormProps } from './LoanActions.js'
import { OF_THE_DAY } from './refusals.js'

/** 收费 */
export function FeeForm({ loan, onDone }: LoanFormProps) {
  const { t } = useLanguage()
  return (
    <CommandForm
      submit={t('do.fee')}
      action="/v1/loans/{id}/fees"
      params={{ id: loan.id }}
      draft={`fee-${loan.id}`}
      fixed={{ version: loan.version }}
      refusals={{ ...OF_THE_DAY, NOT_POSITIVE: 'amount' }}
      fields={[
        { name: 'fee', label: t('fee.name'), kind: 'text' },
        { name: 'amount', label: t('field.amount'), kind: 'amount' },
        { name: 'on', label: t('fee.on'), kind: 'date', initial: loan.position.on },
        {
          name: 'forGuarantor',
          label: t('fee.forGuarantor'),
          kind: 'flag',
          initial: 'false',
          help: t('fee.forGuarantorHelp'),
        },
        { name: 'reason', label: t('field.reason'), kind: 'longText' },
      ]}
      onDone={() => onDone()}
    />
  )
}
