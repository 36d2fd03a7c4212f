import type { ApplicationRecord, Quote } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { SignContract } from './SignContract.js'

export const newestFirst = (quotes: readonly Quote[]): readonly Quote[] =>
  quotes.toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))

/** Before the decision and with the bank: a returned form is with its officer. */
const BEFORE_DECISION = ['APPLIED', 'QUOTED', 'SURVEYED', 'REVIEWED'] as const
type Props = { readonly application: ApplicationRecord }

/** What this person may do to the application where it stands. */
export function ApplicationActions({ application }: Props) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isReviewer = useHasRole('credit_reviewer')
  const isDecider = useHasRole('credit_approver', 'credit_committee')
  const isApplicant = useHasRole('enterprise_user')
  const { state, quotes, loanId } = application
  const isBefore = (BEFORE_DECISION as readonly string[]).includes(state)
  const surveyed = state === 'SURVEYED' || state === 'REVIEWED'
  return (
    <>
      {isOfficer && (isBefore || state === 'RETURNED') ? (
        <NewQuote application={application} primary={quotes.length === 0 && isBefore} />
      ) : null}
      {isOfficer && (state === 'APPLIED' || state === 'QUOTED') ? (
        <Survey application={application} primary={quotes.length > 0} />
      ) : null}
      {isReviewer && isBefore && state !== 'REVIEWED' ? <Review application={application} primary={surveyed} /> : null}
      {isDecider && isBefore && quotes.length > 0 ? <Decide application={application} /> : null}
      {isOfficer && state === 'RETURNED' ? <Resubmit application={application} /> : null}
      {isOfficer && state === 'APPROVED' ? <SignContract application={application} /> : null}
      {(isOfficer || isApplicant) && (isBefore || state === 'RETURNED' || state === 'APPROVED') ? (
        <Withdraw application={application} />
      ) : null}
      {loanId ? <Go to={`/app/loans/${loanId}`}>{t('application.openLoan')}</Go> : null}
    </>
  )
}

/** What each step is handed in with. */
const about = ({ application }: Props, what: string) => ({
  params: { id: application.id },
  draft: `${what}-${application.id}-${application.version}`,
  fixed: { version: application.version },
})
/** The day from which the next step may be dated. */
const lastDay = ({ application }: Props) => application.steps.at(-1)?.on ?? application.appliedOn
const refusals = { BUSINESS_DATE_AHEAD: 'on', DATES_OUT_OF_ORDER: 'on' }

function NewQuote(props: Props & { readonly primary: boolean }) {
  const { t } = useLanguage()
  const { application, primary } = props
  return (
    <CommandButton
      primary={primary}
      label={t('quote.new')}
      intro={t('quote.intro')}
      action="/v1/loan-applications/{id}/quotes"
      params={{ id: application.id }}
      draft={`quote-${application.id}`}
      refusals={refusals}
      fields={[{ name: 'on', label: t('quote.day'), kind: 'date', initial: lastDay(props) }]}
    />
  )
}

function Survey(props: Props & { readonly primary: boolean }) {
  const { t } = useLanguage()
  return (
    <CommandButton
      {...about(props, 'survey')}
      primary={props.primary}
      label={t('step.survey')}
      intro={t('survey.intro')}
      action="/v1/loan-applications/{id}/survey"
      refusals={refusals}
      fields={[
        { name: 'on', label: t('survey.on'), kind: 'date', initial: lastDay(props) },
        { name: 'evidenceHash', label: t('survey.report'), kind: 'hash', help: t('form.hashHelp') },
        { name: 'opinion', label: t('survey.opinion'), kind: 'longText' },
      ]}
    />
  )
}

