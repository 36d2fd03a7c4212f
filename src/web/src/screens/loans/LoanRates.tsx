import { Button } from 'antd'
import { useState } from 'react'
import {
  type LoanRate,
  type LoanRecord,
  type Ratchet,
  type RatchetStep,
  type RatchetTest,
  type LoanRates as Rates,
  stepsOf,
} from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Explanation } from '../../parts/Explanation.js'
import { Bp, Rate } from '../../parts/Figure.js'
import { Card, Facts } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { Grade, RuleSource, State } from '../../parts/tags.js'
import { Go, useTimes } from '../../shell/times.js'

/** Every rate of the loan and why, and the ratchet it hangs on. */
export function LoanRates({ loan }: { readonly loan: LoanRecord }) {
  const { query } = useTimes()
  const rates = useRead<Rates>(`/v1/loans/${loan.id}/rates`, query)
  const ratchet = useRead<Ratchet>(`/v1/loans/${loan.id}/ratchet`, query)
  return (
    <>
      <Await asked={rates}>{(history) => <History history={history} uscc={loan.uscc} />}</Await>
      <Await asked={ratchet}>{(standing) => <RatchetCard ratchet={standing} />}</Await>
    </>
  )
}

const keyOf = (rate: LoanRate) => rate.id ?? 'signing'

function History({ history, uscc }: { readonly history: Rates; readonly uscc: string | null }) {
  const { t, word } = useLanguage()
  const [chosen, choose] = useState<string | null>(null)
  const rates = history.items.toReversed()
  const shown = rates.find((rate) => keyOf(rate) === chosen) ?? history.inForce
  const columns: readonly Column<LoanRate>[] = [
    {
      id: 'from',
      label: t('rates.from'),
      show: (row) => (
        <>
          {row.effectiveOn}{' '}
          {keyOf(row) === keyOf(history.inForce) ? <span className="mark mark-yes">{t('rates.inForce')}</span> : null}
        </>
      ),
    },
    { id: 'cause', label: t('rates.cause'), show: (row) => word('rateCause', row.cause) },
    { id: 'rate', label: t('figure.rate'), figure: true, show: (row) => <Rate percent={row.rate} /> },
    {
      id: 'reference',
      label: t('figure.referenceRate'),
      figure: true,
      show: (row) => <Rate percent={row.referenceRate} />,
    },
    { id: 'discount', label: t('figure.discount'), figure: true, show: (row) => <Bp bp={row.discountBp} /> },
    { id: 'grade', label: t('field.grade'), show: (row) => <Grade grade={row.grade} /> },
    {
      id: 'why',
      label: t('field.reason'),
      show: (row) => [row.reason, row.opinion].filter((one) => one !== null).join(' · ') || '—',
    },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
    {
      id: 'show',
      label: t('table.actions'),
      show: (row) => (
        <Button size="small" aria-pressed={keyOf(row) === keyOf(shown)} onClick={() => choose(keyOf(row))}>
          {t('rates.explain')}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Card flush title={t('rates.title')}>
        <DataTable id="loan-rates" caption={t('rates.title')} columns={columns} rows={rates} rowKey={keyOf} />
      </Card>
      <Card
        title={t('rates.why', { on: shown.effectiveOn, cause: word('rateCause', shown.cause) })}
        extra={
          uscc === null || shown.ratingId === null ? null : (
            <Go to={`/app/enterprises/${uscc}/rating`} query={{ asOf: shown.effectiveOn, knownAt: shown.recordedAt }}>
              {t('rates.rating')}
            </Go>
          )
        }
      >
        {stepsOf(shown.explanation).length === 0 ? (
          <Nothing>{t('rates.noSteps')}</Nothing>
        ) : (
          <Explanation steps={stepsOf(shown.explanation)} />
        )}
      </Card>
    </>
  )
}

function RatchetCard({ ratchet }: { readonly ratchet: Ratchet }) {
  const { t, word, name } = useLanguage()
  if (ratchet.targets.length === 0)
    return (
      <Card title={t('ratchet.title')}>
        <Nothing>{t('ratchet.none')}</Nothing>
      </Card>
    )
  const tests: readonly Column<RatchetTest>[] = [
    { id: 'on', label: t('ratchet.testOn'), show: (row) => row.testOn },
    {
      id: 'targets',
      label: t('ratchet.targets'),
      show: (row) =>
        row.targets.map((target) => (
          <div key={target.targetId}>
            {target.name} {word('comparison', target.comparison)} {target.target}
            <span className="note">
              {' '}
              {t('ratchet.reported')} {target.reported ?? '—'}
            </span>{' '}
            <span className={target.met ? 'mark mark-yes' : 'mark mark-no'}>
              {t(target.met ? 'ratchet.met' : 'ratchet.notMet')}
            </span>
          </div>
        )),
    },
    { id: 'report', label: t('ratchet.report'), show: (row) => word('ratchetReport', row.report) },
    { id: 'due', label: t('ratchet.reportDueOn'), show: (row) => row.reportDueOn },
    { id: 'cure', label: t('ratchet.cureEndsOn'), show: (row) => row.cureEndsOn },
    { id: 'outcome', label: t('ratchet.outcome'), show: (row) => word('ratchetOutcome', row.outcome) },
  ]
  const steps: readonly Column<RatchetStep>[] = [
    { id: 'on', label: t('rates.from'), show: (row) => row.on },
    { id: 'why', label: t('field.reason'), show: (row) => name({ nameZh: row.labelZh, nameEn: row.labelEn }) },
    { id: 'step', label: t('ratchet.step'), figure: true, show: (row) => <Bp bp={row.stepBp} /> },
    { id: 'rule', label: t('rule.source'), show: (row) => <RuleSource rule={row.rule} /> },
  ]
  return (
    <Card flush title={t('ratchet.title')} extra={<span className="note">{t('ratchet.note')}</span>}>
      <div className="card-body">
        <Facts
          items={[
            { label: t('ratchet.inForce'), value: <Bp bp={ratchet.inForce.stepBp} /> },
            { label: t('ratchet.outcome'), value: word('ratchetOutcome', ratchet.inForce.outcome) },
            ratchet.declassified !== null && {
              label: t('ratchet.declassified'),
              value: (
                <>
                  {ratchet.declassified.on} <State family="declassified" state={ratchet.declassified.ground} />
                </>
              ),
            },
          ]}
        />
      </div>
      <DataTable
        id="ratchet-tests"
        caption={t('ratchet.tests')}
        columns={tests}
        rows={ratchet.tests}
        rowKey={(row) => row.testOn}
        empty={t('ratchet.noTests')}
      />
      {ratchet.steps.length === 0 ? null : (
        <DataTable
          id="ratchet-steps"
          caption={t('ratchet.step')}
          columns={steps}
          rows={ratchet.steps}
          rowKey={(row) => `${row.on}${row.testOn}`}
        />
      )}
    </Card>
  )
}
