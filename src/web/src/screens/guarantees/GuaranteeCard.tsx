import type { Guarantee, GuaranteeCall, LoanRecord } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Bp, Rate, Share } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'

type Fee = Guarantee['terms']['fees'][number]

/** One guarantee: its share, its fee year by year, what the loan costs in all, and its calls. With the loan it can be called. */
export function GuaranteeCard({ guarantee, loan }: { readonly guarantee: Guarantee; readonly loan?: LoanRecord }) {
  const { t, word, name } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const { cost, fees } = guarantee.terms
  const feeColumns: readonly Column<Fee>[] = [
    { id: 'no', label: t('day.no'), figure: true, show: (row) => row.no },
    { id: 'due', label: t('schedule.dueOn'), show: (row) => row.dueOn },
    { id: 'to', label: t('guarantee.feeTo'), show: (row) => row.to },
    {
      id: 'amount',
      label: t('field.amount'),
      money: true,
      show: (row) => <Amount yuan={row.amount} />,
      total: <Amount yuan={guarantee.totalFee} />,
    },
  ]
  const callColumns: readonly Column<GuaranteeCall>[] = [
    { id: 'no', label: t('day.no'), figure: true, show: (row) => row.no },
    { id: 'on', label: t('guarantee.calledOn'), show: (row) => row.calledOn },
    { id: 'overdue', label: t('owed.overdue'), money: true, show: (row) => <Amount yuan={row.overdue} /> },
    { id: 'amount', label: t('guarantee.called'), money: true, show: (row) => <Amount yuan={row.amount} /> },
    { id: 'reason', label: t('field.reason'), show: (row) => row.reason },
    {
      id: 'paid',
      label: t('guarantee.payment'),
      show: (row) =>
        row.payment !== null ? (
          t('guarantee.paid', { on: row.payment.paidOn, reference: row.payment.reference })
        ) : isOfficer && loan !== undefined ? (
          <CommandButton
            label={t('guarantee.recordPayment')}
            intro={t('guarantee.paymentIntro')}
            action="/v1/guarantees/{id}/calls/{no}/payment"
            params={{ id: guarantee.id, no: String(row.no) }}
            draft={`guarantee-payment-${row.id}`}
            fixed={{ version: loan.version }}
            refusals={{ BUSINESS_DATE_AHEAD: 'paidOn', PERIOD_CLOSED: 'paidOn' }}
            fields={[
              { name: 'paidOn', label: t('guarantee.paidOn'), kind: 'date', initial: loan.position.on },
              { name: 'reference', label: t('repayment.reference'), kind: 'text' },
            ]}
          />
        ) : (
          t('guarantee.unpaid')
        ),
    },
  ]
  return (
    <Card
      title={t('guarantee.of', { no: guarantee.guaranteeNo })}
      extra={
        isOfficer && loan !== undefined && loan.position.daysOverdue > 0 ? (
          <CommandButton
            label={t('guarantee.call')}
            intro={t('guarantee.callIntro')}
            action="/v1/guarantees/{id}/calls"
            params={{ id: guarantee.id }}
            draft={`guarantee-call-${guarantee.id}`}
            refusals={{
              GUARANTEE_CALL_ABOVE_SHARE: 'amount',
              GUARANTEE_NOT_IN_FORCE: 'on',
              GUARANTEE_NOTHING_OVERDUE: 'on',
              BUSINESS_DATE_AHEAD: 'on',
            }}
            fields={[
              { name: 'on', label: t('guarantee.calledOn'), kind: 'date', initial: loan.position.on },
              { name: 'amount', label: t('guarantee.called'), kind: 'amount' },
              { name: 'reason', label: t('field.reason'), kind: 'longText' },
            ]}
          />
        ) : undefined
      }
    >
      <Facts
        items={[
          { label: t('guarantee.guarantor'), value: guarantee.guarantor },
          { label: t('loan.contractNo'), value: guarantee.contractNo },
          {
            label: t('guarantee.borrower'),
            value: name({ nameZh: guarantee.borrowerZh, nameEn: guarantee.borrowerEn }),
          },
          { label: t('guarantee.share'), value: <Share of={guarantee.share} /> },
          { label: t('guarantee.principal'), value: <Amount yuan={guarantee.guaranteedPrincipal} /> },
          { label: t('field.grade'), value: <Grade grade={guarantee.grade} /> },
          {
            label: t('guarantee.fee'),
            value: (
              <>
                <Bp bp={guarantee.feeBp} />{' '}
                <span className="note">
                  {t('guarantee.feeParts')} <Bp bp={guarantee.baseFeeBp} /> + <Bp bp={guarantee.feeChangeBp} />
                </span>
              </>
            ),
          },
          { label: t('guarantee.feeBasis'), value: word('feeBasis', guarantee.feeBasis) },
          { label: t('quota.valid'), value: `${guarantee.validFrom} – ${guarantee.validTo}` },
          {
            label: t('guarantee.costWith'),
            value: (
              <>
                <Rate percent={cost.withFee.irrPercent} /> <span className="note">{t('guarantee.irr')}</span>
              </>
            ),
          },
          {
            label: t('guarantee.costWithout'),
            value: (
              <>
                <Rate percent={cost.withoutFee.irrPercent} /> <span className="note">{t('guarantee.irr')}</span>
              </>
            ),
          },
        ]}
      />
      <h3 className="part-title">{t('guarantee.fees')}</h3>
      <DataTable
        id="guarantee-fees"
        caption={t('guarantee.fees')}
        columns={feeColumns}
        rows={fees}
        rowKey={(row) => String(row.no)}
      />
      <h3 className="part-title">{t('guarantee.calls')}</h3>
      <DataTable
        id="guarantee-calls"
        caption={t('guarantee.calls')}
        columns={callColumns}
        rows={guarantee.calls}
        rowKey={(row) => row.id}
        empty={t('guarantee.noCalls')}
      />
    </Card>
  )
}
