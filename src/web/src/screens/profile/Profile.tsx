import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { remove } from '../../api/client.js'
import type { OwnAccount, Session } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Refused } from '../../parts/Refused.js'
import { Await } from '../../parts/States.js'
import { LanguageSwitch } from '../../shell/Shell.js'
import { SESSION_KEY, useSession } from '../../shell/session.js'
import { SessionTable } from '../users/SessionTable.js'
import { EnrolmentSteps } from './EnrolmentSteps.js'
import { PasswordForm } from './PasswordForm.js'

/** 我的账号: password, second factor, devices, language. */
export function Profile() {
  const { t, word, name } = useLanguage()
  const session = useSession()
  const queries = useQueryClient()
  const asked = useRead<OwnAccount>('/v1/own-account')
  const [told, setTold] = useState<'password.done' | 'profile.factorDone' | null>(null)
  const [enrolling, setEnrolling] = useState(false)
  const lifted = (next: Session, what: NonNullable<typeof told>) => {
    queries.setQueryData(SESSION_KEY, next)
    setTold(what)
    void asked.refetch()
  }
  return (
    <Page title={t('nav.profile')} note={t('profile.note')}>
      {told === null ? null : (
        <Alert type="success" showIcon title={t(told)} closable={{ onClose: () => setTold(null) }} />
      )}
      <Card title={t('profile.who')}>
        <Facts
          items={[
            { label: t('user.username'), value: session.user.username },
            { label: t('organisations.name'), value: `${name(session.user)} · ${name(session.organisation)}` },
            {
              label: t('user.roles'),
              value: session.roles.map((role) => word('role', role)).join(t('list.comma')) || t('user.noRoles'),
            },
            { label: t('profile.language'), value: <LanguageSwitch /> },
          ]}
        />
      </Card>
      <Await asked={asked}>
        {(account) => (
          <>
            <Card title={t('profile.secondFactor')}>
              {account.secondFactor === null ? (
                <>
                  <p>{t(account.secondFactorRequired ? 'profile.factorRequired' : 'profile.factorOff')}</p>
                  <Button type="primary" onClick={() => setEnrolling(true)}>
                    {t('step.enrolTitle')}
                  </Button>
                </>
              ) : (
                <p>
                  {t('profile.factorOn', {
                    since: formatInstant(account.secondFactor.since),
                    left: account.secondFactor.recoveryCodesLeft,
                  })}
                </p>
              )}
            </Card>
            <Sessions account={account} again={() => void asked.refetch()} />
          </>
        )}
      </Await>
      <Card title={t('profile.password')}>
        <p className="note">{t('password.note')}</p>
        <div className="narrow-form">
          <PasswordForm username={session.user.username} onDone={(next) => lifted(next, 'password.done')} />
        </div>
      </Card>
      <Modal
        open={enrolling}
        title={t('step.enrolTitle')}
        footer={null}
        width={560}
        destroyOnHidden
        mask={{ closable: false }}
        onCancel={() => {
          setEnrolling(false)
          void asked.refetch()
        }}
      >
        <EnrolmentSteps
          asksPassword
          onDone={(next) => {
            setEnrolling(false)
            lifted(next, 'profile.factorDone')
          }}
        />
      </Modal>
    </Page>
  )
}

function Sessions({ account, again }: { readonly account: OwnAccount; readonly again: () => void }) {
  const { t } = useLanguage()
  const end = useMutation<void, Error, string>({
    mutationFn: (id) => remove(`/v1/own-account/sessions/${id}`),
    onSettled: again,
  })
  return (
    <Card flush title={t('profile.sessions')}>
      {end.error === null ? null : <Refused error={end.error} />}
      <SessionTable
        sessions={account.sessions}
        action={(session) =>
          session.id === account.currentSessionId ? (
            <span className="note">{t('profile.thisSession')}</span>
          ) : (
            <Button size="small" loading={end.isPending} onClick={() => end.mutate(session.id)}>
              {t('profile.signOutThere')}
            </Button>
          )
        }
      />
    </Card>
  )
}
