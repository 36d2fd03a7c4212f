import { subtract } from '../../../format/decimal.js'
import { useLanguage } from '../../../language/Language.js'
import { CommandForm } from '../../../parts/CommandForm.js'
import type { LoanFormProps } from './LoanActions.js'
import { OF_THE_DAY } from './refusals.js'

/** 放款 */
export function DisbursementForm({ loan, onDone }: LoanFormProps) {
  const { t } = useLanguage()
  const withPledge = loan.pledgeId !== null
  return (
    <>
      <p className="note form-intro">{t('loan.disburseIntro')}</p>
      <CommandForm
        submit={t('do.disburse')}
        action="/v1/loans/{id}/disbursements"
        params={{ id: loan.id }}
        draft={`disbursement-${loan.id}`}
        fixed={{ version: loan.version, queryIsClean: true }}
        refusals={{
          ...OF_THE_DAY,
          AMOUNT_ABOVE_CONTRACT: 'amount',
          AMOUNT_ABOVE_LINE: 'amount',
          NOTE_NO_USED: 'noteNo',
          SECOND_QUERY_MISSING: 'queryCertificateNo',
        }}
        fields={[
          { name: 'amount', label: t('field.amount'), kind: 'amount', initial: subtract(loan.amount, loan.disbursed) },
          { name: 'on', label: t('loan.disbursedOn'), kind: 'date', initial: loan.signedOn },
          { name: 'noteNo', label: t('loan.noteNo'), kind: 'text' },
          { name: 'payee', label: t('loan.payee'), kind: 'text' },
          ...(withPledge
            ? ([
                {
                  name: 'queryCertificateNo',
                  label: t('pledge.queryNo'),
                  kind: 'text',
                  help: t('loan.secondQuery'),
                },
                { name: 'queryCertificateOn', label: t('pledge.queryOn'), kind: 'date' },
              ] as const)
            : []),
          { name: 'useEvidence', label: t('loan.useEvidence'), kind: 'longText' },
        ]}
        onDone={() => onDone()}
      />
    </>
  )
}
