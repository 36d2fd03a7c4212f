import { Alert, Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Problem } from '../../api/problem.js'
import type { FilingRecord, FilingRow } from '../../api/types.js'
import { useCommand } from '../../api/use-command.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Refused } from '../../parts/Refused.js'
import { useHasRole } from '../../shell/session.js'

interface Verdict {
  readonly verdict: 'PASS' | 'RETURN'
  readonly opinion: string
}

/** 初审 / 复审: one decision for all rows, and a verdict of its own for any row that differs. */
export function RowReview({
  filing,
  rows,
  isWhole,
}: {
  readonly filing: FilingRecord
  readonly rows: readonly FilingRow[]
  readonly isWhole: boolean
}) {
  const { t } = useLanguage()
  const isReviewer = useHasRole('reloan_reviewer')
  const [open, setOpen] = useState(false)
  const second = filing.state === 'FIRST_REVIEWED'
  if (!isReviewer || (filing.state !== 'FILED' && !second)) return null
  const label = t(second ? 'filing.secondReview' : filing.reviews === 2 ? 'filing.firstReview' : 'filing.review')
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} title={label} footer={null} width={860} destroyOnHidden>
        <Form filing={filing} rows={rows.filter(({ live }) => live)} isWhole={isWhole} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Form({
  filing,
  rows,
  isWhole,
  onDone,
}: {
  readonly filing: FilingRecord
  readonly rows: readonly FilingRow[]
  readonly isWhole: boolean
  readonly onDone: () => void
}) {
  const { t, word } = useLanguage()
  const send = useCommand(`/v1/reloan-filings/${filing.id}/review`)
  const [all, setAll] = useState<Verdict>({ verdict: 'PASS', opinion: '' })
  const [own, setOwn] = useState<Readonly<Record<string, Verdict>>>({})
  const [tried, setTried] = useState(false)
  const verdictOf = (row: FilingRow): Verdict =>
    own[row.loanId] ?? { verdict: row.eligibility.every(({ passed }) => passed) ? all.verdict : 'RETURN', opinion: '' }
  const differing = rows.filter((row) => {
    const { verdict, opinion } = verdictOf(row)
    return verdict !== all.verdict || opinion !== ''
  })
  const missing = differing.filter((row) => verdictOf(row).opinion.trim() === '')
  const isAllMissing = all.opinion.trim() === ''
  const refusedLoan = send.error instanceof Problem ? send.error.facts.loan : undefined
  const submit = () => {
    setTried(true)
    if (missing.length > 0 || isAllMissing) return
    send.mutate(
      {
        decision: all.verdict,
        opinion: all.opinion.trim(),
        ...(differing.length === 0
          ? {}
          : {
              rows: differing.map((row) => ({
                loanId: row.loanId,
                verdict: verdictOf(row).verdict,
                opinion: verdictOf(row).opinion.trim(),
              })),
            }),
        version: filing.version,
      },
      { onSuccess: onDone },
    )
  }
  const choices = (['PASS', 'RETURN'] as const).map((value) => ({ value, label: word('decision', value) }))
  const set = (row: FilingRow, change: Partial<Verdict>) =>
    setOwn((now) => ({ ...now, [row.loanId]: { ...verdictOf(row), ...change } }))
  return (
    <>
      <p className="note form-intro">{t('filing.reviewIntro')}</p>
      <div className="labelled">
        <span>{t('filing.forAll')}</span>
        <Radio.Group
          options={choices}
          optionType="button"
          value={all.verdict}
          onChange={(event) => setAll({ ...all, verdict: event.target.value as Verdict['verdict'] })}
        />
        <Input.TextArea
          rows={2}
          maxLength={2000}
          aria-label={t('field.opinion')}
          placeholder={t('field.opinion')}
          value={all.opinion}
          {...(tried && isAllMissing ? { status: 'error' as const } : {})}
          onChange={(event) => setAll({ ...all, opinion: event.target.value })}
        />
        {tried && isAllMissing ? (
          <span className="overdue">{t('form.required', { field: t('field.opinion') })}</span>
        ) : null}
      </div>
      {isWhole ? null : <Alert type="info" showIcon title={t('filing.moreRows')} />}
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('filing.loanId')}</th>
              <th scope="col" className="figures">
                {t('filing.requested')}
              </th>
              <th scope="col">{t('field.decision')}</th>
              <th scope="col">{t('filing.rowOpinion')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { verdict, opinion } = verdictOf(row)
              const failed = row.eligibility.filter(({ passed }) => !passed)
              return (
                <tr key={row.loanId}>
                  <th scope="row">
                    {row.contractNo}
                    {failed.length === 0 ? null : (
                      <div className="overdue">{t('filing.failedLines', { n: failed.length })}</div>
                    )}
                  </th>
                  <td className="figures">
                    <Amount yuan={row.requested} />
                  </td>
                  <td>
                    <Radio.Group
                      size="small"
                      options={choices}
                      optionType="button"
                      value={verdict}
                      onChange={(event) => set(row, { verdict: event.target.value as Verdict['verdict'] })}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={`${t('filing.rowOpinion')} ${row.contractNo}`}
                      value={opinion}
                      maxLength={2000}
                      {...(tried && missing.includes(row) ? { status: 'error' as const } : {})}
                      onChange={(event) => set(row, { opinion: event.target.value })}
                    />
                    {tried && missing.includes(row) ? (
                      <span className="overdue">{t('filing.rowOpinionNeeded')}</span>
                    ) : null}
                    {refusedLoan === row.contractNo || refusedLoan === row.loanId ? (
                      <span className="overdue">{(send.error as Problem).detail}</span>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {send.error === null ? null : <Refused error={send.error} />}
      <div className="form-submit">
        <Button type="primary" onClick={submit} loading={send.isPending}>
          {t('filing.review')}
        </Button>
      </div>
    </>
  )
}
