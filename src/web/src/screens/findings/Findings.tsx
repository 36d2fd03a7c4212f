import { useNavigate } from 'react-router'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { FindingTable } from './FindingTable.js'

const SHOWN_MONTHS = 18

/** The months before a day, the last one first. */
const monthsBefore = (day: string): readonly string[] =>
  Array.from({ length: SHOWN_MONTHS }, (_, back) => {
    const [year = 0, month = 1] = day.split('-').map((part) => Number.parseInt(part, 10))
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })

/** 再贷款检查: what the monthly checks of the branch found, and how banks answered. */
export function Findings() {
  const { t, word } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const navigate = useNavigate()
  const { asOf, href } = useTimes()
  return (
    <Page
      title={t('nav.findings')}
      note={t('check.note')}
      actions={
        isReviewer ? (
          <CommandButton
            primary
            label={t('check.run')}
            intro={t('check.runIntro')}
            action="/v1/jobs/reloan-checks"
            draft="reloan-checks"
            refusals={{ MONTH_NOT_OVER: 'month' }}
            fields={[{ name: 'month', label: t('field.month'), kind: 'month' }]}
            onDone={(run) => navigate(href(`/app/jobs/${run.id}`))}
          />
        ) : null
      }
    >
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="month"
            label={t('field.month')}
            options={monthsBefore(asOf ?? shanghaiDay(new Date())).map((value) => ({ value, label: value }))}
          />
          <ChoiceFilter
            name="findingState"
            label={t('field.state')}
            options={['OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED'].map((value) => ({
              value,
              label: word('findingState', value),
            }))}
          />
          <ChoiceFilter name="late" label={t('check.lateness')} options={[{ value: 'true', label: t('check.late') }]} />
        </FilterBar>
        <FindingTable />
      </Card>
    </Page>
  )
}
