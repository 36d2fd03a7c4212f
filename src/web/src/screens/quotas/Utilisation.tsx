import type { Quota } from '../../api/types.js'
import { drawn } from '../../format/decimal.js'
import { formatAmount } from '../../format/figures.js'
import { useLanguage } from '../../language/Language.js'

/** A bar of what is drawn and what is reserved; the figures stand beside it. */
export function Utilisation({ quota }: { readonly quota: Pick<Quota, 'limit' | 'drawn' | 'reserved'> }) {
  const { t } = useLanguage()
  const limit = drawn(quota.limit)
  const part = (amount: string) => `${limit === 0 ? 0 : (drawn(amount) / limit) * 100}%`
  const label = `${t('quota.drawn')} ${formatAmount(quota.drawn, 'yuan')}, ${t('quota.reserved')} ${formatAmount(quota.reserved, 'yuan')}, ${t('quota.limit')} ${formatAmount(quota.limit, 'yuan')}`
  return (
    <span className="utilisation" role="img" aria-label={label} title={label}>
      <span className="utilisation-drawn" style={{ width: part(quota.drawn) }} />
      <span className="utilisation-reserved" style={{ width: part(quota.reserved) }} />
    </span>
  )
}
