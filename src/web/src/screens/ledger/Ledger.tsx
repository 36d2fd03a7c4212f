import { Button } from 'antd'
import type { JournalEntry, LedgerAccount, LedgerAccounts } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { FilterBar, FilterTag } from '../../parts/Filters.js'
import { JournalEntries } from '../../parts/JournalEntries.js'
import { Card, Page } from '../../parts/Page.js'
import { Await, Failure, Loading } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { AccountBalance } from './AccountBalance.js'
import { Periods } from './Periods.js'
import { Verification } from './Verification.js'

/** 账簿: the organisation's own books. */
export function Ledger() {
  const { t, name, word } = useLanguage()
  const { query } = useTimes()
  const [account] = useFilter('account')
  const mayVerify = useHasRole('credit_approver', 'reloan_approver', 'auditor')
  const asked = useRead<LedgerAccounts>('/v1/ledger/accounts', query)
  const entries = usePages<JournalEntry>('/v1/ledger/entries', { account })
  const columns = (sums: LedgerAccounts['trialBalance']): readonly Column<LedgerAccount>[] => [
    {
      id: 'code',
      label: t('ledger.account'),
      show: (row) => (
        <Go to="/app/ledger" query={{ account: row.code }}>
          {row.code}
        </Go>
      ),
    },
    { id: 'name', label: t('field.name'), show: (row) => name(row) },
    { id: 'side', label: t('ledger.side'), show: (row) => word('side', row.normalSide) },
    {
      id: 'debit',
      label: t('ledger.debit'),
      money: true,
      show: (row) => <Amount yuan={row.debit} />,
      total: <Amount yuan={sums.debit} />,
    },
    {
      id: 'credit',
      label: t('ledger.credit'),
      money: true,
      show: (row) => <Amount yuan={row.credit} />,
      total: <Amount yuan={sums.credit} />,
    },
    { id: 'balance', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
  ]
  return (
    <Page title={t('nav.ledger')} note={t('ledger.note')}>
      <Card flush title={t('ledger.accounts')}>
        <Await asked={asked}>
          {({ accounts, trialBalance, asOf, knownAt }) => (
            <>
              <p className="card-note note">{t('report.times', { asOf, knownAt: formatInstant(knownAt) })}</p>
              <DataTable
                id="ledger"
                caption={t('ledger.accounts')}
                columns={columns(trialBalance)}
                rows={accounts}
                rowKey={(row) => row.code}
                opens={(row) => `/app/ledger?account=${row.code}`}
                empty={t('ledger.empty')}
              />
              <p className="more">
                <span className={trialBalance.balanced ? 'mark mark-yes' : 'mark mark-no'}>
                  {t(trialBalance.balanced ? 'ledger.balanced' : 'ledger.unbalanced')}
                </span>
              </p>
            </>
          )}
        </Await>
      </Card>
      {account === null ? null : <AccountBalance code={account} />}
      <Card title={t('ledger.entries')}>
        <FilterBar>
          <FilterTag name="account" label={t('ledger.account')} />
        </FilterBar>
        {entries.items !== undefined ? (
          <>
            <JournalEntries entries={entries.items} withKeys />
            {entries.hasMore ? (
              <div className="more">
                <Button onClick={entries.more} loading={entries.isFetching}>
                  {t('table.more')}
                </Button>
              </div>
            ) : null}
          </>
        ) : entries.error === null ? (
          <Loading />
        ) : (
          <Failure error={entries.error} again={entries.again} />
        )}
      </Card>
      <Periods />
      {mayVerify ? <Verification /> : null}
    </Page>
  )
}
