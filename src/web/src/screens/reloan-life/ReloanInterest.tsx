import { Alert } from 'antd'
import type { ReloanJournal } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Quantity, Rate } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import type { OfReloan } from './ReloanDetail.js'

type Settlement = ReloanJournal['settlements'][number]

/** 结息: each settlement by its days, and what has accrued since the last. */
export function ReloanInterest({ reloan }: OfReloan) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const isBranch = useHasRole('reloan_reviewer', 'reloan_approver')
  const asked = useRead<ReloanJournal>(`/v1/reloans/${reloan.id}/interest`, query)
  const columns: readonly Column<Settlement>[] = [
    { id: 'from', label: t('interest.from'), show: (row) => row.from },
    { id: 'on', label: t('interest.on'), show: (row) => row.on },
    { id: 'days', label: t('interest.days'), figure: true, show: (row) => row.days },
    { id: 'interest', label: t('interest.amount'), money: true, show: (row) => <Amount yuan={row.interest} /> },
    { id: 'unpaid', label: t('interest.unpaid'), money: true, show: (row) => <Amount yuan={row.unpaid} /> },
  ]
  return (
    <Await asked={asked}>
      {(journal) => (
        <>
          {journal.blocked === null ? null : (
            <Alert
              type="warning"
              showIcon
              title={t('interest.blocked', { parameter: journal.blocked.parameter })}
              description={t('reloan.penaltyUnknownDo', { document: journal.blocked.document })}
            />
          )}
          <Totals
            items={[
              { label: t('loan.owedPrincipal'), value: <Amount yuan={journal.principal} /> },
              { label: t('figure.rate'), value: <Rate percent={journal.rate} /> },
              {
                label: t('interest.accrued'),
                value: <Quantity of={journal.accrued} places={2} unit={t('unit.yuan')} />,
                note: t('interest.accruedNote'),
              },
              { label: t('interest.arrears'), value: <Amount yuan={journal.arrears} /> },
            ]}
          />
          <Card
            flush
            title={t('interest.settlements')}
            extra={
              isBranch ? (
                <CommandButton
                  label={t('interest.record')}
                  intro={t('interest.recordIntro')}
                  action="/v1/reloans/{id}/interest-facts"
                  params={{ id: reloan.id }}
                  draft={`interest-${reloan.id}`}
                  refusals={{ DATES_OUT_OF_ORDER: 'on', NOT_POSITIVE: 'amount' }}
                  fields={[
                    {
                      name: 'kind',
                      label: t('interest.kind'),
                      kind: 'choice',
                      initial: 'unpaid',
                      options: ['unpaid', 'paid'].map((value) => ({ value, label: word('interestFact', value) })),
                    },
                    { name: 'on', label: t('interest.on'), kind: 'date' },
                    { name: 'amount', label: t('field.amount'), kind: 'amount' },
                    { name: 'document', label: t('field.evidence'), kind: 'text' },
                  ]}
                />
              ) : undefined
            }
          >
            <DataTable
              id="settlements"
              caption={t('interest.settlements')}
              columns={columns}
              rows={[...journal.settlements].reverse()}
              rowKey={(row) => row.on}
              empty={t('interest.none')}
            />
          </Card>
        </>
      )}
    </Await>
  )
}
