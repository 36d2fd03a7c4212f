import { Tabs } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { type DataProductRecord, firmOf, type Valuation } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { Trace } from '../trace/Trace.js'
import { RightsChain } from './RightsChain.js'
import { RequestValuation, ValuationRequests } from './ValuationRequests.js'

export function DataProductDetail() {
  const { id = '' } = useParams()
  const asked = useRead<DataProductRecord>(`/v1/data-products/${id}`)
  return <Await asked={asked}>{(product) => <Sheet product={product} />}</Await>
}

/** Each tab of a product with its address. */
const TABS = ['overview', 'chain', 'valuations', 'trace'] as const

function Sheet({ product }: { readonly product: DataProductRecord }) {
  const { tab = 'overview' } = useParams()
  const { t, name } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const isOfficer = useHasRole('loan_officer')
  const shown = TABS.find((one) => one === tab) ?? 'overview'
  return (
    <Page
      title={product.name}
      note={name(firmOf(product))}
      crumbs={[{ label: t('nav.dataProducts'), to: '/app/data-products' }, { label: product.name }]}
      actions={
        isOfficer ? (
          <>
            <RequestValuation product={product} />
            <RecordValuation product={product} />
          </>
        ) : null
      }
    >
      <Tabs
        activeKey={shown}
        onChange={(next) => navigate(href(`/app/data-products/${product.id}/${next}`))}
        items={TABS.map((key) => ({ key, label: t(`productTab.${key}`) }))}
      />
      <div className="stack">
        {shown === 'overview' ? (
          <Overview product={product} />
        ) : shown === 'chain' ? (
          <RightsChain product={product} />
        ) : shown === 'valuations' ? (
          <>
            <Valuations product={product} />
            <ValuationRequests productId={product.id} />
          </>
        ) : (
          <Trace productId={product.id} />
        )}
      </div>
    </Page>
  )
}

function Overview({ product }: { readonly product: DataProductRecord }) {
  const { t, word, name } = useLanguage()
  return (
    <Card>
      <Facts
        items={[
          { label: t('product.holder'), value: name(firmOf(product)) },
          { label: t('product.scenario'), value: product.scenario },
          { label: t('product.operator'), value: product.operator },
          { label: t('product.right'), value: word('right', product.rightType) },
          { label: t('product.certificateNo'), value: <code>{product.certificateNo}</code> },
          { label: t('product.certificateKind'), value: word('certificateKind', product.certificateKind) },
          {
            label: t('product.certificateEnd'),
            value: `${product.certificateValidFrom} – ${product.certificateValidTo}`,
          },
          { label: t('product.authorisationEnd'), value: product.authorisationValidTo },
          {
            label: t('product.listingNo'),
            value: product.listingNo === null ? '—' : `${product.listingNo} – ${product.listingValidTo ?? ''}`,
          },
          { label: t('product.basis'), value: product.basis, wide: true },
        ]}
      />
    </Card>
  )
}

function RecordValuation({ product }: { readonly product: DataProductRecord }) {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('valuation.record')}
      action="/v1/data-products/{id}/valuations"
      params={{ id: product.id }}
      draft={`valuation-${product.id}`}
      fields={[
        {
          name: 'method',
          label: t('valuation.method'),
          kind: 'choice',
          initial: 'income',
          options: ['cost', 'income', 'market'].map((value) => ({ value, label: word('valuationMethod', value) })),
        },
        { name: 'valuer', label: t('valuation.valuer'), kind: 'text' },
        { name: 'reportNo', label: t('valuation.reportNo'), kind: 'text' },
        { name: 'reportValue', label: t('valuation.reportValue'), kind: 'amount' },
        { name: 'baseDate', label: t('valuation.baseDate'), kind: 'date' },
        {
          name: 'ltvClass',
          label: t('valuation.ltvClass'),
          kind: 'choice',
          initial: 'default',
          options: ['default', 'hard', 'thin'].map((value) => ({ value, label: word('ltvClass', value) })),
          help: t('valuation.ltvHelp'),
        },
      ]}
    />
  )
}

