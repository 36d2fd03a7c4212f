import type { ImpactReport } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { Amount, Count } from '../../parts/Figure.js'
import { Grade } from '../../parts/tags.js'

const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED'] as const

/** 等级迁移矩阵: from the grade in the row to the grade in the column; the diagonal stays. */
export function Migration({ rows }: { readonly rows: ImpactReport['migration'] }) {
  const { t } = useLanguage()
  const grades = GRADES.filter((grade) => rows.some(({ from, to }) => from === grade || to === grade))
  return (
    <div className="table-scroll">
      <table className="plain-table matrix">
        <caption className="note">{t('method.migrationNote')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('method.fromTo')}</th>
            {grades.map((grade) => (
              <th key={grade} scope="col" className="figures">
                <Grade grade={grade} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.map((from) => (
            <tr key={from}>
              <th scope="row">
                <Grade grade={from} />
              </th>
              {grades.map((to) => {
                const cell = rows.find((row) => row.from === from && row.to === to)
                return (
                  <td key={to} className={`figures ${from === to ? 'stays' : cell === undefined ? '' : 'moves'}`}>
                    {cell === undefined ? (
                      <span className="figure figure-none">—</span>
                    ) : (
                      <>
                        <Count of={cell.enterprises} />
                        <div className="note">
                          <Amount yuan={cell.amount} />
                        </div>
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
