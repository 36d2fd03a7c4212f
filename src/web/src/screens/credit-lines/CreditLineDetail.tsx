import { useParams } from 'react-router'
import type { CreditLineRecord, LineMovement, LineVersion } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable, PagedTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate } from '../../parts/Figure.js'
import { Card, Facts, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade, State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'

/** 授信额度: what may be owed under it, what is, and how that came about. */
export function CreditLineDetail() {
  const { id = '' } = useParams()
  const { query } = useTimes()
  const asked = useRead<CreditLineRecord>(`/v1/credit-lines/${id}`, query)
  return <Await asked={asked}>{(line) => <Sheet line={line} />}</Await>
}

function Sheet({ line }: { readonly line: CreditLineRecord }) {
  const { t, name, word } = useLanguage()
  const title = t('line.title', { enterprise: name(line.enterprise), product: word('product', line.product) })
  const versions: readonly Column<LineVersion>[] = [
    { id: 'from', label: t('field.effectiveFrom'), show: (row) => row.effectiveFrom },
    { id: 'to', label: t('line.until'), show: (row) => row.effectiveTo ?? t('line.open') },
    { id: 'prior', label: t('figure.priorLimit'), money: true, show: (row) => <Amount yuan={row.priorLimit} /> },
    { id: 'limit', label: t('figure.limit'), money: true, show: (row) => <Amount yuan={row.limit} /> },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Page
      title={title}
      note={t('report.times', { asOf: line.asOf, knownAt: formatInstant(line.knownAt) })}
      crumbs={[{ label: t('lines.title'), to: '/app/credit-lines' }, { label: name(line.enterprise) }]}
      actions={<Change line={line} />}
    >
      <Totals
        items={[
          { label: t('field.state'), value: <State family="lineState" state={line.state} /> },
          {
            label: t('figure.limit'),
            value: <Amount yuan={line.limit} />,
            note: (
              <>
                {t('figure.priorLimit')} <Amount yuan={line.priorLimit} />
              </>
            ),
          },
          { label: t('line.used'), value: <Amount yuan={line.used} />, note: t('line.usedNote') },
          { label: t('line.reserved'), value: <Amount yuan={line.reserved} />, note: t('line.reservedNote') },
          { label: t('line.available'), value: <Amount yuan={line.available} /> },
        ]}
      />
      <Card>
        <Facts
          items={[
            {
              label: t('field.enterprise'),
              value: <Go to={`/app/enterprises/${line.enterprise.uscc}`}>{name(line.enterprise)}</Go>,
            },
            { label: t('field.lender'), value: name(line.lender) },
            { label: t('field.product'), value: word('product', line.product) },
            { label: t('quota.valid'), value: `${line.effectiveFrom} – ${line.effectiveTo ?? t('line.open')}` },
            { label: t('line.revolving'), value: t(line.revolving ? 'yes' : 'no') },
            { label: t('field.grade'), value: <Grade grade={line.grade} /> },
            { label: t('figure.referenceRate'), value: <Rate percent={line.referenceRate} /> },
            { label: t('figure.discount'), value: <Bp bp={line.discountBp} /> },
            {
              label: t('figure.rate'),
              value:
                line.rateDecisionId === null ? (
                  <Rate percent={line.rate} />
                ) : (
                  <Go to={`/app/rate-decisions/${line.rateDecisionId}`}>
                    <Rate percent={line.rate} />
                  </Go>
                ),
            },
            line.standing !== null && {
              label: t('line.standingNow'),
              value: (
                <>
                  {t('line.available')} <Amount yuan={line.standing.available} />
                </>
              ),
            },
          ]}
        />
      </Card>
      <Movements id={line.id} />
      <Card flush title={t('line.versions')}>
        <DataTable
          id="line-versions"
          caption={t('line.versions')}
          columns={versions}
          rows={line.versions}
          rowKey={(row) => row.id}
        />
      </Card>
    </Page>
  )
}

/** The line's own reading pages its movements; the cursor stands inside. */
function Movements({ id }: { readonly id: string }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const pages = usePages<LineMovement>(`/v1/credit-lines/${id}`, query, (line) => (line as CreditLineRecord).movements)
  const columns: readonly Column<LineMovement>[] = [
    { id: 'on', label: t('quota.movedOn'), show: (row) => row.movedOn },
    { id: 'kind', label: t('quota.kind'), show: (row) => word('lineMovement', row.kind) },
    { id: 'amount', label: t('field.amount'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    {
      id: 'loan',
      label: t('nav.loans'),
      show: (row) =>
        row.loanId === null ? '—' : <Go to={`/app/loans/${row.loanId}`}>{row.contractNo ?? row.loanId.slice(0, 8)}</Go>,
    },
    { id: 'limit', label: t('line.limitAfter'), money: true, show: (row) => <Amount yuan={row.limitAfter} /> },
    { id: 'reserved', label: t('line.reservedAfter'), money: true, show: (row) => <Amount yuan={row.reservedAfter} /> },
    { id: 'used', label: t('line.usedAfter'), money: true, show: (row) => <Amount yuan={row.usedAfter} /> },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Card flush title={t('line.movements')}>
      <PagedTable
        id="line-movements"
        caption={t('line.movements')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('line.noMovement')}
      />
    </Card>
  )
}

function Change({ line }: { readonly line: CreditLineRecord }) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  if (!isOfficer) return null
  return (
    <CommandButton
      label={t('line.change')}
      intro={t('maker.approver')}
      told={t('request.proposed')}
      action="/v1/credit-lines/{id}/changes"
      // A change is of the last version; any other is refused by name.
      params={{ id: line.versions.at(-1)?.id ?? line.id }}
      draft={`line-change-${line.id}`}
      refusals={{ LINE_LIMIT_BELOW_USE: 'limit', NOT_POSITIVE: 'limit', BUSINESS_DATE_AHEAD: 'effectiveFrom' }}
      fields={[
        { name: 'limit', label: t('quota.newLimit'), kind: 'amount', initial: line.limit },
        { name: 'effectiveFrom', label: t('field.effectiveFrom'), kind: 'date' },
        {
          name: 'effectiveTo',
          label: t('line.until'),
          kind: 'date',
          optional: true,
          initial: line.effectiveTo ?? '',
          help: t('line.untilHelp'),
        },
        { name: 'documentNo', label: t('line.documentNo'), kind: 'text' },
      ]}
    />
  )
}
