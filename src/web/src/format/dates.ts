const SHANGHAI = { timeZone: 'Asia/Shanghai' } as const
const SECOND = new Intl.DateTimeFormat('sv-SE', { ...SHANGHAI, dateStyle: 'short', timeStyle: 'medium' })
const DAY = new Intl.DateTimeFormat('sv-SE', SHANGHAI)

/** An instant as it reads on a clock in Shanghai: 2024-06-30 16:05:09. */
export const formatInstant = (instant: string): string => SECOND.format(new Date(instant))

/** The civil day in Shanghai at an instant. */
export const shanghaiDay = (instant: Date): string => DAY.format(instant)
