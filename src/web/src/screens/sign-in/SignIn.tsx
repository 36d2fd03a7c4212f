import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { command } from '../../api/client.js'
import type { Session } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'
import { useDemoAccounts, useForgetAll } from '../../shell/session.js'
import { SignInFrame } from './SignInFrame.js'

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
    <SignInFrame title={t('signIn.title')}>
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
    </SignInFrame>
  )
}
