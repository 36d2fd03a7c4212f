import type { RuleUse } from '../api/types.js'
import { isDecimalText } from '../format/decimal.js'
import { formatQuantity } from '../format/figures.js'
import { useLanguage } from '../language/Language.js'
import { RuleSource } from './tags.js'

type Record_ = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const stepsOf = (explanation: unknown): readonly Record_[] =>
  Array.isArray(explanation)
    ? explanation.filter(isRecord)
    : isRecord(explanation) && Array.isArray(explanation.steps)
      ? explanation.steps.filter(isRecord)
      : []

/** A price step by step: each line with what it adds and the rule row that says so. */
export function Explanation({ explanation }: { readonly explanation: unknown }) {
  const { t, word } = useLanguage()
  const steps = stepsOf(explanation)
  if (steps.length === 0) return <Rest of={explanation} />
  return (
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
        {steps.map((step, at) => {
          const id = String(step.step ?? step.id ?? step.code ?? at)
          return (
            <tr key={id}>
              <th scope="row">{word('step', id)}</th>
              <td className="figures">{shown(step.adds ?? step.bp ?? step.delta ?? step.value)}</td>
              <td className="figures">{shown(step.becomes ?? step.rate ?? step.percent ?? step.result)}</td>
              <td>
                <RuleSource rule={(isRecord(step.rule) ? step.rule : step) as RuleUse} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const shown = (value: unknown) =>
  typeof value === 'string' && isDecimalText(value) ? (
    <span className="figure">{formatQuantity(value, 2)}</span>
  ) : value === undefined || value === null ? (
    ''
  ) : (
    String(value)
  )

const Rest = ({ of }: { readonly of: unknown }) => <pre className="document">{JSON.stringify(of, null, 2)}</pre>
