import type { Resource, ResourceRecord } from '../../api/types.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import type { Column } from '../../parts/DataTable.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { SubjectDetail } from './SubjectDetail.js'
import { SubjectList } from './SubjectList.js'

const STATES = [
  'APPLIED',
  'ACCEPTED',
  'FORM_REVIEW',
  'PUBLIC_NOTICE',
  'CODED',
  'CHANGED',
  'CORRECTED',
  'CANCELLED',
  'EXPIRED',
  'REFUSED',
]

/** 公共数据资源登记 */
export function Resources() {
  const { t } = useLanguage()
  const isOperator = useHasRole('operator_officer')
  const columns: readonly Column<Resource>[] = [
    {
      id: 'name',
      label: t('right.resource'),
      show: (row) => <Go to={`/app/rights/resources/${row.id}`}>{row.name}</Go>,
    },
    { id: 'operator', label: t('product.operator'), show: (row) => row.operator },
    { id: 'code', label: t('right.resourceCode'), show: (row) => (row.code === null ? '—' : <code>{row.code}</code>) },
    { id: 'coded', label: t('right.codedOn'), show: (row) => row.codedOn ?? '—' },
    { id: 'ends', label: t('right.endsOn'), show: (row) => row.endsOn ?? '—' },
  ]
  return (
    <SubjectList
      subject="resources"
      states={STATES}
      columns={columns}
      actions={
        isOperator ? (
          <CommandButton
            primary
            label={t('right.applyResource')}
            action="/v1/resource-registrations"
            draft="resource"
            refusals={{ DATES_OUT_OF_ORDER: 'on' }}
            fields={[
              { name: 'bureau', label: t('right.bureau'), kind: 'text', initial: 'GOV-ZQ-DATA' },
              { name: 'name', label: t('right.resource'), kind: 'text' },
              { name: 'fields', label: t('right.fields'), kind: 'lines', help: t('right.fieldsHelp') },
              { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
            ]}
          />
        ) : null
      }
    />
  )
}

export function ResourceDetail({ id }: { readonly id: string }) {
  const { t } = useLanguage()
  return (
    <SubjectDetail<ResourceRecord>
      subject="resources"
      id={id}
      title={(row) => row.name}
      facts={(row) => [
        { label: t('product.operator'), value: row.operator },
        { label: t('right.bureau'), value: row.bureau },
        { label: t('right.resourceCode'), value: row.code === null ? '—' : <code>{row.code}</code> },
        { label: t('right.codedOn'), value: row.codedOn ?? '—' },
        { label: t('right.endsOn'), value: row.endsOn ?? '—' },
        { label: t('right.fields'), value: row.fields.join(t('list.comma')), wide: true },
      ]}
    />
  )
}
