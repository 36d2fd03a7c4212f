import { useLanguage } from '../language/Language.js'
import { CITY } from '../shell/navigation.js'
import { useHasRole } from '../shell/session.js'
import { Go } from '../shell/times.js'

const STEPS = ['report', 'lines', 'rate', 'rating', 'account', 'activity'] as const
export type LineageStep = (typeof STEPS)[number]

/** Where a figure comes from, step by step: the steps that this page can name are links. */
export function Lineage({
  at,
  links,
}: {
  readonly at: LineageStep
  readonly links: Partial<Record<LineageStep, string>>
}) {
  const { t } = useLanguage()
  const readsReport = useHasRole(...CITY)
  return (
    <nav aria-label={t('lineage.label')} className="lineage">
      <span className="lineage-label">{t('lineage.label')}</span>
      <ol>
        {STEPS.map((step) => {
          const to = step === 'report' && readsReport ? '/app/report' : links[step]
          const label = t(`lineage.${step}`)
          return (
            <li key={step} aria-current={step === at ? 'step' : undefined}>
              {step === at || to === undefined ? <span>{label}</span> : <Go to={to}>{label}</Go>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
