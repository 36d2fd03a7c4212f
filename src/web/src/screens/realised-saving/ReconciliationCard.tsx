import type { Named, SavingReconciliation } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'

type Lender = SavingReconciliation['lenders'][number]
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
  const columns: readonly Column<Lender>[] = [
    { id: 'lender', label: t('field.lender'), show: (row) => name(row as Named) },
    {
      id: 'executed',
      label: t('saving.executedInterest'),
      money: true,
      show: (row) => <Amount yuan={row.executedInterest} />,
      total: <Amount yuan={reconciliation.executedInterest} />,
    },
    {
      id: 'ledger',
      label: t('reconciliation.ledger'),
      money: true,
      show: (row) => <Amount yuan={row.ledgerInterest} />,
      total: <Amount yuan={reconciliation.ledgerInterest} />,
    },
    {
      id: 'difference',
      label: t('reconciliation.difference'),
      money: true,
      show: (row) => <Amount yuan={row.difference} signed />,
      total: <Amount yuan={difference} signed />,
    },
    ...CAUSES.map((cause) => ({
      id: cause,
      label: t(`reconciliation.cause.${cause}`),
      money: true,
      show: (row: Lender) => <Amount yuan={row.causes[cause]} signed />,
      total: <Amount yuan={causes[cause]} signed />,
    })),
  ]
  return (
    <Card
      flush
      title={t('reconciliation.title')}
      extra={
        <span className={verdict === 'unexplained' ? 'mark mark-no' : 'mark mark-yes'}>
          {t(`reconciliation.${verdict}`, { amount: causes.unexplained, difference })}
        </span>
      }
    >
      <p className="note padded">{t('reconciliation.note', { accounts: accounts.join(t('list.comma')) })}</p>
      <DataTable
        id="saving-reconciliation"
        caption={t('reconciliation.title')}
        columns={columns}
        rows={lenders}
        rowKey={(row) => row.lender}
        empty={t('reconciliation.none')}
      />
      {isZero(difference) ? null : (
        <ul className="plain-list note padded">
          {CAUSES.filter((cause) => !isZero(causes[cause])).map((cause) => (
            <li key={cause}>{causeNames[cause]?.[code] ?? cause}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}
