import type { Loan, Shortfall } from '../../api/types.js'
import { firmOf } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatAmount } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import type { OfReloan } from './ReloanDetail.js'

const CLAWBACK_REASONS = ['REPAID_EARLY', 'INELIGIBLE', 'MISUSED', 'FALSE_FILING', 'SHORTFALL_NOT_CURED'] as const
const OF_THE_DAY = {
  DATES_OUT_OF_ORDER: 'on',
  BEFORE_DRAWING: 'on',
  EXTENSION_AFTER_DUE: 'on',
  EXTENSION_NOT_BEGUN: 'on',
  SUBSTITUTE_AFTER: 'on',
} as const

const about = ({ reloan, life }: OfReloan, what: string) => ({
  params: { id: reloan.id },
  draft: `${what}-${reloan.id}`,
  fixed: { version: life.version },
})

/** What every proposal is handed in with. */
function usePapers() {
  const { t } = useLanguage()
  return [
    { name: 'reason', label: t('field.reason'), kind: 'longText' },
    { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', optional: true, help: t('form.hashHelp') },
  ] as const
}

/** What this person may ask of a re-loan: the bank returns, extends, substitutes; the branch claws back. */
export function ReloanActions(props: OfReloan) {
  const isOfficer = useHasRole('loan_officer')
  const isReviewer = useHasRole('reloan_reviewer')
  const { state } = props.life.standing
  const isOpen = state === 'LIVE' || state === 'OVERDUE'
  if (!isOpen) return null
  if (isOfficer)
    return (
      <>
        <ReturnButton {...props} primary />
        {state === 'LIVE' ? <ExtendButton {...props} /> : null}
        <SubstituteOfDay {...props} />
      </>
    )
  return isReviewer ? <ClawBackButton {...props} /> : null
}

/** 归还 */
export function ReturnButton({
  amount,
  primary = false,
  ...props
}: OfReloan & { readonly amount?: string; readonly primary?: boolean }) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <CommandButton
      {...about(props, 'return')}
      primary={primary}
      label={t('reloan.return')}
      intro={t('reloan.returnIntro')}
      told={t('proposal.proposed')}
      action="/v1/reloans/{id}/returns"
      refusals={{ ...OF_THE_DAY, RETURN_ABOVE_BALANCE: 'amount', NOT_POSITIVE: 'amount' }}
      fields={[
        { name: 'amount', label: t('field.amount'), kind: 'amount', initial: amount ?? props.life.standing.balance },
        { name: 'on', label: t('reloan.returnOn'), kind: 'date', initial: props.life.asOf },
        ...papers,
      ]}
    />
  )
}

/** 展期 */
function ExtendButton(props: OfReloan) {
  const { t } = useLanguage()
  const papers = usePapers()
  return (
    <CommandButton
      {...about(props, 'extend')}
      label={t('reloan.extend')}
      intro={t('reloan.extendIntro', { on: props.life.standing.dueOn })}
      told={t('proposal.proposed')}
      action="/v1/reloans/{id}/extensions"
      refusals={{
        ...OF_THE_DAY,
        EXTENSIONS_USED_UP: 'months',
        EXTENSION_TOO_LONG: 'months',
        LIFE_TOO_LONG: 'months',
        FACILITY_TERM_UNKNOWN: 'months',
        FACILITY_TERMS_UNKNOWN: 'months',
        NO_RELOAN_RATE: 'months',
      }}
      fields={[
        { name: 'months', label: t('reloan.months'), kind: 'integer', initial: '12' },
        { name: 'on', label: t('reloan.asksOn'), kind: 'date', initial: props.life.asOf },
        ...papers,
      ]}
    />
  )
}

/** 替换, with the candidates of the day that is looked at. */
function SubstituteOfDay(props: OfReloan) {
  const { query } = useTimes()
  const asked = useRead<Shortfall>(`/v1/reloans/${props.reloan.id}/shortfall`, query)
  return asked.data === undefined ? null : <SubstituteButton {...props} shortfall={asked.data} />
}

export function SubstituteButton({ shortfall, ...props }: OfReloan & { readonly shortfall: Shortfall }) {
  const { t, name } = useLanguage()
  const papers = usePapers()
  const loans = usePages<Loan>(shortfall.candidates.length === 0 ? '/v1/loans' : null)
  const own = new Set(shortfall.backing.map(({ loanId }) => loanId))
  const offered =
    shortfall.candidates.length > 0
      ? shortfall.candidates.map((one) => ({
          value: one.loanId,
          label: `${one.contractNo} · ${name({ nameZh: one.enterpriseZh, nameEn: one.enterpriseEn })} · ${formatAmount(one.covers, 'yuan')}`,
        }))
      : (loans.items ?? [])
          .filter(({ id }) => !own.has(id))
          .map((one) => ({
            value: one.id,
            label: `${one.contractNo} · ${name(firmOf(one))} · ${formatAmount(one.balance, 'yuan')}`,
          }))
  if (offered.length === 0) return null
  return (
    <CommandButton
      {...about(props, 'substitute')}
      label={t('reloan.substitute')}
      intro={t('reloan.substituteIntro')}
      told={t('proposal.proposed')}
      action="/v1/reloans/{id}/substitutions"
      refusals={{
        ...OF_THE_DAY,
        LOAN_NOT_BACKING: 'out',
        SUBSTITUTE_TWICE: 'in',
        SUBSTITUTE_NOT_NEEDED: 'in',
        LOAN_ALREADY_BACKS: 'in',
        SUBSTITUTE_NOT_ELIGIBLE: 'in',
        SUBSTITUTION_TOO_SMALL: 'in',
      }}
      shape={({ out = [], ...body }) => ({ ...body, out })}
      fields={[
        {
          name: 'out',
          label: t('member.out'),
          kind: 'choices',
          optional: true,
          options: shortfall.backing.map((one) => ({ value: one.loanId, label: one.contractNo })),
        },
        { name: 'in', label: t('member.in'), kind: 'choices', options: offered },
        { name: 'on', label: t('reloan.asksOn'), kind: 'date', initial: props.life.asOf },
        ...papers,
      ]}
    />
  )
}

/** 收回 */
function ClawBackButton(props: OfReloan) {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      {...about(props, 'clawback')}
      label={t('clawback.propose')}
      intro={t('clawback.intro')}
      told={t('proposal.proposed')}
      action="/v1/reloans/{id}/clawbacks"
      refusals={{ ...OF_THE_DAY, RETURN_ABOVE_BALANCE: 'amount', CLAWBACK_REASON_UNKNOWN: 'reasonCode' }}
      fields={[
        {
          name: 'reasonCode',
          label: t('clawback.reason'),
          kind: 'choice',
          options: CLAWBACK_REASONS.map((value) => ({ value, label: word('clawbackReason', value) })),
        },
        { name: 'amount', label: t('field.amount'), kind: 'amount', initial: props.life.standing.balance },
        { name: 'on', label: t('process.on'), kind: 'date', initial: props.life.asOf },
        { name: 'reason', label: t('field.reason'), kind: 'longText' },
        { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', help: t('form.hashHelp') },
      ]}
    />
  )
}
