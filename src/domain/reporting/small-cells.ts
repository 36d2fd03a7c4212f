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
