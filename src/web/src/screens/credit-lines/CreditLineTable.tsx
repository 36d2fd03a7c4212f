import type { CreditLine } from '../../api/types.js'
import type { Pages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Grade } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'

/** Credit lines with their price and use; each opens its own sheet, its rate the decision behind it. */
export function CreditLineTable({
  pages,
  withEnterprise,
  empty,
}: {
  readonly pages: Pages<CreditLine>
  readonly withEnterprise: boolean
  readonly empty: string
}) {
  const { t, name, word } = useLanguage()
  const columns: readonly Column<CreditLine>[] = [
    ...(withEnterprise
      ? [
          {
            id: 'enterprise',
            label: t('field.enterprise'),
            show: (line: CreditLine) =>
              line.enterprise === undefined ? (
                '—'
              ) : (
                <Go to={`/app/enterprises/${line.enterprise.uscc}`}>{name(line.enterprise)}</Go>
              ),
          },
        ]
      : []),
    { id: 'lender', label: t('field.lender'), show: (line) => name(line.lender) },
    { id: 'product', label: t('field.product'), show: (line) => word('product', line.product) },
    { id: 'from', label: t('field.effectiveFrom'), optional: true, show: (line) => line.effectiveFrom },
    { id: 'grade', label: t('field.grade'), show: (line) => <Grade grade={line.grade} /> },
    {
      id: 'prior',
      label: t('figure.priorLimit'),
      money: true,
      optional: true,
      show: (line) => <Amount yuan={line.priorLimit} />,
    },
    {
      id: 'increase',
      label: t('figure.lineIncrease'),
      money: true,
      optional: true,
      show: (line) => <Amount yuan={line.increase} signed />,
    },
    {
      id: 'limit',
      label: t('figure.limit'),
      money: true,
      show: (line) => (
        <Go to={`/app/credit-lines/${line.id}`}>
          <Amount yuan={line.limit} />
        </Go>
      ),
    },
    { id: 'used', label: t('line.used'), money: true, show: (line) => <Amount yuan={line.used} /> },
    {
      id: 'reserved',
      label: t('line.reserved'),
      money: true,
      optional: true,
      show: (line) => <Amount yuan={line.reserved} />,
    },
    { id: 'available', label: t('line.available'), money: true, show: (line) => <Amount yuan={line.available} /> },
    {
      id: 'reference',
      label: t('figure.referenceRate'),
      figure: true,
      show: (line) => <Rate percent={line.referenceRate} />,
    },
    { id: 'discount', label: t('figure.discount'), figure: true, show: (line) => <Bp bp={line.discountBp} /> },
    {
      id: 'rate',
      label: t('figure.rate'),
      figure: true,
      show: (line) =>
        line.rateDecisionId === null ? (
          <Rate percent={line.rate} />
        ) : (
          <Go to={`/app/rate-decisions/${line.rateDecisionId}`}>
            <Rate percent={line.rate} />
          </Go>
        ),
    },
    {
      id: 'saving',
      label: t('figure.annualSaving'),
      money: true,
      show: (line) => <Amount yuan={line.annualSaving} />,
    },
  ]
  return (
    <PagedTable
      id="credit-lines"
      caption={t('lines.title')}
      columns={columns}
      pages={pages}
      rowKey={(line) => line.id}
      opens={(line) => `/app/credit-lines/${line.id}`}
      empty={empty}
    />
  )
}
