import type { FilingRecord } from '../../api/types.js'
import { subtract } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'

/** What this person may do next with a filing: grant in full or in part, return, draw down; rows are reviewed beside. */
export function FilingActions({ filing }: { readonly filing: FilingRecord }) {
  const { t } = useLanguage()
  const isApprover = useHasRole('reloan_approver')
  const common = { params: { id: filing.id }, fixed: { version: filing.version } }
  if (isApprover && filing.state === 'REVIEWED')
    return (
      <>
        <CommandButton
          {...common}
          primary
          label={t('filing.grant')}
          intro={`${t('filing.grantPartly')} ${t('maker.checker')}`}
          action="/v1/reloan-filings/{id}/grant"
          refusals={{
            GRANT_ABOVE_REQUEST: 'amount',
            GRANT_ABOVE_RATIO: 'amount',
            GRANT_BEFORE_FILING: 'on',
            DATES_OUT_OF_ORDER: 'on',
          }}
          draft={`grant-${filing.id}`}
          fields={[
            { name: 'amount', label: t('filing.granted'), kind: 'amount', initial: filing.liveRequested },
            { name: 'on', label: t('filing.grantedOn'), kind: 'date', initial: filing.filedOn },
            { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
          ]}
        />
        <CommandButton
          {...common}
          label={t('filing.return')}
          action="/v1/reloan-filings/{id}/return"
          draft={`return-${filing.id}`}
          fields={[{ name: 'opinion', label: t('field.opinion'), kind: 'longText' }]}
        />
      </>
    )
  if (isApprover && filing.state === 'GRANTED' && filing.granted !== null && filing.drawn !== filing.granted)
    return (
      <CommandButton
        primary
        label={t('filing.drawdown')}
        action="/v1/reloan-filings/{id}/drawdowns"
        refusals={{
          DRAW_ABOVE_GRANT: 'amount',
          DRAW_ABOVE_FILED: 'amount',
          DRAW_ABOVE_RATIO: 'amount',
          QUOTA_EXCEEDED: 'amount',
          DRAW_BEFORE_LOAN: 'on',
          DRAW_BEFORE_GRANT: 'on',
          TERM_NOT_OFFERED: 'termMonths',
          NO_RELOAN_RATE: 'termMonths',
        }}
        params={{ id: filing.id }}
        draft={`drawdown-${filing.id}`}
        fields={[
          {
            name: 'loanId',
            label: t('filing.loanId'),
            kind: 'choice',
            initial: filing.loans.find(({ live }) => live)?.loanId ?? '',
            options: filing.loans
              .filter(({ live }) => live)
              .map((loan) => ({ value: loan.loanId, label: loan.contractNo })),
          },
          {
            name: 'amount',
            label: t('field.amount'),
            kind: 'amount',
            initial: subtract(filing.granted, filing.drawn),
          },
          { name: 'on', label: t('reloan.drawnOn'), kind: 'date', initial: filing.grantedOn ?? '' },
          {
            name: 'termMonths',
            label: t('reloan.term'),
            kind: 'choice',
            initial: '12',
            options: ['3', '6', '12'].map((value) => ({ value, label: t('months', { n: value }) })),
          },
        ]}
        shape={(values) => ({ ...values, termMonths: Number.parseInt(String(values.termMonths), 10) })}
      />
    )
  return null
}
