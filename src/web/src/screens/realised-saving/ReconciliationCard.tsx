import type { Named, SavingReconciliation } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'

type Compared = Pick<SavingReconciliation, 'executedInterest' | 'ledgerInterest' | 'difference' | 'causes'>
const CAUSES = ['not-booked-yet', 'books-behind', 'moved-from-closed-period', 'unexplained'] as const
const isZero = (amount: string): boolean => !/[1-9]/.test(amount)

/** The executed interest beside what the books earned, to the fen, with every difference by its cause. */
export function ReconciliationCard({ reconciliation }: { readonly reconciliation: SavingReconciliation | null }) {
  const { t, name, code } = useLanguage()
  if (reconciliation === null)
    return (
      <Card title={t('reconciliation.title')}>
        <p className="note">{t('reconciliation.closed')}</p>
      </Card>
    )
  const { accounts, lenders, causeNames, difference, causes } = reconciliation
  const verdict = isZero(difference) ? 'equal' : isZero(causes.unexplained) ? 'explained' : 'unexplained'
  const rows: readonly { readonly key: string; readonly label: string; readonly of: Compared }[] = lenders.map(
    (lender) => ({ key: lender.lender, label: name(lender as Named), of: lender }),
  )
  return (
    <Card
      title={t('reconciliation.title')}
      extra={
        <span className={verdict === 'unexplained' ? 'mark mark-no' : 'mark mark-yes'}>
          {t(`reconciliation.${verdict}`, { amount: causes.unexplained, difference })}
        </span>
      }
    >
      <p className="note">{t('reconciliation.note', { accounts: accounts.join(t('list.comma')) })}</p>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('field.lender')}</th>
              <th scope="col" className="figures">
                {t('saving.executedInterest')}
              </th>
              <th scope="col" className="figures">
                {t('reconciliation.ledger')}
              </th>
              <th scope="col" className="figures">
                {t('reconciliation.difference')}
              </th>
              {CAUSES.map((cause) => (
                <th key={cause} scope="col" className="figures">
                  {causeNames[cause]?.[code] ?? t(`reconciliation.${cause}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, of }) => (
              <ComparedRow key={key} label={label} of={of} />
            ))}
          </tbody>
          <tfoot>
            <ComparedRow label={t('table.total')} of={reconciliation} isSum />
          </tfoot>
        </table>
      </div>
    </Card>
  )
}

function ComparedRow({
  label,
  of,
  isSum = false,
}: {
  readonly label: string
  readonly of: Compared
  readonly isSum?: boolean
}) {
  return (
    <tr className={isSum ? 'sum' : undefined}>
      <th scope="row">{label}</th>
      <td className="figures">
        <Amount yuan={of.executedInterest} />
      </td>
      <td className="figures">
        <Amount yuan={of.ledgerInterest} />
      </td>
      <td className="figures">
        <Amount yuan={of.difference} signed />
      </td>
      {CAUSES.map((cause) => (
        <td key={cause} className="figures">
          <Amount yuan={of.causes[cause]} signed />
        </td>
      ))}
    </tr>
  )
}
