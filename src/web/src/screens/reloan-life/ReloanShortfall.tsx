import type { Shortfall } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Share } from '../../parts/Figure.js'
import { Card, Totals } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { ReturnButton, SubstituteButton } from './ReloanActions.js'
import type { OfReloan } from './ReloanDetail.js'

type Backing = Shortfall['backing'][number]
type Candidate = Shortfall['candidates'][number]

/** 合格贷款缺口: what is lacking on the day, loan by loan, and the two cures. */
export function ReloanShortfall({ reloan, life }: OfReloan) {
  const { query } = useTimes()
  const asked = useRead<Shortfall>(`/v1/reloans/${reloan.id}/shortfall`, query)
  return <Await asked={asked}>{(shortfall) => <Told shortfall={shortfall} reloan={reloan} life={life} />}</Await>
}

function Told({ shortfall, reloan, life }: OfReloan & { readonly shortfall: Shortfall }) {
  const { t, word, name } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const isCovered = shortfall.shortfall === '0.00'
  const backing: readonly Column<Backing>[] = [
    {
      id: 'loan',
      label: t('reloan.backing'),
      show: (row) => <Go to={`/app/loans/${row.loanId}`}>{row.contractNo}</Go>,
    },
    { id: 'principal', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.principal} /> },
    { id: 'eligible', label: t('shortfall.eligible'), money: true, show: (row) => <Amount yuan={row.eligible} /> },
    {
      id: 'losses',
      label: t('shortfall.why'),
      show: (row) =>
        row.losses.length === 0 ? (
          <span className="mark mark-yes">{t('filing.passed')}</span>
        ) : (
          <span className="mark mark-no">{row.losses.map((one) => word('loss', one)).join(t('list.comma'))}</span>
        ),
    },
    { id: 'overdue', label: t('shortfall.daysOverdue'), figure: true, show: (row) => row.daysOverdue },
    { id: 'class', label: t('loan.class'), show: (row) => word('loanClass', row.class) },
    { id: 'grade', label: t('field.grade'), show: (row) => word('grade', row.grade) },
  ]
  const candidates: readonly Column<Candidate>[] = [
    {
      id: 'loan',
      label: t('shortfall.candidate'),
      show: (row) => <Go to={`/app/loans/${row.loanId}`}>{row.contractNo}</Go>,
    },
    {
      id: 'firm',
      label: t('field.enterprise'),
      show: (row) => name({ nameZh: row.enterpriseZh, nameEn: row.enterpriseEn }),
    },
    { id: 'balance', label: t('loan.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    { id: 'covers', label: t('shortfall.covers'), money: true, show: (row) => <Amount yuan={row.covers} /> },
  ]
  return (
    <>
      <Totals
        items={[
          { label: t('loan.balance'), value: <Amount yuan={shortfall.balance} /> },
          {
            label: t('shortfall.covered'),
            value: <Amount yuan={shortfall.covered} />,
            note: (
              <>
                {t('shortfall.cap')}{' '}
                {shortfall.ratioCap === null ? t('facility.unknown') : <Share of={shortfall.ratioCap} />}
              </>
            ),
          },
          {
            label: t('shortfall.shortfall'),
            value: <Amount yuan={shortfall.shortfall} />,
            note: isCovered
              ? t('shortfall.none')
              : shortfall.cureBy === null
                ? t('shortfall.noDeadline')
                : t('shortfall.cureBy', { on: shortfall.cureBy }),
          },
        ]}
      />
      <Card flush title={t('shortfall.loans')}>
        <DataTable
          id="shortfall-backing"
          caption={t('shortfall.loans')}
          columns={backing}
          rows={shortfall.backing}
          rowKey={(row) => row.loanId}
          empty={t('reloan.noBacking')}
        />
      </Card>
      {isCovered ? null : (
        <Card title={t('shortfall.cures')}>
          <div className="columns">
            {shortfall.cures.map((cure) => (
              <div key={cure.cure}>
                <h3>{word('cure', cure.cure)}</h3>
                {cure.cure === 'RETURN_PROPORTION' ? (
                  <p>
                    {t('shortfall.returnNote')} <Amount yuan={cure.amount} />
                  </p>
                ) : (
                  <p>
                    {t('shortfall.substituteNote')} <Amount yuan={cure.balance} />
                  </p>
                )}
                {!isOfficer ? null : cure.cure === 'RETURN_PROPORTION' ? (
                  <ReturnButton
                    reloan={reloan}
                    life={life}
                    {...(cure.amount === null ? {} : { amount: cure.amount })}
                  />
                ) : (
                  <SubstituteButton reloan={reloan} life={life} shortfall={shortfall} />
                )}
              </div>
            ))}
          </div>
        </Card>
      )}
      {isCovered ? null : (
        <Card flush title={t('shortfall.candidates')}>
          <DataTable
            id="shortfall-candidates"
            caption={t('shortfall.candidates')}
            columns={candidates}
            rows={shortfall.candidates}
            rowKey={(row) => row.loanId}
            empty={t('shortfall.noCandidate')}
          />
        </Card>
      )}
    </>
  )
}
