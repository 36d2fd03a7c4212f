import type { JournalEntry } from '../api/types.js'
import { useLanguage } from '../language/Language.js'
import { Amount } from './Figure.js'
import { Nothing } from './States.js'

/** 会计分录: debits and credits side by side, as a book shows them. */
export function JournalEntries({
  entries,
  withKeys = false,
}: {
  readonly entries: readonly JournalEntry[]
  /** Also which posting of the loan each entry is, what it adjusts, and for which day it stands. */
  readonly withKeys?: boolean
}) {
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
              <td>
                {at === 0 ? word('event', entry.event) : null}
                {at === 0 && withKeys ? <PostingKey entry={entry} /> : null}
              </td>
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

function PostingKey({ entry }: { readonly entry: JournalEntry }) {
  const { t } = useLanguage()
  return (
    <div className="note posting-key">
      {entry.postingKey === null ? null : <code title={t('ledger.key')}>{entry.postingKey}</code>}
      {entry.forOn === entry.bookedOn ? null : <span>{t('ledger.forOn', { on: entry.forOn })}</span>}
      {entry.movedFrom === null ? null : <span className="flag">{t('ledger.movedFrom', { on: entry.movedFrom })}</span>}
      {entry.adjusts === null ? null : (
        <span className="flag">{t('ledger.adjusts', { id: entry.adjusts.slice(0, 8) })}</span>
      )}
      {entry.reverses === null ? null : (
        <span className="flag">{t('ledger.reverses', { id: entry.reverses.slice(0, 8) })}</span>
      )}
    </div>
  )
}
