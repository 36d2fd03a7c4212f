import { Segmented } from 'antd'
import type { LendingProduct, LendingProducts, ProductTerm } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Share } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { RuleSource } from '../../parts/tags.js'
import { useFilter, useTimes } from '../../shell/times.js'

/** 贷款产品: the terms of each as dated rows, each with where it comes from and how sure it is. */
export function Products() {
  const { t, name } = useLanguage()
  const { query } = useTimes()
  const [code, choose] = useFilter('product')
  const asked = useRead<LendingProducts>('/v1/products', query)
  return (
    <Page title={t('nav.products')} note={t('lendingProduct.note')}>
      <Await asked={asked}>
        {({ items, asOf, knownAt }) => {
          const shown = items.find((product) => product.code === code) ?? items[0]
          return shown === undefined ? (
            <Nothing>{t('lendingProduct.empty')}</Nothing>
          ) : (
            <>
              <div>
                <Segmented
                  aria-label={t('nav.products')}
                  value={shown.code}
                  onChange={choose}
                  options={items.map((product) => ({ value: product.code, label: named(product) }))}
                />
              </div>
              <Terms product={shown} times={t('report.times', { asOf, knownAt: formatInstant(knownAt) })} />
            </>
          )
        }}
      </Await>
    </Page>
  )

  function named({ code: product, nameZh, nameEn }: LendingProduct) {
    return name({ nameZh: nameZh ?? product, nameEn: nameEn ?? product })
  }
}

function Terms({ product, times }: { readonly product: LendingProduct; readonly times: string }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<ProductTerm>[] = [
    {
      id: 'term',
      label: t('facility.term'),
      show: (row) => (
        <>
          {word('term', row.term)} <code className="note">{row.term}</code>
        </>
      ),
    },
    {
      id: 'value',
      label: t('field.value'),
      show: (row) =>
        row.value === null ? <span className="flag">{t('facility.unknown')}</span> : <TermValue term={row} />,
    },
    { id: 'from', label: t('field.effectiveFrom'), show: (row) => row.validFrom },
    { id: 'to', label: t('line.until'), optional: true, show: (row) => row.validTo ?? t('line.open') },
    { id: 'published', label: t('factor.publishedOn'), optional: true, show: (row) => row.publishedOn ?? '—' },
    { id: 'rule', label: t('rule.source'), show: (row) => <RuleSource rule={row} /> },
  ]
  return (
    <Card
      flush
      title={
        <>
          {word('product', product.code)}{' '}
          <span className={product.offered ? 'mark mark-yes' : 'mark mark-no'}>
            {t(product.offered ? 'lendingProduct.offered' : 'lendingProduct.notOffered')}
          </span>
        </>
      }
      extra={<span className="note">{times}</span>}
    >
      {product.unknownTerm === null ? null : (
        <p className="card-note">{t('lendingProduct.unknownTerm', { term: word('term', product.unknownTerm) })}</p>
      )}
      <p className="card-note note">{t('lendingProduct.choice')}</p>
      <DataTable
        id="product-terms"
        caption={t('lendingProduct.terms')}
        columns={columns}
        rows={inOrder(product.terms)}
        rowKey={(row) => row.term}
      />
    </Card>
  )
}

/** The words of a term in the reader's language, an amount and a share as everywhere else. */
function TermValue({ term: { term, value, unit } }: { readonly term: ProductTerm }) {
  const { word } = useLanguage()
  if (unit === 'CNY')
    return (
      <span className="with-unit">
        <Amount yuan={value} />
      </span>
    )
  if (unit === 'ratio') return <Share of={value} />
  const parts = (value ?? '').split(term === 'instalments' ? ';' : '|')
  return (
    <span className="long">
      {parts.map((part, at) => (
        <span key={part}>
          {at === 0 ? null : <span className="note">{IN_ORDER.has(term) ? ' → ' : ' / '}</span>}
          {word(part === 'none' && term === 'approval_steps' ? 'termWord' : (FAMILY[term] ?? 'termWord'), part)}
        </span>
      ))}
      {unit === null || unit === '' || term === 'rounding' ? null : (
        <span className="figure-unit">{word('unitOf', unit)}</span>
      )}
    </span>
  )
}

/** As a contract would tell them: what it is, for whom, how it is repaid, priced, and what happens when it is not paid. */
const ORDER = [
  'name_zh name_en type amount_min amount_max tenor_min_months tenor_max_months line_revolving approval_steps',
  'methods instalments holidays month_end day_count rounding grace_principal_max_periods grace_interest_max_periods prepayment_effects',
  'reference_tenor spread_bp grid max_total_discount_bp product_floor_percent repricing quote_valid_days subsidy',
  'overdue_uplift misuse_uplift grace_days compound_charged compound_base compound_after_maturity',
  'waterfall waterfall_across waterfall_bad waterfall_bad_from',
]
  .join(' ')
  .split(' ')
const placeOf = ({ term }: ProductTerm) => (ORDER.includes(term) ? ORDER.indexOf(term) : ORDER.length)
const inOrder = (terms: readonly ProductTerm[]) => terms.toSorted((a, b) => placeOf(a) - placeOf(b))

/** Terms whose words stand in an order, not for a choice. */
const IN_ORDER = new Set(['waterfall', 'waterfall_bad', 'approval_steps'])

/** In which family the words of a term are told. */
const FAMILY: Readonly<Record<string, string>> = {
  type: 'productKind',
  methods: 'method',
  instalments: 'instalments',
  holidays: 'holidays',
  repricing: 'repricing',
  waterfall: 'bucket',
  waterfall_bad: 'bucket',
  compound_base: 'bucket',
  compound_after_maturity: 'compoundAfter',
  guarantee_fee_basis: 'feeBasis',
  approval_steps: 'step',
  month_end: 'monthEnd',
  rounding: 'rounding',
  prepayment_effects: 'excess',
}
