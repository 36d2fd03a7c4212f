import { Segmented } from 'antd'
import type { CityDashboard, GradeMove } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Grade } from '../../parts/tags.js'
import { Go, useFilter } from '../../shell/times.js'

const WAYS = ['gradeUp', 'gradeDown', 'savingUp', 'savingDown'] as const

/** 变动最大的企业: by grade and by saving, each way. */
export function Movers({ of }: { readonly of: NonNullable<CityDashboard['movers']> }) {
  const { t } = useLanguage()
  const [chosen, choose] = useFilter('movers')
  const way = WAYS.find((one) => one === chosen) ?? WAYS.find((one) => of[one].length > 0) ?? 'gradeUp'
  const columns = useMoverColumns()
  return (
    <Card
      flush
      title={t('dashboard.movers')}
      extra={
        <Segmented
          size="small"
          aria-label={t('dashboard.movers')}
          value={way}
          onChange={choose}
          options={WAYS.map((value) => ({ value, label: t(`dashboard.${value}`) }))}
        />
      }
    >
      <DataTable
        id="dashboard-movers"
        caption={t('dashboard.movers')}
        columns={columns}
        rows={of[way]}
        rowKey={({ uscc }) => uscc}
        empty={t('dashboard.noMovers')}
      />
    </Card>
  )
}

/** An enterprise between two days. */
export function useMoverColumns(): readonly Column<GradeMove>[] {
  const { t, name, word } = useLanguage()
  const grade = (of: string) => (of === 'NONE' ? word('grade', of) : <Grade grade={of} />)
  return [
    {
      id: 'enterprise',
      label: t('field.enterprise'),
      show: (row) => (
        <Go to="/app/dashboard/lines" query={{ uscc: row.uscc }}>
          {name(row)}
        </Go>
      ),
    },
    { id: 'uscc', label: t('field.uscc'), optional: true, show: ({ uscc }) => <code>{uscc}</code> },
    { id: 'from', label: t('dashboard.from'), show: ({ from }) => grade(from) },
    { id: 'to', label: t('dashboard.to'), show: ({ to }) => grade(to) },
    { id: 'limit', label: t('dashboard.limit'), money: true, show: ({ limit }) => <Amount yuan={limit} /> },
    {
      id: 'before',
      label: t('dashboard.savingBefore'),
      money: true,
      optional: true,
      show: (row) => <Amount yuan={row.savingBefore} />,
    },
    { id: 'after', label: t('dashboard.savingAfter'), money: true, show: (row) => <Amount yuan={row.savingAfter} /> },
    {
      id: 'change',
      label: t('dashboard.savingChange'),
      money: true,
      show: (row) => <Amount yuan={row.savingChange} signed />,
    },
  ]
}
