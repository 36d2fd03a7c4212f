import type { ApplicationStep } from '../../api/types.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Card } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Told } from '../loans/Told.js'

/** Every step with who, when, opinion and evidence; a returned form begins a round, and earlier rounds stay. */
export function ApplicationSteps({ steps }: { readonly steps: readonly ApplicationStep[] }) {
  const { t, word } = useLanguage()
  const rounds = [...new Set(steps.map(({ round }) => round))]
  return (
    <Card title={t('step.title')}>
      {steps.length === 0 ? <Nothing>{t('step.none')}</Nothing> : null}
      {rounds.map((round) => (
        <section key={round} className="round">
          {rounds.length > 1 ? <h3 className="part-title">{t('step.round', { n: round })}</h3> : null}
          <ol className="steps">
            {steps
              .filter((step) => step.round === round)
              .map((step) => (
                <li
                  key={step.id}
                  className={step.step === 'return' || step.step === 'reject' ? 'step-back' : undefined}
                >
                  <div className="step-when">
                    <time dateTime={step.on}>{step.on}</time>
                    <span className="note">{formatInstant(step.recordedAt).slice(5, 16)}</span>
                  </div>
                  <div>
                    <strong>{word('step', step.step)}</strong>
                    <span className="note"> {step.person ?? t('step.unnamed')}</span>
                    {step.opinion === null ? null : <p>{step.opinion}</p>}
                    {isTold(step.detail) ? (
                      <div>
                        <Told body={step.detail} />
                      </div>
                    ) : null}
                    {step.evidenceHash === null ? null : (
                      <span className="note">
                        {t('field.evidence')} <code title={step.evidenceHash}>{step.evidenceHash.slice(0, 12)}</code>
                      </span>
                    )}
                  </div>
                  <State family={step.loanId === null ? 'applicationState' : 'loanState'} state={step.to} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </Card>
  )
}

const isTold = (detail: unknown): detail is Readonly<Record<string, unknown>> =>
  typeof detail === 'object' && detail !== null && !Array.isArray(detail) && Object.keys(detail).length > 0
