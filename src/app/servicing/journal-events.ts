/** The events of a loan's own journal, by the first word of their posting's key; other things are booked under a loan by those whose they are. */
const JOURNAL: Readonly<Record<string, string>> = {
  disbursement: 'loan.disbursed',
  accrual: 'loan.interest-accrued',
  interest: 'loan.interest-due',
  burden: 'loan.penalty-accrued',
  discount: 'loan.discount-earned',
  fee: 'loan.fee',
  payment: 'loan.payment',
  held: 'loan.held-applied',
  'write-off': 'loan.written-off',
}

export const JOURNAL_EVENTS: readonly string[] = Object.values(JOURNAL)

/** Whether a posting belongs to the end of a month, and so is booked only when its day is over. */
export const isOfMonthEnd = (key: string): boolean => /^(accrual:|burden:end:|discount:end:)/.test(key)

/** What a posting is for. @throws for a key that no loan calls for */
export function eventOfKey(key: string): string {
  const event = JOURNAL[key.split(':')[0] as string]
  if (event === undefined) throw new Error(`a posting ${key} that no loan calls for`)
  return event
}
