import { Button, Form, Input } from 'antd'
import type { Session } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'

const LEAST = 12

interface Values {
  current: string
  next: string
  repeat: string
}

/** The own password; no draft of it is kept anywhere. */
export function PasswordForm({
  username,
  onDone,
}: {
  readonly username: string
  readonly onDone: (session: Session) => void
}) {
  const { t } = useLanguage()
  const [form] = Form.useForm<Values>()
  const change = useCommand<Session>('/v1/own-account/password', false)
  const submit = ({ current, next }: Values) =>
    change.mutate(
      { current, next },
      {
        onSuccess: (session) => {
          form.resetFields()
          onDone(session)
        },
      },
    )
  const required = { required: true, message: t('password.missing') }
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      {/* Tells a password manager whose password this is. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Form.Item name="current" label={t('password.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('password.next')}
        extra={t('password.rule')}
        rules={[required, { min: LEAST, message: t('password.short') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('password.repeat')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: async (_, value: string | undefined) => {
              if (value && value !== getFieldValue('next')) throw new Error(t('password.different'))
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.error === null ? null : <Refused error={change.error} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('password.submit')}
      </Button>
    </Form>
  )
}