function Review(props: Props & { readonly primary: boolean }) {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      {...about(props, 'review')}
      primary={props.primary}
      label={t('step.review')}
      intro={t('review.intro')}
      action="/v1/loan-applications/{id}/review"
      refusals={{ ...refusals, STEP_MISSING: 'decision' }}
      fields={[
        {
          name: 'decision',
          label: t('field.decision'),
          kind: 'choice',
          options: ['PASS', 'RETURN'].map((value) => ({ value, label: word('decision', value) })),
        },
        { name: 'on', label: t('review.on'), kind: 'date', initial: lastDay(props) },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText', help: t('review.opinionHelp') },
        { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true },
      ]}
    />
  )
}

function Decide(props: Props) {
  const { t, word } = useLanguage()
  const { application } = props
  // A quote of another amount or term belongs to an earlier round of the form.
  const quotes = newestFirst(application.quotes).filter(
    ({ amount, tenorMonths }) => amount === application.amount && tenorMonths === application.tenorMonths,
  )
  return (
    <CommandButton
      {...about(props, 'decision')}
      primary
      label={t('application.decide')}
      intro={t('maker.checker')}
      action="/v1/loan-applications/{id}/decision"
      refusals={{
        ...refusals,
        STEP_MISSING: 'decision',
        APPROVAL_ABOVE_ROLE: 'approvedAmount',
        AMOUNT_ABOVE_APPLIED: 'approvedAmount',
        AMOUNT_ABOVE_SECURED_LIMIT: 'approvedAmount',
        QUOTE_EXPIRED: 'quoteId',
        QUOTE_REQUIRED: 'quoteId',
        QUOTE_NOT_AGREED: 'quoteId',
        QUOTE_DOES_NOT_MATCH: 'quoteId',
      }}
      fields={[
        {
          name: 'decision',
          label: t('field.decision'),
          kind: 'choice',
          initial: 'APPROVE',
          options: ['APPROVE', 'RETURN', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
          help: t('application.decisionHelp'),
        },
        {
          name: 'quoteId',
          label: t('quote.title'),
          kind: 'choice',
          optional: true,
          initial: quotes[0]?.id ?? '',
          options: quotes.map((quote) => ({
            value: quote.id,
            label: t('quote.choice', { on: quote.pricedOn, rate: quote.rate, expires: quote.expiresOn }),
          })),
        },
        {
          name: 'approvedAmount',
          label: t('application.approvedAmount'),
          kind: 'amount',
          optional: true,
          initial: application.amount,
        },
        { name: 'on', label: t('application.decidedOn'), kind: 'date', initial: lastDay(props) },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
        { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true },
      ]}
      shape={({ quoteId, approvedAmount, ...body }) =>
        body.decision === 'APPROVE' ? { ...body, quoteId, approvedAmount } : body
      }
    />
  )
}

function Resubmit(props: Props) {
  const { t } = useLanguage()
  const { application } = props
  return (
    <CommandButton
      {...about(props, 'resubmission')}
      primary
      label={t('step.resubmit')}
      intro={t('resubmit.intro')}
      action="/v1/loan-applications/{id}/resubmission"
      refusals={refusals}
      fields={[
        { name: 'amount', label: t('field.amount'), kind: 'amount', initial: application.amount },
        {
          name: 'tenorMonths',
          label: t('field.tenorMonths'),
          kind: 'integer',
          initial: String(application.tenorMonths),
        },
        { name: 'on', label: t('resubmit.on'), kind: 'date', initial: lastDay(props) },
        { name: 'purpose', label: t('field.purpose'), kind: 'longText', initial: application.purpose },
        { name: 'opinion', label: t('resubmit.opinion'), kind: 'longText' },
        { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true },
      ]}
    />
  )
}

function Withdraw(props: Props) {
  const { t } = useLanguage()
  return (
    <CommandButton
      {...about(props, 'withdrawal')}
      label={t('step.withdraw')}
      intro={t('withdraw.intro')}
      action="/v1/loan-applications/{id}/withdrawal"
      refusals={refusals}
      fields={[
        { name: 'on', label: t('withdraw.on'), kind: 'date', initial: lastDay(props) },
        { name: 'opinion', label: t('field.reason'), kind: 'longText' },
      ]}
    />
  )
}
