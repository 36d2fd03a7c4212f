const POSTGRES_UTC = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:\+00(?::00)?|Z)$/

/**
 * `2026-11-23 03:41:00.5+00`, as PostgreSQL writes an instant in UTC, becomes `2026-11-23T03:41:00.500000Z`: always
 * microseconds, so that instants compare as text. Other text (`infinity`) stays as it is; the column type refuses it.
 */
export const isoInstant = (text: string): string => {
  const [, day, time, fraction = ''] = POSTGRES_UTC.exec(text) ?? []
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(6, '0')}Z`
}

export const isIsoInstant = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/.test(text)
