import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { Problem } from '../../api/problem.js'
import type { Candidate, FilingAnswer, LendingProducts, QuotaRecord, RowLeftOut } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { useRead } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { addUp } from '../../format/decimal.js'
import { plainAmount } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/Filters.js'
import { HashInput } from '../../parts/HashInput.js'
import { Card, Page, Totals } from '../../parts/Page.js'
import { usePreferences } from '../../parts/preferences.js'
import { Refused } from '../../parts/Refused.js'
import { Await, Failure, Loading, Nothing } from '../../parts/States.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { CandidateVerdict } from './CandidateVerdict.js'
import { DayFilter } from './DayFilter.js'
import { LeftOut } from './LeftOut.js'
import { useCandidates } from './use-candidates.js'

const AMOUNT = /^(0|[1-9]\d{0,17})(\.\d{1,2})?$/
interface Chosen {
  readonly loan: Candidate
  readonly requested: string
  readonly evidenceHash: string
}

/** 报账申请: the bank's loans tested line by line; those chosen are filed as one batch. */
export function NewFiling() {
  const { id = '' } = useParams()
  const { t } = useLanguage()
  const { query } = useTimes()
  const quota = useRead<QuotaRecord>(`/v1/reloan-quotas/${id}`, { asOf: query.asOf })
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
      <Await asked={quota}>{(one) => <Builder quota={one} />}</Await>
    </Page>
  )
}

function Builder({ quota }: { readonly quota: QuotaRecord }) {
  const { t, word } = useLanguage()
  const { asOf } = useTimes()
  const [chosenDay] = useFilter('on')
  const [product] = useFilter('product')
  const [uscc] = useFilter('uscc')
  const [disbursedFrom] = useFilter('from')
  const [disbursedTo] = useFilter('to')
  const [balanceFrom] = useFilter('balanceFrom')
  const [eligible] = useFilter('eligible')
  const [mode] = useFilter('mode')
  const on = chosenDay ?? asOf ?? shanghaiDay(new Date())
  const products = useRead<LendingProducts>('/v1/products')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map())
  const filter = Object.fromEntries(
    Object.entries({ product, uscc, disbursedFrom, disbursedTo, balanceFrom }).filter(([, value]) => value !== null),
  )
  const candidates = useCandidates({
    facility: quota.facility,
    quotaId: quota.id,
    on,
    mode: mode === 'BORROW_FIRST' ? 'BORROW_FIRST' : 'LEND_FIRST',
    ...(eligible === 'true' ? { eligible: true } : {}),
    filter,
    limit: 50,
  })
  const change = (loan: Candidate, next: Chosen | null) =>
    setChosen((now) => {
      const changed = new Map(now)
      if (next === null) changed.delete(loan.loanId)
      else changed.set(loan.loanId, next)
      return changed
    })
  const toggle = (loan: Candidate) =>
    change(loan, chosen.has(loan.loanId) ? null : { loan, requested: loan.maxAmount, evidenceHash: '' })
  return (
    <>
      <Card flush>
        <FilterBar>
          <DayFilter name="on" label={t('filing.filedOn')} fallback={on} />
          <ChoiceFilter
            name="mode"
            label={t('filing.mode')}
            any={word('filingMode', 'LEND_FIRST')}
            options={[{ value: 'BORROW_FIRST', label: word('filingMode', 'BORROW_FIRST') }]}
          />
          <ChoiceFilter
            name="product"
            label={t('field.product')}
            options={(products.data?.items ?? []).map((one) => ({ value: one.code, label: word('product', one.code) }))}
          />
          <TextFilter name="uscc" label={t('field.uscc')} />
          <DayFilter name="from" label={t('candidate.paidFrom')} />
          <DayFilter name="to" label={t('candidate.paidTo')} />
          <TextFilter name="balanceFrom" label={t('candidate.balanceFrom')} />
          <ChoiceFilter
            name="eligible"
            label={t('filing.outcome')}
            options={[{ value: 'true', label: t('candidate.onlyEligible') }]}
          />
        </FilterBar>
        <Candidates pages={candidates} chosen={chosen} toggle={toggle} />
      </Card>
      {chosen.size === 0 ? null : <Batch quota={quota} on={on} chosen={[...chosen.values()]} change={change} />}
    </>
  )
}

