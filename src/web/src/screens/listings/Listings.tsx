import { useNavigate } from 'react-router'
import type { Listing, ListingRecord, Registration } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { shanghaiDay } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import type { Column } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { useHasRole, useSession } from '../../shell/session.js'
import { Go, useTimes } from '../../shell/times.js'
import { SubjectDetail } from '../rights/SubjectDetail.js'
import { SubjectList } from '../rights/SubjectList.js'

const STATES = ['DRAFT', 'COMPLIANCE', 'REGISTERED', 'LIST_APPLY', 'LISTED', 'TRADING_HALT', 'DELISTED', 'REJECTED']

/** 挂牌 */
export function Listings() {
  const { t, word } = useLanguage()
  const isFirm = useHasRole('enterprise_user')
  const columns: readonly Column<Listing>[] = [
    {
      id: 'no',
      label: t('product.listingNo'),
      show: (row) => <Go to={`/app/rights/listings/${row.id}`}>{row.listingNo ?? row.id.slice(0, 8)}</Go>,
    },
    { id: 'developer', label: t('right.developer'), show: (row) => row.developer ?? '—' },
    { id: 'exchange', label: t('right.exchange'), show: (row) => row.exchange },
    { id: 'mode', label: t('right.delivery'), show: (row) => word('delivery', row.deliveryMode) },
    { id: 'price', label: t('right.price'), money: true, show: (row) => <Amount yuan={row.price} /> },
    { id: 'ends', label: t('right.endsOn'), show: (row) => row.endsOn ?? '—' },
    {
      id: 'frozen',
      label: t('right.frozenFor'),
      show: (row) => (row.frozenFor === null ? '—' : <span className="flag">{row.frozenFor}</span>),
    },
  ]
  return <SubjectList subject="listings" states={STATES} columns={columns} actions={isFirm ? <Apply /> : null} />
}

function Apply() {
  const { t, word } = useLanguage()
  const registrations = usePages<Registration>('/v1/data-registrations', { state: 'REGISTERED' })
  return (
    <CommandButton
      primary
      label={t('right.applyListing')}
      action="/v1/listings"
      draft="listing"
      refusals={{ DATES_OUT_OF_ORDER: 'on', RIGHT_NOT_STANDING: 'registrationId', LISTING_EXISTS: 'registrationId' }}
      fields={[
        {
          name: 'registrationId',
          label: t('rights.registrations'),
          kind: 'choice',
          options: (registrations.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.productName} · ${one.certificateNo ?? ''}`,
          })),
        },
        { name: 'exchange', label: t('right.exchange'), kind: 'text', initial: 'GZDEX-ZQ' },
        { name: 'price', label: t('right.price'), kind: 'amount' },
        {
          name: 'deliveryMode',
          label: t('right.delivery'),
          kind: 'choice',
          initial: 'report',
          options: ['api', 'report', 'file', 'model'].map((value) => ({ value, label: word('delivery', value) })),
        },
        { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
      ]}
    />
  )
}

export function ListingDetail({ id }: { readonly id: string }) {
  const { t, word } = useLanguage()
  return (
    <SubjectDetail<ListingRecord>
      subject="listings"
      id={id}
      title={(row) => t('right.listingTitle', { no: row.listingNo ?? row.id.slice(0, 8) })}
      actions={(row) => <ListingActions listing={row} />}
      facts={(row) => [
        { label: t('right.developer'), value: row.developer ?? '—' },
        { label: t('right.exchange'), value: row.exchange },
        { label: t('right.price'), value: <Amount yuan={row.price} /> },
        { label: t('right.delivery'), value: word('delivery', row.deliveryMode) },
        { label: t('right.term'), value: row.endsOn === null ? '—' : `${row.listedOn ?? ''} – ${row.endsOn}` },
        {
          label: t('right.frozenFor'),
          value: row.frozenFor === null ? t('no') : <span className="flag">{row.frozenFor}</span>,
        },
        {
          label: t('rights.registrations'),
          value: <Go to={`/app/rights/registrations/${row.registrationId}`}>{t('right.open')}</Go>,
        },
        {
          label: t('rights.authorisations'),
          value: <Go to={`/app/rights/authorisations/${row.authorisationId}`}>{t('right.open')}</Go>,
        },
      ]}
    />
  )
}

/** The developer makes a listed product one that banks can take; others buy it. */
function ListingActions({ listing }: { readonly listing: ListingRecord }) {
  const { t } = useLanguage()
  const isOwn = useSession().organisation.code === listing.developer
  const buys = useHasRole('enterprise_user', 'loan_officer')
  const { href } = useTimes()
  const navigate = useNavigate()
  if (listing.state !== 'LISTED') return null
  return (
    <>
      {isOwn ? (
        <CommandButton
          label={t('right.makeProduct')}
          intro={t('right.makeProductIntro')}
          action="/v1/listings/{id}/data-product"
          params={{ id: listing.id }}
          draft={`product-of-${listing.id}`}
          fields={[]}
          shape={() => null}
          onDone={(product) => navigate(href(`/app/data-products/${product.id}`))}
        />
      ) : null}
      {buys && !isOwn ? (
        <CommandButton
          primary
          label={t('order.place')}
          action="/v1/data-orders"
          draft={`order-${listing.id}`}
          fixed={{ listingId: listing.id }}
          refusals={{ DATES_OUT_OF_ORDER: 'on', ORDER_OF_OWN_LISTING: 'amount', EXCLUSIVE_WHILE_FROZEN: 'exclusive' }}
          fields={[
            { name: 'amount', label: t('field.amount'), kind: 'amount', initial: listing.price },
            { name: 'exclusive', label: t('order.exclusive'), kind: 'flag', initial: 'false' },
            { name: 'arbitrationClause', label: t('right.arbitration'), kind: 'flag', initial: 'true' },
            { name: 'on', label: t('process.on'), kind: 'date', initial: shanghaiDay(new Date()) },
          ]}
          onDone={(order) => navigate(href(`/app/rights/orders/${order.id}`))}
        />
      ) : null}
    </>
  )
}
