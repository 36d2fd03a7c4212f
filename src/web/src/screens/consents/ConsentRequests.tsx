import type { ConsentRequest, ConsentText } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { FieldGroups } from '../../parts/Look.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useGroupField } from './consent-fields.js'

/** 授权申请: what a bank asked for, and the enterprise's answer. */
export function ConsentRequests() {
  const { t, word, name } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const pages = usePages<ConsentRequest>('/v1/consent-requests')
  const columns: readonly Column<ConsentRequest>[] = [
    {
      id: 'who',
      label: t(isFirm ? 'field.lender' : 'field.enterprise'),
      show: (row) => (isFirm ? name(row.lender) : <code>{row.uscc}</code>),
    },
    { id: 'purpose', label: t('consent.purpose'), show: (row) => word('purpose', row.purpose) },
    {
      id: 'groups',
      label: t('consent.groups'),
      show: (row) => (
        <span className="long">
          <FieldGroups groups={row.fieldGroups} />
        </span>
      ),
    },
    {
      id: 'period',
      label: t('field.period'),
      show: (row) => `${row.validFrom} – ${row.validTo ?? t('consent.open')}`,
    },
    { id: 'reason', label: t('consent.reason'), show: (row) => <span className="long">{row.reason}</span> },
    { id: 'requested', label: t('consent.requestedOn'), optional: true, show: (row) => row.requestedOn },
    { id: 'expires', label: t('consent.expiresOn'), show: (row) => row.expiresOn },
    {
      id: 'answer',
      label: t('consent.answer'),
      optional: true,
      show: (row) => row.decisionReason ?? (row.decidedAt === null ? '—' : formatInstant(row.decidedAt)),
    },
    { id: 'state', label: t('field.state'), show: (row) => <State family="requestState" state={row.state} /> },
    ...(isFirm
      ? [
          {
            id: 'do',
            label: t('table.actions'),
            show: (row: ConsentRequest) => (row.state === 'REQUESTED' ? <Decide request={row} /> : null),
          },
        ]
      : []),
  ]
  return (
    <Card flush title={t(isFirm ? 'consent.requestsOwn' : 'consent.requests')}>
      <PagedTable
        id="consent-requests"
        caption={t('consent.requests')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t(isFirm ? 'consent.noRequestsOwn' : 'consent.noRequests')}
      />
    </Card>
  )
}

function Decide({ request }: { readonly request: ConsentRequest }) {
  const { t, code } = useLanguage()
  const groups = useGroupField()
  const text = useRead<ConsentText>('/v1/consent-texts/current')
  if (text.data === undefined) return null
  const { hash, version, ...wording } = text.data
  const params = { id: request.id }
  return (
    <span className="row">
      <CommandButton
        primary
        label={t('consent.decide')}
        intro={
          <>
            <p>{t('consent.decideIntro')}</p>
            <details>
              <summary>{t('consent.wording', { version })}</summary>
              <p className="wording">{wording[code]}</p>
            </details>
          </>
        }
        action="/v1/consent-requests/{id}/decision"
        params={params}
        draft={`consent-grant-${request.id}`}
        fields={[
          groups(request.fieldGroups),
          {
            name: 'validTo',
            label: t('consent.validTo'),
            kind: 'date',
            optional: true,
            initial: request.validTo ?? '',
            help: t('consent.shorter'),
          },
          { name: 'reason', label: t('field.opinion'), kind: 'text', optional: true },
        ]}
        shape={(values) => ({ ...values, decision: 'grant', textHash: hash })}
      />
      <CommandButton
        label={t('consent.refuse')}
        action="/v1/consent-requests/{id}/decision"
        params={params}
        draft={`consent-refusal-${request.id}`}
        fields={[{ name: 'reason', label: t('field.reason'), kind: 'longText', optional: true }]}
        shape={(values) => ({ ...values, decision: 'refuse' })}
      />
    </span>
  )
}
