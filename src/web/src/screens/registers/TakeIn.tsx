import { Button, Form, Input, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { Problem } from '../../api/problem.js'
import type { RegisterFileRecord } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Refused } from '../../parts/Refused.js'
import { useTimes } from '../../shell/times.js'
import { COLUMNS, INCOMING, type IncomingKind } from './kinds.js'

interface Values {
  readonly kind: IncomingKind
  readonly asOf: string
}

/** 导入: a file of a register as it came; each row is answered on the page of the file. */
export function TakeIn() {
  const { t, word } = useLanguage()
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form)
  const send = useCommand<RegisterFileRecord>('/v1/register-files')
  const navigate = useNavigate()
  const { href } = useTimes()
  const submitted = async (values: Values) => {
    if (file === null) return setUnread(t('form.required', { field: t('registerFile.file') }))
    setUnread(null)
    const format = file.name.toLowerCase().endsWith('.json') ? 'json' : 'csv'
    send.mutate(
      { ...values, name: file.name, format, content: await file.text() },
      {
        onSuccess: (taken) => navigate(href(`/app/registers/${taken.id}`)),
        onError: (error) => {
          if (error instanceof Problem && error.code.startsWith('REGISTER_FILE')) setUnread(error.detail)
        },
      },
    )
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('registerFile.takeIn')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t('registerFile.takeIn')}
        footer={null}
        width={640}
        destroyOnHidden
      >
        <p className="note form-intro">{t('registerFile.takeInIntro')}</p>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: 'freeze-receipts', asOf: shanghaiDay(new Date()) }}
          onFinish={(values) => void submitted(values)}
        >
          <div className="form-fields">
            <Form.Item name="kind" label={t('registerFile.kind')}>
              <Select options={INCOMING.map((value) => ({ value, label: word('registerKind', value) }))} />
            </Form.Item>
            <Form.Item name="asOf" label={t('registerFile.asOf')}>
              <Input type="date" />
            </Form.Item>
            <Form.Item
              className="wide"
              label={t('registerFile.file')}
              extra={
                <>
                  {t('registerFile.columns')} <code>{COLUMNS[kind ?? 'freeze-receipts'].join(',')}</code>
                </>
              }
              {...(unread === null ? {} : { validateStatus: 'error' as const, help: unread })}
            >
              <div className="row">
                <Button onClick={() => input.current?.click()}>{t('registerFile.choose')}</Button>
                <span>{file?.name ?? t('registerFile.noFile')}</span>
                <input
                  ref={input}
                  type="file"
                  accept=".csv,.json,text/csv,application/json"
                  aria-label={t('registerFile.file')}
                  style={{ display: 'none' }}
                  onChange={(event) => setFile(event.target.files?.[0] ?? null)}
                />
              </div>
            </Form.Item>
          </div>
          {send.error === null ? null : <Refused error={send.error} />}
          <div className="form-submit">
            <Button type="primary" htmlType="submit" loading={send.isPending}>
              {t('registerFile.takeIn')}
            </Button>
          </div>
        </Form>
      </Modal>
    </>
  )
}
