import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { addressOf } from '../../api/client.js'
import type { RegisterPage } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Amount, Rate } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useTimes } from '../../shell/times.js'
import { Asked } from './Asked.js'

type Row = RegisterPage['items'][number]
type Told = RegisterPage['columns'][number]

const PATH = '/v1/reports/reloan-register'
/** Shown at first; the others can be chosen. */
const SHOWN = 12

/** 再贷款台账: the register as it can be downloaded, with what stays empty and why. */
export function Register() {
  const { query } = useTimes()
  const first = useRead<RegisterPage>(PATH, { ...query, limit: '1' })
  return <Await asked={first}>{(report) => <Sheet report={report} />}</Await>
}

function Sheet({ report }: { readonly report: RegisterPage }) {
  const { t, code } = useLanguage()
  const { query } = useTimes()
  const pages = usePages<Row>(PATH, query)
  const label = (column: Told) => (code === 'zh' ? column.zh : column.en)
  const named = (columns: readonly Told[]) => columns.map(label).join(t('list.comma'))
  const masked = report.columns.filter((column) => column.masked)
  const notHeld = report.columns.filter((column) => !column.held)
  const filled = report.columns.filter((column) => column.held && !column.masked)
  const columns: readonly Column<Row>[] = report.columns.map((column) => ({
    id: column.key,
    label: label(column),
    optional: filled.indexOf(column) < 0 || filled.indexOf(column) >= SHOWN,
    ...(column.kind === 'money'
      ? { money: true }
      : column.kind === 'text' || column.kind === 'date'
        ? {}
        : { figure: true }),
    show: (row: Row) => <Cell column={column} value={row[column.key] ?? null} />,
  }))
  return (
    <>
      <Asked times={report} />
      <Alert
        type="info"
        showIcon
        title={
          masked.length === 0
            ? t('register.nothingMasked')
            : t('register.masked', { n: masked.length, columns: named(masked) })
        }
        description={
          notHeld.length === 0 ? undefined : t('register.notHeld', { n: notHeld.length, columns: named(notHeld) })
        }
      />
      <Card
        flush
        title={t('reloanReport.register')}
        extra={
          <div className="actions">
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                icon={<DownloadOutlined />}
                href={addressOf(PATH, { ...query, format })}
                download
                title={t('register.logged')}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </div>
        }
      >
        <PagedTable
          id="register"
          caption={t('reloanReport.register')}
          columns={columns}
          pages={pages}
          rowKey={(row) => JSON.stringify(row)}
          empty={t('reloan.empty')}
        />
      </Card>
    </>
  )
}

function Cell({ column, value }: { readonly column: Told; readonly value: string | null }) {
  const { t } = useLanguage()
  if (column.masked) return <span className="note">{t('register.maskedCell')}</span>
  if (value === null) return <span className="note">—</span>
  if (column.kind === 'money') return <Amount yuan={value} />
  return column.kind === 'rate' ? <Rate percent={value} /> : value
}
