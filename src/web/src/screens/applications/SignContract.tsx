import { useNavigate } from 'react-router'
import type { ApplicationRecord, CreditLine, LendingProducts } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatAmount } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { useTimes } from '../../shell/times.js'

/** Words that a contract may choose among, where the product leaves a choice; the first one is what it gets unasked. */
const wordsOf = (products: LendingProducts | undefined, code: string, term: string): readonly string[] =>
  products?.items
    .find((product) => product.code === code)
    ?.terms.find((one) => one.term === term)
    ?.value?.split(term === 'instalments' ? ';' : '|') ?? []

/** 签订合同: on the terms of the product, and under a credit line where there is one. */
export function SignContract({ application }: { readonly application: ApplicationRecord }) {
  const { t, word } = useLanguage()
  const navigate = useNavigate()
  const { href } = useTimes()
  const { product, uscc } = application
  const decidedOn = application.approval?.decidedOn ?? application.appliedOn
  const products = useRead<LendingProducts>('/v1/products', { asOf: decidedOn })
  const lines = usePages<CreditLine>(uscc === null ? null : `/v1/enterprises/${uscc}/credit-lines`, {
    asOf: decidedOn,
  })
  const choice = (family: string, term: string) =>
    wordsOf(products.data, product, term).map((value) => ({ value, label: word(family, value) }))
  const methods = choice('method', 'methods').filter(({ value }) => value !== 'custom')
  return (
    <CommandButton
      primary
      label={t('application.contract')}
      intro={t('contract.intro')}
      action="/v1/loan-applications/{id}/contract"
      params={{ id: application.id }}
      draft={`contract-${application.id}`}
      fixed={{ version: application.version }}
      refusals={{
        CONTRACT_NO_USED: 'contractNo',
        AMOUNT_ABOVE_APPROVED: 'amount',
        AMOUNT_ABOVE_LINE: 'creditLineId',
        LINE_PRODUCT_MISMATCH: 'creditLineId',
        LINE_OF_OTHER_ENTERPRISE: 'creditLineId',
        LINE_NOT_VALID_ON_DAY: 'creditLineId',
        LINE_NOT_FOUND: 'creditLineId',
        BUSINESS_DATE_AHEAD: 'signedOn',
        DATES_OUT_OF_ORDER: 'signedOn',
        APPROVAL_EXPIRED: 'signedOn',
        QUOTE_EXPIRED: 'signedOn',
      }}
      fields={[
        { name: 'contractNo', label: t('loan.contractNo'), kind: 'text' },
        { name: 'signedOn', label: t('loan.signedOn'), kind: 'date', initial: decidedOn },
        {
          name: 'amount',
          label: t('loan.amount'),
          kind: 'amount',
          initial: application.approval?.approvedAmount ?? application.amount,
        },
        { name: 'method', label: t('loan.method'), kind: 'choice', optional: true, options: methods },
        {
          name: 'creditLineId',
          label: t('contract.line'),
          kind: 'choice',
          optional: true,
          help: t('contract.lineHelp'),
          options: (lines.items ?? [])
            .filter((line) => line.product === product)
            .map((line) => ({
              value: line.id,
              label: t('contract.lineChoice', {
                limit: formatAmount(line.limit, 'yuan'),
                available: line.available === null ? '—' : formatAmount(line.available, 'yuan'),
              }),
            })),
        },
        {
          name: 'instalments',
          label: t('terms.instalments'),
          kind: 'choice',
          optional: true,
          options: choice('instalments', 'instalments'),
        },
        {
          name: 'holidays',
          label: t('terms.holidays'),
          kind: 'choice',
          optional: true,
          options: choice('holidays', 'holidays'),
        },
        {
          name: 'repricing',
          label: t('terms.repricing'),
          kind: 'choice',
          optional: true,
          options: choice('repricing', 'repricing'),
        },
        { name: 'gracePrincipalPeriods', label: t('terms.gracePrincipal'), kind: 'integer', optional: true },
        { name: 'graceInterestPeriods', label: t('terms.graceInterest'), kind: 'integer', optional: true },
        {
          name: 'overdueUplift',
          label: t('terms.overdueUplift'),
          kind: 'decimal',
          optional: true,
          help: t('contract.upliftHelp'),
        },
        {
          name: 'misuseUplift',
          label: t('terms.misuseUplift'),
          kind: 'decimal',
          optional: true,
          help: t('contract.upliftHelp'),
        },
        { name: 'compoundCharged', label: t('terms.compound'), kind: 'flag', optional: true },
      ]}
      shape={({ contractNo, signedOn, amount, method, creditLineId, version, ...terms }) => ({
        contractNo,
        signedOn,
        amount,
        ...(method === undefined ? {} : { method }),
        ...(creditLineId === undefined ? {} : { creditLineId }),
        ...(Object.keys(terms).length === 0 ? {} : { terms }),
        version,
      })}
      onDone={(loan) => navigate(href(`/app/loans/${loan.id}`))}
    />
  )
}
