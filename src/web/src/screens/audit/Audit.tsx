import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { AuditEvent, ChainVerification } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { FilterBar, TextFilter } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useFilter } from '../../shell/times.js'

/** 审计: every event, and whether their chain still holds. */
export function Audit() {
  const { t, word } = useLanguage()
  const [subjectKind] = useFilter('subjectKind')
  const [subjectId] = useFilter('subjectId')
  const [verifying, setVerifying] = useState(false)
  const pages = usePages<AuditEvent>('/v1/audit-events', { subjectKind, subjectId })
  const columns: readonly Column<AuditEvent>[] = [
    { id: 'at', label: t('audit.at'), show: (event) => formatInstant(event.at) },
    {
      id: 'who',
      label: t('audit.who'),
      show: (event) => event.username ?? event.userId?.slice(0, 8) ?? t('audit.system'),
    },
    { id: 'organisation', label: t('field.organisation'), show: (event) => event.organisationCode ?? '—' },
    {
      id: 'action',
      label: t('audit.action'),
      show: (event) => <span title={event.action}>{word('action', event.action)}</span>,
    },
    {
      id: 'subject',
      label: t('audit.subject'),
      show: (event) => (
        <span title={event.subjectId}>{`${word('subject', event.subjectKind)} ${event.subjectId.slice(0, 8)}`}</span>
      ),
    },
    {
      id: 'detail',
      label: t('audit.detail'),
      optional: true,
      show: (event) => <code className="clip">{JSON.stringify(event.detail)}</code>,
    },
    {
      id: 'seal',
      label: t('audit.seal'),
      show: (event) =>
        event.seal === null ? (
          <span className="note">{t('audit.unsealed')}</span>
        ) : (
          <span title={event.seal.hash}>
            #{event.seal.seq} <code>{event.seal.hash.slice(0, 10)}</code>
          </span>
        ),
    },
    {
      id: 'request',
      label: t('audit.request'),
      optional: true,
      show: (event) => <code>{event.requestId ?? '—'}</code>,
    },
  ]
  return (
    <Page title={t('nav.audit')} actions={<Button onClick={() => setVerifying(true)}>{t('audit.verify')}</Button>}>
      {verifying ? <Verification /> : null}
      <Card flush>
        <FilterBar>
          <TextFilter name="subjectKind" label={t('audit.subjectKind')} />
          <TextFilter name="subjectId" label={t('audit.subjectId')} />
        </FilterBar>
        <PagedTable
          id="audit"
          caption={t('nav.audit')}
          columns={columns}
          pages={pages}
          rowKey={(event) => event.id}
          empty={t('audit.empty')}
        />
      </Card>
    </Page>
  )
}

function Verification() {
  const { t } = useLanguage()
  const asked = useRead<ChainVerification>('/v1/audit-events/verification')
  return (
    <Await asked={asked}>
      {(chain) => (
        <Alert
          type={chain.intact ? 'success' : 'error'}
          showIcon
          title={
            chain.intact
              ? t('audit.intact', { sealed: chain.sealed, unsealed: chain.unsealed })
              : t('audit.broken', { seq: chain.broken?.seq ?? '?', reason: chain.broken?.reason ?? '' })
          }
          description={
            <>
              {t('audit.head')} <code>{chain.head}</code>
            </>
          }
        />
      )}
    </Await>
  )
}
