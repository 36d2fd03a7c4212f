import { useState } from 'react'
import type { RoleRow, User } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { useFilter } from '../../shell/times.js'
import { FirstPassword } from './FirstPassword.js'

/** 用户: who may come in, as what, how well guarded. */
export function Users() {
  const { t, word, name } = useLanguage()
  const [text] = useFilter('text')
  const [organisation] = useFilter('organisation')
  const [role] = useFilter('role')
  const mayCreate = useHasRole('administrator')
  const [firstPassword, setFirstPassword] = useState<string | null>(null)
  const pages = usePages<User>('/v1/users', { text, organisation, role })
  const roles = useRead<{ items: readonly RoleRow[] }>('/v1/roles').data?.items ?? []
  const columns: readonly Column<User>[] = [
    { id: 'username', label: t('user.username'), show: (user) => <code>{user.username}</code> },
    { id: 'name', label: t('organisations.name'), show: name },
    { id: 'organisation', label: t('field.organisation'), show: (user) => name(user.organisation) },
    {
      id: 'roles',
      label: t('user.roles'),
      show: (user) =>
        user.roles.length === 0 ? (
          <span className="note">{t('user.noRoles')}</span>
        ) : (
          user.roles.map((one) => word('role', one)).join(t('list.comma'))
        ),
    },
    { id: 'factor', label: t('user.secondFactor'), show: (user) => <Factor user={user} /> },
    {
      id: 'password',
      label: t('user.passwordState'),
      optional: true,
      show: (user) => t(user.passwordIsFirst ? 'user.firstPassword' : 'user.ownPassword'),
    },
    { id: 'active', label: t('user.active'), show: (user) => <Active active={user.active} /> },
    { id: 'recorded', label: t('user.recorded'), optional: true, show: (user) => formatInstant(user.recordedAt) },
  ]
  return (
    <Page
      title={t('nav.users')}
      note={t('user.note')}
      actions={
        mayCreate ? (
          <CommandButton
            action="/v1/users"
            label={t('user.create')}
            primary
            draft="user"
            intro={t('user.createIntro')}
            fields={[
              { name: 'username', label: t('user.username'), kind: 'text', help: t('user.usernameHelp') },
              { name: 'organisation', label: t('user.organisation'), kind: 'text', initial: organisation ?? '' },
              { name: 'nameZh', label: t('user.nameZh'), kind: 'text' },
              { name: 'nameEn', label: t('user.nameEn'), kind: 'text' },
            ]}
            refusals={{ USERNAME_TAKEN: 'username', NOT_FOUND: 'organisation' }}
            onDone={(made) => setFirstPassword(made.firstPassword)}
          />
        ) : null
      }
    >
      <Card flush>
        <FilterBar>
          <TextFilter name="text" label={t('user.search')} />
          <TextFilter name="organisation" label={t('user.organisation')} />
          <ChoiceFilter
            name="role"
            label={t('user.roles')}
            options={roles.map((one) => ({ value: one.role, label: word('role', one.role) }))}
          />
        </FilterBar>
        <PagedTable
          id="users"
          caption={t('nav.users')}
          columns={columns}
          pages={pages}
          rowKey={(user) => user.id}
          opens={(user) => `/app/users/${user.id}`}
          empty={t('user.empty')}
        />
      </Card>
      <FirstPassword password={firstPassword} onClose={() => setFirstPassword(null)} />
    </Page>
  )
}

export const Active = ({ active }: { readonly active: boolean }) => {
  const { word } = useLanguage()
  return (
    <span className={`state state-${active ? 'good' : 'bad'}`}>
      {word('userState', active ? 'active' : 'disabled')}
    </span>
  )
}

export const Factor = ({ user }: { readonly user: Pick<User, 'secondFactorSince' | 'secondFactorRequired'> }) => {
  const { t } = useLanguage()
  if (user.secondFactorSince !== null)
    return (
      <span className="state state-good">
        {t('user.factorSince', { since: formatInstant(user.secondFactorSince) })}
      </span>
    )
  return user.secondFactorRequired ? (
    <span className="state state-bad">{t('user.factorMissing')}</span>
  ) : (
    <span className="note">{t('user.factorNone')}</span>
  )
}
