import { useState } from 'react'
import type { PayoffQuote } from '../../../api/types.js'
import { useRead } from '../../../api/use-read.js'
import { useLanguage } from '../../../language/Language.js'
import { CommandForm } from '../../../parts/CommandForm.js'
import { Amount } from '../../../parts/Figure.js'
import { Await } from '../../../parts/States.js'
import type { LoanFormProps } from './LoanActions.js'
import { WhereItWent } from './RepaymentForm.js'

const PARTS = ['fee', 'penalty', 'compound', 'interest', 'principal'] as const

/** 提前结清: the quote of a day first, then the payment of just that. */
export function PayoffForm({ loan, onDone }: LoanFormProps) {
  const { t } = useLanguage()
  const [on, setOn] = useState(loan.position.on)
  const asked = useRead<PayoffQuote>(on === '' ? null : `/v1/loans/${loan.id}/payoff-quote`, { on })
  return (
    <div className="stack">
      <label className="labelled">
        {t('payoff.on')}
        <input type="date" className="plain-input" value={on} onChange={(event) => setOn(event.target.value)} />
      </label>
      {on === '' ? null : (
        <Await asked={asked}>{(quote) => <Quoted key={quote.on} quote={quote} loan={loan} onDone={onDone} />}</Await>
      )}
    </div>
  )
}

function Quoted({ quote, loan, onDone }: LoanFormProps & { readonly quote: PayoffQuote }) {
  const { t, word } = useLanguage()
  return (
    <>
      <table className="plain-table">
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{word('bucket', part)}</th>
              <td className="figures">
                <Amount yuan={quote[part]} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('payoff.held')}</th>
            <td className="figures">
              <Amount yuan={quote.held === '0.00' ? quote.held : `-${quote.held}`} />
            </td>
          </tr>
          <tr className="sum">
            <th scope="row">{t('payoff.total')}</th>
            <td className="figures">
              <strong>
                <Amount yuan={quote.total} />
              </strong>
            </td>
          </tr>
        </tbody>
      </table>
      <CommandForm
        submit={t('do.payoff')}
        action="/v1/loans/{id}/payoffs"
        params={{ id: loan.id }}
        draft={`payoff-${loan.id}-${quote.on}`}
        fixed={{ version: loan.version, on: quote.on }}
        refusals={{ PAYOFF_AMOUNT_DIFFERS: 'amount' }}
        fields={[
          {
            name: 'amount',
            label: t('payoff.received'),
            kind: 'amount',
            initial: quote.total,
            help: t('payoff.exact'),
          },
          { name: 'reference', label: t('repayment.reference'), kind: 'text' },
        ]}
        onDone={({ allocations }) => onDone(<WhereItWent allocations={allocations} />)}
      />
    </>
  )
}
