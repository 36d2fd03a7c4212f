import type { Quota } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { Utilisation } from './Utilisation.js'

/** 再贷款额度, by facility and lender, with what is used. */
export function Quotas() {
  const { t, name } = useLanguage()
  const { query } = useTimes()
  const isReviewer = useHasRole('reloan_reviewer')
  const pages = usePages<Quota>('/v1/reloan-quotas', { asOf: query.asOf })
  const columns: readonly Column<Quota>[] = [
    {
      id: 'document',
      label: t('quota.documentNo'),
      show: (row) => <Go to={`/app/quotas/${row.id}`}>{row.documentNo}</Go>,
    },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'lender', label: t('field.lender'), show: (row) => name({ nameZh: row.lenderZh, nameEn: row.lenderEn }) },
    { id: 'limit', label: t('quota.limit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    { id: 'reserved', label: t('quota.reserved'), money: true, show: (row) => <Amount yuan={row.reserved} /> },
    { id: 'drawn', label: t('quota.drawn'), money: true, show: (row) => <Amount yuan={row.drawn} /> },
    { id: 'available', label: t('quota.available'), money: true, show: (row) => <Amount yuan={row.available} /> },
    { id: 'use', label: t('quota.utilisation'), width: 140, show: (row) => <Utilisation quota={row} /> },
    { id: 'valid', label: t('quota.valid'), optional: true, show: (row) => `${row.validFrom} – ${row.validTo}` },
    { id: 'state', label: t('field.state'), show: (row) => <State family="quotaState" state={row.state} /> },
  ]
  return (
    <Page
      title={t('nav.quotas')}
      actions={
        isReviewer ? (
          <CommandButton
            primary
            label={t('quota.propose')}
            intro={t('maker.approver')}
            action="/v1/reloan-quotas"
            draft="quota"
            fields={[
              { name: 'facility', label: t('reloan.facility'), kind: 'text', initial: 'ZNZX-GREEN-ZQ' },
              { name: 'lenderCode', label: t('quota.lenderCode'), kind: 'text', initial: 'RCB-SIHUI' },
              { name: 'limit', label: t('quota.limit'), kind: 'amount' },
              { name: 'documentNo', label: t('quota.documentNo'), kind: 'text' },
              { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
              { name: 'validTo', label: t('quota.validTo'), kind: 'date' },
            ]}
          />
        ) : null
      }
    >
      <Card flush>
        <PagedTable
          id="quotas"
          caption={t('nav.quotas')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/quotas/${row.id}`}
          empty={t('quota.empty')}
        />
      </Card>
    </Page>
  )
}
