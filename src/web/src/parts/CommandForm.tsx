import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { addressOf, type Query } from '../api/client.js'
import type { Commands } from '../api/generated.js'
import { Problem } from '../api/problem.js'
import { useCommand } from '../api/use-command.js'
import { plainAmount } from '../format/figures.js'
import { type Key, useLanguage } from '../language/Language.js'
import { HashInput } from './HashInput.js'
import { Refused } from './Refused.js'

type Kind =
  | 'text'
  | 'longText'
  | 'amount'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'month'
  /** A minute on the clock in Shanghai. */
  | 'instant'
  | 'choice'
  /** Several of the options; the value is their names, parted by commas. */
  | 'choices'
  /** A JSON object. */
  | 'json'
  /** Several texts, one a line. */
  | 'lines'
  /** Yes or no. */
  | 'flag'
  /** The SHA-256 of a document. */
  | 'hash'
  | 'password'

export interface Field<Name extends string = string> {
  readonly name: Name
  readonly label: string
  readonly kind: Kind
  readonly optional?: boolean
  readonly help?: ReactNode
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly initial?: string
  /** What may be meant; anything else can be typed. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[]
}

type Values = Record<string, string | undefined>

type Action = keyof Commands
type Body<A extends Action> = Commands[A]['body']
type Answer<A extends Action> = Commands[A]['answer']

interface CommandBase<A extends Action> {
  readonly action: A
  /** POST unless told. */
  readonly method?: 'POST' | 'PATCH'
  /** What stands in the braces of the action's path. */
  readonly params?: Readonly<Record<string, string>>
  /** Members of the body that the user does not enter, such as the version seen. */
  readonly fixed?: Partial<Body<A>>
  readonly query?: Query
  /** False: it only studies, so what was read stays as it is. */
  readonly changes?: boolean
  readonly submit: string
  readonly onDone: (answer: Answer<A>) => void
  /** Names the draft that is kept until the form is sent. */
  readonly draft: string
  /** Which field a refusal is about, by the refusal's code: its sentence is told there as well. */
  readonly refusals?: Readonly<Record<string, string>>
}
/** The fields are members of the body, or `shape` makes the body out of them. */
type CommandProps<A extends Action> = CommandBase<A> &
  (
    | { readonly fields: readonly Field<keyof Body<A> & string>[]; readonly shape?: undefined }
    | { readonly fields: readonly Field[]; readonly shape: (values: Record<string, unknown>) => unknown }
  )

// The same forms as the interface's own shapes, so that most mistakes are told before anything is sent.
const PATTERNS: Partial<Record<Kind, readonly [RegExp, Key]>> = {
  amount: [/^(0|[1-9]\d{0,17})(\.\d{1,2})?$/, 'form.amount'],
  decimal: [/^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/, 'form.decimal'],
  integer: [/^\d{1,6}$/, 'form.integer'],
  month: [/^\d{4}-(0[1-9]|1[0-2])$/, 'form.month'],
  hash: [/^[0-9a-f]{64}$/, 'form.hash'],
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const normalised = (kind: Kind, value: string): string =>
  kind === 'amount' || kind === 'decimal' || kind === 'integer'
    ? plainAmount(value)
    : kind === 'hash'
      ? value.trim().toLowerCase()
      : value.trim()

function bodyOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { name, kind } of fields) {
    const text = normalised(kind, values[name] ?? '')
    if (text === '') continue
    body[name] =
      kind === 'json'
        ? JSON.parse(text)
        : kind === 'integer'
          ? Number.parseInt(text, 10)
          : kind === 'choices'
            ? text.split(',')
            : kind === 'lines'
              ? text.split(/[\s,，、;；]+/)
              : kind === 'flag'
                ? text === 'true'
                : kind === 'instant'
                  ? `${text}:00+08:00`
                  : text
  }
  return body
}

const draftKey = (draft: string) => `tandai.draft.${draft}`
const draftOf = (draft: string): Values => JSON.parse(sessionStorage.getItem(draftKey(draft)) ?? '{}') as Values

/** A form that is one command: checks as the interface does, sends once, shows every refusal where it belongs, keeps a draft. */
export function CommandForm<A extends Action>({
  action,
  method,
  params = {},
  fields,
  fixed,
  shape,
  query,
  changes,
  submit,
  onDone,
  draft,
  refusals = {},
}: CommandProps<A>) {
  const { t } = useLanguage()
  const [form] = Form.useForm<Values>()
  const path = action.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const send = useCommand<Answer<A>>(addressOf(path, query), changes, method)
  const [initial] = useState<Values>(() => ({
    ...Object.fromEntries(fields.map(({ name, initial: value }: Field) => [name, value])),
    ...draftOf(draft),
  }))
  const submitted = (values: Values) => {
    const body = { ...bodyOf(fields, values), ...fixed }
    send.mutate(shape === undefined ? body : shape(body), {
      onSuccess: (answer) => {
        sessionStorage.removeItem(draftKey(draft))
        onDone(answer)
      },
      onError: (error) => {
        if (!(error instanceof Problem)) return
        const atFields = error.errors.flatMap(({ pointer, message }) => {
          const field = fields.find(({ name }) => pointer.endsWith(`/${name}`) || pointer.startsWith(`/${name}/`))
          return field === undefined ? [] : [{ name: field.name, errors: [`${t('form.refusedField')} (${message})`] }]
        })
        const about = fields.find(({ name }) => name === refusals[error.code])
        form.setFields(about === undefined ? atFields : [...atFields, { name: about.name, errors: [error.detail] }])
        const first = atFields[0]?.name ?? about?.name
        if (first !== undefined) form.scrollToField(first, { focus: true, block: 'center' })
      },
    })
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={submitted}
      onValuesChange={(_, all) => sessionStorage.setItem(draftKey(draft), JSON.stringify(all))}
      scrollToFirstError={{ focus: true }}
    >
      <div className="form-fields">
        {fields.map((field) => (
          <FormField key={field.name} field={field} />
        ))}
      </div>
      {fields.map(({ name, suggestions }: Field) =>
        suggestions === undefined ? null : (
          <datalist key={name} id={`suggestions-${name}`}>
            {suggestions.map(({ value, label }) => (
              <option key={value} value={value} label={label} />
            ))}
          </datalist>
        ),
      )}
      {send.error === null ? null : <Refused error={send.error} />}
      <div className="form-submit">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {submit}
        </Button>
      </div>
    </Form>
  )
}

