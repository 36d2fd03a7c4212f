import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'

/** The two times a report speaks of. */
export function Asked({ times }: { readonly times: { readonly asOf: string; readonly knownAt: string } }) {
  const { t } = useLanguage()
  return <p className="note">{t('report.times', { asOf: times.asOf, knownAt: formatInstant(times.knownAt) })}</p>
}
