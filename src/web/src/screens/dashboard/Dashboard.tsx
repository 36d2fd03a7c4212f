import { Button, Segmented } from 'antd'
import type { CityDashboard } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { CITY, RELENDING } from '../../shell/navigation.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { Discounts } from './Discounts.js'
import { Financed } from './Financed.js'
import { Grades } from './Grades.js'
import { Growth } from './Growth.js'
import { Movers } from './Movers.js'
import { Relending } from './Relending.js'
import { useDashboardTitle } from './use-dashboard-title.js'
import './dashboard.css'

const MONTHS = ['6', '12', '24'] as const

/** 全市看板: the city at a glance, or a bank's own book in the same shape. */
export function Dashboard() {
  const { t } = useLanguage()
  const title = useDashboardTitle()
  const city = useHasRole(...CITY)
  const readsReloans = useHasRole(...RELENDING)
  const [months, chooseMonths] = useFilter('months')
  const { query } = useTimes()
  const [since, chooseSince] = useFilter('since')
  const [fresh, chooseFresh] = useFilter('fresh')
  const asked = useRead<CityDashboard>('/v1/dashboard/city', { ...query, months, since, fresh })
  return (
    <Page
      title={title}
      note={t(city ? 'dashboard.note' : 'dashboard.ownNote')}
      actions={
        <>
          <label className="dashboard-since">
            <span>{t('dashboard.since')}</span>
            <input
              type="date"
              className="plain-input"
              value={since ?? asked.data?.since ?? ''}
              max={asked.data?.asOf}
              onChange={(event) => chooseSince(event.target.value || null)}
            />
          </label>
          <Segmented
            aria-label={t('dashboard.months')}
            value={months ?? '12'}
            onChange={(next) => chooseMonths(next === '12' ? null : next)}
            options={MONTHS.map((value) => ({ value, label: t('months', { n: value }) }))}
          />
        </>
      }
    >
      <Await asked={asked}>{(of) => <Figures of={of} again={() => chooseFresh('true')} />}</Await>
      {readsReloans ? (
        <>
          <Relending months={months} />
          <Financed />
        </>
      ) : (
        <p className="note">{t('dashboard.closed')}</p>
      )}
    </Page>
  )
}

function Figures({ of, again }: { readonly of: CityDashboard; readonly again: () => void }) {
  const { t } = useLanguage()
  const { inForce, discounted } = of
  return (
    <>
      <p className="note">
        {t('report.times', { asOf: of.asOf, knownAt: formatInstant(of.knownAt) })}
        {of.statisticsOnly ? ` ${t('dashboard.statistics')}` : null}
        {of.keptAt === null ? null : (
          <>
            {' '}
            {t('dashboard.kept', { at: formatInstant(of.keptAt) })}{' '}
            {of.keptAt === of.knownAt ? (
              <Button size="small" onClick={again}>
                {t('dashboard.fresh')}
              </Button>
            ) : null}
          </>
        )}
      </p>
      <Totals
        items={[
          { label: t('dashboard.institutions'), value: <Count of={discounted.institutions} /> },
          { label: t('dashboard.enterprises'), value: <Count of={discounted.enterprises} /> },
          {
            label: t('dashboard.increase'),
            value: (
              <Opens
                to="/app/credit-lines?show=discounted"
                link={discounted.lineage}
                shown={<Amount yuan={discounted.increase} />}
              />
            ),
          },
          {
            label: t('dashboard.discountedLimit'),
            value: (
              <Opens
                to="/app/credit-lines?show=discounted"
                link={discounted.lineage}
                shown={<Amount yuan={discounted.limit} />}
              />
            ),
          },
          {
            label: t('dashboard.average'),
            value: <Bp bp={discounted.averageDiscountBp} />,
            note: (
              <>
                {t('dashboard.simple')} <Bp bp={discounted.simpleAverageDiscountBp} />
              </>
            ),
          },
          {
            label: t('dashboard.saving'),
            value: (
              <Opens
                to="/app/credit-lines?show=discounted"
                link={discounted.lineage}
                shown={<Amount yuan={discounted.annualSaving} />}
              />
            ),
          },
          {
            label: t('dashboard.inForce'),
            value: <Opens to="/app/dashboard/lines" link={inForce.lineage} shown={<Amount yuan={inForce.limit} />} />,
            note: t('dashboard.inForceNote', { n: inForce.lines, m: inForce.enterprises }),
          },
        ]}
      />
      <Growth of={of} />
      <div className="columns">
        <Grades of={of} />
        <Discounts of={of} />
      </div>
      {of.movers === null ? null : <Movers of={of.movers} />}
      <Definitions of={of.definitions} />
    </>
  )
}

/** A figure that opens the rows behind it, where they are open to the reader. */
const Opens = ({
  to,
  link,
  shown,
}: {
  readonly to: string
  readonly link: string | null
  readonly shown: React.ReactNode
}) => (link === null ? shown : <Go to={to}>{shown}</Go>)

function Definitions({ of }: { readonly of: CityDashboard['definitions'] }) {
  const { t, word, code } = useLanguage()
  return (
    <details className="card definitions">
      <summary>{t('dashboard.definitions')}</summary>
      <dl>
        {Object.entries(of).map(([id, sentence]) => (
          <div key={id}>
            <dt>{word('dashboard', id)}</dt>
            <dd>{sentence[code]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
