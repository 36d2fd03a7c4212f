import type { CarbonAccount as Account, EmissionRow } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity, Share } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Lineage } from '../../parts/Lineage.js'
import { AwaitLook, useLook } from '../../parts/Look.js'
import { Card, Totals } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { RuleSource } from '../../parts/tags.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { MonthChart } from './MonthChart.js'

export function CarbonAccount({ uscc }: { readonly uscc: string }) {
  const { query } = useTimes()
  const asked = useLook<Account>(`/v1/enterprises/${uscc}/carbon-account`, query)
  return (
    <AwaitLook asked={asked} uscc={uscc}>
      {(account) => <Sheet account={account} />}
    </AwaitLook>
  )
}

function Sheet({ account }: { readonly account: Account }) {
  const { t, word } = useLanguage()
  const { current, prior } = account.totals
  const base = `/app/enterprises/${account.uscc}`
  return (
    <>
      <Lineage at="account" links={{ lines: `${base}/credit-lines`, rating: `${base}/rating` }} />
      <p className="note">
        {t('account.times', {
          asOf: account.asOf,
          knownAt: formatInstant(account.knownAt),
          from: account.periods.current.from,
          to: account.periods.current.to,
          set: account.factorSet,
        })}
      </p>
      <Totals
        items={[
          {
            label: t('account.total'),
            value: <Quantity of={current.total} unit="tCO₂" places={2} />,
            note:
              prior === null ? undefined : (
                <>
                  {t('account.prior')} <Quantity of={prior.total} unit="tCO₂" places={2} />
                </>
              ),
          },
          { label: t('scope.1'), value: <Quantity of={current.scope1} unit="tCO₂" places={2} /> },
          {
            label: t('scope.2'),
            value: <Quantity of={current.scope2Location} unit="tCO₂" places={2} />,
            note: t('account.location'),
          },
          {
            label: t('account.market'),
            value: <Quantity of={current.scope2Market} unit="tCO₂" places={2} />,
            note: t('account.marketNote'),
          },
          { label: t('account.greenShare'), value: <Share of={account.greenShare} /> },
          { label: t('account.trend'), value: <Share of={account.trend} />, note: t('account.trendNote') },
        ]}
      />
      <div className="columns two-one">
        <Card title={t('account.byMonth')}>
          <MonthChart months={account.months} />
        </Card>
        <div className="stack">
          {account.intensities.length === 0 ? (
            <Card title={t('account.intensities')}>
              <Nothing>
                {t(account.withheld.includes('operating') ? 'look.noOperating' : 'account.noIntensities')}
              </Nothing>
            </Card>
          ) : (
            <Card title={t('account.intensities')}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t('account.intensity')}</th>
                    <th scope="col" className="figures">
                      {t('account.own')}
                    </th>
                    <th scope="col" className="figures">
                      {t('account.benchmark')}
                    </th>
                    <th scope="col" className="figures">
                      K
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {account.intensities.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">{word('component', row.id)}</th>
                      <td className="figures">
                        <Quantity of={row.value} />
                      </td>
                      <td className="figures">
                        <Quantity of={row.benchmark} />
                      </td>
                      <td className="figures">
                        <Quantity of={row.k} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="note">{t('account.kNote')}</p>
            </Card>
          )}
          <Card title={t('account.byCarrier')}>
            <table className="plain-table">
              <tbody>
                {account.totals.byCarrier.map(({ carrier, tCO2 }) => (
                  <tr key={carrier}>
                    <th scope="row">{word('carrier', carrier)}</th>
                    <td className="figures">
                      <Quantity of={tCO2} unit="tCO₂" places={2} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        </div>
      </div>
      <MeterRows account={account} />
    </>
  )
}

type MonthRow = EmissionRow & { readonly month: string }

/** The readings behind the account, newest month first; every emission opens its meter row. */
function MeterRows({ account }: { readonly account: Account }) {
  const { t, word } = useLanguage()
  const [month] = useFilter('month')
  const [carrier] = useFilter('carrier')
  const months = account.months.map((one) => one.month)
  const all: readonly MonthRow[] = account.months.flatMap((one) =>
    one.rows.map((row) => ({ ...row, month: one.month })),
  )
  const carriers = [...new Set(all.map((row) => row.carrier))]
  const rows = all
    .filter(
      (row) => month === 'all' || (month === null ? row.month >= account.periods.current.from : row.month === month),
    )
    .filter((row) => carrier === null || row.carrier === carrier)
    .sort((a, b) => b.month.localeCompare(a.month) || a.carrier.localeCompare(b.carrier))
  const columns: readonly Column<MonthRow>[] = [
    { id: 'month', label: t('field.month'), show: (row) => row.month },
    { id: 'carrier', label: t('field.carrier'), show: (row) => word('carrier', row.carrier) },
    { id: 'scope', label: t('field.scope'), show: (row) => t(String(row.scope).endsWith('1') ? 'scope.1' : 'scope.2') },
    {
      id: 'quantity',
      label: t('field.quantity'),
      figure: true,
      show: (row) => <Quantity of={row.quantity} unit={row.unit} places={2} />,
    },
    {
      id: 'green',
      label: t('field.greenQuantity'),
      optional: true,
      figure: true,
      show: (row) => <Quantity of={row.greenQuantity} unit={row.unit} places={2} />,
    },
    {
      id: 'factor',
      label: t('field.factor'),
      figure: true,
      show: (row) => (
        <>
          <Quantity of={row.factor.value} unit={row.factor.unit} />
          {row.factor.fallback ? (
            <span className="flag" title={t('factor.fallbackNote')}>
              {t('factor.fallback', { vintage: row.factor.vintage ?? '—' })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'factorSource',
      label: t('field.factorSource'),
      optional: true,
      show: (row) => <RuleSource rule={row.factor} />,
    },
    {
      id: 'tCO2',
      label: t('field.tCO2'),
      figure: true,
      show: (row) => (
        <Go to={`/app/activities/${row.activityId}`}>
          <Quantity of={row.tCO2} unit="tCO₂" />
        </Go>
      ),
    },
    { id: 'source', label: t('field.source'), optional: true, show: (row) => row.source },
    {
      id: 'version',
      label: t('field.version'),
      show: (row) => (row.supersedes === null ? t('activity.original') : t('activity.corrected')),
    },
  ]
  return (
    <Card flush title={t('account.rows')}>
      <FilterBar>
        <ChoiceFilter
          name="month"
          label={t('field.month')}
          any={t('account.current')}
          options={[
            { value: 'all', label: t('account.allMonths') },
            ...months.map((value) => ({ value, label: value })),
          ]}
        />
        <ChoiceFilter
          name="carrier"
          label={t('field.carrier')}
          options={carriers.map((value) => ({ value, label: word('carrier', value) }))}
        />
      </FilterBar>
      <DataTable
        id="emission-rows"
        caption={t('account.rows')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.activityId}
        opens={(row) => `/app/activities/${row.activityId}`}
        empty={t(account.withheld.includes('activity') ? 'look.noActivity' : 'account.empty')}
      />
    </Card>
  )
}