function Candidates({
  pages,
  chosen,
  toggle,
}: {
  readonly pages: ReturnType<typeof useCandidates>
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly toggle: (loan: Candidate) => void
}) {
  const { t, name } = useLanguage()
  const { unit } = usePreferences()
  if (pages.error !== null && pages.items === undefined) return <Failure error={pages.error} again={pages.again} />
  if (pages.items === undefined) return <Loading />
  if (pages.items.length === 0) return <Nothing>{t('candidate.none')}</Nothing>
  return (
    <>
      <div className="data-table">
        <div className="table-scroll">
          <table aria-label={t('candidate.title')}>
            <thead>
              <tr>
                <th scope="col" aria-label={t('candidate.choose')} />
                <th scope="col">{t('filing.loanId')}</th>
                <th scope="col" className="figures">
                  {t('loan.balance')}
                  <span className="figure-unit">{t(`unit.${unit}`)}</span>
                </th>
                <th scope="col" className="figures">
                  {t('filing.most')}
                  <span className="figure-unit">{t(`unit.${unit}`)}</span>
                </th>
                <th scope="col">{t('candidate.paidOn')}</th>
                <th scope="col">{t('filing.checks')}</th>
              </tr>
            </thead>
            <tbody>
              {pages.items.map((loan) => (
                <tr key={loan.loanId}>
                  <td>
                    <Checkbox
                      checked={chosen.has(loan.loanId)}
                      onChange={() => toggle(loan)}
                      aria-label={`${t('candidate.choose')} ${loan.contractNo}`}
                    />
                  </td>
                  <td>
                    <Go to={`/app/loans/${loan.loanId}`}>{loan.contractNo}</Go>
                    <div className="note">{name({ nameZh: loan.enterpriseZh, nameEn: loan.enterpriseEn })}</div>
                  </td>
                  <td className="figures">
                    <Amount yuan={loan.balance} />
                  </td>
                  <td className="figures">
                    <Amount yuan={loan.maxAmount} />
                  </td>
                  <td>{loan.firstDisbursedOn ?? '—'}</td>
                  <td>
                    <CandidateVerdict candidate={loan} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <div className="more">
        <span className="note">
          {t(pages.hasMore ? 'table.shownSoFar' : 'table.shownAll', { n: pages.items.length })}
        </span>
        {pages.hasMore ? (
          <Button onClick={pages.more} loading={pages.isFetching}>
            {t('table.more')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function Batch({
  quota,
  on,
  chosen,
  change,
}: {
  readonly quota: QuotaRecord
  readonly on: string
  readonly chosen: readonly Chosen[]
  readonly change: (loan: Candidate, next: Chosen | null) => void
}) {
  const { t } = useLanguage()
  const [mode] = useFilter('mode')
  const [onlyEligible, setOnlyEligible] = useState(false)
  const send = useCommand<FilingAnswer>('/v1/reloan-filings')
  const navigate = useNavigate()
  const { href } = useTimes()
  const amounts = chosen.map(({ requested }) => plainAmount(requested))
  const isWrong = (amount: string) => !AMOUNT.test(amount) || !/[1-9]/.test(amount)
  const total = amounts.every((amount) => !isWrong(amount)) ? addUp(amounts) : null
  const [filed, setFiled] = useState<FilingAnswer | null>(null)
  const submit = () =>
    send.mutate(
      {
        quotaId: quota.id,
        filedOn: on,
        mode: mode === 'BORROW_FIRST' ? 'BORROW_FIRST' : 'LEND_FIRST',
        ...(onlyEligible ? { onlyEligible } : {}),
        loans: chosen.map(({ loan, evidenceHash }, at) => ({
          loanId: loan.loanId,
          requested: amounts[at],
          ...(evidenceHash === '' ? {} : { evidenceHash }),
        })),
      },
      {
        onSuccess: (answer) =>
          answer.leftOut.length === 0 ? navigate(href(`/app/filings/${answer.id}`)) : setFiled(answer),
      },
    )
  const refusedLoan = send.error instanceof Problem ? send.error.facts.loan : undefined
  const sentence = send.error instanceof Problem ? send.error.detail : ''
  if (filed !== null)
    return (
      <Card title={t('filing.filedPartly', { rows: filed.rows, left: filed.leftOut.length })}>
        <LeftOut rows={filed.leftOut} contractNo={contractNoIn(chosen)} />
        <Go to={`/app/filings/${filed.id}`}>{t('filing.openFiling')}</Go>
      </Card>
    )
  return (
    <Card title={t('filing.batch')}>
      <Totals
        items={[
          { label: t('filing.rows'), value: chosen.length },
          { label: t('filing.requested'), value: <Amount yuan={total} /> },
          { label: t('quota.available'), value: <Amount yuan={quota.available} /> },
        ]}
      />
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('filing.loanId')}</th>
              <th scope="col">{t('filing.requested')}</th>
              <th scope="col">{t('filing.rowEvidence')}</th>
              <th scope="col" aria-label={t('table.actions')} />
            </tr>
          </thead>
          <tbody>
            {chosen.map((row, at) => (
              <tr key={row.loan.loanId}>
                <th scope="row">
                  {row.loan.contractNo}
                  {row.loan.eligible ? null : <div className="overdue">{t('filing.failed')}</div>}
                </th>
                <td>
                  <Input
                    aria-label={`${t('filing.requested')} ${row.loan.contractNo}`}
                    className="figures"
                    inputMode="decimal"
                    suffix={t('unit.yuan')}
                    value={row.requested}
                    {...(isWrong(amounts[at] ?? '') ? { status: 'error' as const } : {})}
                    onChange={(event) => change(row.loan, { ...row, requested: event.target.value })}
                  />
                  {isWrong(amounts[at] ?? '') ? <div className="overdue">{t('form.amount')}</div> : null}
                  {refusedLoan === row.loan.loanId ? (
                    <div className="overdue">{sentence.replace(row.loan.loanId, row.loan.contractNo)}</div>
                  ) : null}
                </td>
                <td>
                  <HashInput
                    value={row.evidenceHash}
                    onChange={(evidenceHash) => change(row.loan, { ...row, evidenceHash })}
                  />
                </td>
                <td>
                  <Button type="text" onClick={() => change(row.loan, null)}>
                    {t('filing.takeOff')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <Checkbox checked={onlyEligible} onChange={(event) => setOnlyEligible(event.target.checked)}>
          {t('filing.onlyEligible')}
        </Checkbox>
      </p>
      {send.error === null ? null : (
        <>
          <Refused error={send.error} />
          <LeftOut rows={rowsIn(send.error)} contractNo={contractNoIn(chosen)} />
        </>
      )}
      <div className="form-submit">
        <Button type="primary" onClick={submit} disabled={total === null} loading={send.isPending}>
          {t('filing.submit')}
        </Button>
      </div>
      {chosen.every(({ loan }) => loan.eligible) || onlyEligible ? null : (
        <Alert type="warning" showIcon title={t('filing.someNotEligible')} />
      )}
    </Card>
  )
}

const contractNoIn = (chosen: readonly Chosen[]) => (loanId: string) =>
  chosen.find(({ loan }) => loan.loanId === loanId)?.loan.contractNo ?? loanId.slice(0, 8)

/** The rows that a refusal names, each with why. */
function rowsIn(error: Error): readonly RowLeftOut[] {
  const rows = error instanceof Problem ? error.facts.rows : null
  return Array.isArray(rows) ? (rows as RowLeftOut[]) : []
}
