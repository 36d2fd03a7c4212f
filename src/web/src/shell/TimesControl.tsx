import { CalendarOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { type FormEvent, useState } from 'react'
import { formatInstant, shanghaiDay } from '../format/dates.js'
import { useLanguage } from '../language/Language.js'
import { useTimes } from './times.js'

/** Chooses the day the figures speak of and, if wished, the instant their knowledge ends. */
export function TimesControl({ presets }: { readonly presets: readonly string[] }) {
  const { t } = useLanguage()
  const { asOf, knownAt, choose } = useTimes()
  const [open, setOpen] = useState(false)
  const today = shanghaiDay(new Date())
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const day = String(form.get('asOf') ?? '')
    const instant = String(form.get('knownAt') ?? '')
    choose({ asOf: day === '' ? null : day, knownAt: instant === '' ? null : `${instant}:00+08:00` })
    setOpen(false)
  }
  const quick = (day: string | null) => {
    choose({ asOf: day, knownAt: null })
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <form className="times-form" onSubmit={apply} key={`${asOf}${knownAt}`}>
          <p className="note">{t('times.explain')}</p>
          <label>
            {t('times.asOf')}
            <input type="date" name="asOf" className="plain-input" defaultValue={asOf ?? ''} />
          </label>
          <label>
            {t('times.knownAt')}
            <input
              type="datetime-local"
              name="knownAt"
              className="plain-input"
              defaultValue={knownAt === null ? '' : formatInstant(knownAt).slice(0, 16).replace(' ', 'T')}
            />
          </label>
          <div className="row">
            <Button htmlType="submit" type="primary">
              {t('times.apply')}
            </Button>
            <Button onClick={() => quick(null)}>{t('times.today')}</Button>
            {presets.map((day) => (
              <Button key={day} onClick={() => quick(day)}>
                {day}
              </Button>
            ))}
          </div>
        </form>
      }
    >
      <Button icon={<CalendarOutlined />} className={knownAt === null ? 'times' : 'times times-past'}>
        <span className="wide-only">{t('times.asOf')} </span>
        {asOf ?? `${t('times.today')} ${today}`}
        {knownAt === null ? null : ` · ${t('times.known', { at: formatInstant(knownAt).slice(0, 16) })}`}
      </Button>
    </Popover>
  )
}
