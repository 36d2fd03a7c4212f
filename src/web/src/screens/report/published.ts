import type { SavingReport } from '../../api/types.js'
import type { Key } from '../../language/Language.js'

interface PublishedFigure {
  readonly label: Key
  readonly kind: 'count' | 'amount' | 'bp'
  readonly published: string
  readonly of: (totals: SavingReport['totals']) => string | null
}

/**
 * What the article states. SOURCE: 肇庆政务服务 2024-09-03, given by the user; no public page confirms it. Shown beside the
 * computed figures, never used in computing.
 */
export const PUBLISHED: readonly PublishedFigure[] = [
  { label: 'figure.institutions', kind: 'count', published: '26', of: (t) => String(t.institutions) },
  { label: 'figure.enterprises', kind: 'count', published: '163', of: (t) => String(t.enterprises) },
  { label: 'figure.lineIncrease', kind: 'amount', published: '2754000000.00', of: (t) => t.lineIncrease },
  { label: 'figure.averageDiscount', kind: 'bp', published: '34', of: (t) => t.averageDiscountBp },
  { label: 'figure.annualSaving', kind: 'amount', published: '19760000.00', of: (t) => t.annualSaving },
]