const INPUT_TYPES: Partial<Record<Kind, string>> = {
  date: 'date',
  month: 'month',
  instant: 'datetime-local',
  password: 'password',
}

function FormField({ field }: { readonly field: Field }) {
  const { t } = useLanguage()
  const pattern = PATTERNS[field.kind]
  return (
    <Form.Item
      name={field.name}
      label={field.optional === true ? `${field.label} (${t('form.optional')})` : field.label}
      extra={field.help}
      className={['longText', 'choices', 'json', 'lines', 'hash'].includes(field.kind) ? 'wide' : ''}
      rules={[
        {
          validator: async (_, value: string | undefined) => {
            const text = normalised(field.kind, value ?? '')
            if (text === '' && field.optional !== true) throw new Error(t('form.required', { field: field.label }))
            if (text !== '' && pattern !== undefined && !pattern[0].test(text)) throw new Error(t(pattern[1]))
            if (text !== '' && field.kind === 'json' && !isJsonObject(text)) throw new Error(t('form.json'))
          },
        },
      ]}
    >
      {field.kind === 'choices' ? (
        <Choices options={field.options ?? []} />
      ) : field.kind === 'choice' ? (
        <Select options={[...(field.options ?? [])]} allowClear={field.optional === true} />
      ) : field.kind === 'flag' ? (
        <Select
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          allowClear={field.optional === true}
        />
      ) : field.kind === 'hash' ? (
        <HashInput />
      ) : field.kind === 'lines' ? (
        <Input.TextArea rows={6} className="code" spellCheck={false} />
      ) : field.kind === 'json' ? (
        <Input.TextArea rows={12} className="code" spellCheck={false} />
      ) : field.kind === 'longText' ? (
        <Input.TextArea rows={3} maxLength={2000} />
      ) : field.kind === 'amount' ? (
        <Input inputMode="decimal" suffix={t('unit.yuan')} className="figures" autoComplete="off" />
      ) : (
        <Input
          type={INPUT_TYPES[field.kind] ?? 'text'}
          autoComplete="off"
          {...(field.suggestions === undefined ? {} : { list: `suggestions-${field.name}` })}
          {...(field.kind === 'decimal' || field.kind === 'integer'
            ? { inputMode: 'decimal' as const, className: 'figures' }
            : {})}
        />
      )}
    </Form.Item>
  )
}

/** Boxes to tick. */
const Choices = ({
  options,
  value = '',
  onChange,
}: {
  readonly options: NonNullable<Field['options']>
  readonly value?: string
  readonly onChange?: (value: string) => void
}) => (
  <Checkbox.Group
    options={[...options]}
    value={value === '' ? [] : value.split(',')}
    onChange={(ticked) => onChange?.(ticked.join(','))}
  />
)

type ButtonProps<A extends Action> =
  CommandProps<A> extends infer Props
    ? Props extends CommandProps<A>
      ? Omit<Props, 'submit' | 'onDone'> & {
          readonly label: string
          readonly intro?: ReactNode
          readonly primary?: boolean
          /** Opens at once, for who came to do just this. */
          readonly startOpen?: boolean
          readonly onDone?: (answer: Answer<A>) => void
          /** What is said when it is done, where that is not simply done: a proposal waits for somebody. */
          readonly told?: string
        }
      : never
    : never

/** A button that opens such a form. */
export function CommandButton<A extends Action>({
  label,
  intro,
  primary = false,
  startOpen = false,
  onDone,
  told,
  ...rest
}: ButtonProps<A>) {
  const form = rest as unknown as CommandProps<A>
  const [open, setOpen] = useState(startOpen)
  const [done, setDone] = useState(false)
  const { t } = useLanguage()
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 4000)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {done ? (
        <span role="status" className="done">
          {told ?? t('form.done')}
        </span>
      ) : null}
      <Modal open={open} onCancel={() => setOpen(false)} title={label} footer={null} width={640} destroyOnHidden>
        {intro === undefined ? null : <div className="note form-intro">{intro}</div>}
        <CommandForm<A>
          {...form}
          submit={label}
          onDone={(answer) => {
            setOpen(false)
            setDone(true)
            onDone?.(answer)
          }}
        />
      </Modal>
    </>
  )
}
