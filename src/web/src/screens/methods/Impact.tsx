import { Alert } from 'antd'
import type { ImpactReport } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { Migration } from './Migration.js'

type Sum = Omit<ImpactReport['byProduct'][number], 'product'>
type Moved = ImpactReport['losers'][number]

/** 影响报告: grades that would move, and what that costs or saves on the live book. */
export function Impact({
  report,
  current,
  knownAt,
  hash,
}: {
  readonly report: ImpactReport
  readonly current: boolean
  readonly knownAt: string
  readonly hash: string
}) {
  const { t, word } = useLanguage()
  const { book, before, after } = report
  const by = ({ method, version, factorSet }: typeof before) => `${method} ${version} (${factorSet})`
  return (
    <>
      {current ? null : <Alert type="warning" showIcon title={t('method.impactStale')} />}
      {report.takesEffect ? null : <Alert type="info" showIcon title={t('method.noEffect')} />}
      <p className="note">
        {t('method.impactTimes', { asOf: report.asOf, knownAt: formatInstant(knownAt) })} · {by(before)} → {by(after)} ·{' '}
        <code title={hash}>{hash.slice(0, 12)}</code>
      </p>
      <Totals
        items={[
          { label: t('method.changed'), value: <Count of={report.changed} />, note: `/ ${report.enterprises}` },
          { label: t('figure.lines'), value: <Count of={book.lines} /> },
          { label: t('figure.totalLine'), value: <Amount yuan={book.amount} /> },
          {
            label: t('figure.averageDiscount'),
            value: <Bp bp={book.discountBpAfter} />,
            note: (
              <>
                {t('method.before')} <Bp bp={book.discountBpBefore} />
              </>
            ),
          },
          { label: t('method.bpChange'), value: <Bp bp={book.discountBpChange} /> },
          {
            label: t('method.savingChange'),
            value: <Amount yuan={book.annualSavingChange} signed />,
            note: t('method.savingNote'),
          },
        ]}
      />
      <Card title={t('method.migration')}>
        <Migration rows={report.migration} />
      </Card>
      <Sums
        id="impact-products"
        title={t('report.byProduct')}
        rows={report.byProduct}
        label={(row) => word('product', row.product)}
      />
      <Sums
        id="impact-institutions"
        title={t('report.byInstitution')}
        rows={report.byInstitution}
        label={(row) => row.institution}
      />
      <div className="columns">
        <Movers id="losers" title={t('method.losers')} rows={report.losers} />
        <Movers id="gainers" title={t('method.gainers')} rows={report.gainers} />
      </div>
      {report.notRated.count === 0 && report.notPriced.count === 0 ? null : (
        <p className="note">
          {t('method.notCompared', { rated: report.notRated.count, priced: report.notPriced.count })}
        </p>
      )}
    </>
  )
}

function Sums<Row extends Sum>({
  id,
  title,
  rows,
  label,
}: {
  readonly id: string
  readonly title: string
  readonly rows: readonly Row[]
  readonly label: (row: Row) => string
}) {
  const { t } = useLanguage()
  const columns: readonly Column<Row>[] = [
    { id: 'label', label: title, show: label },
    { id: 'lines', label: t('figure.lines'), figure: true, show: (row) => <Count of={row.lines} /> },
    { id: 'amount', label: t('figure.totalLine'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'before', label: t('method.bpBefore'), figure: true, show: (row) => <Bp bp={row.discountBpBefore} /> },
    { id: 'after', label: t('method.bpAfter'), figure: true, show: (row) => <Bp bp={row.discountBpAfter} /> },
    { id: 'change', label: t('method.bpChange'), figure: true, show: (row) => <Bp bp={row.discountBpChange} /> },
    {
      id: 'saving',
      label: t('method.savingChange'),
      money: true,
      show: (row) => <Amount yuan={row.annualSavingChange} signed />,
    },
  ]
  return (
    <Card flush title={title}>
      <DataTable id={id} caption={title} columns={columns} rows={rows} rowKey={label} />
    </Card>
  )
}

function Movers({ id, title, rows }: { readonly id: string; readonly title: string; readonly rows: readonly Moved[] }) {
  const { t, name } = useLanguage()
  const columns: readonly Column<Moved>[] = [
    {
      id: 'firm',
      label: t('field.enterprise'),
      show: (row) => <Go to={`/app/enterprises/${row.uscc}`}>{name(row)}</Go>,
    },
    {
      id: 'move',
      label: t('method.move'),
      show: (row) => (
        <>
          <Grade grade={row.from} /> → <Grade grade={row.to} />
        </>
      ),
    },
    {
      id: 'saving',
      label: t('method.savingChange'),
      money: true,
      show: (row) => <Amount yuan={row.annualSavingChange} signed />,
    },
  ]
  return (
    <Card flush title={title}>
      <DataTable
        id={`impact-${id}`}
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.uscc}
        empty={t('method.noneMoved')}
      />
    </Card>
  )
}
