import type { EligibilityLine } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { RuleSource } from '../../parts/tags.js'

/** 准入检查, line by line: passed or not, why, what would cure it, and the rule row. */
export function EligibilityLines({ lines }: { readonly lines: readonly EligibilityLine[] }) {
  const { t, code } = useLanguage()
  const tone = (line: EligibilityLine) => (line.passed ? (line.warning ? 'warn' : 'yes') : 'no')
  return (
    <div className="table-scroll">
      <table className="plain-table eligibility">
        <thead>
          <tr>
            <th scope="col">{t('filing.outcome')}</th>
            <th scope="col">{t('filing.check')}</th>
            <th scope="col">{t('rule.source')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.check}>
              <td>
                <span className={`mark mark-${tone(line)}`}>
                  {t(line.passed ? (line.warning ? 'filing.warned' : 'filing.passed') : 'filing.failed')}
                </span>
              </td>
              <th scope="row">
                {line.message[code]}
                {line.cure === null ? null : <div className="note">{line.cure[code]}</div>}
              </th>
              <td>
                <RuleSource rule={line.rule} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
