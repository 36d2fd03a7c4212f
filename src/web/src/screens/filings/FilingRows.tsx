import { Button } from 'antd'
import { useState } from 'react'
import type { FilingRecord, FilingRow } from '../../api/types.js'
import type { Pages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { EligibilityLines } from './EligibilityLines.js'

/** The rows of a batch: how each was tested, what each reviewer said of it, and the note it still owes. */
export function FilingRows({ filing, pages }: { readonly filing: FilingRecord; readonly pages: Pages<FilingRow> }) {
  const { t, word, name } = useLanguage()
  const columns: readonly Column<FilingRow>[] = [
    {
      id: 'loan',
      label: t('filing.loanId'),
      show: (row) => (
        <>
          <Go to={`/app/loans/${row.loanId}`}>{row.contractNo}</Go>
          <div className="note">{name({ nameZh: row.enterpriseZh, nameEn: row.enterpriseEn })}</div>
        </>
      ),
    },
    { id: 'balance', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    { id: 'requested', label: t('filing.requested'), money: true, show: (row) => <Amount yuan={row.requested} /> },
    { id: 'drawn', label: t('quota.drawn'), money: true, show: (row) => <Amount yuan={row.drawn} /> },
    { id: 'checks', label: t('filing.checks'), show: (row) => <Checks row={row} /> },
    {
      id: 'opinions',
      label: t('filing.opinions'),
      show: (row) => (
        <>
          {row.opinions.map((one) => (
            <div key={one.review}>
              <span className={`mark mark-${one.verdict === 'PASS' ? 'yes' : 'no'}`}>
                {filing.reviews === 2 ? word('review', String(one.review)) : ''} {word('decision', one.verdict)}
              </span>{' '}
              {one.opinion}
            </div>
          ))}
          {row.live ? null : <div className="overdue">{t('filing.rowReturned')}</div>}
        </>
      ),
    },
    ...(filing.mode === 'BORROW_FIRST'
      ? [{ id: 'note', label: t('filing.note'), show: (row: FilingRow) => <Note filing={filing} row={row} /> }]
      : []),
  ]
  return (
    <Card flush title={t('filing.rowsTitle')}>
      <PagedTable
        id="filing-rows"
        caption={t('filing.rowsTitle')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.loanId}
      />
    </Card>
  )
}

function Checks({ row }: { readonly row: FilingRow }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  const failed = row.eligibility.filter((line) => !line.passed).length
  return (
    <>
      <span className={`mark mark-${failed === 0 ? 'yes' : 'no'}`}>
        {failed === 0 ? t('filing.passed') : t('filing.failedLines', { n: failed })}
      </span>{' '}
      <Button type="link" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
        {t(open ? 'candidate.fold' : 'candidate.unfold', { n: row.eligibility.length })}
      </Button>
      {open ? <EligibilityLines lines={row.eligibility} /> : null}
    </>
  )
}

/** 先借后贷: the loan's note is owed within the time of the facility. */
function Note({ filing, row }: { readonly filing: FilingRecord; readonly row: FilingRow }) {
  const { t } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const { asOf } = useTimes()
  if (row.noteNo !== null)
    return (
      <>
        {row.noteNo} ({row.noteFilledOn}){' '}
        {row.noteLate ? <span className="overdue">{t('filing.noteLate')}</span> : null}
      </>
    )
  if (row.noteDueOn === null) return <>—</>
  return (
    <>
      {t('filing.noteDue', { on: row.noteDueOn })}
      {isOfficer ? (
        <CommandButton
          label={t('filing.fillNote')}
          action="/v1/reloan-filings/{id}/notes"
          params={{ id: filing.id }}
          draft={`note-${filing.id}-${row.loanId}`}
          refusals={{
            NOTE_TWICE: 'noteNo',
            NOTE_UNKNOWN: 'noteNo',
            NOTE_NOT_AWAITED: 'noteNo',
            DATES_OUT_OF_ORDER: 'on',
          }}
          fields={[
            { name: 'noteNo', label: t('filing.noteNo'), kind: 'text' },
            { name: 'on', label: t('process.on'), kind: 'date', initial: asOf ?? '' },
            { name: 'evidenceHash', label: t('form.evidenceHash'), kind: 'hash', help: t('form.hashHelp') },
          ]}
          shape={({ on, noteNo, evidenceHash }) => ({ on, notes: [{ loanId: row.loanId, noteNo, evidenceHash }] })}
        />
      ) : null}
    </>
  )
}
