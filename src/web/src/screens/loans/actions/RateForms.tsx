import { useLanguage } from '../../../language/Language.js'
import { CommandForm } from '../../../parts/CommandForm.js'
import { Rate } from '../../../parts/Figure.js'
import { Go, useFilter } from '../../../shell/times.js'
import type { LoanFormProps } from './LoanActions.js'
import { OF_THE_DAY } from './refusals.js'

/** 重定价 */
export function RepricingForm({ loan, onDone }: LoanFormProps) {
  const { t, word } = useLanguage()
  return (
    <>
      <p className="note form-intro">{t('repricing.intro', { policy: word('repricing', loan.terms.repricing) })}</p>
      <CommandForm
        submit={t('do.repricing')}
        action="/v1/loans/{id}/repricings"
        params={{ id: loan.id }}
        draft={`repricing-${loan.id}`}
        fixed={{ version: loan.version }}
        refusals={{ ...OF_THE_DAY, NO_REPRICING_ON_DAY: 'on', EARLIER_REPRICING_OPEN: 'on' }}
        fields={[{ name: 'on', label: t('rates.from'), kind: 'date', initial: loan.position.on }]}
        onDone={(decided) =>
          onDone(
            <>
              {t('repricing.done', { on: decided.effectiveOn })} <Rate percent={decided.rate} />
            </>,
          )
        }
      />
    </>
  )
}

/** 人工调整利率(经办); its number is told so that the second person finds it. */
export function OverrideForm({ loan, onDone }: LoanFormProps) {
  const { t } = useLanguage()
  return (
    <>
      <p className="note form-intro">
        {t('override.intro')} {t('request.second')}
      </p>
      <CommandForm
        submit={t('do.propose')}
        action="/v1/loans/{id}/rate-overrides"
        params={{ id: loan.id }}
        draft={`override-${loan.id}`}
        fixed={{ version: loan.version }}
        refusals={{ ...OF_THE_DAY, RATE_BELOW_FLOOR: 'rate', RATE_ABOVE_LIMIT: 'rate', LOAN_NOT_PAID_OUT: 'on' }}
        fields={[
          { name: 'rate', label: t('override.rate'), kind: 'decimal', initial: loan.position.annualRate },
          { name: 'on', label: t('rates.from'), kind: 'date', initial: loan.position.on },
          { name: 'reason', label: t('field.reason'), kind: 'longText' },
        ]}
        onDone={(proposed) =>
          onDone(
            <>
              {t('override.proposed')}{' '}
              <Go to={`/app/loans/${loan.id}/rates`} query={{ override: proposed.id }}>
                <code>{proposed.id}</code>
              </Go>
            </>,
          )
        }
      />
    </>
  )
}

