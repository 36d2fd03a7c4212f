import type { LoanRecord } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Share } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { RuleSource } from '../../parts/tags.js'

type Terms = LoanRecord['terms']

/** The terms as they were frozen in the contract, and the published rows they came from. */
export function LoanTerms({ terms }: { readonly terms: Terms }) {
  const { t, word } = useLanguage()
  const { instalments, penalty, compound, waterfall } = terms
  const inOrder = (buckets: readonly string[]) => buckets.map((bucket) => word('bucket', bucket)).join(' → ')
  return (
    <Card title={t('terms.title')} extra={<span className="note">{t('terms.note')}</span>}>
      <Facts
        items={[
          { label: t('loan.method'), value: word('method', terms.method) },
          { label: t('loan.dayCount'), value: terms.dayCount },
          { label: t('terms.rounding'), value: word('rounding', terms.rounding) },
          {
            label: t('terms.instalments'),
            value:
              instalments.kind === 'from-start'
                ? t('terms.fromStart', { n: instalments.months })
                : t(instalments.includesDay ? 'terms.settlementInside' : 'terms.settlementOutside', {
                    months:
                      instalments.months.length === 12
                        ? t('terms.everyMonth')
                        : instalments.months.join(t('list.comma')),
                    day: instalments.day,
                  }),
          },
          { label: t('terms.holidays'), value: word('holidays', terms.holidays) },
          { label: t('terms.monthEnd'), value: word('monthEnd', terms.monthEnd) },
          { label: t('terms.gracePrincipal'), value: terms.gracePrincipalPeriods },
          { label: t('terms.graceInterest'), value: terms.graceInterestPeriods },
          { label: t('terms.repricing'), value: word('repricing', terms.repricing) },
          { label: t('terms.overdueUplift'), value: <Share of={penalty.overdueUplift} /> },
          { label: t('terms.misuseUplift'), value: <Share of={penalty.misuseUplift} /> },
          { label: t('terms.graceDays'), value: penalty.graceDays },
          { label: t('terms.compound'), value: t(compound.charged ? 'yes' : 'no') },
          compound.charged && {
            label: t('terms.compoundAfter'),
            value: word('compoundAfter', compound.afterMaturity),
          },
          { label: t('terms.waterfall'), value: inOrder(waterfall.normal), wide: true },
          {
            label: t('terms.waterfallBad', { n: waterfall.badFromDaysOverdue }),
            value: inOrder(waterfall.bad),
            wide: true,
          },
        ]}
      />
      <details className="definitions">
        <summary>{t('terms.rules', { n: terms.rules.length })}</summary>
        <dl>
          {terms.rules.map((rule) => (
            <div key={`${rule.term}${rule.ruleId}`}>
              <dt>{word('term', rule.term)}</dt>
              <dd>
                <RuleSource rule={rule} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  )
}
