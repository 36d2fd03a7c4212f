import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Enrolled, Enrolment, Session } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'

/** Setting up an authenticator app: password where it was not just given, QR code, first code, recovery codes. */
export function EnrolmentSteps({
  asksPassword,
  onDone,
}: {
  readonly asksPassword: boolean
  readonly onDone: (session: Session) => void
}) {
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null)
  const begin = useCommand<Enrolment>('/v1/own-account/second-factor', false)
  const begun = useRef(false)
  useEffect(() => {
    if (asksPassword || begun.current) return
    begun.current = true
    begin.mutate({})
  }, [asksPassword, begin])
  if (enrolled !== null)
    return <RecoveryCodes codes={enrolled.recoveryCodes} onKept={() => onDone(sessionOf(enrolled))} />
  if (begin.data !== undefined) return <Confirmation enrolment={begin.data} onDone={setEnrolled} />
  if (asksPassword)
    return <AskPassword sending={begin.isPending} error={begin.error} send={(password) => begin.mutate({ password })} />
  return begin.error === null ? null : <Refused error={begin.error} />
}

const sessionOf = ({ recoveryCodes: _, token: __, ...session }: Enrolled) => session as Session

function AskPassword({
  sending,
  error,
  send,
}: {
  readonly sending: boolean
  readonly error: Error | null
  readonly send: (password: string) => void
}) {
  const { t } = useLanguage()
  return (
    <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={({ password }) => send(password)}>
      <Form.Item
        name="password"
        label={t('enrol.password')}
        rules={[{ required: true, message: t('password.missing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {error === null ? null : <Refused error={error} />}
      <Button type="primary" htmlType="submit" loading={sending}>
        {t('enrol.begin')}
      </Button>
    </Form>
  )
}

function Confirmation({
  enrolment,
  onDone,
}: {
  readonly enrolment: Enrolment
  readonly onDone: (enrolled: Enrolled) => void
}) {
  const { t } = useLanguage()
  const confirm = useCommand<Enrolled>('/v1/own-account/second-factor/confirmation', false)
  return (
    <div className="enrolment">
      <p>{t('enrol.scan')}</p>
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qrSvg)}`}
        alt={t('enrol.qr')}
        width={200}
        height={200}
      />
      <p className="note">{t('enrol.manual')}</p>
      <code className="secret">{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      <p>{t('enrol.confirm')}</p>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => confirm.mutate({ code: code.replace(/\s/g, '') }, { onSuccess: onDone })}
      >
        <Form.Item
          name="code"
          label={t('enrol.code')}
          rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: t('enrol.codeForm') }]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={8} className="code" />
        </Form.Item>
        {confirm.error === null ? null : <Refused error={confirm.error} />}
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('enrol.submit')}
        </Button>
      </Form>
    </div>
  )
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const { t } = useLanguage()
  const [copied, setCopied] = useState(false)
  // Copying is for secure pages only; everywhere else the codes are selected or printed.
  const copy =
    navigator.clipboard === undefined
      ? undefined
      : () => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))
  return (
    <div className="enrolment">
      <Alert type="warning" showIcon title={t('enrol.codesTitle')} description={t('enrol.codesIntro')} />
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="form-submit">
        {copy === undefined ? null : <Button onClick={copy}>{t(copied ? 'enrol.copied' : 'enrol.copy')}</Button>}
        <Button type="primary" onClick={onKept}>
          {t('enrol.kept')}
        </Button>
      </div>
    </div>
  )
}
