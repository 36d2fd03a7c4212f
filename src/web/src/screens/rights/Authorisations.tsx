import type { Authorisation, AuthorisationRecord, OperatorGrant } from '../../api/types.js'
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
  'REVIEW2',
  'SOURCE_CONSENT',
  'AGREEMENT',
  'ACTIVE',
  'SUSPENDED',
  'EXPIRED',
  'EXITED',
  'REVOKED',
  'REJECTED',
]

/** 场景授权 */
export function Authorisations() {
  const { t } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const isSteward = useHasRole('data_steward')
  const columns: readonly Column<Authorisation>[] = [
    {
      id: 'scenario',
      label: t('product.scenario'),
      show: (row) => <Go to={`/app/rights/authorisations/${row.id}`}>{row.scenario}</Go>,
    },
    { id: 'developer', label: t('right.developer'), show: (row) => row.developer ?? '—' },
    { id: 'operator', label: t('product.operator'), show: (row) => row.operator },
    { id: 'version', label: t('field.version'), figure: true, show: (row) => row.version },
    { id: 'term', label: t('right.term'), show: (row) => `${row.validFrom} – ${row.endsOn}` },
  ]
  return (
    <SubjectList
      subject="authorisations"
      states={STATES}
      columns={columns}
      actions={isFirm ? <Apply /> : isSteward ? <Grant /> : null}
    />
  )
}

function Apply() {
  const { t } = useLanguage()
  const grants = usePages<OperatorGrant>('/v1/operator-grants')
  return (
    <CommandButton
      primary
      label={t('right.apply')}
      intro={t('right.applyIntro')}
      action="/v1/scenario-authorisations"
      draft="authorisation"
      refusals={{
        FIELDS_NOT_GRANTED: 'fields',
        TERM_BEYOND_GRANT: 'endsOn',
        OPERATOR_CONTROLS_HOLDER: 'grantId',
        DATES_OUT_OF_ORDER: 'on',
      }}
      fields={[
        {
          name: 'grantId',
          label: t('right.grant'),
          kind: 'choice',
          options: (grants.items ?? []).map((one) => ({ value: one.id, label: `${one.grantNo} · ${one.operator}` })),
        },
        { name: 'source', label: t('right.source'), kind: 'text', initial: 'GOV-ZQ-DATA' },
        { name: 'scenario', label: t('product.scenario'), kind: 'text' },
        { name: 'purpose', label: t('field.purpose'), kind: 'longText' },
        { name: 'fields', label: t('right.fields'), kind: 'lines', help: t('right.fieldsHelp') },
        { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
        { name: 'endsOn', label: t('right.endsOn'), kind: 'date', help: t('right.halfOpen') },
        { name: 'arbitrationClause', label: t('right.arbitration'), kind: 'flag', initial: 'true' },
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
      ]}
    />
  )
}

function Grant() {
  const { t } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('right.newGrant')}
      action="/v1/operator-grants"
      draft="operator-grant"
      refusals={{ GRANT_TOO_LONG: 'endsOn', GRANT_NO_USED: 'grantNo', NOT_FOUND: 'operator' }}
      fields={[
        { name: 'operator', label: t('product.operator'), kind: 'text' },
        { name: 'grantNo', label: t('right.grantNo'), kind: 'text' },
        { name: 'fields', label: t('right.fields'), kind: 'lines', help: t('right.fieldsHelp') },
        { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
        { name: 'endsOn', label: t('right.endsOn'), kind: 'date', help: t('right.halfOpen') },
        { name: 'documentHash', label: t('form.evidenceHash'), kind: 'hash', help: t('form.hashHelp') },
      ]}
    />
  )
}

export function AuthorisationDetail({ id }: { readonly id: string }) {
  const { t } = useLanguage()
  return (
    <SubjectDetail<AuthorisationRecord>
      subject="authorisations"
      id={id}
      title={(row) => `${row.scenario} · ${t('right.versionNo', { n: row.version })}`}
      facts={(row) => [
        { label: t('right.developer'), value: row.developer ?? '—' },
        { label: t('product.operator'), value: row.operator },
        { label: t('right.bureau'), value: row.bureau },
        { label: t('right.source'), value: row.source },
        { label: t('right.term'), value: `${row.validFrom} – ${row.endsOn}` },
        { label: t('right.arbitration'), value: t(row.arbitrationClause ? 'yes' : 'no') },
        { label: t('right.fields'), value: row.fields.join(t('list.comma')), wide: true },
        { label: t('field.purpose'), value: row.purpose, wide: true },
      ]}
    />
  )
}
