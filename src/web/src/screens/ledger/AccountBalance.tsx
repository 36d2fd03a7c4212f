import type { AccountBalance as Balance } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useTimes } from '../../shell/times.js'

/** One account on the day that is looked at. */
export function AccountBalance({ code }: { readonly code: string }) {
  const { t, name, word } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<Balance>(`/v1/ledger/accounts/${code}/balance`, query)
  return (
    <Await asked={asked}>
      {({ account, asOf, knownAt }) => (
        <Card
          title={`${account.code} ${name(account)}`}
          extra={<span className="note">{t('report.times', { asOf, knownAt: formatInstant(knownAt) })}</span>}
        >
          <Facts
            items={[
              { label: t('ledger.side'), value: word('side', account.normalSide) },
              { label: t('ledger.debit'), value: <Amount yuan={account.debit} /> },
              { label: t('ledger.credit'), value: <Amount yuan={account.credit} /> },
              { label: t('loan.balance'), value: <Amount yuan={account.balance} /> },
            ]}
          />
        </Card>
      )}
    </Await>
  )
}
