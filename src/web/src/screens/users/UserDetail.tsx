import { useState } from 'react'
import { useParams } from 'react-router'
import type { UserRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { FirstPassword } from './FirstPassword.js'
import { SessionTable } from './SessionTable.js'
import { Active, Factor } from './Users.js'

/** One person, and what the officer who looks may do. */
export function UserDetail() {
  const { id = '' } = useParams()
  const { t, word, name } = useLanguage()
  const asked = useRead<UserRecord>(`/v1/users/${id}`)
  const seesSessions = useHasRole('security_officer')
  return (
    <Await asked={asked}>
      {(user) => (
        <Page
          title={name(user)}
          crumbs={[{ label: t('nav.users'), to: '/app/users' }, { label: user.username }]}
          actions={<Actions user={user} />}
        >
          <Card>
            <Facts
              items={[
                { label: t('user.username'), value: <code>{user.username}</code> },
                { label: t('field.organisation'), value: `${name(user.organisation)} (${user.organisation.code})` },
                {
                  label: t('user.roles'),
                  value: user.roles.map((role) => word('role', role)).join(t('list.comma')) || t('user.noRoles'),
                },
                { label: t('user.active'), value: <Active active={user.active} /> },
                { label: t('user.secondFactor'), value: <Factor user={user} /> },
                {
                  label: t('user.passwordState'),
                  value: t(user.passwordIsFirst ? 'user.firstPassword' : 'user.ownPassword'),
                },
                seesSessions && {
                  label: t('user.signIn'),
                  value: t(user.signIn.locked ? 'user.locked' : 'user.failures', { n: user.signIn.failures }),
                },
                { label: t('user.recorded'), value: formatInstant(user.recordedAt) },
              ]}
            />
          </Card>
          {seesSessions ? (
            <Card flush title={t('user.sessions')}>
              <SessionTable sessions={user.sessions} />
            </Card>
          ) : null}
        </Page>
      )}
    </Await>
  )
}

function Actions({ user }: { readonly user: UserRecord }) {
  const { t, word } = useLanguage()
  const session = useSession()
  const isAdministrator = useHasRole('administrator')
  const isSecurity = useHasRole('security_officer')
  const [firstPassword, setFirstPassword] = useState<string | null>(null)
  // Nobody does any of this to the own account.
  if (session.user.id === user.id) return null
  const params = { id: user.id }
  const reason = { name: 'reason', label: t('user.reason'), kind: 'longText' } as const
  return (
    <>
      {isAdministrator ? (
        <>
          <CommandButton
            action="/v1/users/{id}/password-reset"
            params={params}
            label={t('user.resetPassword')}
            intro={t('user.resetPasswordIntro')}
            draft={`password-reset-${user.id}`}
            fields={[reason]}
            onDone={(answer) => setFirstPassword(answer.firstPassword)}
          />
          <CommandButton
            action="/v1/users/{id}/activity"
            params={params}
            label={t(user.active ? 'user.disable' : 'user.enable')}
            intro={t(user.active ? 'user.disableIntro' : 'user.enableIntro')}
            draft={`activity-${user.id}`}
            fields={[reason]}
            fixed={{ active: !user.active }}
          />
          <FirstPassword password={firstPassword} onClose={() => setFirstPassword(null)} />
        </>
      ) : null}
      {isSecurity ? (
        <>
          <CommandButton
            action="/v1/users/{id}/roles"
            params={params}
            label={t('user.setRoles')}
            primary
            intro={t('user.setRolesIntro')}
            draft={`roles-${user.id}-${user.roles.join('.')}`}
            fields={[
              {
                name: 'roles',
                label: t('user.roles'),
                kind: 'choices',
                optional: true,
                initial: user.roles.join(','),
                options: user.grantable.map((role) => ({ value: role, label: word('role', role) })),
              },
              reason,
            ]}
            shape={({ roles = [], reason }) => ({ roles, reason })}
            refusals={{ OFFICER_ROLES_APART: 'roles', ROLE_NOT_OF_ORGANISATION: 'roles' }}
          />
          {user.secondFactorSince === null ? null : (
            <CommandButton
              action="/v1/users/{id}/second-factor-reset"
              params={params}
              label={t('user.resetFactor')}
              intro={t('user.resetFactorIntro')}
              draft={`factor-${user.id}`}
              fields={[reason]}
            />
          )}
          {user.sessions.length === 0 ? null : (
            <CommandButton
              action="/v1/users/{id}/sign-out"
              params={params}
              label={t('user.signOut')}
              intro={t('user.signOutIntro')}
              draft={`sign-out-${user.id}`}
              fields={[reason]}
            />
          )}
          {user.signIn.failures === 0 ? null : (
            <CommandButton
              action="/v1/users/{id}/sign-in-release"
              params={params}
              label={t('user.release')}
              intro={t('user.releaseIntro')}
              draft={`release-${user.id}`}
              fields={[reason]}
            />
          )}
        </>
      ) : null}
    </>
  )
}
