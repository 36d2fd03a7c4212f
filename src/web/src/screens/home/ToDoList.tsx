import { useLanguage } from '../../language/Language.js'
import { Amount } from '../../parts/Figure.js'
import { Card } from '../../parts/Page.js'
import { Loading, Nothing } from '../../parts/States.js'
import { Go } from '../../shell/times.js'

export interface ToDo {
  readonly key: string
  readonly what: string
  readonly whom: string
  readonly amount: string | null
  readonly to: string
}

/** 待办: what waits for this person, each item one click from being done. */
export function ToDoList({ items, loading }: { readonly items: readonly ToDo[]; readonly loading: boolean }) {
  const { t } = useLanguage()
  return (
    <Card title={t('todo.title')} extra={<span className="note">{t('todo.count', { n: items.length })}</span>}>
      {loading ? (
        <Loading />
      ) : items.length === 0 ? (
        <Nothing>{t('todo.none')}</Nothing>
      ) : (
        <ul className="todo">
          {items.map((item) => (
            <li key={item.key}>
              <Go to={item.to}>{item.what}</Go>
              <span>{item.whom}</span>
              <span className="figures">{item.amount === null ? null : <Amount yuan={item.amount} />}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
