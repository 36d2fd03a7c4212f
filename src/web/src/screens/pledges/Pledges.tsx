import type { Pledge } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'

/** 质押 */
export function Pledges() {
  const { t, word } = useLanguage()
  const pages = usePages<Pledge>('/v1/pledges')
  const columns: readonly Column<Pledge>[] = [
    {
      id: 'certificate',
      label: t('product.certificateNo'),
      show: (row) => <Go to={`/app/pledges/${row.id}`}>{row.certificateNo}</Go>,
    },
    {
      id: 'pledgor',
      label: t('pledge.pledgor'),
      show: (row) => row.uscc ?? '—',
    },
    { id: 'right', label: t('product.right'), show: (row) => word('right', row.rightType) },
    { id: 'limit', label: t('pledge.securedLimit'), money: true, show: (row) => <Amount yuan={row.securedLimit} /> },
    { id: 'contracted', label: t('pledge.contractedOn'), show: (row) => row.contractedOn },
    { id: 'registration', label: t('pledge.registrationNo'), show: (row) => row.registrationNo ?? '—' },
    { id: 'validTo', label: t('pledge.registrationEnd'), show: (row) => row.registrationValidTo ?? '—' },
    { id: 'state', label: t('field.state'), show: (row) => <State family="pledgeState" state={row.state} /> },
  ]
  return (
    <Page title={t('nav.pledges')} note={t('pledge.note')}>
      <Card flush>
        <PagedTable
          id="pledges"
          caption={t('nav.pledges')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/pledges/${row.id}`}
          empty={t('pledge.empty')}
        />
      </Card>
    </Page>
  )
}
