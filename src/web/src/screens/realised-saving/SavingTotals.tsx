import type { RealisedTotals } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Totals } from '../../parts/Page.js'
import { Go } from '../../shell/times.js'
import { loansAddress } from './SavingTable.js'

/** The whole report in six figures; the two averages stand beside each other. */
export function SavingTotals({ totals }: { readonly totals: RealisedTotals }) {
  const { t } = useLanguage()
  const address = loansAddress(totals.lineage)
  const saving = <Amount yuan={totals.realisedSaving} />
  return (
    <Totals
      items={[
        {
          label: t('saving.realisedSaving'),
          value: address === null ? saving : <Go to={address}>{saving}</Go>,
          note: t('saving.realisedNote'),
        },
        {
          label: t('saving.loans'),
          value: <Count of={totals.loans} />,
          note: (
            <>
              {t('figure.enterprisesShort')} <Count of={totals.enterprises} />
            </>
          ),
        },
        { label: t('saving.averageBalance'), value: <Amount yuan={totals.averageBalance} /> },
        {
          label: t('saving.executedInterest'),
          value: <Amount yuan={totals.executedInterest} />,
          note: (
            <>
              {t('saving.referenceInterest')} <Amount yuan={totals.referenceInterest} />
            </>
          ),
        },
        {
          label: t('saving.weightedBp'),
          value: <Bp bp={totals.weightedBp} />,
          note: (
            <>
              {t('saving.simpleBp')} <Bp bp={totals.simpleBp} />
            </>
          ),
        },
        {
          label: t('saving.potential'),
          value: <Amount yuan={totals.potentialAnnualSaving} />,
          note: t('saving.potentialNote'),
        },
      ]}
    />
  )
}
