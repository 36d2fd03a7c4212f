import { ClockCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { isOpen, missingFor, type OpenStep, type Process, type TakenStep } from './process.js'

/** The last day of a clock, what it brings, and whether it is over. */
export function Deadline({ on, event }: { readonly on: string | null; readonly event?: string | null }) {
  const { t, word } = useLanguage()
  if (on === null) return <span className="note">{t('process.noDeadline')}</span>
  const isOver = on < shanghaiDay(new Date())
  return (
    <span className={isOver ? 'overdue' : undefined}>
      <ClockCircleOutlined /> {t(isOver ? 'process.overdue' : 'process.deadline', { on })}
      {event === null || event === undefined ? null : (
        <span className="note">
          {' '}
          {event === 'alert' ? t('process.thenAlert') : t('process.then', { event: word('take', event) })}
        </span>
      )}
    </span>
  )
}

/** What may happen next, by whom and until when, each step as its button; then every step that was taken. */
export function ProcessCard({
  process,
  family,
  form,
  opens = isOpen,
}: {
  readonly process: Process
  /** Names the states. */
  readonly family: string
  /** The button of a step that is open to the one who looks. */
  readonly form: (step: OpenStep) => ReactNode
  /** Which steps the one who looks may open; what the process itself says unless told. */
  readonly opens?: (step: OpenStep) => boolean
}) {
  const { t, word, code } = useLanguage()
  const steps = process.openSteps.filter(({ by }) => by.length > 0)
  const mine = steps.filter((step) => opens(step))
  const wait = steps.filter((step) => !opens(step))
  return (
    <>
      <Card title={t('process.next')} extra={<Deadline on={process.deadlineOn} event={process.deadlineEvent} />}>
        <div className="stack">
          {mine.length === 0 ? (
            <p className="note">{t(steps.length === 0 ? 'process.ended' : 'process.notYours')}</p>
          ) : (
            <div className="actions">
              {mine.map((step) => (
                <span key={step.event + step.to}>{form(step)}</span>
              ))}
            </div>
          )}
          {wait.length === 0 ? null : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('process.step')}</th>
                  <th scope="col">{t('process.leadsTo')}</th>
                  <th scope="col">{t('process.by')}</th>
                  <th scope="col">{t('process.waitsFor')}</th>
                </tr>
              </thead>
              <tbody>
                {wait.map((step) => (
                  <tr key={step.event + step.to}>
                    <th scope="row">{word('take', step.event)}</th>
                    <td>
                      <State family={family} state={step.to} />
                    </td>
                    <td>{step.by.map((party) => word('party', party)).join(t('list.comma'))}</td>
                    <td>
                      {missingFor(step).map(({ need, cure }) => (
                        <div key={need}>{cure[code]}</div>
                      ))}
                      {missingFor(step).length > 0 || step.hindrance === null ? null : (
                        <span className="note">{word('hindrance', step.hindrance)}</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </Card>
      <Card flush title={t('process.taken')}>
        <Taken steps={process.steps} family={family} />
      </Card>
    </>
  )
}

function Taken({ steps, family }: { readonly steps: readonly TakenStep[]; readonly family: string }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<TakenStep>[] = [
    { id: 'on', label: t('process.on'), show: (row) => <span className="nowrap">{row.on}</span> },
    { id: 'event', label: t('process.step'), show: (row) => word('take', row.event) },
    { id: 'to', label: t('field.state'), show: (row) => <State family={family} state={row.to} /> },
    {
      id: 'by',
      label: t('process.by'),
      show: (row) => (
        <>
          {row.person ?? row.organisation ?? t('process.program')}
          <div className="note">{word('party', row.party)}</div>
        </>
      ),
    },
    { id: 'opinion', label: t('field.opinion'), show: (row) => <span className="long">{row.opinion ?? '—'}</span> },
    {
      id: 'evidence',
      label: t('field.evidence'),
      show: (row) =>
        row.evidenceHash === null ? '—' : <code title={row.evidenceHash}>{row.evidenceHash.slice(0, 12)}</code>,
    },
    { id: 'deadline', label: t('process.until'), show: (row) => row.deadlineOn ?? '—' },
    { id: 'round', label: t('process.round'), optional: true, show: (row) => row.round },
  ]
  return (
    <DataTable
      id="process-steps"
      caption={t('process.taken')}
      columns={columns}
      rows={[...steps].reverse()}
      rowKey={(row) => String(row.no)}
    />
  )
}
