import type { DataProductRecord, ValuationRequest } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Deadline } from '../rights/ProcessCard.js'

/** 委托评估 */
export function RequestValuation({ product }: { readonly product: DataProductRecord }) {
  const { t } = useLanguage()
  return (
    <CommandButton
      label={t('valuation.request')}
      action="/v1/data-products/{id}/valuation-requests"
      params={{ id: product.id }}
      draft={`valuation-request-${product.id}`}
      refusals={{ DATES_OUT_OF_ORDER: 'on' }}
      fields={[
        { name: 'purpose', label: t('field.purpose'), kind: 'text' },
        { name: 'reason', label: t('field.reason'), kind: 'longText' },
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
      ]}
    />
  )
}

/** What was asked of valuers and how far it is. */
export function ValuationRequests({ productId }: { readonly productId: string }) {
  const { t } = useLanguage()
  const pages = usePages<ValuationRequest>(`/v1/data-products/${productId}/valuation-requests`, {}, (answer) => ({
    ...(answer as { readonly items: readonly ValuationRequest[] }),
    nextCursor: null,
  }))
  const columns: readonly Column<ValuationRequest>[] = [
    { id: 'on', label: t('process.on'), show: (row) => row.requestedOn },
    { id: 'purpose', label: t('field.purpose'), show: (row) => row.purpose },
    { id: 'reason', label: t('field.reason'), show: (row) => <span className="long">{row.reason}</span> },
    { id: 'valuer', label: t('valuation.valuer'), show: (row) => row.valuer ?? '—' },
    { id: 'deadline', label: t('process.until'), show: (row) => <Deadline on={row.deadlineOn} /> },
    { id: 'state', label: t('field.state'), show: (row) => <State family="valuationState" state={row.state} /> },
    { id: 'do', label: t('table.actions'), show: (row) => <Next request={row} /> },
  ]
  return (
    <Card flush title={t('valuation.requests')}>
      <PagedTable
        id="valuation-requests"
        caption={t('valuation.requests')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('valuation.noRequest')}
      />
    </Card>
  )
}

function Next({ request }: { readonly request: ValuationRequest }) {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const step = { REQUESTED: 'assign', ASSIGNED: 'start' }[request.state as string]
  if (!isOfficer || step === undefined) return null
  return (
    <CommandButton
      label={word('take', step)}
      action="/v1/valuation-requests/{id}/steps"
      params={{ id: request.id }}
      draft={`valuation-request-${request.id}-${step}`}
      refusals={{ VALUER_NOT_LISTED: 'valuerId', DATES_OUT_OF_ORDER: 'on' }}
      fields={[
        ...(step === 'assign'
          ? [
              {
                name: 'valuerId',
                label: t('valuation.valuerId'),
                kind: 'text' as const,
                help: t('valuation.valuerHelp'),
              },
            ]
          : []),
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
        { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
      ]}
      shape={(body) => ({ ...body, step, version: request.version })}
    />
  )
}
