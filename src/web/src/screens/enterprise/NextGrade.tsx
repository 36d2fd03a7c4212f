import type { Rating } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Quantity } from '../../parts/Figure.js'
import { Grade } from '../../parts/tags.js'

/** What would lift the grade: the points missing and each component that could bring them alone. */
export function NextGrade({ next }: { readonly next: Rating['toNextGrade'] }) {
  const { t, word } = useLanguage()
  if (next === null) return <p className="note">{t('rating.best')}</p>
  const { points, blockedBy: blocked, changes } = next
  return (
    <>
      <p>
        <Grade grade={next.grade} /> {t('rating.missing')} <Quantity of={points} />
      </p>
      {blocked.length === 0 ? null : (
        <p className="note">
          {t('rating.blocked', { reasons: blocked.map((reason) => word('cap', reason)).join(t('list.comma')) })}
        </p>
      )}
      {changes.length === 0 ? null : (
        <>
          <p className="note">{t('rating.anyOf')}</p>
          <table className="plain-table">
            <tbody>
              {changes.map((change) => (
                <tr key={change.id}>
                  <th scope="row">{word('component', change.id)}</th>
                  <td className="figures">
                    <Quantity of={change.metric ?? change.at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}
