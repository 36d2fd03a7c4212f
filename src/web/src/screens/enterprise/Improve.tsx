import { Segmented } from 'antd'
import { useState } from 'react'
import type { Commands } from '../../api/generated.js'
import { Problem } from '../../api/problem.js'
import type { WhatIf } from '../../api/types.js'
import { shiftLeft } from '../../format/decimal.js'
import { useLanguage } from '../../language/Language.js'
import { CommandForm } from '../../parts/CommandForm.js'
import { Quantity, Share } from '../../parts/Figure.js'
import { AwaitLook, useLook } from '../../parts/Look.js'
import { Card } from '../../parts/Page.js'
import { Nothing } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { useFilter, useTimes } from '../../shell/times.js'
import { Simulated } from './Simulated.js'

const TARGETS = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW'] as const
const VERIFICATIONS = ['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable'] as const
type Simulation = Commands['/v1/enterprises/{uscc}/rating/simulation']['answer']

/** 提升与模拟: what would lift the enterprise to a grade, and what changes it thinks of would do. */
export function Improve({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [chosen, choose] = useFilter('target')
  const target = TARGETS.find((one) => one === chosen) ?? 'DEEP_GREEN'
  const asked = useLook<WhatIf & { readonly withheld?: readonly string[] }>(`/v1/enterprises/${uscc}/rating/what-if`, {
    ...query,
    target,
  })
  return (
    <>
      <div className="row statement-tools">
        <span className="note">{t('improve.target')}</span>
        <Segmented
          value={target}
          onChange={(next) => choose(next)}
          options={TARGETS.map((value) => ({ value, label: word('grade', value) }))}
        />
      </div>
      {asked.error instanceof Problem && asked.error.code === 'RATING_NOT_FOUND' ? (
        <Nothing>{t('rating.none')}</Nothing>
      ) : (
        <AwaitLook asked={asked} uscc={uscc}>
          {(lift) => (
            <>
              <Lift lift={lift} />
              <Simulator uscc={uscc} />
            </>
          )}
        </AwaitLook>
      )}
    </>
  )
}

function Lift({ lift }: { readonly lift: WhatIf }) {
  const { t, word } = useLanguage()
  const { combined } = lift
  return (
    <div className="columns">
      <Card title={t('improve.gap')}>
        <p className="rating-result">
          <Grade grade={lift.grade} />
          <strong className="figure">{lift.scoreRounded ?? '—'}</strong>
          <span aria-hidden="true">→</span>
          <Grade grade={lift.target} />
          <strong className="figure">
            ≥ <Quantity of={lift.minScore} places={0} />
          </strong>
        </p>
        <p>
          {t('improve.points')} <Quantity of={lift.points} places={2} />
        </p>
        {lift.blockedBy.length === 0 ? null : (
          <p className="flagged">
            {t('rating.blocked', { reasons: lift.blockedBy.map((cap) => word('cap', cap)).join(t('list.comma')) })}
          </p>
        )}
        <h3 className="part-title">{t('improve.combined')}</h3>
        {combined === null ? (
          <p className="note">{t('improve.noCut')}</p>
        ) : (
          <p>
            {t('improve.cut')} <Quantity of={combined.emissionsCutPercent} unit="%" places={2} /> →{' '}
            <Quantity of={combined.emissions12m} unit="tCO₂" places={2} /> · <Grade grade={combined.grade} />{' '}
            <Quantity of={combined.score} places={2} />
          </p>
        )}
      </Card>
      <Card title={t('improve.alone')}>
        {lift.alone.length === 0 ? (
          <Nothing>{t('improve.noneAlone')}</Nothing>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('rating.component')}</th>
                <th scope="col" className="figures">
                  {t('improve.needed')}
                </th>
                <th scope="col" className="figures">
                  {t('rating.score')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lift.alone.map((change) => (
                <tr key={change.id}>
                  <th scope="row">{word('component', change.id)}</th>
                  <td className="figures">
                    {change.id === 'GREEN' || change.id === 'TREND' ? (
                      <Share of={change.metric ?? change.at} />
                    ) : (
                      <Quantity of={change.metric ?? change.at} places={change.id === 'DQ' ? 0 : 4} />
                    )}
                  </td>
                  <td className="figures">
                    <Quantity of={change.score} places={2} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </div>
  )
}

function Simulator({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const { query } = useTimes()
  const [purpose] = useFilter('purpose')
  const [answer, setAnswer] = useState<Simulation | null>(null)
  const percent = (name: string, label: string, initial?: string) => ({
    name,
    label: `${label} (%)`,
    kind: 'decimal' as const,
    optional: true,
    ...(initial === undefined ? {} : { initial }),
  })
  return (
    <Card title={t('simulate.title')}>
      <div className="note form-intro">{t('simulate.note')}</div>
      <CommandForm
        action="/v1/enterprises/{uscc}/rating/simulation"
        params={{ uscc }}
        query={{ ...query, purpose }}
        changes={false}
        submit={t('simulate.run')}
        draft={`simulation-${uscc}`}
        onDone={setAnswer}
        fields={[
          percent('emissionsChangePercent', t('simulate.emissions'), '-10'),
          percent('revenueChangePercent', t('simulate.revenue')),
          percent('profitChangePercent', t('simulate.profit')),
          percent('taxChangePercent', t('simulate.tax')),
          { name: 'employees', label: t('field.employees'), kind: 'integer', optional: true },
          percent('greenShare', t('account.greenShare')),
          {
            name: 'dataQuality',
            label: t('field.dataQuality'),
            kind: 'choice',
            optional: true,
            options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
          },
          {
            name: 'verification',
            label: t('field.verification'),
            kind: 'choice',
            optional: true,
            options: VERIFICATIONS.map((value) => ({ value, label: word('verification', value) })),
          },
          {
            name: 'method',
            label: t('rating.method'),
            kind: 'text',
            optional: true,
            help: t('simulate.methodHelp'),
            suggestions: ['zq-carbon-rating', 'zq-4d'].map((value) => ({ value, label: value })),
          },
        ]}
        shape={({ greenShare, dataQuality, ...body }) => ({
          ...body,
          ...(typeof greenShare === 'string' ? { greenShare: shiftLeft(greenShare, 2) } : {}),
          ...(typeof dataQuality === 'string' ? { dataQuality: Number.parseInt(dataQuality, 10) } : {}),
        })}
      />
      {answer === null ? null : <Simulated answer={answer} />}
    </Card>
  )
}
