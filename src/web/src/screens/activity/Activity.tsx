import { useParams } from 'react-router'
import type { ActivityVersion, Enterprise, Activity as Reading } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Quantity } from '../../parts/Figure.js'
import { Lineage } from '../../parts/Lineage.js'
import { AwaitLook, useLook } from '../../parts/Look.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'

/** 计量数据: one meter row with every version of it, the end of the walk. */
export function Activity() {
  const { id = '' } = useParams()
  const asked = useLook<Reading & { readonly withheld?: readonly string[] }>(`/v1/activities/${id}`)
  return <AwaitLook asked={asked}>{(reading) => <Sheet reading={reading} />}</AwaitLook>
}

function Sheet({ reading }: { readonly reading: Reading }) {
  const { t, word, name } = useLanguage()
  const isSteward = useHasRole('data_steward')
  const firm = useRead<Enterprise>(`/v1/enterprises/${reading.uscc}`)
  const enterprise = firm.data === undefined ? reading.uscc : name(firm.data)
  const base = `/app/enterprises/${reading.uscc}`
  const title = `${word('carrier', reading.carrier)} ${reading.month}`
  const columns: readonly Column<ActivityVersion>[] = [
    { id: 'id', label: t('activity.row'), show: (row) => <code>{row.id}</code> },
    {
      id: 'quantity',
      label: t('field.quantity'),
      figure: true,
      show: (row) => <Quantity of={row.quantity} unit={row.unit} />,
    },
    {
      id: 'green',
      label: t('field.greenQuantity'),
      figure: true,
      show: (row) => <Quantity of={row.greenQuantity} unit={row.unit} />,
    },
    { id: 'quality', label: t('field.dataQuality'), figure: true, show: (row) => row.dataQuality },
    { id: 'source', label: t('field.source'), show: (row) => row.source },
    { id: 'reason', label: t('field.reason'), show: (row) => row.reason ?? '—' },
    { id: 'evidence', label: t('field.evidence'), optional: true, show: (row) => row.evidence ?? '—' },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Page
      title={title}
      crumbs={[
        { label: t('enterprises.title'), to: '/app/enterprises' },
        { label: enterprise, to: base },
        { label: t('enterprise.carbon-account'), to: `${base}/carbon-account` },
        { label: title },
      ]}
      actions={
        isSteward && reading.supersededBy === null ? (
          <CommandButton
            label={t('activity.correct')}
            intro={t('activity.correctIntro')}
            action="/v1/enterprises/{uscc}/activities"
            params={{ uscc: reading.uscc }}
            draft={`activity-${reading.id}`}
            fixed={{
              supersedes: reading.id,
              month: reading.month,
              carrier: reading.carrier,
              meter: reading.meter,
              unit: reading.unit,
            }}
            shape={(body) => ({ ...body, dataQuality: Number.parseInt(String(body.dataQuality), 10) })}
            fields={[
              {
                name: 'quantity',
                label: `${t('field.quantity')} (${reading.unit})`,
                kind: 'decimal',
                initial: reading.quantity,
              },
              {
                name: 'greenQuantity',
                label: `${t('field.greenQuantity')} (${reading.unit})`,
                kind: 'decimal',
                initial: reading.greenQuantity,
                optional: true,
              },
              { name: 'source', label: t('field.source'), kind: 'text', initial: reading.source },
              {
                name: 'dataQuality',
                label: t('field.dataQuality'),
                kind: 'choice',
                initial: String(reading.dataQuality),
                options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
              },
              { name: 'evidence', label: t('field.evidence'), kind: 'text', optional: true },
              { name: 'reason', label: t('field.reason'), kind: 'longText' },
            ]}
          />
        ) : null
      }
    >
      <Lineage
        at="activity"
        links={{ lines: `${base}/credit-lines`, rating: `${base}/rating`, account: `${base}/carbon-account` }}
      />
      <Card>
        <Facts
          items={[
            { label: t('field.month'), value: reading.month },
            { label: t('field.carrier'), value: word('carrier', reading.carrier) },
            { label: t('activity.meter'), value: reading.meter },
            { label: t('field.quantity'), value: <Quantity of={reading.quantity} unit={reading.unit} /> },
            { label: t('field.greenQuantity'), value: <Quantity of={reading.greenQuantity} unit={reading.unit} /> },
            { label: t('field.source'), value: reading.source },
            { label: t('field.dataQuality'), value: reading.dataQuality },
            { label: t('field.recordedAt'), value: formatInstant(reading.recordedAt) },
          ]}
        />
      </Card>
      <Card flush title={t('activity.versions')}>
        <DataTable
          id="activity-versions"
          caption={t('activity.versions')}
          columns={columns}
          rows={reading.versions}
          rowKey={(row) => row.id}
          opens={(row) => (row.id === reading.id ? null : `/app/activities/${row.id}`)}
        />
      </Card>
    </Page>
  )
}
