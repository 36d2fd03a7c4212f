import type { ReactNode } from 'react'
import type { Pledge } from '../../api/types.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import type { OpenStep } from '../rights/process.js'

const AT_DAY = { DATES_OUT_OF_ORDER: 'on', DEADLINE_PASSED: 'on', CLOCK_RUNNING: 'on' } as const
/** Steps that need the number of a receipt. */
const BY_RECEIPT: readonly string[] = ['cancel-registration', 'request-registration']

/** The button of a step of a pledge: some are commands of their own, the others share one form. */
export function PledgeStep({ pledge, step }: { readonly pledge: Pledge; readonly step: OpenStep }) {
  const { t, word, code } = useLanguage()
  const needs: ReactNode =
    step.unmet.length === 0
      ? undefined
      : t('pledge.needs', { what: step.unmet.map(({ cure }) => cure[code]).join(t('list.comma')) })
  const common = {
    label: word('take', step.event),
    draft: `pledge-${pledge.id}-${step.event}`,
    params: { id: pledge.id },
    fixed: { version: pledge.version },
    intro: needs,
  }
  const today = shanghaiDay(new Date())
  if (step.event === 'register')
    return (
      <CommandButton
        {...common}
        primary
        action="/v1/pledges/{id}/registration"
        refusals={{
          REGISTRATION_NO_USED: 'registrationNo',
          REGISTRATION_DATE_WRONG: 'registeredOn',
          REGISTRATION_TERM_OUT_OF_RANGE: 'validTo',
          RIGHT_ENDS_BEFORE_LOAN: 'validTo',
          REGISTRATION_CLASS_WRONG: 'collateralClass',
        }}
        fields={[
          { name: 'registrationNo', label: t('pledge.registrationNo'), kind: 'text' },
          { name: 'registeredOn', label: t('pledge.registeredOn'), kind: 'date', initial: today },
          { name: 'validTo', label: t('pledge.registrationEnd'), kind: 'date', help: t('pledge.registrationHelp') },
          { name: 'certificateHash', label: t('pledge.certificateHash'), kind: 'hash', optional: true },
          {
            name: 'modificationCode',
            label: t('pledge.modificationCode'),
            kind: 'password',
            optional: true,
            help: t('pledge.modificationHelp'),
          },
        ]}
      />
    )
  if (step.event === 'confirm-freeze')
    return (
      <CommandButton
        {...common}
        primary
        action="/v1/pledges/{id}/freeze-confirmation"
        refusals={{
          FREEZE_BEFORE_REGISTRATION: 'frozenOn',
          ANNOTATION_MISSING: 'annotationNo',
          FREEZE_INCOMPLETE: 'freezeReceiptNo',
        }}
        fields={[
          { name: 'freezeReceiptNo', label: t('pledge.freezeNo'), kind: 'text' },
          { name: 'frozenOn', label: t('pledge.frozenOn'), kind: 'date', initial: today },
          {
            name: 'annotationNo',
            label: t('pledge.annotationNo'),
            kind: 'text',
            optional: pledge.annotationReceiptNo !== null,
            help: t('pledge.annotationHelp'),
          },
          { name: 'annotatedOn', label: t('pledge.annotatedOn'), kind: 'date', optional: true },
        ]}
        shape={({ annotationNo, annotatedOn, ...body }) => ({
          ...body,
          ...(annotationNo === undefined ? {} : { annotation: { no: annotationNo, on: annotatedOn ?? body.frozenOn } }),
        })}
      />
    )
  if (step.event === 'extend')
    return (
      <CommandButton
        {...common}
        action="/v1/pledges/{id}/extension"
        refusals={{ ...AT_DAY, REGISTRATION_TERM_OUT_OF_RANGE: 'validTo', REGISTRATION_ENDED: 'on' }}
        fields={[
          { name: 'validTo', label: t('pledge.registrationEnd'), kind: 'date' },
          { name: 'on', label: t('process.on'), kind: 'date', initial: today },
          { name: 'agreementHash', label: t('pledge.agreement'), kind: 'hash', help: t('form.hashHelp') },
        ]}
      />
    )
  if (step.event === 'release')
    return (
      <CommandButton
        {...common}
        action="/v1/pledges/{id}/release"
        refusals={{ DATES_OUT_OF_ORDER: 'releasedOn', DEBT_OUTSTANDING: 'reason', RELEASE_INCOMPLETE: 'reason' }}
        fields={[
          { name: 'releasedOn', label: t('pledge.releasedOn'), kind: 'date', initial: today },
          { name: 'reason', label: t('field.reason'), kind: 'longText' },
        ]}
      />
    )
  const name = step.event === 'dismiss-before-freeze' ? 'dismiss-objection' : step.event
  return (
    <CommandButton
      {...common}
      action="/v1/pledges/{id}/steps"
      refusals={{
        ...AT_DAY,
        DEBT_OUTSTANDING: 'opinion',
        RELEASE_INCOMPLETE: 'reference',
        PRECONDITION_UNMET: 'evidenceHash',
      }}
      fields={[
        { name: 'on', label: t('process.on'), kind: 'date', initial: today },
        {
          name: 'reference',
          label: t('pledge.reference'),
          kind: 'text',
          optional: !BY_RECEIPT.includes(step.event) || step.event === 'request-registration',
        },
        {
          name: 'evidenceHash',
          label: t('form.evidenceHash'),
          kind: 'hash',
          optional: !step.unmet.some(({ need }) => need === 'evidence'),
          help: t('form.hashHelp'),
        },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
      ]}
      shape={(body) => ({ ...body, step: name })}
    />
  )
}
