import { Button } from 'antd'
import type { RealisedDimension, RealisedRow, RealisedTotals } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Bp, Count } from '../../parts/Figure.js'
import { Grade } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'

/** The console's screen for the loans behind a cell, from the address at which the interface lists them. */
export const loansAddress = (lineage: string | null): string | null =>
  lineage === null ? null : lineage.replace('/v1/lineage/loan-savings', '/app/realised-saving/loans')

interface SavingTableProps {
  readonly by: RealisedDimension
  readonly rows: readonly RealisedRow[]
  readonly totals: RealisedTotals
  /** Narrows the report to a row; absent where it cannot be narrowed. */
  readonly narrow?: (key: string) => void
}

/** The saving by a dimension, each figure of a cell open to the loans behind it. */
export function SavingTable({ by, rows, totals, narrow }: SavingTableProps) {
  const { t } = useLanguage()
  const amount =
    (figure: 'averageBalance' | 'executedInterest' | 'referenceInterest' | 'potentialAnnualSaving') =>
    (row: RealisedTotals) => <Amount yuan={row[figure]} />
  const columns: readonly Column<RealisedRow>[] = [
    { id: 'name', label: t(`savingBy.${by}`), show: (row) => <RowName by={by} row={row} /> },
    { id: 'loans', label: t('saving.loans'), figure: true, ...both((row) => <Count of={row.loans} />) },
    {
      id: 'enterprises',
      label: t('figure.enterprisesShort'),
      figure: true,
      ...both((row) => <Count of={row.enterprises} />),
    },
    { id: 'balance', label: t('saving.averageBalance'), money: true, ...both(amount('averageBalance')) },
    { id: 'reference', label: t('saving.referenceInterest'), money: true, ...both(amount('referenceInterest')) },
    { id: 'executed', label: t('saving.executedInterest'), money: true, ...both(amount('executedInterest')) },
    {
      id: 'saving',
      label: t('saving.realisedSaving'),
      money: true,
      ...both((row) => {
        const address = loansAddress(row.lineage)
        const figure = <Amount yuan={row.realisedSaving} />
        return address === null ? figure : <Go to={address}>{figure}</Go>
      }),
    },
    { id: 'simple', label: t('saving.simpleBp'), figure: true, ...both((row) => <Bp bp={row.simpleBp} />) },
    { id: 'weighted', label: t('saving.weightedBp'), figure: true, ...both((row) => <Bp bp={row.weightedBp} />) },
    { id: 'potential', label: t('saving.potential'), money: true, ...both(amount('potentialAnnualSaving')) },
    ...(narrow === undefined
      ? []
      : [
          {
            id: 'narrow',
            label: t('table.actions'),
            show: (row: RealisedRow) =>
              row.hidden ? null : (
                <Button size="small" onClick={() => narrow(row.key)}>
                  {t('saving.narrow')}
                </Button>
              ),
          },
        ]),
  ]
  function both(show: (row: RealisedTotals) => React.ReactNode) {
    return { show, total: show(totals) }
  }
  return (
    <>
      <DataTable
        id="realised-saving"
        caption={t('nav.realised')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        opens={(row) => loansAddress(row.lineage)}
        empty={t('saving.empty')}
      />
      {rows.some((row) => row.hidden) ? <p className="note card-foot">{t('report.hiddenNote')}</p> : null}
    </>
  )
}

function RowName({ by, row }: { readonly by: RealisedDimension; readonly row: RealisedRow }) {
  const { t, word, name } = useLanguage()
  const { nameZh, nameEn } = row
  const label =
    by === 'grade' ? (
      <Grade grade={row.key} />
    ) : by === 'product' ? (
      word('product', row.key)
    ) : nameZh === null ? (
      row.key
    ) : (
      name({ nameZh, nameEn: nameEn ?? nameZh })
    )
  return row.hidden ? (
    <>
      {label} <span className="flag">{t('report.hidden')}</span>
    </>
  ) : (
    label
  )
}
