import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton, type Field } from '../../parts/CommandForm.js'
import { CONFIRMED, EVIDENCED, type OpenStep, REFUSED_AT } from './process.js'

export const SUBJECT_PATHS = {
  authorisations: '/v1/scenario-authorisations',
  resources: '/v1/resource-registrations',
  registrations: '/v1/data-registrations',
  listings: '/v1/listings',
  orders: '/v1/data-orders',
  disputes: '/v1/disputes',
} as const
export type SubjectName = keyof typeof SUBJECT_PATHS

const STEP_PATHS = {
  authorisations: '/v1/scenario-authorisations/{id}/steps',
  resources: '/v1/resource-registrations/{id}/steps',
  registrations: '/v1/data-registrations/{id}/steps',
  listings: '/v1/listings/{id}/steps',
  orders: '/v1/data-orders/{id}/steps',
  disputes: '/v1/disputes/{id}/steps',
} as const satisfies Record<SubjectName, string>

/** `seller: SOMEBODY 100.00`, a line each, as the shares of a settlement. */
const splitsOf = (lines: unknown) =>
  (Array.isArray(lines) ? lines : [])
    .map((line: string) => line.split(/[:：=]/))
    .map(([purpose = '', organisation = '', amount = '']) => ({ purpose, organisation, amount }))

/** What steps bring beyond day, opinion and document. */
function useExtras(subject: SubjectName, event: string): readonly Field[] {
  const { t, word } = useLanguage()
  const text = (name: string, label: string, optional = false): Field => ({ name, label, kind: 'text', optional })
  const date = (name: string, label: string, help?: string): Field => ({
    name,
    label,
    kind: 'date',
    ...(help === undefined ? {} : { help }),
  })
  const endsOn = date('endsOn', t('right.endsOn'), t('right.halfOpen'))
  switch (`${subject}/${event}`) {
    case 'resources/code':
      return [text('resourceCode', t('right.resourceCode')), endsOn]
    case 'registrations/request-supplement':
      return [date('answerBy', t('right.answerBy'))]
    case 'registrations/register':
      return [
        {
          name: 'certificateKind',
          label: t('product.certificateKind'),
          kind: 'choice',
          initial: 'national',
          options: ['national', 'local', 'exchange'].map((value) => ({ value, label: word('certificateKind', value) })),
        },
        text('certificateNo', t('product.certificateNo')),
        endsOn,
      ]
    case 'registrations/renew':
      return [endsOn]
    case 'registrations/transfer':
      return [text('newHolder', t('right.newHolder'))]
    case 'listings/list':
      return [text('listingNo', t('product.listingNo')), endsOn]
    case 'listings/freeze':
    case 'listings/unfreeze':
      return [text('registrationNo', t('pledge.registrationNo'))]
    case 'orders/settle':
      return [{ name: 'splits', label: t('order.splits'), kind: 'lines', help: t('order.splitsHelp') }]
    case 'orders/issue-voucher':
      return [text('voucherNo', t('order.voucherNo'))]
    default:
      return []
  }
}

/** The button of one step of a subject of the rights chain. */
export function StepForm({
  subject,
  id,
  version,
  step,
}: {
  readonly subject: SubjectName
  readonly id: string
  readonly version: number
  readonly step: OpenStep
}) {
  const { t, word, code } = useLanguage()
  const extras = useExtras(subject, step.event)
  const confirms = step.unmet.filter(({ need }) => CONFIRMED.includes(need))
  const papers = step.unmet.filter(({ need }) => EVIDENCED.includes(need))
  const fields: readonly Field[] = [
    { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
    ...extras,
    ...(confirms.length === 0
      ? []
      : [
          {
            name: 'confirms',
            label: t('process.confirms'),
            kind: 'choices' as const,
            options: confirms.map(({ need, cure }) => ({ value: need, label: cure[code] })),
          },
        ]),
    {
      name: 'evidenceHash',
      label: t('form.evidenceHash'),
      kind: 'hash',
      optional: papers.length === 0,
      help: papers.length === 0 ? t('form.hashHelp') : papers.map(({ cure }) => cure[code]).join(t('list.comma')),
    },
    { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
  ]
  return (
    <CommandButton
      label={word('take', step.event)}
      primary={!ENDING.includes(step.event)}
      intro={t('process.intro', { to: word(`${subject}State`, step.to) })}
      action={STEP_PATHS[subject]}
      params={{ id }}
      draft={`${subject}-${id}-${step.event}`}
      fields={fields}
      refusals={{ ...REFUSED_AT, PRECONDITION_UNMET: papers.length > 0 ? 'evidenceHash' : 'confirms' }}
      shape={({ splits, ...body }) => ({
        ...body,
        ...(splits === undefined ? {} : { splits: splitsOf(splits) }),
        event: step.event,
        version,
      })}
    />
  )
}

/** Steps that say no or take something back do not invite. */
const ENDING: readonly string[] = [
  'reject',
  'refuse',
  'dismiss',
  'cancel',
  'exit',
  'suspend',
  'revoke',
  'terminate',
  'delist',
  'halt',
  'withdraw',
  'object',
  'dispute',
  'request-supplement',
  'change',
  'correct',
  'annotate',
  'freeze',
  'unfreeze',
]
