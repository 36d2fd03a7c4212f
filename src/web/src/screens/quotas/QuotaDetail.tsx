import { useNavigate, useParams } from 'react-router'
import type { Filing, Quota } from '../../api/types.js'
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

type Movement = NonNullable<Quota['movements']>[number]

export function QuotaDetail() {
  const { id = '' } = useParams()
  const { t, word, name } = useLanguage()
  const asked = useRead<Quota>(`/v1/reloan-quotas/${id}`)
  const columns: readonly Column<Movement>[] = [
    { id: 'on', label: t('quota.movedOn'), show: (row) => row.movedOn },
    { id: 'kind', label: t('quota.kind'), show: (row) => word('movement', row.kind) },
    { id: 'amount', label: t('field.amount'), figure: true, show: (row) => <Amount yuan={row.amount} /> },
    {
      id: 'subject',
      label: t('audit.subject'),
      optional: true,
      show: (row) => <code>{row.subjectId.slice(0, 8)}</code>,
    },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Await asked={asked}>
      {(quota) => (
        <Page
          title={t('quota.title', { no: quota.documentNo })}
          crumbs={[{ label: t('nav.quotas'), to: '/app/quotas' }, { label: quota.documentNo }]}
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
                quota.lender !== undefined && { label: t('field.lender'), value: name(quota.lender) },
                { label: t('quota.valid'), value: `${quota.validFrom} – ${quota.validTo}` },
              ]}
            />
          </Card>
          <Card flush title={t('quota.movements')}>
            <DataTable
              id="movements"
              caption={t('quota.movements')}
              columns={columns}
              rows={quota.movements ?? []}
              rowKey={(row) => String(row.id)}
              empty={t('quota.noMovement')}
            />
          </Card>
        </Page>
      )}
    </Await>
  )
}

function Actions({ quota }: { readonly quota: Quota }) {
  const { t, word } = useLanguage()
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
        path={`/v1/reloan-quotas/${quota.id}/decision`}
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
  if (isOfficer && quota.state === 'ACTIVE')
    return (
      <CommandButton<Filing>
        primary
        label={t('filing.new')}
        intro={t('filing.intro')}
        path="/v1/reloan-filings"
        draft={`filing-${quota.id}`}
        fixed={{ quotaId: quota.id }}
        fields={[
          { name: 'loanId', label: t('filing.loanId'), kind: 'text', help: t('filing.loanHelp') },
          { name: 'requested', label: t('filing.requested'), kind: 'amount' },
          { name: 'filedOn', label: t('filing.filedOn'), kind: 'date' },
        ]}
        shape={({ loanId, requested, ...body }) => ({ ...body, loans: [{ loanId, requested }] })}
        onDone={(filing) => navigate(href(`/app/filings/${filing.id}`))}
      />
    )
  return null
}
