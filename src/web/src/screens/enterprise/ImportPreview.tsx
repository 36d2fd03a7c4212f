import type { Commands } from '../../api/generated.js'
import type { RowProblem } from '../../api/types.js'
import { subtract } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity } from '../../parts/Figure.js'

type Preview = Commands['/v1/enterprises/{uscc}/activity-imports']['answer']['preview']
type PreviewMonth = NonNullable<Preview>[number]

/** Every problem and every anomaly by row and column, as the spreadsheet counts. */
export function ImportProblems({ rows }: { readonly rows: readonly RowProblem[] }) {
  const { t, code } = useLanguage()
  if (rows.length === 0) return null
  const columns: readonly Column<RowProblem>[] = [
    { id: 'row', label: t('import.row'), figure: true, width: 70, show: (row) => row.row },
    { id: 'column', label: t('import.column'), show: (row) => <code>{row.column}</code> },
    {
      id: 'severity',
      label: t('import.severity'),
      show: (row) => (
        <span className={`mark ${row.severity === 'error' ? 'mark-no' : 'mark-warn'}`}>
          {t(row.severity === 'error' ? 'import.error' : 'import.warning')}
        </span>
      ),
    },
    { id: 'message', label: t('import.message'), show: (row) => <span className="long">{row.message[code]}</span> },
    { id: 'code', label: t('import.code'), optional: true, show: (row) => <code>{row.code}</code> },
  ]
  return (
    <DataTable
      id="import-problems"
      caption={t('import.problems')}
      columns={columns}
      rows={[...rows].sort((a, b) => a.row - b.row)}
      rowKey={(row) => `${row.row} ${row.column} ${row.code}`}
    />
  )
}

/** What the import would do to each month's emissions. */
export function ImportPreview({ months }: { readonly months: Preview }) {
  const { t } = useLanguage()
  if (months === null || months.length === 0) return null
  const columns: readonly Column<PreviewMonth>[] = [
    { id: 'month', label: t('field.month'), show: (row) => row.month },
    {
      id: 'before',
      label: `${t('import.before')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={row.before.total} />,
    },
    {
      id: 'after',
      label: `${t('import.after')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={row.after.total} />,
    },
    {
      id: 'change',
      label: `${t('import.change')} (tCO₂)`,
      figure: true,
      show: (row) => <Quantity of={subtract(row.after.total, row.before.total)} />,
    },
  ]
  return (
    <>
      <h3 className="part-title">{t('import.preview')}</h3>
      <DataTable
        id="import-preview"
        caption={t('import.preview')}
        columns={columns}
        rows={months}
        rowKey={(row) => row.month}
      />
    </>
  )
}
