import type { PriceStep } from '../api/types.js'
import { formatBp, formatRate } from '../format/figures.js'
import { useLanguage } from '../language/Language.js'
import { Rate } from './Figure.js'
import { RuleSource } from './tags.js'

const SIGN: Readonly<Record<string, string>> = { plus: '+', minus: '−', 'at-least': '≥', start: '', equals: '=' }

/** A price as a sum one can add up: each line with what it does, what stands after it, and the rule row that says so. */
export function Explanation({ steps }: { readonly steps: readonly PriceStep[] }) {
  const { t, code } = useLanguage()
  return (
    <div className="table-scroll">
      <table className="plain-table explanation">
        <thead>
          <tr>
            <th scope="col">{t('price.step')}</th>
            <th scope="col" className="figures">
              {t('price.adds')}
            </th>
            <th scope="col" className="figures">
              {t('price.becomes')}
            </th>
            <th scope="col">{t('rule.source')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.no} className={step.operation === 'equals' ? 'sum' : undefined}>
              <th scope="row">{code === 'zh' ? step.labelZh : step.labelEn}</th>
              <td className="figures">
                {step.operation === 'equals' ? null : (
                  <span className="figure">
                    {SIGN[step.operation] ?? step.operation}{' '}
                    {step.unit === 'BP' ? formatBp(step.value) : formatRate(step.value)}
                    <span className="figure-unit">{step.unit}</span>
                  </span>
                )}
              </td>
              <td className="figures">
                <Rate percent={step.runningPercent} />
              </td>
              <td>
                <RuleSource rule={step.rule} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
