import { type DataProduct, firmOf } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

/** 数据产品: rights in products made from authorised data. */
export function DataProducts() {
  const { t, word, name } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const pages = usePages<DataProduct>('/v1/data-products')
  const columns: readonly Column<DataProduct>[] = [
    { id: 'name', label: t('product.name'), show: (row) => <Go to={`/app/data-products/${row.id}`}>{row.name}</Go> },
    {
      id: 'holder',
      label: t('product.holder'),
      show: (row) => name(firmOf(row)),
    },
    { id: 'right', label: t('product.right'), show: (row) => word('right', row.rightType) },
    { id: 'certificate', label: t('product.certificateNo'), show: (row) => <code>{row.certificateNo}</code> },
    { id: 'certificateEnd', label: t('product.certificateEnd'), show: (row) => row.certificateValidTo },
    { id: 'authorisationEnd', label: t('product.authorisationEnd'), show: (row) => row.authorisationValidTo },
    { id: 'listing', label: t('product.listingNo'), optional: true, show: (row) => row.listingNo ?? '—' },
  ]
  return (
    <Page
      title={t('nav.dataProducts')}
      actions={
        isFirm ? (
          <CommandButton
            primary
            label={t('product.register')}
            action="/v1/data-products"
            draft="data-product"
            shape={({ listingNo, listingValidTo, ...body }) => ({
              ...body,
              listing: listingNo === undefined ? null : { no: listingNo, validTo: listingValidTo },
            })}
            fields={[
              { name: 'name', label: t('product.name'), kind: 'text' },
              { name: 'scenario', label: t('product.scenario'), kind: 'text' },
              { name: 'operator', label: t('product.operator'), kind: 'text', help: t('product.operatorHelp') },
              {
                name: 'rightType',
                label: t('product.right'),
                kind: 'choice',
                initial: 'operation',
                options: ['holding', 'use', 'operation'].map((value) => ({ value, label: word('right', value) })),
              },
              {
                name: 'certificateKind',
                label: t('product.certificateKind'),
                kind: 'choice',
                initial: 'local',
                options: ['national', 'local', 'exchange'].map((value) => ({
                  value,
                  label: word('certificateKind', value),
                })),
              },
              {
                name: 'certificateNo',
                label: t('product.certificateNo'),
                kind: 'text',
                help: t('product.certificateHelp'),
              },
              { name: 'certificateValidFrom', label: t('product.certificateFrom'), kind: 'date' },
              {
                name: 'certificateValidTo',
                label: t('product.certificateEnd'),
                kind: 'date',
                help: t('product.fiveYears'),
              },
              { name: 'authorisationValidTo', label: t('product.authorisationEnd'), kind: 'date' },
              { name: 'listingNo', label: t('product.listingNo'), kind: 'text', optional: true },
              { name: 'listingValidTo', label: t('product.listingEnd'), kind: 'date', optional: true },
              { name: 'basis', label: t('product.basis'), kind: 'longText', help: t('product.basisHelp') },
            ]}
          />
        ) : null
      }
    >
      <Card flush>
        <PagedTable
          id="data-products"
          caption={t('nav.dataProducts')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/data-products/${row.id}`}
          empty={t(isFirm ? 'product.emptyOwn' : 'product.empty')}
        />
      </Card>
    </Page>
  )
}
