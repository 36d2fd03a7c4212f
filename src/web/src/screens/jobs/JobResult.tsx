import type { JobProgress } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { groupThousands, isDecimalText } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { Card, Facts } from '../../parts/Page.js'

type Members = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a run came to: a sentence where the job has one, and every figure by name. */
export function JobResult({ run }: { readonly run: JobProgress }) {
  const { t } = useLanguage()
  const { result } = run
  return (
    <Card title={t('job.result')}>
      {run.kind === 'loan-rate-recompute' && isRecord(result) ? <RatesTold result={result} /> : null}
      <Value value={result} family="result" />
    </Card>
  )
}

function RatesTold({ result }: { readonly result: Members }) {
  const { t } = useLanguage()
  const { loans, since, tested, decided, changed, waiting, failed, on } = result
  const count = (value: unknown) => groupThousands(String(value ?? 0))
  return (
    <p>
      {loans === 'changed' && typeof since === 'string'
        ? t('recompute.sinceTold', { on: String(on), since: formatInstant(since) })
        : t('recompute.allTold', { on: String(on) })}
      {t('recompute.told', {
        tested: count(tested),
        decided: count(decided),
        changed: count(changed),
        waiting: count(waiting),
        failed: count(failed),
      })}
    </p>
  )
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function Value({ value, family = 'result' }: { readonly value: unknown; readonly family?: string }) {
  const { t, word } = useLanguage()
  if (value === null || value === undefined) return '—'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value)) return <List values={value} />
  if (isRecord(value))
    return (
      <Facts
        items={Object.entries(value).map(([id, member]) => ({
          label: word(family, id),
          value: <Value value={member} family={isRecord(member) ? 'figure' : family} />,
          wide: typeof member === 'object' && member !== null,
        }))}
      />
    )
  const text = String(value)
  if (isDecimalText(text)) return <span className="figure">{groupThousands(text)}</span>
  return INSTANT.test(text) ? formatInstant(text) : word('resultWord', text)
}

/** Records as a table of their members, anything else in a row. */
function List({ values }: { readonly values: readonly unknown[] }) {
  const { t, word } = useLanguage()
  const records = values.filter(isRecord)
  if (values.length === 0) return t('result.none')
  if (records.length < values.length) return values.map(String).join(t('list.comma'))
  const members = [...new Set(records.flatMap((record) => Object.keys(record)))]
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            {members.map((member) => (
              <th key={member} scope="col">
                {word('result', member)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a result never changes
            <tr key={at}>
              {members.map((member) => (
                <td key={member}>
                  <Value value={record[member]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
