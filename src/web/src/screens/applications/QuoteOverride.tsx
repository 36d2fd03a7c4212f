import { type Quote, stepsOf } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'

/** Quotes anew at a rate set by hand; where the quote is such a one, a second person decides about it. */
export function QuoteOverride({ quote }: { readonly quote: Quote }) {
  const { t, word } = useLanguage()
  const maySet = useHasRole('loan_officer', 'credit_approver')
  const mayDecide = useHasRole('credit_approver')
  const isByHand = stepsOf(quote.explanation).some(({ code }) => code === 'OVERRIDE')
  return (
    <div className="row quote-foot">
      {maySet && !isByHand ? (
        <CommandButton
          label={t('quote.override')}
          intro={
            <>
              {t('override.intro')} {t('request.second')}
            </>
          }
          told={t('request.proposed')}
          action="/v1/quotes/{id}/overrides"
          params={{ id: quote.id }}
          draft={`quote-override-${quote.id}`}
          refusals={{ RATE_BELOW_FLOOR: 'rate', RATE_ABOVE_LIMIT: 'rate' }}
          fields={[
            { name: 'rate', label: t('override.rate'), kind: 'decimal', initial: quote.rate },
            { name: 'reason', label: t('field.reason'), kind: 'longText' },
          ]}
        />
      ) : null}
      {mayDecide && isByHand ? (
        <CommandButton
          label={t('quote.decideOverride')}
          intro={t('maker.checker')}
          action="/v1/quote-overrides/{id}/decisions"
          params={{ id: quote.id }}
          draft={`quote-override-decision-${quote.id}`}
          fixed={{ version: 1 }}
          fields={[
            {
              name: 'decision',
              label: t('field.decision'),
              kind: 'choice',
              options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
            },
            { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
          ]}
        />
      ) : null}
    </div>
  )
}
