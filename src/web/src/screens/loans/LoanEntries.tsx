import type { LoanRecord } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { JournalEntries } from '../../parts/JournalEntries.js'
import { Card } from '../../parts/Page.js'

/** The loan's entries in the book, each with the posting it stands for. */
export function LoanEntries({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  return (
    <Card title={t('loan.entries')} extra={<span className="note">{t('ledger.keyNote')}</span>}>
      <JournalEntries entries={loan.entries} withKeys />
    </Card>
  )
}
