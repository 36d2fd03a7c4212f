import type { JournalEntry } from '../api/types.js'
import { useLanguage } from '../language/Language.js'
import { Amount } from './Figure.js'
import { Nothing } from './States.js'

/** 会计分录: debits and credits side by side, as a book shows them. */
export function JournalEntries({ entries }: { readonly entries: readonly JournalEntry[] }) {
  const { t, word, code } = useLanguage()
  if (entries.length === 0) return <Nothing>{t('ledger.noEntries')}</Nothing>
  return (
    <table className="plain-table journal">
      <thead>
        <tr>
          <th scope="col">{t('ledger.bookedOn')}</th>
          <th scope="col">{t('ledger.event')}</th>
          <th scope="col">{t('ledger.account')}</th>
          <th scope="col" className="figures">
            {t('ledger.debit')}
          </th>
          <th scope="col" className="figures">
            {t('ledger.credit')}
          </th>
        </tr>
      </thead>
      {entries.map((entry) => (
        <tbody key={entry.id}>
          {entry.lines.map((line, at) => (
            <tr key={`${line.account}${line.side}`}>
              <td>{at === 0 ? entry.bookedOn : null}</td>
              <td>{at === 0 ? word('event', entry.event) : null}</td>
              <td>
                <code>{line.account}</code> {code === 'zh' ? line.nameZh : line.nameEn}
              </td>
              <td className="figures">{line.side === 'debit' ? <Amount yuan={line.amount} /> : null}</td>
              <td className="figures">{line.side === 'credit' ? <Amount yuan={line.amount} /> : null}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
