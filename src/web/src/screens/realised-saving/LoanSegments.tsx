import type { InterestSegment, LoanRecord, LoanSegments as Segments } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount, Count, Rate } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { SavingLineage } from './SavingLineage.js'

/** 计息分段: what the loan bore night by night beside its reference rate, each segment open to where its rate came from. */
export function LoanSegments({ loan }: { readonly loan: LoanRecord }) {
  const { query } = useTimes()
  const [from] = useFilter('from')
  const [to] = useFilter('to')
  const asked = useRead<Segments>(`/v1/loans/${loan.id}/interest-segments`, { ...query, from, to })
  return <Await asked={asked}>{(told) => <Sheet loan={loan} told={told} />}</Await>
}

/** The console's screen of what the interface names. */
const screenOf = (link: string): string => link.replace('/v1/', '/app/')
/** The rates of the loan as they were when the segment's rate was decided; a rate of the contract, on the segment's first day. */
const rateAddress = (loanId: string, segment: InterestSegment): string =>
  segment.links.rateDecision.startsWith('/v1/loans/')
    ? screenOf(segment.links.rateDecision)
    : `/app/loans/${loanId}/rates?asOf=${segment.from}`

function Sheet({ loan, told }: { readonly loan: LoanRecord; readonly told: Segments }) {
  const { t, word } = useLanguage()
  const keyOf = (row: InterestSegment) => `${row.from}-${row.settlesOn}`
  const shown = told.segments.at(-1)
  const period = `from=${told.from}&to=${told.to}`
  const columns: readonly Column<InterestSegment>[] = [
    {
      id: 'nights',
      label: t('segment.nights'),
      show: (row) => (
        <>
          <span className="nowrap">{`${row.from} – ${row.to}`}</span>{' '}
          <span className="note">{t('segment.nightCount', { n: row.nights })}</span>
        </>
      ),
    },
    { id: 'balance', label: t('segment.balance'), money: true, show: (row) => <Amount yuan={row.balance} /> },
    { id: 'rate', label: t('figure.rate'), figure: true, show: (row) => <Rate percent={row.rate} /> },
    {
      id: 'reference',
      label: t('figure.referenceRate'),
      figure: true,
      show: (row) => <Rate percent={row.referenceRate} />,
    },
    { id: 'night', label: t('segment.night'), figure: true, show: (row) => row.night },
    {
      id: 'executed',
      label: t('saving.executedInterest'),
      money: true,
      show: (row) => <Amount yuan={row.executedInterest} />,
      total: <Amount yuan={told.executedInterest} />,
    },
    {
      id: 'referenceInterest',
      label: t('saving.referenceInterest'),
      money: true,
      show: (row) => <Amount yuan={row.referenceInterest} />,
      total: <Amount yuan={told.referenceInterest} />,
    },
    {
      id: 'saving',
      label: t('saving.realisedSaving'),
      money: true,
      show: (row) => <Amount yuan={row.realisedSaving} />,
      total: <Amount yuan={told.realisedSaving} />,
    },
    { id: 'grade', label: t('field.grade'), show: (row) => <Grade grade={row.grade} /> },
    {
      id: 'sources',
      label: t('segment.sources'),
      show: (row) => (
        <span className="actions">
          <Go to={rateAddress(loan.id, row)}>{t('lineage.rate')}</Go>
          {row.links.rating === null ? null : <Go to={screenOf(row.links.rating)}>{t('lineage.rating')}</Go>}
          {row.links.carbonAccount === null ? null : (
            <Go to={screenOf(row.links.carbonAccount)}>{t('lineage.account')}</Go>
          )}
        </span>
      ),
    },
    { id: 'settles', label: t('segment.settlesOn'), optional: true, show: (row) => row.settlesOn },
    {
      id: 'cause',
      label: t('segment.cause'),
      optional: true,
      show: (row) => <Go to={screenOf(row.links.events)}>{word('segmentCause', row.cause)}</Go>,
    },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <>
      <SavingLineage
        at="segments"
        links={{
          report: `/app/realised-saving?${period}`,
          loans: `/app/realised-saving/loans?${period}&enterprise=${loan.uscc ?? ''}`,
          ...(shown === undefined ? {} : { rate: rateAddress(loan.id, shown) }),
          ...(shown?.links.rating ? { rating: screenOf(shown.links.rating) } : {}),
          ...(shown?.links.carbonAccount ? { account: screenOf(shown.links.carbonAccount) } : {}),
        }}
      />
      <Card flush title={t('segment.title')}>
        <p className="note padded">
          {t('segment.note', {
            from: told.from,
            to: told.to,
            asOf: told.asOf,
            knownAt: formatInstant(told.knownAt),
          })}{' '}
          <Count of={told.segments.length} /> {t('segment.count')}
        </p>
        <DataTable
          id="loan-segments"
          caption={t('segment.title')}
          columns={columns}
          rows={told.segments}
          rowKey={keyOf}
          empty={t('segment.empty')}
        />
      </Card>
    </>
  )
}
