import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/Language.js'
import { CommandForm, type Field } from '../../../parts/CommandForm.js'
import type { LoanFormProps } from './LoanActions.js'
import { OF_THE_DAY } from './refusals.js'

/** What every proposal is handed in with. */
function usePapers(): readonly [Field<'reason'>, Field<'evidenceHash'>] {
  const { t } = useLanguage()
  return [
    { name: 'reason', label: t('field.reason'), kind: 'longText' },
    { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true, help: t('form.hashHelp') },
  ]
}

const Proposal = ({ intro, children }: { readonly intro: string; readonly children: ReactNode }) => {
  const { t } = useLanguage()
  return (
    <>
      <p className="note form-intro">
        {intro} {t('request.second')}
      </p>
      {children}
    </>
  )
}

const aboutLoan = ({ loan }: LoanFormProps, what: string) => ({
  params: { id: loan.id },
  draft: `${what}-${loan.id}`,
  fixed: { version: loan.version },
})

/** 停息 */
export function PauseForm(props: LoanFormProps) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <Proposal intro={t('pause.intro')}>
      <CommandForm
        {...aboutLoan(props, 'pause')}
        submit={t('do.propose')}
        action="/v1/loans/{id}/interest-pauses"
        refusals={{ ...OF_THE_DAY, EMPTY_PAUSE: 'to' }}
        fields={[
          { name: 'on', label: t('pause.from'), kind: 'date', initial: props.loan.position.on },
          { name: 'to', label: t('pause.to'), kind: 'date', help: t('pause.toHelp') },
          ...papers,
        ]}
        onDone={() => props.onDone(t('request.proposed'))}
      />
    </Proposal>
  )
}

/** 展期 */
export function RestructureForm(props: LoanFormProps) {
  const { t, word } = useLanguage()
  const papers = usePapers()
  const { loan } = props
  return (
    <Proposal intro={t('restructure.intro')}>
      <CommandForm
        {...aboutLoan(props, 'restructure')}
        submit={t('do.propose')}
        action="/v1/loans/{id}/restructures"
        refusals={{
          ...OF_THE_DAY,
          ARREARS_FIRST: 'on',
          RESTRUCTURE_AFTER_MATURITY: 'on',
          NOTHING_TO_RESTRUCTURE: 'on',
          DUE_DATES_NOT_RISING: 'dueDates',
          DUE_DATES_COUNT: 'dueDates',
          RATE_TOO_HIGH: 'annualRatePercent',
        }}
        fields={[
          { name: 'on', label: t('restructure.on'), kind: 'date', initial: loan.position.on },
          {
            name: 'method',
            label: t('loan.method'),
            kind: 'choice',
            initial: loan.method === 'custom' ? 'interest-only' : loan.method,
            options: ['interest-only', 'bullet', 'equal-instalment', 'equal-principal'].map((value) => ({
              value,
              label: word('method', value),
            })),
          },
          {
            name: 'annualRatePercent',
            label: t('restructure.rate'),
            kind: 'decimal',
            initial: loan.position.annualRate,
          },
          { name: 'dueDates', label: t('restructure.dueDates'), kind: 'lines', help: t('restructure.dueDatesHelp') },
          ...papers,
        ]}
        onDone={() => props.onDone(t('request.proposed'))}
      />
    </Proposal>
  )
}

/** 认定挪用 */
export function MisuseForm(props: LoanFormProps) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <Proposal intro={t('misuse.intro')}>
      <CommandForm
        {...aboutLoan(props, 'misuse')}
        submit={t('do.propose')}
        action="/v1/loans/{id}/misuse-findings"
        refusals={{ ...OF_THE_DAY, MISUSE_ALREADY_FOUND: 'on' }}
        fields={[
          { name: 'on', label: t('misuse.on'), kind: 'date', initial: props.loan.position.on },
          { name: 'amount', label: t('misuse.amount'), kind: 'amount', optional: true, help: t('misuse.amountHelp') },
          ...papers,
        ]}
        onDone={() => props.onDone(t('request.proposed'))}
      />
    </Proposal>
  )
}

/** 解除挪用 */
export function MisuseClearanceForm(props: LoanFormProps) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <Proposal intro={t('misuse.clearIntro')}>
      <CommandForm
        {...aboutLoan(props, 'misuse-cleared')}
        submit={t('do.propose')}
        action="/v1/loans/{id}/misuse-clearances"
        refusals={{ ...OF_THE_DAY, MISUSE_NOT_FOUND: 'on' }}
        fields={[
          { name: 'on', label: t('misuse.clearedOn'), kind: 'date', initial: props.loan.position.on },
          ...papers,
        ]}
        onDone={() => props.onDone(t('request.proposed'))}
      />
    </Proposal>
  )
}

/** 核销 */
export function WriteOffForm(props: LoanFormProps) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <Proposal intro={t('writeOff.intro')}>
      <CommandForm
        {...aboutLoan(props, 'write-off')}
        submit={t('do.propose')}
        action="/v1/loans/{id}/write-offs"
        refusals={{ ...OF_THE_DAY, WRITE_OFF_NOT_OVERDUE: 'on' }}
        fields={[{ name: 'on', label: t('writeOff.on'), kind: 'date', initial: props.loan.position.on }, ...papers]}
        onDone={() => props.onDone(t('request.proposed'))}
      />
    </Proposal>
  )
}
