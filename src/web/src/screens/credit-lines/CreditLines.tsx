import { Segmented } from 'antd'
import type { CreditLine, LineageLine } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar, FilterTag } from '../../parts/Filters.js'
import { Lineage } from '../../parts/Lineage.js'
import { Card, Page } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { CITY } from '../../shell/navigation.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { CreditLineTable } from './CreditLineTable.js'
import { LineProposals, ProposeLine } from './LineProposals.js'

/** 授信额度: the lines behind a cell of the report, or every line one may see. */
export function CreditLines() {
  const { t } = useLanguage()
  const isBank = useHasRole('loan_officer', 'credit_approver')
  const mayReadProposals = useHasRole('loan_officer', 'credit_approver', 'auditor')
  const readsReport = useHasRole(...CITY)
  const [show, choose] = useFilter('show')
  const shown = show ?? (isBank ? 'all' : 'discounted')
  const views = ['discounted', 'all', ...(mayReadProposals ? ['proposals'] : [])] as const
  return (
    <Page
      title={t('lines.title')}
      crumbs={readsReport ? [{ label: t('report.title'), to: '/app/report' }, { label: t('lines.title') }] : []}
      actions={<ProposeLine />}
    >
      {shown === 'discounted' ? <Lineage at="lines" links={{}} /> : null}
      <Card
        flush
        title={
          <Segmented
            aria-label={t('lines.title')}
            value={shown}
            onChange={choose}
            options={views.map((value) => ({ value, label: t(`lines.${value as 'all'}`) }))}
          />
        }
      >
        {shown === 'proposals' ? <LineProposals /> : shown === 'all' ? <AllLines /> : <DiscountedLines />}
      </Card>
    </Page>
  )
}

const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED'] as const
const PRODUCTS = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const

function LineFilters() {
  const { t, word } = useLanguage()
  return (
    <FilterBar>
      <ChoiceFilter
        name="grade"
        label={t('field.grade')}
        options={GRADES.map((value) => ({ value, label: word('grade', value) }))}
      />
      <ChoiceFilter
        name="product"
        label={t('field.product')}
        options={PRODUCTS.map((value) => ({ value, label: word('product', value) }))}
      />
      <FilterTag name="institution" label={t('field.lender')} />
      <FilterTag name="sector" label={t('field.sector')} />
    </FilterBar>
  )
}

function DiscountedLines() {
  const { t, name, word } = useLanguage()
  const { query } = useTimes()
  const [institution] = useFilter('institution')
  const [grade] = useFilter('grade')
  const [sector] = useFilter('sector')
  const [product] = useFilter('product')
  const pages = usePages<LineageLine>('/v1/lineage/credit-lines', { ...query, institution, grade, sector, product })
  const columns: readonly Column<LineageLine>[] = [
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (line) => (
        <Go to={`/app/enterprises/${line.uscc}`}>{name({ nameZh: line.enterpriseZh, nameEn: line.enterpriseEn })}</Go>
      ),
    },
    { id: 'uscc', label: t('field.uscc'), optional: true, show: (line) => <code>{line.uscc}</code> },
    { id: 'lender', label: t('field.lender'), show: (line) => name({ nameZh: line.lenderZh, nameEn: line.lenderEn }) },
    { id: 'product', label: t('field.product'), optional: true, show: (line) => word('product', line.product) },
    { id: 'sector', label: t('field.sector'), optional: true, show: (line) => line.sector },
    { id: 'grade', label: t('field.grade'), show: (line) => <Grade grade={line.grade} /> },
    {
      id: 'prior',
      label: t('figure.priorLimit'),
      money: true,
      optional: true,
      show: (line) => <Amount yuan={line.priorLimit} />,
    },
    { id: 'limit', label: t('figure.limit'), money: true, show: (line) => <Amount yuan={line.limit} /> },
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
      show: (line) => (
        <Go to={decisionOf(line)}>
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
    <>
      <LineFilters />
      <PagedTable
        id="lineage-lines"
        caption={t('lines.title')}
        columns={columns}
        pages={pages}
        rowKey={(line) => line.creditLineId}
        opens={decisionOf}
        empty={t('lines.empty')}
      />
    </>
  )
}

/** The interface's own link, followed inside the console. */
const decisionOf = (line: LineageLine) => line.links.rateDecision.replace(/^\/v1\//, '/app/')

function AllLines() {
  const { query } = useTimes()
  const { t } = useLanguage()
  const [grade] = useFilter('grade')
  const [product] = useFilter('product')
  const pages = usePages<CreditLine>('/v1/credit-lines', { ...query, grade, product })
  return (
    <>
      <LineFilters />
      <CreditLineTable pages={pages} withEnterprise empty={t('lines.emptyAll')} />
    </>
  )
}
