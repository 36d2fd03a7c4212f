import type { DashboardLine } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { FilterBar, FilterTag } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { useDashboardTitle } from './use-dashboard-title.js'

/** The lines behind a figure of the dashboard. */
export function DashboardLines() {
  const { t, name, word } = useLanguage()
  const { query } = useTimes()
  const [band] = useFilter('band')
  const [uscc] = useFilter('uscc')
  const dashboard = useDashboardTitle()
  const pages = usePages<DashboardLine>('/v1/dashboard/city/lines', { ...query, band, uscc })
  const columns: readonly Column<DashboardLine>[] = [
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (line) => (
        <Go to={`/app/enterprises/${line.uscc}`}>{name({ nameZh: line.enterpriseZh, nameEn: line.enterpriseEn })}</Go>
      ),
    },
    { id: 'lender', label: t('field.lender'), show: (line) => name({ nameZh: line.lenderZh, nameEn: line.lenderEn }) },
    { id: 'product', label: t('field.product'), optional: true, show: ({ product }) => word('product', product) },
    {
      id: 'grade',
      label: t('field.grade'),
      show: ({ grade }) => (grade === null ? t('dashboard.notPriced') : <Grade grade={grade} />),
    },
    { id: 'prior', label: t('dashboard.priorLimit'), money: true, show: (line) => <Amount yuan={line.priorLimit} /> },
    {
      id: 'limit',
      label: t('dashboard.limit'),
      money: true,
      show: (line) => (
        <Go to={`/app/credit-lines/${line.creditLineId}`}>
          <Amount yuan={line.limit} />
        </Go>
      ),
    },
    {
      id: 'rate',
      label: t('figure.rate'),
      figure: true,
      show: ({ rate, links }) =>
        links.rateDecision === null ? (
          <Rate percent={rate} />
        ) : (
          <Go to={links.rateDecision.replace('/v1/', '/app/')}>
            <Rate percent={rate} />
          </Go>
        ),
    },
    { id: 'discount', label: t('dashboard.discount'), figure: true, show: (line) => <Bp bp={line.discountBp} /> },
    { id: 'saving', label: t('dashboard.saving'), money: true, show: (line) => <Amount yuan={line.annualSaving} /> },
    { id: 'priced', label: t('dashboard.pricedOn'), optional: true, show: ({ pricedOn }) => pricedOn ?? '—' },
  ]
  return (
    <Page
      title={t('dashboard.linesTitle')}
      note={t('dashboard.linesNote')}
      crumbs={[{ label: dashboard, to: '/app/dashboard' }, { label: t('dashboard.linesTitle') }]}
    >
      <Card flush>
        <FilterBar>
          <FilterTag name="band" label={t('dashboard.band')} />
          <FilterTag name="uscc" label={t('field.uscc')} />
        </FilterBar>
        <PagedTable
          id="dashboard-lines"
          caption={t('dashboard.linesTitle')}
          columns={columns}
          pages={pages}
          rowKey={({ creditLineId }) => creditLineId}
          empty={t('dashboard.noLines')}
        />
      </Card>
    </Page>
  )
}
