import { add, compare, divide, type Exact, exactOf } from '../../kernel/exact.js'

/** The middle value, or the mean of the two in the middle. @throws RangeError for no values */
export function median(values: readonly Exact[]): Exact {
  const sorted = [...values].sort(compare)
  const upper = sorted[sorted.length >> 1]
  if (!upper) throw new RangeError('the median of nothing')
  const lower = sorted[(sorted.length - 1) >> 1]
  return lower && lower !== upper ? divide(add(lower, upper), exactOf(2)) : upper
}
