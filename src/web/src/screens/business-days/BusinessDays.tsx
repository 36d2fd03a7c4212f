import { useNavigate } from 'react-router'
import type { BusinessDay } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Count } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'

/** 营业日: the bank's own day, apart from the clock on the wall. */
export function BusinessDays() {
  const { t, word } = useLanguage()
  const pages = usePages<BusinessDay>('/v1/business-days')
  const atWork = pages.items?.find((day) => day.state !== 'CLOSED')
  const isKept = (pages.items?.length ?? 0) > 0
  const isApprover = useHasRole('credit_approver')
  const columns: readonly Column<BusinessDay>[] = [
    { id: 'day', label: t('day.day'), show: (row) => <Go to={`/app/business-days/${row.day}`}>{row.day}</Go> },
    { id: 'state', label: t('field.state'), show: (row) => <State family="dayState" state={row.state} /> },
    { id: 'calendar', label: t('day.calendar'), show: (row) => word('dayCalendar', row.calendar) },
    { id: 'opened', label: t('day.openedAt'), show: (row) => formatInstant(row.openedAt) },
    {
      id: 'closing',
      label: t('day.closingAt'),
      show: (row) => (row.closingAt === null ? '—' : formatInstant(row.closingAt)),
    },
    {
      id: 'closed',
      label: t('day.closedAt'),
      show: (row) => (row.closedAt === null ? '—' : formatInstant(row.closedAt)),
    },
    { id: 'refused', label: t('day.refused'), figure: true, show: (row) => <Count of={row.refused} /> },
  ]
  return (
    <Page
      title={t('nav.businessDays')}
      note={t('day.note')}
      actions={
        pages.items === undefined ? null : atWork === undefined && !isKept ? (
          <OpenFirst />
        ) : atWork === undefined ? null : (
          <>
            <Advance from={atWork.day} />
            <Go to={`/app/business-days/${atWork.day}`}>{t('day.openAtWork', { day: atWork.day })}</Go>
          </>
        )
      }
    >
      <Card flush>
        <PagedTable
          id="business-days"
          caption={t('nav.businessDays')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.day}
          opens={(row) => `/app/business-days/${row.day}`}
          empty={t(isApprover ? 'day.emptyApprover' : 'day.empty')}
        />
      </Card>
    </Page>
  )
}

function OpenFirst() {
  const { t, word } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  if (!isApprover) return null
  return (
    <CommandButton
      primary
      label={t('day.begin')}
      intro={t('day.beginIntro')}
      action="/v1/business-days"
      draft="business-day"
      refusals={{ BUSINESS_DAY_BEFORE_BOOKS: 'day', BUSINESS_DATE_AHEAD: 'day' }}
      fields={[
        { name: 'day', label: t('day.first'), kind: 'date' },
        {
          name: 'calendar',
          label: t('day.calendar'),
          kind: 'choice',
          initial: 'every-day',
          options: ['every-day', 'working-days'].map((value) => ({ value, label: word('dayCalendar', value) })),
        },
      ]}
    />
  )
}

function Advance({ from }: { readonly from: string }) {
  const { t } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  const navigate = useNavigate()
  const { href } = useTimes()
  if (!isApprover) return null
  return (
    <CommandButton
      label={t('day.advance')}
      intro={t('day.advanceIntro', { day: from })}
      action="/v1/business-days/advance"
      draft="business-day-advance"
      refusals={{ BUSINESS_DAY_REACHED: 'to', BUSINESS_DATE_AHEAD: 'to' }}
      fields={[{ name: 'to', label: t('day.to'), kind: 'date' }]}
      onDone={() => navigate(href(`/app/business-days/${from}`))}
    />
  )
}
