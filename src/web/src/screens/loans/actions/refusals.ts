/** Refusals that are about the day of what is done. */
export const OF_THE_DAY = {
  BUSINESS_DATE_AHEAD: 'on',
  DATES_OUT_OF_ORDER: 'on',
  PERIOD_CLOSED: 'on',
  FACT_BEFORE_DISBURSEMENT: 'on',
  DISBURSEMENT_BEFORE_CONTRACT: 'on',
} as const
