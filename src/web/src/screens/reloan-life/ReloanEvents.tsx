import type { ReloanLife } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { BodyTold } from './BodyTold.js'
import type { OfReloan } from './ReloanDetail.js'

type Event = ReloanLife['events'][number]

/** What has happened to a re-loan since it was drawn. */
export function ReloanEvents({ life }: OfReloan) {
  const { t, word } = useLanguage()
  const columns: readonly Column<Event>[] = [
    { id: 'on', label: t('process.on'), show: (row) => <span className="nowrap">{row.on}</span> },
    { id: 'kind', label: t('reloan.event'), show: (row) => word('reloanEvent', row.kind) },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'body', label: t('reloan.detail'), show: (row) => <BodyTold body={row.body} /> },
    {
      id: 'by',
      label: t('process.by'),
      show: (row) => (row.recordedBy === null ? t('process.program') : '—'),
      optional: true,
    },
    { id: 'at', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Card flush title={t('reloanTab.events')}>
      <DataTable
        id="reloan-events"
        caption={t('reloanTab.events')}
        columns={columns}
        rows={[...life.events].reverse()}
        rowKey={(row) => row.id}
        empty={t('reloan.noEvents', { on: life.drawnOn })}
      />
    </Card>
  )
}