/** 人工调整利率(复核) */
export function OverrideDecisionForm({ loan, onDone }: LoanFormProps) {
  const { t, word } = useLanguage()
  const [override, choose] = useFilter('override')
  return (
    <>
      <p className="note form-intro">
        {t('override.decideIntro')} {t('maker.checker')}
      </p>
      {override === null ? (
        <label className="labelled">
          {t('override.id')}
          <input
            className="plain-input"
            placeholder="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
            autoComplete="off"
            onChange={(event) => {
              const id = event.target.value.trim()
              if (/^[0-9a-f-]{36}$/.test(id)) choose(id)
            }}
          />
        </label>
      ) : (
        <>
          <p>
            {t('override.id')} <code>{override}</code>
          </p>
          <CommandForm
            submit={t('do.overrideDecision')}
            action="/v1/rate-overrides/{id}/decisions"
            params={{ id: override }}
            draft={`override-decision-${override}`}
            // A proposal is decided once, so nobody can have changed it since its first version.
            fixed={{ version: 1 }}
            refusals={{ RATE_BELOW_FLOOR: 'decision' }}
            fields={[
              {
                name: 'decision',
                label: t('field.decision'),
                kind: 'choice',
                options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
              },
              { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
            ]}
            onDone={(decided) => {
              choose(null)
              onDone(
                <>
                  {word('requestDecision', decided.state)} {decided.on} <Rate percent={decided.rate} />
                </>,
              )
            }}
          />
        </>
      )}
      <p className="note">{t('override.ofLoan', { no: loan.contractNo })}</p>
    </>
  )
}

/** 约定绩效目标 */
export function RatchetTargetForm({ loan, onDone }: LoanFormProps) {
  const { t, word } = useLanguage()
  return (
    <CommandForm
      submit={t('do.ratchetTarget')}
      action="/v1/loans/{id}/ratchet-targets"
      params={{ id: loan.id }}
      draft={`ratchet-target-${loan.id}`}
      refusals={{ RATCHET_TARGET_EXISTS: 'name', BUSINESS_DATE_AHEAD: 'agreedOn' }}
      fields={[
        { name: 'name', label: t('ratchet.name'), kind: 'text' },
        { name: 'unit', label: t('ratchet.unit'), kind: 'text', help: t('ratchet.unitHelp') },
        {
          name: 'comparison',
          label: t('ratchet.comparison'),
          kind: 'choice',
          initial: 'at-most',
          options: ['at-most', 'at-least'].map((value) => ({ value, label: word('comparison', value) })),
        },
        { name: 'value', label: t('field.value'), kind: 'decimal' },
        { name: 'testOn', label: t('ratchet.testOn'), kind: 'date' },
        { name: 'agreedOn', label: t('ratchet.agreedOn'), kind: 'date', initial: loan.position.on },
        { name: 'evidence', label: t('field.evidence'), kind: 'longText' },
      ]}
      onDone={() => onDone()}
    />
  )
}

const FACTS = ['report-delivered', 'report-verified', 'amendment', 'recalibrated', 'fraud'] as const
const AMENDMENTS = ['merger', 'disposal', 'boundary-change', 'factor-set-change'] as const

/** 登记绩效事实 */
export function RatchetFactForm({ loan, onDone }: LoanFormProps) {
  const { t, word } = useLanguage()
  return (
    <CommandForm
      submit={t('do.ratchetFact')}
      action="/v1/loans/{id}/ratchet-facts"
      params={{ id: loan.id }}
      draft={`ratchet-fact-${loan.id}`}
      refusals={{
        RATCHET_TEST_UNKNOWN: 'testOn',
        RATCHET_RESULTS_INCOMPLETE: 'results',
        RATCHET_REPORT_EXISTS: 'testOn',
        RATCHET_REPORT_MISSING: 'testOn',
        RATCHET_NO_AMENDMENT: 'kind',
        BUSINESS_DATE_AHEAD: 'on',
      }}
      fields={[
        {
          name: 'kind',
          label: t('event.kind'),
          kind: 'choice',
          initial: 'report-delivered',
          options: FACTS.map((value) => ({ value, label: word('ratchetFact', value) })),
        },
        { name: 'on', label: t('event.on'), kind: 'date', initial: loan.position.on },
        { name: 'testOn', label: t('ratchet.testOn'), kind: 'date', optional: true, help: t('ratchet.testOnHelp') },
        {
          name: 'event',
          label: t('ratchet.amendment'),
          kind: 'choice',
          optional: true,
          options: AMENDMENTS.map((value) => ({ value, label: word('amendment', value) })),
        },
        {
          name: 'results',
          label: t('ratchet.results'),
          kind: 'longText',
          optional: true,
          help: t('ratchet.resultsHelp'),
        },
        { name: 'evidence', label: t('field.evidence'), kind: 'longText' },
      ]}
      shape={({ results, ...body }) =>
        results === undefined ? body : { ...body, results: resultsOf(String(results)) }
      }
      onDone={() => onDone()}
    />
  )
}

/** One result a line: its name, then its value. */
const resultsOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, value = ''] = /^(.*?)[\s:：=]+(-?[\d.]+)$/.exec(line) ?? []
      return { name, value }
    })