function Valuations({ product }: { readonly product: DataProductRecord }) {
  const { t, word } = useLanguage()
  const isApprover = useHasRole('credit_approver')
  const isOfficer = useHasRole('loan_officer')
  const columns: readonly Column<Valuation>[] = [
    { id: 'reportNo', label: t('valuation.reportNo'), show: (row) => row.reportNo },
    { id: 'valuer', label: t('valuation.valuer'), show: (row) => row.valuer },
    { id: 'method', label: t('valuation.method'), show: (row) => word('valuationMethod', row.method) },
    { id: 'base', label: t('valuation.baseDate'), show: (row) => row.baseDate },
    { id: 'to', label: t('valuation.validTo'), show: (row) => row.validTo },
    { id: 'report', label: t('valuation.reportValue'), money: true, show: (row) => <Amount yuan={row.reportValue} /> },
    {
      id: 'adopted',
      label: t('valuation.adoptedValue'),
      money: true,
      show: (row) => <Amount yuan={row.adoptedValue} />,
    },
    { id: 'ltv', label: t('valuation.ltvClass'), show: (row) => word('ltvClass', row.ltvClass) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="valuationState" state={row.state} /> },
    {
      id: 'do',
      label: t('table.actions'),
      show: (row) =>
        isApprover && row.state === 'REPORTED' ? (
          <DecideValuation valuation={row} />
        ) : isOfficer && row.state === 'ADOPTED' ? (
          <ContractPledge product={product} valuation={row} />
        ) : null,
    },
  ]
  return (
    <Card flush title={t('valuation.title')}>
      <DataTable
        id="valuations"
        caption={t('valuation.title')}
        columns={columns}
        rows={product.valuations}
        rowKey={(row) => row.id}
        empty={t('valuation.empty')}
      />
    </Card>
  )
}

function DecideValuation({ valuation }: { readonly valuation: Valuation }) {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      label={t('valuation.decide')}
      intro={t('maker.checker')}
      action="/v1/valuations/{id}/decision"
      params={{ id: valuation.id }}
      draft={`valuation-decision-${valuation.id}`}
      fixed={{ version: valuation.version }}
      fields={[
        {
          name: 'decision',
          label: t('field.decision'),
          kind: 'choice',
          initial: 'ADOPT',
          options: ['ADOPT', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
        },
        {
          name: 'adoptedValue',
          label: t('valuation.adoptedValue'),
          kind: 'amount',
          optional: true,
          initial: valuation.reportValue,
          help: t('valuation.adoptedHelp'),
        },
        { name: 'on', label: t('application.decidedOn'), kind: 'date', optional: true },
      ]}
      shape={({ adoptedValue, ...body }) => (body.decision === 'ADOPT' ? { ...body, adoptedValue } : body)}
    />
  )
}

function ContractPledge({
  product,
  valuation,
}: {
  readonly product: DataProductRecord
  readonly valuation: Valuation
}) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const { href } = useTimes()
  return (
    <CommandButton
      label={t('pledge.contract')}
      action="/v1/pledges"
      draft={`pledge-${valuation.id}`}
      fixed={{ dataProductId: product.id, queryIsClean: true }}
      fields={[
        { name: 'securedLimit', label: t('pledge.securedLimit'), kind: 'amount', help: t('pledge.securedHelp') },
        { name: 'contractedOn', label: t('pledge.contractedOn'), kind: 'date' },
        { name: 'queryCertificateNo', label: t('pledge.queryNo'), kind: 'text' },
        { name: 'queryCertificateOn', label: t('pledge.queryOn'), kind: 'date', help: t('pledge.queryHelp') },
      ]}
      onDone={(pledge) => navigate(href(`/app/pledges/${pledge.id}`))}
    />
  )
}
