import type { Consent } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { FieldGroups } from '../../parts/Look.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'
import { AskForConsent } from './AskForConsent.js'
import { ConsentRequests } from './ConsentRequests.js'
import { ALL_GROUPS, useGroupField, usePurposeField } from './consent-fields.js'

/** 授权查询: who may look at an enterprise's account, for what and until when; who asks to. */
export function Consents() {
  const { t, word, name } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const pages = usePages<Consent>('/v1/consents')
  const columns: readonly Column<Consent>[] = [
    { id: 'lender', label: t('field.lender'), show: (row) => name(row.lender) },
    {
      id: 'uscc',
      label: t('field.enterprise'),
      optional: isFirm,
      show: (row) => (
        <Go to={`/app/enterprises/${row.uscc}`} query={{ purpose: row.purpose }}>
          <code>{row.uscc}</code>
        </Go>
      ),
    },
    { id: 'purpose', label: t('consent.purpose'), show: (row) => word('purpose', row.purpose) },
    {
      id: 'groups',
      label: t('consent.groups'),
      show: (row) =>
        row.fieldGroups.length === ALL_GROUPS.length ? (
          t('consent.allGroups')
        ) : (
          <span className="long">
            <FieldGroups groups={row.fieldGroups} />
          </span>
        ),
    },
    { id: 'from', label: t('consent.validFrom'), show: (row) => row.validFrom },
    { id: 'to', label: t('consent.validTo'), show: (row) => row.validTo ?? t('consent.open') },
    { id: 'basis', label: t('consent.basis'), optional: true, show: (row) => row.basis },
    {
      id: 'text',
      label: t('consent.text'),
      optional: true,
      show: (row) => (
        <code title={row.textHash ?? undefined}>{row.textVersion === null ? '—' : `v${row.textVersion}`}</code>
      ),
    },
    {
      id: 'state',
      label: t('consent.state'),
      show: (row) => (
        <span title={row.withdrawnAt === null ? undefined : formatInstant(row.withdrawnAt)}>
          <State family="consentState" state={row.state} />
        </span>
      ),
    },
    ...(isFirm ? [{ id: 'do', label: t('table.actions'), show: (row: Consent) => <Withdraw consent={row} /> }] : []),
  ]
  return (
    <Page title={t('consent.title')} note={t('consent.note')} actions={isFirm ? <Grant /> : <AskForConsent />}>
      <ConsentRequests />
      <Card flush title={t('consent.given')}>
        <PagedTable
          id="consents"
          caption={t('consent.given')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          empty={t(isFirm ? 'consent.empty' : 'consent.emptyBank')}
        />
      </Card>
    </Page>
  )
}

function Grant() {
  const { t } = useLanguage()
  const purpose = usePurposeField()
  const groups = useGroupField()
  return (
    <CommandButton
      primary
      label={t('consent.grant')}
      action="/v1/consents"
      draft="consent"
      fields={[
        { name: 'lenderCode', label: t('quota.lenderCode'), kind: 'text', initial: 'RCB-SIHUI' },
        purpose,
        groups(ALL_GROUPS),
        { name: 'validFrom', label: t('consent.validFrom'), kind: 'date' },
        { name: 'validTo', label: t('consent.validTo'), kind: 'date', optional: true },
      ]}
    />
  )
}

function Withdraw({ consent }: { readonly consent: Consent }) {
  const { t } = useLanguage()
  if (consent.state !== 'GRANTED') return null
  return (
    <CommandButton
      label={t('consent.withdraw')}
      intro={t('consent.withdrawIntro')}
      action="/v1/consents/{id}/withdrawal"
      params={{ id: consent.id }}
      draft={`consent-withdrawal-${consent.id}`}
      fields={[]}
    />
  )
}
