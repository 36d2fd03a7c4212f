/** A cell of a statistic: how many enterprises it counts. */
export interface Cell {
  readonly key: string
  readonly enterprises: number
}

/**
 * The keys of the cells of one dimension that must not be shown beside its total (小单元隐藏): those with fewer than `least` enterprises,
 * and then the next smallest until what is hidden is at least two cells with `least` enterprises together, so that subtracting the
 * shown cells from the total tells of no smaller group either.
 */
export function hideSmallCells(cells: readonly Cell[], least: number): ReadonlySet<string> {
  const bySize = [...cells].sort((a, b) => a.enterprises - b.enterprises || (a.key < b.key ? -1 : 1))
  const small = bySize.filter(({ enterprises }) => enterprises < least)
  if (small.length === 0) return new Set()
  let hidden = small.length
  let enterprises = small.reduce((sum, cell) => sum + cell.enterprises, 0)
  for (const next of bySize.slice(small.length)) {
    if (hidden >= 2 && enterprises >= least) break
    hidden += 1
    enterprises += next.enterprises
  }
  return new Set(bySize.slice(0, hidden).map(({ key }) => key))
}

/** A cell of a table of two dimensions whose rows and columns are told in sum elsewhere. */
export interface MatrixCell {
  readonly row: string
  readonly column: string
  readonly enterprises: number
}

/**
 * Which cells of a table must not be shown: small ones, and then as many of their row and their column that neither sum gives them away.
 * @returns whether the cell of a row and column is hidden
 */
export function hideSmallMatrixCells(
  cells: readonly MatrixCell[],
  least: number,
): (row: string, column: string) => boolean {
  const keyOf = ({ row, column }: Pick<MatrixCell, 'row' | 'column'>) => JSON.stringify([row, column])
  const hidden = new Set(cells.filter(({ enterprises }) => enterprises < least).map(keyOf))
  const lines = (['row', 'column'] as const).flatMap((side) =>
    [...new Set(cells.map((cell) => cell[side]))].map((name) => cells.filter((cell) => cell[side] === name)),
  )
  for (let changed = hidden.size > 0; changed; ) {
    changed = false
    for (const line of lines) {
      const own = line.filter((cell) => hidden.has(keyOf(cell)))
      const together = own.reduce((sum, { enterprises }) => sum + enterprises, 0)
      if (own.length === 0 || (own.length >= 2 && together >= least)) continue
      const [next] = line
        .filter((cell) => !hidden.has(keyOf(cell)))
        .sort((a, b) => a.enterprises - b.enterprises || (keyOf(a) < keyOf(b) ? -1 : 1))
      if (next === undefined) continue
      hidden.add(keyOf(next))
      changed = true
    }
  }
  return (row, column) => hidden.has(keyOf({ row, column }))
}
