import { Tabs } from 'antd'
import type { Reloan } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Card, Page } from '../../parts/Page.js'
import { Go, useFilter } from '../../shell/times.js'
import { ProposalTable } from '../reloan-life/ProposalTable.js'

/** 再贷款, and what is asked about them. */
export function Reloans() {
  const { t } = useLanguage()
  const [tab, choose] = useFilter('show')
  const shown = tab === 'proposals' ? 'proposals' : 'reloans'
  return (
    <Page title={t('nav.reloans')} note={t('reloan.note')}>
      <Tabs
        activeKey={shown}
        onChange={(next) => choose(next === 'reloans' ? null : next)}
        items={[
          { key: 'reloans', label: t('reloan.drawnOnes') },
          { key: 'proposals', label: t('proposal.title') },
        ]}
      />
      <div className="stack">{shown === 'reloans' ? <Drawn /> : <ProposalTable />}</div>
    </Page>
  )
}

function Drawn() {
  const { t, name } = useLanguage()
  const pages = usePages<Reloan>('/v1/reloans')
  const columns: readonly Column<Reloan>[] = [
    { id: 'id', label: t('reloan.no'), show: (row) => <Go to={`/app/reloans/${row.id}`}>{row.id.slice(0, 8)}</Go> },
    { id: 'lender', label: t('field.lender'), show: (row) => name({ nameZh: row.lenderZh, nameEn: row.lenderEn }) },
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    {
      id: 'loan',
      label: t('reloan.backing'),
      show: (row) => <Go to={`/app/loans/${row.loanId}`}>{row.contractNo}</Go>,
    },
    { id: 'amount', label: t('reloan.drawn'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'rate', label: t('figure.rate'), figure: true, show: (row) => <Rate percent={row.rate} /> },
    { id: 'term', label: t('reloan.term'), figure: true, show: (row) => t('months', { n: row.termMonths }) },
    { id: 'drawn', label: t('reloan.drawnOn'), show: (row) => row.drawnOn },
    { id: 'due', label: t('reloan.firstDueOn'), show: (row) => row.dueOn },
  ]
  return (
    <Card flush>
      <PagedTable
        id="reloans"
        caption={t('nav.reloans')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        opens={(row) => `/app/reloans/${row.id}`}
        empty={t('reloan.empty')}
      />
    </Card>
  )
}
