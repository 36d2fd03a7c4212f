import type { Guarantee, LoanRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Card } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { GuaranteeCard } from './GuaranteeCard.js'

/** The guarantee of a loan, or how to record it. */
export function LoanGuarantees({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isGuaranteed = loan.terms.kind === 'guaranteed-loan'
  const asked = useRead<{ readonly items: readonly Guarantee[] }>(`/v1/loans/${loan.id}/guarantees`)
  return (
    <Await asked={asked}>
      {({ items }) =>
        items.length > 0 ? (
          items.map((guarantee) => <GuaranteeCard key={guarantee.id} guarantee={guarantee} loan={loan} />)
        ) : (
          <Card
            title={t('guarantee.title')}
            extra={isOfficer && isGuaranteed ? <RecordGuarantee loan={loan} /> : undefined}
          >
            <Nothing>{t(isGuaranteed ? 'guarantee.missing' : 'guarantee.notNeeded')}</Nothing>
          </Card>
        )
      }
    </Await>
  )
}

function RecordGuarantee({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('guarantee.record')}
      intro={t('guarantee.recordIntro')}
      action="/v1/loans/{id}/guarantees"
      params={{ id: loan.id }}
      draft={`guarantee-${loan.id}`}
      refusals={{
        GUARANTEE_SHARE_TOO_HIGH: 'share',
        GUARANTEE_FEE_ABOVE_CAP: 'baseFeeBp',
        GUARANTEE_NO_USED: 'guaranteeNo',
        BUSINESS_DATE_AHEAD: 'signedOn',
      }}
      fields={[
        { name: 'guarantor', label: t('guarantee.guarantor'), kind: 'text', help: t('guarantee.guarantorHelp') },
        { name: 'guaranteeNo', label: t('guarantee.no'), kind: 'text' },
        { name: 'share', label: t('guarantee.share'), kind: 'decimal', help: t('guarantee.shareHelp') },
        {
          name: 'baseFeeBp',
          label: t('guarantee.baseFee'),
          kind: 'decimal',
          optional: true,
          help: t('guarantee.baseFeeHelp'),
        },
        { name: 'signedOn', label: t('loan.signedOn'), kind: 'date', initial: loan.signedOn },
      ]}
    />
  )
}
