import { SettingOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Pages } from '../api/use-read.js'
import { useLanguage } from '../language/Language.js'
import { useTimes } from '../shell/times.js'
import { usePreferences } from './preferences.js'
import { Failure, Loading, Nothing } from './States.js'

export interface Column<T> {
  readonly id: string
  readonly label: string
  readonly show: (row: T) => ReactNode
  /** Figures stand right-aligned in tabular digits. */
  readonly figure?: boolean
  /** Amounts: figures whose unit the head of the column names. */
  readonly money?: boolean
  /** Hidden until the user asks for it. */
  readonly optional?: boolean
  readonly width?: number
  readonly total?: ReactNode
}

interface TableProps<T> {
  /** Names the table where the chosen columns are remembered. */
  readonly id: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  /** The address that a row opens. */
  readonly opens?: (row: T) => string | null
  readonly empty?: ReactNode
  readonly caption: string
}

const remembered = (id: string): readonly string[] | null =>
  localStorage.getItem(`tandai.columns.${id}`)?.split(',') ?? null

/** Arrow keys walk the rows, Home and End jump. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableRowElement>) {
  const row = event.currentTarget
  const next = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  }[event.key]
  if (next instanceof HTMLElement) {
    event.preventDefault()
    next.focus()
  }
}

/** Rows one can walk with the arrow keys and open with Enter, columns one can choose, totals below. */
export function DataTable<T extends object>({ id, columns, rows, rowKey, opens, empty, caption }: TableProps<T>) {
  const { t } = useLanguage()
  const { unit } = usePreferences()
  const navigate = useNavigate()
  const { href } = useTimes()
  const [chosen, setChosen] = useState(() => remembered(id))
  const shown = columns.filter((column) => (chosen === null ? column.optional !== true : chosen.includes(column.id)))
  const choose = (ids: readonly string[]) => {
    localStorage.setItem(`tandai.columns.${id}`, ids.join(','))
    setChosen(ids)
  }
  const align = (column: Column<T>) => (column.figure === true || column.money === true ? 'figures' : undefined)
  const open = (row: T) => {
    const address = opens?.(row)
    if (address) navigate(href(address))
  }
  const clicked = (event: MouseEvent, row: T) => {
    const isSelecting = window.getSelection()?.toString() !== ''
    if (!isSelecting && (event.target as Element).closest('a,button,input,[role=dialog]') === null) open(row)
  }
  return (
    <div className="data-table">
      {columns.some((column) => column.optional) ? (
        <ColumnChoice columns={columns} shown={shown.map((column) => column.id)} choose={choose} />
      ) : null}
      <div className="table-scroll">
        <table aria-label={caption}>
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.id} scope="col" className={align(column)} style={{ width: column.width }}>
                  {column.label}
                  {column.money === true ? <span className="figure-unit">{t(`unit.${unit}`)}</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr
                key={rowKey(row)}
                tabIndex={at === 0 ? 0 : -1}
                className={opens?.(row) ? 'opens' : undefined}
                onClick={(event) => clicked(event, row)}
                onKeyDown={(event) => {
                  if (event.target !== event.currentTarget) return
                  moveBetweenRows(event)
                  if (event.key === 'Enter') open(row)
                }}
              >
                {shown.map((column) => (
                  <td key={column.id} className={align(column)}>
                    {column.show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {rows.length > 0 && columns.some((column) => column.total !== undefined) ? (
            <tfoot>
              <tr>
                {shown.map((column, at) => (
                  <td key={column.id} className={align(column)}>
                    {column.total ?? (at === 0 ? t('table.total') : null)}
                  </td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {rows.length === 0 ? <Nothing>{empty ?? t('table.empty')}</Nothing> : null}
    </div>
  )
}

function ColumnChoice<T>({
  columns,
  shown,
  choose,
}: {
  readonly columns: readonly Column<T>[]
  readonly shown: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}) {
  const { t } = useLanguage()
  const toggle = (id: string) =>
    choose(columns.map((column) => column.id).filter((one) => (one === id ? !shown.includes(id) : shown.includes(one))))
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className="column-choice">
          <legend className="note">{t('table.columns')}</legend>
          {columns.map(({ id, label }) => (
            <label key={id}>
              <input type="checkbox" checked={shown.includes(id)} onChange={() => toggle(id)} /> {label}
            </label>
          ))}
        </fieldset>
      }
    >
      <Button
        className="column-button"
        type="text"
        size="small"
        icon={<SettingOutlined />}
        aria-label={t('table.columns')}
      />
    </Popover>
  )
}

/** A list that is read page after page. */
export function PagedTable<T extends object>({
  pages,
  ...table
}: Omit<TableProps<T>, 'rows'> & { readonly pages: Pages<T> }) {
  const { t } = useLanguage()
  if (pages.error !== null && pages.items === undefined) return <Failure error={pages.error} again={pages.again} />
  if (pages.items === undefined) return <Loading />
  return (
    <>
      <DataTable {...table} rows={pages.items} />
      <div className="more" hidden={pages.items.length === 0}>
        <span className="note">
          {t(pages.hasMore ? 'table.shownSoFar' : 'table.shownAll', { n: pages.items.length })}
        </span>
        {pages.hasMore ? (
          <Button onClick={pages.more} loading={pages.isFetching}>
            {t('table.more')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
