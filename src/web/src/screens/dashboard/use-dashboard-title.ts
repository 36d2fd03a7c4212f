import { useLanguage } from '../../language/Language.js'
import { CITY } from '../../shell/navigation.js'
import { useHasRole } from '../../shell/session.js'

/** A bank's dashboard is its own, everybody else's the city's. */
export function useDashboardTitle(): string {
  const { t } = useLanguage()
  return t(useHasRole(...CITY) ? 'nav.dashboard' : 'nav.ownDashboard')
}
