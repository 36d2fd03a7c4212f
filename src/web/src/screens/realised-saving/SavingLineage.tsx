import { useLanguage } from '../../language/Language.js'
import { Go } from '../../shell/times.js'

const STEPS = ['report', 'loans', 'segments', 'rate', 'rating', 'account', 'activity'] as const
type Step = (typeof STEPS)[number]

/** From the city's saving down to a meter: the steps that this screen can name are links. */
export function SavingLineage({
  at,
  links = {},
}: {
  readonly at: Step
  readonly links?: Partial<Record<Step, string>>
}) {
  const { t } = useLanguage()
  return (
    <nav aria-label={t('lineage.label')} className="lineage">
      <span className="lineage-label">{t('lineage.label')}</span>
      <ol>
        {STEPS.map((step) => {
          const to = links[step]
          const label = t(`savingLineage.${step}`)
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
