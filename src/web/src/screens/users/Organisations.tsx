import type { Organisation } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter } from '../../shell/times.js'

const ENTERED = [
  'central_bank_branch',
  'data_authority',
  'data_operator',
  'data_exchange',
  'data_registry',
  'lender',
  'guarantor',
  'auditor',
] as const
const KINDS = [...ENTERED, 'enterprise', 'platform'] as const

/** 机构, and whether their people need a second factor. */
export function Organisations() {
  const { t, word, name } = useLanguage()
  const [text] = useFilter('text')
  const [kind] = useFilter('kind')
  const isAdministrator = useHasRole('administrator')
  const isSecurity = useHasRole('security_officer')
  const pages = usePages<Organisation>('/v1/organisations', { text, kind })
  const kindsOf = (kinds: readonly string[]) =>
    kinds.map((value) => ({ value, label: word('organisationKind', value) }))
  const columns: readonly Column<Organisation>[] = [
    { id: 'code', label: t('organisations.code'), show: (row) => <code>{row.code}</code> },
    { id: 'name', label: t('organisations.name'), show: name },
    { id: 'kind', label: t('organisations.kind'), show: (row) => word('organisationKind', row.kind) },
    {
      id: 'users',
      label: t('organisations.users'),
      figure: true,
      show: (row) => <Go to={`/app/users?organisation=${encodeURIComponent(row.code)}`}>{row.users}</Go>,
    },
    { id: 'factor', label: t('organisations.withFactor'), figure: true, show: (row) => row.withSecondFactor },
    {
      id: 'required',
      label: t('organisations.required'),
      show: (row) =>
        row.secondFactorRequired ? (
          <span className="state state-good">{t('organisations.must')}</span>
        ) : (
          <span className="note">{t('organisations.may')}</span>
        ),
    },
    ...(isSecurity
      ? [{ id: 'switch', label: '', show: (row: Organisation) => <Switch organisation={row} /> } as const]
      : []),
  ]
  return (
    <Page
      title={t('nav.organisations')}
      note={t('organisations.note')}
      actions={
        isAdministrator ? (
          <CommandButton
            action="/v1/organisations"
            label={t('organisations.create')}
            intro={t('organisations.createIntro')}
            primary
            draft="organisation"
            fields={[
              { name: 'code', label: t('organisations.code'), kind: 'text', help: t('organisations.codeHelp') },
              { name: 'kind', label: t('organisations.kind'), kind: 'choice', options: kindsOf(ENTERED) },
              { name: 'nameZh', label: t('user.nameZh'), kind: 'text' },
              { name: 'nameEn', label: t('user.nameEn'), kind: 'text' },
            ]}
            refusals={{ ORGANISATION_CODE_TAKEN: 'code' }}
          />
        ) : null
      }
    >
      <Card flush>
        <FilterBar>
          <TextFilter name="text" label={t('organisations.search')} />
          <ChoiceFilter name="kind" label={t('organisations.kind')} options={kindsOf(KINDS)} />
        </FilterBar>
        <PagedTable
          id="organisations"
          caption={t('nav.organisations')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          empty={t('organisations.empty')}
        />
      </Card>
    </Page>
  )
}

function Switch({ organisation }: { readonly organisation: Organisation }) {
  const { t, name } = useLanguage()
  const required = !organisation.secondFactorRequired
  return (
    <CommandButton
      key={String(required)}
      action="/v1/organisations/{id}/second-factor"
      params={{ id: organisation.id }}
      label={t(required ? 'organisations.demand' : 'organisations.relax')}
      intro={t(required ? 'organisations.demandIntro' : 'organisations.relaxIntro', { name: name(organisation) })}
      draft={`second-factor-${organisation.id}`}
      fields={[{ name: 'reason', label: t('user.reason'), kind: 'longText' }]}
      fixed={{ required }}
    />
  )
}
