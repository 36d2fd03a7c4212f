import type { Allocation } from '../../../api/types.js'
import { useLanguage } from '../../../language/Language.js'
import { CommandForm } from '../../../parts/CommandForm.js'
import { Amount } from '../../../parts/Figure.js'
import type { LoanFormProps } from './LoanActions.js'
import { OF_THE_DAY } from './refusals.js'

/** Where the money went, in one line. */
export function WhereItWent({ allocations }: { readonly allocations: readonly Allocation[] }) {
  const { t, word } = useLanguage()
  if (allocations.length === 0) return t('repayment.held')
  return (
    <>
      {t('repayment.went')}{' '}
      {allocations.map((part, at) => (
        <span key={`${part.bucket}${part.no}${part.amount}`}>
          {at === 0 ? null : t('list.comma')}
          {word('bucket', part.bucket)} <Amount yuan={part.amount} />
        </span>
      ))}
    </>
  )
}

/** 还款 */
export function RepaymentForm({ loan, onDone }: LoanFormProps) {
  const { t, word } = useLanguage()
  const { position, terms } = loan
  const effects = terms.prepaymentEffects ?? ['shorten', 'lower-instalment']
  return (
    <>
      <p className="note form-intro">
        {t('repayment.intro', { on: position.on })} <Amount yuan={position.totalDue} />
      </p>
      <CommandForm
        submit={t('do.repayment')}
        action="/v1/loans/{id}/repayments"
        params={{ id: loan.id }}
        draft={`repayment-${loan.id}`}
        fixed={{ version: loan.version }}
        refusals={{ ...OF_THE_DAY, PAYMENT_ABOVE_OWED: 'amount', NOT_POSITIVE: 'amount' }}
        fields={[
          {
            name: 'amount',
            label: t('field.amount'),
            kind: 'amount',
            initial: position.totalDue === '0.00' ? '' : position.totalDue,
          },
          { name: 'on', label: t('repayment.on'), kind: 'date', initial: position.on, help: t('repayment.onHelp') },
          {
            name: 'excess',
            label: t('repayment.excess'),
            kind: 'choice',
            initial: 'hold',
            options: ['hold', ...effects].map((value) => ({ value, label: word('excess', value) })),
            help: t('repayment.excessHelp'),
          },
          { name: 'reference', label: t('repayment.reference'), kind: 'text' },
        ]}
        onDone={({ allocations }) => onDone(<WhereItWent allocations={allocations} />)}
      />
    </>
  )
}
