import type { JobSchedule } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { cronWords } from './cron-words.js'

/** 作业排程: what runs by itself, when, and why. */
export function JobSchedules() {
  const language = useLanguage()
  const { t, word } = language
  const mayChange = useHasRole('administrator')
  const pages = usePages<JobSchedule>('/v1/job-schedules')
  const columns: readonly Column<JobSchedule>[] = [
    {
      id: 'kind',
      label: t('job.kind'),
      show: (row) => (
        <>
          {word('job', row.kind)}
          <div className="note">{row.organisation ?? t('schedules.platform')}</div>
        </>
      ),
    },
    {
      id: 'active',
      label: t('field.state'),
      show: (row) => <State family="scheduleState" state={row.active ? 'ACTIVE' : 'OFF'} />,
    },
    {
      id: 'cron',
      label: t('schedules.when'),
      show: (row) => (
        <div title={`${row.cron} · ${row.timeZone}`}>
          {cronWords(row.cron, language)}
          {row.daysBack === 0 ? null : <div className="note">{t('schedules.daysBack', { n: row.daysBack })}</div>}
        </div>
      ),
    },
    {
      id: 'next',
      label: t('schedules.next'),
      show: ({ nextRun }) =>
        nextRun === null ? (
          '—'
        ) : (
          <>
            <span className="nowrap">{`${nextRun.dueOn} ${nextRun.time.slice(0, 5)}`}</span>
            {nextRun.businessDay === nextRun.dueOn ? null : (
              <div className="note">{t('schedules.forDay', { day: nextRun.businessDay })}</div>
            )}
          </>
        ),
    },
    {
      id: 'last',
      label: t('schedules.last'),
      show: ({ lastRun }) =>
        lastRun === null ? (
          t('schedules.never')
        ) : (
          <>
            <Go to={`/app/jobs/${lastRun.id}`}>{lastRun.businessDay}</Go>{' '}
            <State family="jobState" state={lastRun.state} />
          </>
        ),
    },
    { id: 'reason', label: t('field.reason'), show: (row) => <span className="long">{row.reason}</span> },
    {
      id: 'changed',
      label: t('schedules.changed'),
      optional: true,
      show: (row) => (row.changedAt === null ? '—' : `${row.changedBy ?? ''} ${formatInstant(row.changedAt)}`),
    },
    { id: 'zone', label: t('schedules.zone'), optional: true, show: (row) => row.timeZone },
    { id: 'code', label: t('schedules.code'), optional: true, show: (row) => <code>{row.code}</code> },
    ...(mayChange
      ? [{ id: 'change', label: t('table.actions'), show: (row: JobSchedule) => <Change schedule={row} /> }]
      : []),
  ]
  return (
    <Page
      title={t('schedules.title')}
      note={t('schedules.note')}
      crumbs={[{ label: t('nav.jobs'), to: '/app/jobs' }, { label: t('schedules.title') }]}
    >
      <Card flush>
        <PagedTable
          id="job-schedules"
          caption={t('schedules.title')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          empty={t('schedules.empty')}
        />
      </Card>
    </Page>
  )
}

/** On or off, or other days; always for a reason. */
function Change({ schedule }: { readonly schedule: JobSchedule }) {
  const { t } = useLanguage()
  const { id, version, active, cron } = schedule
  const reason = { name: 'reason', label: t('field.reason'), kind: 'longText' } as const
  return (
    <span className="actions">
      <CommandButton
        label={t(active ? 'schedules.off' : 'schedules.on')}
        intro={t(active ? 'schedules.offIntro' : 'schedules.onIntro')}
        action="/v1/job-schedules/{id}"
        method="PATCH"
        params={{ id }}
        fixed={{ version, active: !active }}
        draft={`schedule-active-${id}`}
        fields={[reason]}
      />
      <CommandButton
        label={t('schedules.change')}
        intro={t('schedules.changeIntro')}
        action="/v1/job-schedules/{id}"
        method="PATCH"
        params={{ id }}
        fixed={{ version }}
        draft={`schedule-cron-${id}`}
        fields={[
          { name: 'cron', label: t('schedules.cron'), kind: 'text', initial: cron, help: t('schedules.cronHelp') },
          reason,
        ]}
        refusals={{ SCHEDULE_CRON_UNUSABLE: 'cron', SCHEDULE_UNCHANGED: 'cron' }}
      />
    </span>
  )
}
