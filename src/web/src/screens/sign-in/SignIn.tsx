import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { command } from '../../api/client.js'
import type { Session } from '../../api/types.js'
import logo from '../../icon.svg'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'
import { LanguageSwitch } from '../../shell/Shell.js'
import { useDemoAccounts, useForgetAll } from '../../shell/session.js'

interface Credentials {
  username: string
  password: string
}

/** 登录. On a demo server the accounts can be picked. */
export function SignIn() {
  const { t, name } = useLanguage()
  const accounts = useDemoAccounts()
  const forgetAll = useForgetAll()
  const [form] = Form.useForm<Credentials>()
  const [refused, setRefused] = useState<Error | null>(null)
  const [sending, setSending] = useState(false)
  const password = useRef<InputRef>(null)
  useEffect(() => {
    document.title = `${t('signIn.title')} · 碳贷 Tandai`
  }, [t])
  const signIn = async (credentials: Credentials) => {
    setSending(true)
    setRefused(null)
    try {
      forgetAll(await command<Session>('/v1/sessions', credentials, 'sign-in'))
    } catch (error) {
      setRefused(error as Error)
      setSending(false)
      password.current?.focus({ cursor: 'all' })
    }
  }
  return (
    <div className="sign-in">
      <aside className="sign-in-story" aria-label="碳贷 Tandai">
        <div className="brand">
          <img src={logo} alt="" width={36} height={36} />
          <span>
            碳贷 <b>Tandai</b>
          </span>
        </div>
        <p className="sign-in-claim">{t('signIn.claim')}</p>
        <ol>
          <li>{t('signIn.step1')}</li>
          <li>{t('signIn.step2')}</li>
          <li>{t('signIn.step3')}</li>
        </ol>
      </aside>
      <main className="sign-in-form">
        <div className="sign-in-language">
          <LanguageSwitch />
        </div>
        <h1>{t('signIn.title')}</h1>
        <Form<Credentials>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => void signIn(values)}
          size="large"
        >
          <Form.Item
            name="username"
            label={t('signIn.username')}
            rules={[{ required: true, message: t('signIn.usernameMissing') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.password')}
            rules={[{ required: true, message: t('signIn.passwordMissing') }]}
          >
            <Input.Password ref={password} autoComplete="current-password" />
          </Form.Item>
          {refused === null ? null : <Refused error={refused} />}
          <Button type="primary" htmlType="submit" block loading={sending}>
            {t('signIn.submit')}
          </Button>
        </Form>
        {accounts.length === 0 ? null : (
          <section className="demo-accounts">
            <Alert type="info" title={t('signIn.demo')} />
            <ul>
              {accounts.map((account) => (
                <li key={account.username}>
                  <button
                    type="button"
                    onClick={() => form.setFieldsValue({ username: account.username, password: 'tandai-demo' })}
                    onDoubleClick={() => form.submit()}
                  >
                    <strong>{name(account)}</strong>
                    <span>{account.username}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  )
}
