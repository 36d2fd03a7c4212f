import type { Statement } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity, Share } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'

type Site = Statement['bySite'][number]
type Intensity = Statement['intensities'][number]

/** One statement by carrier and meter, its intensities against the sector, and what is missing in it. */
export function StatementDetail({ statement, title }: { readonly statement: Statement; readonly title: string }) {
  const { t, word } = useLanguage()
  const hasMeters = statement.bySite.length > 0
  const rows: readonly Site[] = hasMeters
    ? statement.bySite
    : statement.byCarrier.map((row) => ({ ...row, meter: 'all' }))
  const parts: readonly Column<Site>[] = [
    { id: 'carrier', label: t('field.carrier'), show: (row) => word('carrier', row.carrier) },
    {
      id: 'meter',
      label: t('activity.meter'),
      show: (row) => (row.meter === 'all' ? t('statement.allMeters') : row.meter),
    },
    { id: 'scope', label: t('field.scope'), show: (row) => word('scope', String(row.scope)) },
    {
      id: 'location',
      label: `${t('statement.byLocation')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={row.tCO2} places={2} />,
    },
    {
      id: 'market',
      label: `${t('statement.byMarket')} (tCO₂)`,
      figure: true,
      show: (row) => (row.scope === 2 ? <Quantity of={row.tCO2Market} places={2} /> : '—'),
    },
  ]
  const intensities: readonly Column<Intensity>[] = [
    { id: 'intensity', label: t('account.intensity'), show: (row) => word('component', row.id) },
    {
      id: 'own',
      label: t('account.own'),
      figure: true,
      show: (row) =>
        row.value === null ? <span className="note">{word('reason', row.reason)}</span> : <Quantity of={row.value} />,
    },
    { id: 'benchmark', label: t('account.benchmark'), figure: true, show: (row) => <Quantity of={row.benchmark} /> },
    { id: 'k', label: 'K', figure: true, show: (row) => <Quantity of={row.k} /> },
    {
      id: 'quantile',
      label: t('statement.quantile'),
      figure: true,
      show: (row) =>
        row.quantile === null ? (
          <span className="note">{word('reason', row.quantileReason)}</span>
        ) : (
          <Share of={row.quantile} />
        ),
    },
    { id: 'entities', label: t('rating.entities'), figure: true, show: (row) => row.entities ?? '—' },
  ]
  return (
    <>
      <Card flush title={t('statement.parts', { period: title })}>
        <DataTable
          id="statement-parts"
          caption={t('statement.parts', { period: title })}
          columns={parts}
          rows={rows}
          rowKey={(row) => `${row.carrier} ${row.meter}`}
          empty={t('account.empty')}
        />
        {statement.missing.length === 0 ? null : (
          <div className="card-foot">
            <p className="note">{t('statement.missing')}</p>
            <ul className="plain-list">
              {statement.missing.map(({ carrier, meter, missing }) => (
                <li key={`${carrier} ${meter}`}>
                  {word('carrier', carrier)} {meter}: {missing.join(t('list.comma'))}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Card>
      {statement.intensities.length === 0 ? null : (
        <Card flush title={t('statement.intensities', { period: title })}>
          <DataTable
            id="statement-intensities"
            caption={t('account.intensities')}
            columns={intensities}
            rows={statement.intensities}
            rowKey={(row) => row.id}
          />
        </Card>
      )}
    </>
  )
}
