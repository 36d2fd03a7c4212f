import type { Consent } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'

const PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const

/** 授权查询: who may look at an enterprise's account, for what and until when. */
export function Consents() {
  const { t, word, name } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const pages = usePages<Consent>('/v1/consents')
  const columns: readonly Column<Consent>[] = [
    { id: 'lender', label: t('field.lender'), show: (row) => name(row.lender) },
    { id: 'uscc', label: t('field.enterprise'), optional: isFirm, show: (row) => <code>{row.uscc}</code> },
    { id: 'purpose', label: t('consent.purpose'), show: (row) => word('purpose', row.purpose) },
    { id: 'from', label: t('consent.validFrom'), show: (row) => row.validFrom },
    { id: 'to', label: t('consent.validTo'), show: (row) => row.validTo ?? '—' },
    { id: 'basis', label: t('consent.basis'), show: (row) => row.basis },
    {
      id: 'state',
      label: t('consent.state'),
      show: (row) =>
        row.withdrawnAt === null ? (
          <span className="state state-good">{t('consent.inForce')}</span>
        ) : (
          <span className="state" title={formatInstant(row.withdrawnAt)}>
            {t('consent.withdrawn')}
          </span>
        ),
    },
    ...(isFirm ? [{ id: 'do', label: t('table.actions'), show: (row: Consent) => <Withdraw consent={row} /> }] : []),
  ]
  return (
    <Page title={t('consent.title')} note={t('consent.note')} actions={isFirm ? <Grant /> : null}>
      <Card flush>
        <PagedTable
          id="consents"
          caption={t('consent.title')}
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
  const { t, word } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('consent.grant')}
      action="/v1/consents"
      draft="consent"
      fields={[
        { name: 'lenderCode', label: t('quota.lenderCode'), kind: 'text', initial: 'RCB-SIHUI' },
        {
          name: 'purpose',
          label: t('consent.purpose'),
          kind: 'choice',
          initial: 'pre_loan',
          options: PURPOSES.map((value) => ({ value, label: word('purpose', value) })),
        },
        { name: 'validFrom', label: t('consent.validFrom'), kind: 'date' },
        { name: 'validTo', label: t('consent.validTo'), kind: 'date', optional: true },
      ]}
    />
  )
}

function Withdraw({ consent }: { readonly consent: Consent }) {
  const { t } = useLanguage()
  if (consent.withdrawnAt !== null) return null
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
