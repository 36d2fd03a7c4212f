import fc from 'fast-check'
import t from 'tap'
import { hideSmallCells } from '../../../src/domain/reporting/small-cells.js'

const cellsOf = (sizes: readonly number[]) =>
  sizes.map((enterprises, at) => ({ key: String.fromCharCode(97 + at), enterprises }))

t.test('small cells and what would give them away', async (t) => {
  const cases: [why: string, sizes: number[], hidden: string][] = [
    ['none is small', [3, 4, 50], ''],
    ['one is small: the next smallest goes with it', [2, 50, 4], 'ac'],
    ['two are small and hold three firms together', [2, 1, 50], 'ab'],
    ['two are small, and two firms are no cover', [1, 1, 50, 9], 'abd'],
    ['a single row is the total itself', [1], 'a'],
    ['equals go by key', [2, 9, 9], 'ab'],
  ]
  for (const [why, sizes, hidden] of cases) t.equal([...hideSmallCells(cellsOf(sizes), 3)].sort().join(''), hidden, why)
})

t.test('what is hidden cannot be had by subtraction', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 12 }), fc.integer({ min: 0, max: 5 }), (sizes, least) => {
      const cells = cellsOf(sizes)
      const hidden = hideSmallCells(cells, least)
      const inside = cells.filter(({ key }) => hidden.has(key))
      const together = inside.reduce((sum, { enterprises }) => sum + enterprises, 0)
      const shownAreLarge = cells.every(({ key, enterprises }) => hidden.has(key) || enterprises >= least)
      const covered = inside.length >= 2 && together >= least
      return shownAreLarge && (inside.length === 0 || covered || inside.length === cells.length)
    }),
  )
  t.pass()
})
