import { Alert, Select } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { type Eligibility, firmOf, type Loan, type QuotaRecord } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { formatAmount } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { CommandForm } from '../../parts/CommandForm.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Page, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { EligibilityLines } from './EligibilityLines.js'

/** 报账申请: choose a loan and a day, see every condition tested, then file it. */
export function NewFiling() {
  const { id = '' } = useParams()
  const { t, name } = useLanguage()
  const { asOf, query } = useTimes()
  const [loanId, chooseLoan] = useFilter('loan')
  const [chosenDay, chooseDay] = useFilter('on')
  const on = chosenDay ?? asOf ?? shanghaiDay(new Date())
  const quota = useRead<QuotaRecord>(`/v1/reloan-quotas/${id}`, { asOf: query.asOf })
  const loans = usePages<Loan>('/v1/loans', { state: 'DISBURSED' })
  const tested = useRead<Eligibility>(loanId === null ? null : '/v1/reloan-eligibility', { loanId, quotaId: id, on })
  return (
    <Page
      title={t('filing.new')}
      note={t('filing.intro')}
      crumbs={[
        { label: t('nav.quotas'), to: '/app/quotas' },
        { label: quota.data?.documentNo ?? id.slice(0, 8), to: `/app/quotas/${id}` },
        { label: t('filing.new') },
      ]}
    >
      <Card>
        <div className="form-fields">
          <div className="labelled">
            <label htmlFor="loan">{t('filing.loanId')}</label>
            <Select
              id="loan"
              showSearch={{ optionFilterProp: 'label' }}
              value={loanId}
              loading={loans.isPending}
              placeholder={t('filing.loanHelp')}
              onChange={(value) => chooseLoan(value)}
              options={(loans.items ?? []).map((loan) => ({
                value: loan.id,
                label: `${loan.contractNo} · ${name(firmOf(loan))} · ${formatAmount(loan.balance, 'yuan')}`,
              }))}
            />
          </div>
          <label className="labelled">
            {t('filing.filedOn')}
            <input type="date" className="plain-input" value={on} onChange={(event) => chooseDay(event.target.value)} />
          </label>
        </div>
      </Card>
      {loanId === null ? null : (
        <Await asked={tested}>{(eligibility) => <Tested eligibility={eligibility} quotaId={id} />}</Await>
      )}
    </Page>
  )
}

function Tested({ eligibility, quotaId }: { readonly eligibility: Eligibility; readonly quotaId: string }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const { href } = useTimes()
  const { loanId, on } = eligibility
  return (
    <>
      <Totals
        items={[
          { label: t('filing.outcome'), value: t(eligibility.eligible ? 'filing.passed' : 'filing.failed') },
          { label: t('filing.most'), value: <Amount yuan={eligibility.maxAmount} /> },
        ]}
      />
      <Card title={t('filing.checks')}>
        <EligibilityLines lines={eligibility.lines} />
      </Card>
      <Card title={t('filing.submit')}>
        {eligibility.eligible ? null : <Alert type="warning" showIcon title={t('filing.notEligible')} />}
        <CommandForm
          key={`${loanId}${on}`}
          action="/v1/reloan-filings"
          submit={t('filing.submit')}
          draft={`filing-${quotaId}-${loanId}`}
          fields={[{ name: 'requested', label: t('filing.requested'), kind: 'amount', initial: eligibility.maxAmount }]}
          shape={({ requested }) => ({ quotaId, filedOn: on, loans: [{ loanId, requested }] })}
          onDone={(filing) => navigate(href(`/app/filings/${filing.id}`))}
        />
      </Card>
    </>
  )
}
