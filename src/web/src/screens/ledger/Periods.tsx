import type { PeriodClose } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'

/** 关账: through which day the book is closed, and who closed it. */
export function Periods() {
  const { t } = useLanguage()
  const mayClose = useHasRole('credit_approver', 'reloan_approver')
  const pages = usePages<PeriodClose>('/v1/ledger/periods')
  const columns: readonly Column<PeriodClose>[] = [
    { id: 'through', label: t('period.through'), show: (row) => row.closedThrough },
    { id: 'by', label: t('period.by'), show: (row) => row.closedByName ?? row.closedBy.slice(0, 8) },
    { id: 'opinion', label: t('field.opinion'), show: (row) => row.opinion },
    { id: 'at', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Card
      flush
      title={t('period.title')}
      extra={
        mayClose ? (
          <CommandButton
            label={t('period.close')}
            intro={t('period.intro')}
            action="/v1/ledger/periods"
            draft="ledger-period"
            refusals={{
              PERIOD_NOT_OVER: 'closeThrough',
              PERIOD_CLOSED_ALREADY: 'closeThrough',
              BOOK_OUT_OF_BALANCE: 'closeThrough',
            }}
            fields={[
              { name: 'closeThrough', label: t('period.through'), kind: 'date' },
              { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
            ]}
          />
        ) : undefined
      }
    >
      <PagedTable
        id="periods"
        caption={t('period.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.closedThrough}
        empty={t('period.empty')}
      />
    </Card>
  )
}
