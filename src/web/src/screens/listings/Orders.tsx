import type { DataOrder, DataOrderRecord } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Go } from '../../shell/times.js'
import { SubjectDetail } from '../rights/SubjectDetail.js'
import { SubjectList } from '../rights/SubjectList.js'

const STATES = [
  'PLACED',
  'MATCHED',
  'SIGNED',
  'DELIVERING',
  'ACCEPTED',
  'SETTLED',
  'VOUCHERED',
  'DISPUTED',
  'CANCELLED',
]

/** 交易订单 */
export function Orders() {
  const { t } = useLanguage()
  const columns: readonly Column<DataOrder>[] = [
    {
      id: 'no',
      label: t('order.no'),
      show: (row) => <Go to={`/app/rights/orders/${row.id}`}>{row.id.slice(0, 8)}</Go>,
    },
    { id: 'seller', label: t('party.seller'), show: (row) => row.seller ?? '—' },
    { id: 'buyer', label: t('party.buyer'), show: (row) => row.buyer ?? '—' },
    { id: 'exchange', label: t('right.exchange'), show: (row) => row.exchange },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'voucher', label: t('order.voucherNo'), show: (row) => row.voucherNo ?? '—' },
  ]
  return <SubjectList subject="orders" states={STATES} columns={columns} />
}

export function OrderDetail({ id }: { readonly id: string }) {
  const { t } = useLanguage()
  return (
    <SubjectDetail<DataOrderRecord>
      subject="orders"
      id={id}
      title={(row) => t('order.title', { no: row.id.slice(0, 8) })}
      facts={(row) => [
        { label: t('party.seller'), value: row.seller ?? '—' },
        { label: t('party.buyer'), value: row.buyer ?? '—' },
        { label: t('right.exchange'), value: row.exchange },
        { label: t('field.amount'), value: <Amount yuan={row.amount} /> },
        { label: t('order.exclusive'), value: t(row.exclusive ? 'yes' : 'no') },
        { label: t('right.arbitration'), value: t(row.arbitrationClause ? 'yes' : 'no') },
        {
          label: t('order.voucherNo'),
          value: row.voucherNo === null ? '—' : `${row.voucherNo} (${row.voucherOn ?? ''})`,
        },
        { label: t('rights.listings'), value: <Go to={`/app/rights/listings/${row.listingId}`}>{t('right.open')}</Go> },
      ]}
    >
      {(row) => (row.splits.length === 0 ? null : <Splits order={row} />)}
    </SubjectDetail>
  )
}

function Splits({ order }: { readonly order: DataOrderRecord }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<DataOrderRecord['splits'][number]>[] = [
    { id: 'purpose', label: t('order.splitFor'), show: (row) => word('split', row.purpose) },
    { id: 'to', label: t('field.organisation'), show: (row) => row.organisation ?? '—' },
    {
      id: 'amount',
      label: t('field.amount'),
      money: true,
      show: (row) => <Amount yuan={row.amount} />,
      total: <Amount yuan={order.amount} />,
    },
  ]
  return (
    <Card flush title={t('order.splits')}>
      <DataTable
        id="splits"
        caption={t('order.splits')}
        columns={columns}
        rows={order.splits}
        rowKey={(row) => `${row.purpose}${row.organisation ?? ''}`}
      />
    </Card>
  )
}
