import { useNavigate } from 'react-router'
import { type Application, type DataProduct, firmOf, type Pledge } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'

const PRODUCTS = ['DATA_PLEDGE', 'YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE'] as const

/** 贷款申请 */
export function Applications() {
  const { t, word, name } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const pages = usePages<Application>('/v1/loan-applications')
  const columns: readonly Column<Application>[] = [
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (row) => <Go to={`/app/applications/${row.id}`}>{name(firmOf(row))}</Go>,
    },
    { id: 'product', label: t('field.product'), show: (row) => word('product', row.product) },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'tenor', label: t('field.tenorMonths'), figure: true, show: (row) => row.tenorMonths },
    { id: 'applied', label: t('application.appliedOn'), show: (row) => row.appliedOn },
    { id: 'purpose', label: t('field.purpose'), optional: true, show: (row) => row.purpose },
    { id: 'state', label: t('field.state'), show: (row) => <State family="applicationState" state={row.state} /> },
  ]
  return (
    <Page title={t('nav.applications')} actions={isOfficer ? <NewApplication /> : null}>
      <Card flush>
        <PagedTable
          id="applications"
          caption={t('nav.applications')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/applications/${row.id}`}
          empty={t(isOfficer ? 'application.emptyOfficer' : 'application.empty')}
        />
      </Card>
    </Page>
  )
}

function NewApplication() {
  const { t, word, name } = useLanguage()
  const navigate = useNavigate()
  const { href } = useTimes()
  const pledges = usePages<Pledge>('/v1/pledges')
  const products = usePages<DataProduct>('/v1/data-products')
  return (
    <CommandButton
      primary
      label={t('application.new')}
      action="/v1/loan-applications"
      draft="application"
      fields={[
        {
          name: 'uscc',
          label: t('field.uscc'),
          kind: 'text',
          suggestions: (products.items ?? []).map((product) => ({ value: product.uscc, label: name(firmOf(product)) })),
        },
        {
          name: 'product',
          label: t('field.product'),
          kind: 'choice',
          initial: 'DATA_PLEDGE',
          options: PRODUCTS.map((value) => ({ value, label: word('product', value) })),
        },
        { name: 'amount', label: t('field.amount'), kind: 'amount' },
        { name: 'tenorMonths', label: t('field.tenorMonths'), kind: 'integer' },
        { name: 'appliedOn', label: t('application.appliedOn'), kind: 'date' },
        {
          name: 'pledgeId',
          label: t('application.pledgeId'),
          kind: 'choice',
          optional: true,
          help: t('application.pledgeHelp'),
          options: (pledges.items ?? [])
            .filter((pledge) => pledge.state !== 'RELEASED')
            .map((pledge) => ({
              value: pledge.id,
              label: `${pledge.certificateNo} · ${word('pledgeState', pledge.state)}`,
            })),
        },
        { name: 'purpose', label: t('field.purpose'), kind: 'longText' },
      ]}
      onDone={(application) => navigate(href(`/app/applications/${application.id}`))}
    />
  )
}
