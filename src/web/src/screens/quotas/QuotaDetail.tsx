import { Button } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { QuotaChange, QuotaMovement, QuotaRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { Utilisation } from './Utilisation.js'
import { UtilisationByDay } from './UtilisationByDay.js'

export function QuotaDetail() {
  const { id = '' } = useParams()
  const { query } = useTimes()
  const asked = useRead<QuotaRecord>(`/v1/reloan-quotas/${id}`, { asOf: query.asOf })
  return <Await asked={asked}>{(quota) => <Sheet quota={quota} />}</Await>
}

function Sheet({ quota }: { readonly quota: QuotaRecord }) {
  const { t, word, name } = useLanguage()
  const columns: readonly Column<QuotaMovement>[] = [
    { id: 'on', label: t('quota.movedOn'), show: (row) => row.movedOn },
    { id: 'kind', label: t('quota.kind'), show: (row) => word('movement', row.kind) },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    {
      id: 'subject',
      label: t('audit.subject'),
      optional: true,
      show: (row) => <code title={row.subjectId}>{row.subjectId.slice(0, 8)}</code>,
    },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Page
      title={t('quota.title', { no: quota.documentNo })}
      crumbs={[{ label: t('nav.quotas'), to: '/app/quotas' }, { label: quota.documentNo }]}
      note={t('quota.asOf', { asOf: quota.asOf })}
      actions={<Actions quota={quota} />}
    >
      <Totals
        items={[
          { label: t('quota.limit'), value: <Amount yuan={quota.limit} /> },
          { label: t('quota.reserved'), value: <Amount yuan={quota.reserved} /> },
          { label: t('quota.drawn'), value: <Amount yuan={quota.drawn} /> },
          { label: t('quota.available'), value: <Amount yuan={quota.available} /> },
          { label: t('quota.utilisation'), value: <Utilisation quota={quota} /> },
        ]}
      />
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="quotaState" state={quota.state} /> },
            { label: t('reloan.facility'), value: quota.facility },
            { label: t('field.lender'), value: name({ nameZh: quota.lenderZh, nameEn: quota.lenderEn }) },
            { label: t('quota.valid'), value: `${quota.validFrom} – ${quota.validTo}` },
            { label: t('field.recordedAt'), value: formatInstant(quota.recordedAt) },
          ]}
        />
      </Card>
      <UtilisationByDay quota={quota} />
      <Card flush title={t('quota.movements')}>
        <DataTable
          id="movements"
          caption={t('quota.movements')}
          columns={columns}
          rows={quota.movements}
          rowKey={(row) => row.id}
          empty={t('quota.noMovement')}
        />
      </Card>
      {quota.changes.length === 0 ? null : <Changes quota={quota} />}
    </Page>
  )
}

function Changes({ quota }: { readonly quota: QuotaRecord }) {
  const { t, word } = useLanguage()
  const isApprover = useHasRole('reloan_approver')
  const columns: readonly Column<QuotaChange>[] = [
    { id: 'document', label: t('quota.documentNo'), show: (row) => row.documentNo },
    { id: 'limit', label: t('quota.newLimit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    { id: 'effective', label: t('field.effectiveFrom'), show: (row) => row.effectiveOn },
    { id: 'state', label: t('field.state'), show: (row) => <State family="quotaState" state={row.state} /> },
    {
      id: 'do',
      label: t('table.actions'),
      show: (row) =>
        isApprover && row.state === 'PROPOSED' ? (
          <CommandButton
            label={t('quota.decide')}
            intro={t('maker.checker')}
            action="/v1/reloan-quotas/{id}/changes/{changeId}/decision"
            params={{ id: quota.id, changeId: row.id }}
            draft={`quota-change-${row.id}`}
            fixed={{ version: row.version }}
            fields={[
              {
                name: 'decision',
                label: t('field.decision'),
                kind: 'choice',
                initial: 'APPROVE',
                options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
              },
            ]}
          />
        ) : null,
    },
  ]
  return (
    <Card flush title={t('quota.changes')}>
      <DataTable
        id="quota-changes"
        caption={t('quota.changes')}
        columns={columns}
        rows={quota.changes}
        rowKey={(row) => row.id}
      />
    </Card>
  )
}

function Actions({ quota }: { readonly quota: QuotaRecord }) {
  const { t, word } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const isApprover = useHasRole('reloan_approver')
  const isOfficer = useHasRole('loan_officer')
  const navigate = useNavigate()
  const { href } = useTimes()
  if (isApprover && quota.state === 'PROPOSED')
    return (
      <CommandButton
        primary
        label={t('quota.decide')}
        intro={t('maker.checker')}
        action="/v1/reloan-quotas/{id}/decision"
        params={{ id: quota.id }}
        draft={`quota-decision-${quota.id}`}
        fixed={{ version: quota.version }}
        fields={[
          {
            name: 'decision',
            label: t('field.decision'),
            kind: 'choice',
            initial: 'APPROVE',
            options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
          },
        ]}
      />
    )
  if (isReviewer && quota.state === 'ACTIVE')
    return (
      <CommandButton
        label={t('quota.change')}
        intro={t('maker.approver')}
        action="/v1/reloan-quotas/{id}/changes"
        params={{ id: quota.id }}
        draft={`quota-new-limit-${quota.id}`}
        fixed={{ version: quota.version }}
        fields={[
          { name: 'limit', label: t('quota.newLimit'), kind: 'amount', initial: quota.limit },
          { name: 'documentNo', label: t('quota.documentNo'), kind: 'text' },
          { name: 'effectiveOn', label: t('field.effectiveFrom'), kind: 'date' },
        ]}
      />
    )
  if (isOfficer && quota.state === 'ACTIVE')
    return (
      <Button type="primary" onClick={() => navigate(href(`/app/quotas/${quota.id}/filing`))}>
        {t('filing.new')}
      </Button>
    )
  return null
}
