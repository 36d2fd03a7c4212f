import type { Commands } from '../../api/generated.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Grade } from '../../parts/tags.js'

type Simulation = Commands['/v1/enterprises/{uscc}/rating/simulation']['answer']
type Line = Simulation['lines'][number]

/** The grade that the changes would give, what keeps it from a better one, and what each line would cost. */
export function Simulated({ answer }: { readonly answer: Simulation }) {
  const { t, word } = useLanguage()
  const { rated, simulated, lines } = answer
  const columns: readonly Column<Line>[] = [
    { id: 'lender', label: t('field.lender'), show: (row) => row.lender },
    { id: 'product', label: t('field.product'), show: (row) => word('product', row.product) },
    { id: 'limit', label: t('figure.limit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    {
      id: 'before',
      label: t('simulate.rateNow'),
      figure: true,
      show: (row) => <Rate percent={row.before?.rate} />,
    },
    {
      id: 'after',
      label: t('simulate.rateThen'),
      figure: true,
      show: (row) =>
        row.after === null ? <span className="note">{row.reason ?? '—'}</span> : <Rate percent={row.after.rate} />,
    },
    {
      id: 'change',
      label: t('simulate.saving'),
      money: true,
      show: (row) => <Amount yuan={row.annualSavingChange} signed />,
    },
  ]
  return (
    <section aria-live="polite" className="stack">
      <p className="rating-result">
        <Grade grade={rated.grade} />
        <strong className="figure">{rated.scoreRounded ?? '—'}</strong>
        <span aria-hidden="true">→</span>
        <Grade grade={simulated.grade} />
        <strong className="figure">{simulated.scoreRounded ?? '—'}</strong>
        <span className="note">
          {answer.method.id} {answer.method.version}
        </span>
      </p>
      {simulated.caps.length === 0 ? null : (
        <ul className="plain-list">
          {simulated.caps.map(({ reason }) => (
            <li key={reason}>{word('cap', reason)}</li>
          ))}
        </ul>
      )}
      <DataTable
        id="simulated-lines"
        caption={t('simulate.title')}
        columns={columns}
        rows={lines}
        rowKey={(row) => row.creditLineId}
        empty={t('lines.emptyEnterprise')}
      />
    </section>
  )
}
