import type { Commands } from '../../api/generated.js'
import type { Dossier } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { Shown } from './Shown.js'

type Difference = Commands['/v1/credit-reports/{id}/reissue']['answer']['differences'][number]

/** 重述差异: every figure that moved since the earlier report, and why. */
export function Differences({ restatement }: { readonly restatement: Dossier['restatement'] }) {
  const { t, name } = useLanguage()
  if (restatement === null) return null
  const { number = '', differences = [] } = restatement as {
    readonly number?: string
    readonly differences?: readonly Difference[]
  }
  const columns: readonly Column<Difference>[] = [
    { id: 'name', label: t('creditReport.figure'), show: (row) => name(row) },
    {
      id: 'before',
      label: t('creditReport.before'),
      figure: true,
      show: (row) => <Shown text={row.beforeShown} unit={row.unit} />,
    },
    {
      id: 'after',
      label: t('creditReport.after'),
      figure: true,
      show: (row) => <Shown text={row.afterShown} unit={row.unit} />,
    },
    {
      id: 'causes',
      label: t('creditReport.cause'),
      show: (row) => (
        <ul className="plain-list long">
          {row.causes.map((cause) => (
            <li key={`${cause.cause}${cause.from}${cause.to}`}>
              {name(cause)}
              {cause.from === null && cause.to === null ? null : ` ${cause.from ?? '—'} → ${cause.to ?? '—'}`}
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <Card flush title={t('creditReport.differences', { number })}>
      <DataTable
        id="dossier-differences"
        caption={t('creditReport.differences', { number })}
        columns={columns}
        rows={differences}
        rowKey={(row) => row.id}
      />
    </Card>
  )
}
