import { Button, Timeline } from 'antd'
import type { TraceRow } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card } from '../../parts/Page.js'
import { Failure, Loading, Nothing } from '../../parts/States.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'

const PAGES: Readonly<Record<string, string>> = {
  scenario_authorisation: '/app/rights/authorisations',
  resource_registration: '/app/rights/resources',
  data_registration: '/app/rights/registrations',
  listing: '/app/rights/listings',
  data_order: '/app/rights/orders',
  dispute: '/app/rights/disputes',
  pledge: '/app/pledges',
  collateral_alert: '/app/alerts',
  loan_application: '/app/applications',
  loan: '/app/loans',
  reloan_filing: '/app/filings',
  reloan: '/app/reloans',
}
/** What a person follows a product through. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  rights: ['data_product', 'scenario_authorisation', 'resource_registration', 'data_registration'],
  market: ['listing', 'data_order', 'dispute'],
  security: ['valuation', 'pledge', 'collateral_alert'],
  money: ['loan_application', 'loan', 'reloan_filing', 'reloan'],
  looks: ['account_view'],
}
const COLOURS: Readonly<Record<string, string>> = {
  rights: '#14694a',
  market: '#3f6fb0',
  security: '#b07a1f',
  money: '#7a3f9a',
  looks: '#9aa5a0',
}
const partOf = (kind: string): string => Object.keys(PARTS).find((part) => PARTS[part]?.includes(kind)) ?? 'rights'

/** 全流程追溯: what happened to a product and to what was built on it, day by day, with who did it. */
export function Trace({ productId }: { readonly productId: string }) {
  const { t, word } = useLanguage()
  const { knownAt } = useTimes()
  const [part] = useFilter('part')
  const pages = usePages<TraceRow>(`/v1/data-products/${productId}/trace`, { knownAt })
  if (pages.error !== null && pages.items === undefined) return <Failure error={pages.error} again={pages.again} />
  if (pages.items === undefined) return <Loading />
  const rows = pages.items.filter((row) => part === null || partOf(row.subjectKind) === part)
  return (
    <Card title={t('trace.title')}>
      <FilterBar>
        <ChoiceFilter
          name="part"
          label={t('trace.part')}
          options={Object.keys(PARTS).map((value) => ({ value, label: word('tracePart', value) }))}
        />
      </FilterBar>
      {rows.length === 0 ? <Nothing>{t('trace.none')}</Nothing> : null}
      <Timeline
        className="trace"
        items={rows.map((row) => ({
          key: `${row.id} ${row.event} ${row.recordedAt}`,
          color: COLOURS[partOf(row.subjectKind)] ?? '#9aa5a0',
          content: <Happened row={row} />,
        }))}
      />
      <div className="row">
        <span className="note">
          {t(pages.hasMore ? 'table.shownSoFar' : 'table.shownAll', { n: pages.items.length })}
        </span>
        {pages.hasMore ? (
          <Button onClick={pages.more} loading={pages.isFetching}>
            {t('table.more')}
          </Button>
        ) : null}
      </div>
    </Card>
  )
}

function Happened({ row }: { readonly row: TraceRow }) {
  const { t, word } = useLanguage()
  const page = PAGES[row.subjectKind]
  const kind = word('subject', row.subjectKind)
  return (
    <>
      <div>
        <strong className="nowrap">{row.on}</strong>{' '}
        {page === undefined ? kind : <Go to={`${page}/${row.subjectId}`}>{kind}</Go>}
        {' · '}
        {word(row.subjectKind === 'account_view' ? 'purpose' : 'take', row.event)}
        {row.amount === null ? null : (
          <>
            {' '}
            <Amount yuan={row.amount} />
          </>
        )}
      </div>
      <div className="note">
        {[row.person, row.organisation].filter((one) => one !== null).join(' · ') || t('process.program')}
        {row.opinion === null ? null : ` · ${row.opinion}`}
        {row.evidenceHash === null ? null : (
          <>
            {' · '}
            <code title={row.evidenceHash}>{row.evidenceHash.slice(0, 12)}</code>
          </>
        )}
        {' · '}
        {t('trace.recorded', { at: formatInstant(row.recordedAt) })}
      </div>
    </>
  )
}
