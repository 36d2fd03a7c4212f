import type { Allocation } from '../../domain/loans/servicing/charges.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { formatMoney } from '../../kernel/money.js'

/** Where money went: `eventId` null where held money paid, `no` null for what is no row of the schedule. */
export const tellAllocation = ({ factId, on, bucket, no, dueOn, amount }: Allocation) => ({
  eventId: factId,
  on,
  bucket,
  no,
  dueOn,
  amount: formatMoney(moneyOfFen(amount)),
})
