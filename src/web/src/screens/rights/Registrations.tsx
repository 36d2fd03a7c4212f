import type { Authorisation, Registration, RegistrationRecord, Resource } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import type { Column } from '../../parts/DataTable.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { SubjectDetail } from './SubjectDetail.js'
import { SubjectList } from './SubjectList.js'

const STATES = [
  'DRAFT',
  'SUBMITTED',
  'SUPPLEMENT',
  'ACCEPTED',
  'EXAMINING',
  'PUBLIC_NOTICE',
  'OBJECTION',
  'REGISTERED',
  'REFUSED',
  'TERMINATED',
  'CANCELLED',
  'EXPIRED',
]

/** 数据产权登记 */
export function Registrations() {
  const { t, word } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const columns: readonly Column<Registration>[] = [
    {
      id: 'product',
      label: t('product.name'),
      show: (row) => <Go to={`/app/rights/registrations/${row.id}`}>{row.productName}</Go>,
    },
    { id: 'holder', label: t('product.holder'), show: (row) => row.holder ?? '—' },
    { id: 'right', label: t('product.right'), show: (row) => word('right', row.rightType) },
    {
      id: 'certificate',
      label: t('product.certificateNo'),
      show: (row) => (row.certificateNo === null ? '—' : <code>{row.certificateNo}</code>),
    },
    { id: 'ends', label: t('right.endsOn'), show: (row) => row.endsOn ?? '—' },
  ]
  return (
    <SubjectList subject="registrations" states={STATES} columns={columns} actions={isFirm ? <Register /> : null} />
  )
}

function Register() {
  const { t, word } = useLanguage()
  const authorisations = usePages<Authorisation>('/v1/scenario-authorisations', { state: 'ACTIVE' })
  const resources = usePages<Resource>('/v1/resource-registrations', { state: 'CODED' })
  return (
    <CommandButton
      primary
      label={t('right.applyRegistration')}
      intro={t('right.registrationIntro')}
      action="/v1/data-registrations"
      draft="data-registration"
      refusals={{
        FIELDS_NOT_AUTHORISED: 'sourceFields',
        RESOURCE_MISSING: 'resourceRegistrationId',
        DATES_OUT_OF_ORDER: 'on',
      }}
      fields={[
        {
          name: 'authorisationId',
          label: t('rights.authorisations'),
          kind: 'choice',
          options: (authorisations.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.scenario} · ${one.validFrom} – ${one.endsOn}`,
          })),
        },
        { name: 'registry', label: t('right.registry'), kind: 'text', initial: 'REG-EX-01' },
        { name: 'productName', label: t('product.name'), kind: 'text' },
        {
          name: 'rightType',
          label: t('product.right'),
          kind: 'choice',
          initial: 'operation',
          options: ['holding', 'use', 'operation'].map((value) => ({ value, label: word('right', value) })),
        },
        { name: 'isPublic', label: t('right.isPublic'), kind: 'flag', initial: 'true' },
        {
          name: 'resourceRegistrationId',
          label: t('rights.resources'),
          kind: 'choice',
          optional: true,
          options: (resources.items ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${one.code ?? ''}` })),
        },
        { name: 'sourceFields', label: t('right.fields'), kind: 'lines', help: t('right.fieldsHelp') },
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
      ]}
    />
  )
}

export function RegistrationDetail({ id }: { readonly id: string }) {
  const { t, word } = useLanguage()
  return (
    <SubjectDetail<RegistrationRecord>
      subject="registrations"
      id={id}
      title={(row) => row.productName}
      facts={(row) => [
        { label: t('product.holder'), value: row.holder ?? '—' },
        { label: t('right.registry'), value: row.registry },
        { label: t('product.right'), value: word('right', row.rightType) },
        { label: t('right.isPublic'), value: t(row.isPublic ? 'yes' : 'no') },
        {
          label: t('product.certificateNo'),
          value: row.certificateNo === null ? '—' : <code>{row.certificateNo}</code>,
        },
        { label: t('right.term'), value: row.endsOn === null ? '—' : `${row.registeredOn ?? ''} – ${row.endsOn}` },
        {
          label: t('rights.authorisations'),
          value: <Go to={`/app/rights/authorisations/${row.authorisationId}`}>{t('right.open')}</Go>,
        },
        row.resourceRegistrationId !== null && {
          label: t('rights.resources'),
          value: <Go to={`/app/rights/resources/${row.resourceRegistrationId}`}>{t('right.open')}</Go>,
        },
        { label: t('right.fields'), value: row.sourceFields.join(t('list.comma')), wide: true },
      ]}
    />
  )
}
