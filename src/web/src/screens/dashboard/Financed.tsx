import type { ReactNode } from 'react'
import type { FinancedDashboard } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Count, Quantity, Rate } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { Go, useTimes } from '../../shell/times.js'

/** 融资碳排放: of the day and of the day a year before, with the quality of the data beside. */
export function Financed() {
  const { t } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<FinancedDashboard>('/v1/dashboard/city/financed-emissions', query)
  return (
    <Card title={t('dashboard.financed')}>
      <Await asked={asked}>{(of) => <Sheet of={of} />}</Await>
    </Card>
  )
}

function Sheet({ of }: { readonly of: FinancedDashboard }) {
  const { t, code } = useLanguage()
  const { now, before, same, population } = of
  if (now.loans + now.withoutFigures.loans + (before?.loans ?? 0) + (before?.withoutFigures.loans ?? 0) === 0)
    return <Nothing>{t('dashboard.nothingFinanced')}</Nothing>
  const fall = (tonnes: string | null, percent: string | null) => (
    <>
      <Quantity of={tonnes} places={2} /> {percent === null ? null : <Rate percent={percent} />}
    </>
  )
  const rows: readonly (readonly [string, string, ReactNode, ReactNode, ReactNode])[] = [
    [
      'total',
      t('dashboard.financedTotal'),
      <Quantity key="b" of={before?.total ?? null} places={2} />,
      <Quantity key="n" of={now.total} places={2} />,
      fall(of.reduction, of.reductionPercent),
    ],
    ...(same === null || same.borrowers === 0
      ? []
      : [
          [
            'same',
            t('dashboard.financedSame', { n: same.borrowers }),
            <Quantity key="b" of={same.before.total} places={2} />,
            <Quantity key="n" of={same.now.total} places={2} />,
            fall(same.reduction, same.reductionPercent),
          ] as const,
        ]),
    [
      'loans',
      t('dashboard.financedLoans'),
      <Count key="b" of={before?.loans ?? null} />,
      <Count key="n" of={now.loans} />,
      null,
    ],
    [
      'amount',
      t('dashboard.financedAmount'),
      <Amount key="b" yuan={before?.amount ?? null} />,
      <Amount key="n" yuan={now.amount} />,
      null,
    ],
    [
      'quality',
      t('dashboard.quality'),
      <Quantity key="b" of={before?.dataQuality ?? null} places={2} />,
      <Quantity key="n" of={now.dataQuality} places={2} />,
      null,
    ],
    [
      'coverage',
      t('dashboard.coverage'),
      <Rate key="b" percent={before?.coveragePercent ?? null} />,
      <Rate key="n" percent={now.coveragePercent} />,
      null,
    ],
  ]
  return (
    <>
      {population === null ? null : <p className="note">{population[code]}</p>}
      <div className="table-scroll">
        <table className="plain-table" aria-label={t('dashboard.financed')}>
          <thead>
            <tr>
              <th scope="col">{t('dashboard.figure')}</th>
              <th scope="col" className="figures">
                {t('dashboard.yearBefore', { day: before?.asOf ?? '—' })}
              </th>
              <th scope="col" className="figures">
                {t('dashboard.now', { day: now.asOf })}
              </th>
              <th scope="col" className="figures">
                {t('dashboard.fall')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([id, label, then, today, change]) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className="figures">{then}</td>
                <td className="figures">{today}</td>
                <td className="figures">{change}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">
        {of.definitions.reduction?.[code]} <Go to="/app/financed-emissions">{t('dashboard.open')}</Go>
      </p>
    </>
  )
}
