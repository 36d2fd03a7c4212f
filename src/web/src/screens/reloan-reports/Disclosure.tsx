import type { Facilities, Disclosure as Report } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Quantity, Rate } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { Asked } from './Asked.js'

type Window = Report['windows'][number]
type Line = Window['byField'][number]

/** 信息披露: projects, amounts, rates and reductions by field, in three windows. */
export function Disclosure() {
  const { t, name } = useLanguage()
  const { query } = useTimes()
  const [facility] = useFilter('facility')
  const facilities = useRead<Facilities>('/v1/reloan-facilities', query)
  const asked = useRead<Report>('/v1/reports/reloan-disclosure', { ...query, facility })
  return (
    <>
      <FilterBar>
        <ChoiceFilter
          name="facility"
          label={t('reloan.facility')}
          options={(facilities.data?.items ?? []).map((one) => ({
            value: one.code,
            label: `${name(one)} ${one.code}`,
          }))}
        />
      </FilterBar>
      <Await asked={asked}>
        {(report) => (
          <>
            <Asked times={report} />
            {report.windows.map((window) => (
              <OneWindow key={window.window} window={window} />
            ))}
          </>
        )}
      </Await>
    </>
  )
}

function OneWindow({ window }: { readonly window: Window }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<Line>[] = [
    { id: 'field', label: t('disclosure.field'), show: (row) => word('projectField', row.field) },
    {
      id: 'projects',
      label: t('disclosure.projects'),
      figure: true,
      show: (row) => row.projects,
      total: window.projects,
    },
    {
      id: 'amount',
      label: t('field.amount'),
      money: true,
      show: (row) => <Amount yuan={row.amount} />,
      total: <Amount yuan={window.amount} />,
    },
    {
      id: 'rate',
      label: t('maturity.rate'),
      figure: true,
      show: (row) => <Rate percent={row.weightedRate} />,
      total: <Rate percent={window.weightedRate} />,
    },
    {
      id: 'reduction',
      label: t('disclosure.reduction'),
      figure: true,
      show: (row) => <Quantity of={row.annualReductionT} places={2} />,
      total: <Quantity of={window.annualReductionT} places={2} />,
    },
  ]
  return (
    <Card
      flush
      title={word('window', window.window)}
      extra={<span className="note">{window.from === null ? '' : t('disclosure.from', { on: window.from })}</span>}
    >
      <DataTable
        id="disclosure"
        caption={word('window', window.window)}
        columns={columns}
        rows={window.byField}
        rowKey={(row) => row.field}
      />
      {window.withoutProject === 0 ? null : (
        <p className="note padded">{t('disclosure.without', { n: window.withoutProject })}</p>
      )}
    </Card>
  )
}
