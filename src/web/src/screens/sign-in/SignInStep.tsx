import { Button, Form, Input } from 'antd'
import { remove } from '../../api/client.js'
import type { Session } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'
import { useForgetAll } from '../../shell/session.js'
import { EnrolmentSteps } from '../profile/EnrolmentSteps.js'
import { PasswordForm } from '../profile/PasswordForm.js'
import { SignInFrame } from './SignInFrame.js'

/** What the password alone does not open: a code, a second factor to be set up, a password of one's own. */
export function SignInStep({ session }: { readonly session: Session }) {
  const { t, name } = useLanguage()
  const forgetAll = useForgetAll()
  const goOn = (next: Session) => forgetAll(next)
  const leave = async () => {
    await remove('/v1/sessions/current').catch(() => undefined)
    forgetAll(null)
  }
  const steps = {
    second_factor: {
      title: t('step.codeTitle'),
      intro: t('step.codeIntro', { user: session.user.username }),
      form: <CodeForm onDone={goOn} />,
    },
    enrolment: {
      title: t('step.enrolTitle'),
      intro: t('step.enrolIntro', { organisation: name(session.organisation) }),
      form: <EnrolmentSteps asksPassword={false} onDone={goOn} />,
    },
    new_password: {
      title: t('step.passwordTitle'),
      intro: t('step.passwordIntro'),
      form: <PasswordForm username={session.user.username} onDone={goOn} />,
    },
  }
  const { title, intro, form } = steps[session.awaits ?? 'second_factor']
  return (
    <SignInFrame title={title}>
      <p className="note">{intro}</p>
      {form}
      <Button type="link" onClick={() => void leave()} className="sign-in-other">
        {t('step.other')}
      </Button>
    </SignInFrame>
  )
}

const CODE = /^(\d{6}|[A-Za-z2-7]{4}(-?[A-Za-z2-7]{4}){3})$/

function CodeForm({ onDone }: { readonly onDone: (session: Session) => void }) {
  const { t } = useLanguage()
  const [form] = Form.useForm<{ code: string }>()
  const prove = useCommand<Session>('/v1/sessions/current/second-factor', false)
  const submit = ({ code }: { code: string }) =>
    prove.mutate(
      { code: code.replace(/\s/g, '') },
      { onSuccess: onDone, onError: () => form.getFieldInstance('code')?.focus({ cursor: 'all' }) },
    )
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit}>
      <Form.Item
        name="code"
        label={t('step.code')}
        rules={[
          { required: true, message: t('step.codeMissing') },
          { transform: (value: string) => value.replace(/\s/g, ''), pattern: CODE, message: t('step.codeForm') },
        ]}
      >
        <Input autoComplete="one-time-code" inputMode="text" autoFocus maxLength={24} className="code" />
      </Form.Item>
      {prove.error === null ? null : <Refused error={prove.error} />}
      <Button type="primary" htmlType="submit" block loading={prove.isPending}>
        {t('step.verify')}
      </Button>
    </Form>
  )
}
