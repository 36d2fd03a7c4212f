import fc from 'fast-check'
import t from 'tap'
import {
  BLOCKS_PER_BLOCK,
  blocksThatFill,
  coveringBlocks,
  filledBlocks,
  SEALS_PER_BLOCK,
} from '../../../src/domain/ledger/balance-blocks.js'

const sizeOf = (level: number): bigint => BLOCKS_PER_BLOCK ** BigInt(level)

t.test('a prefix is covered once, without a gap, by at most seven blocks a level', async () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), (count) => {
      const blocks = [...coveringBlocks(count)].sort((a, b) => b.level - a.level || (a.no < b.no ? -1 : 1))
      let covered = 0n
      for (const { level, no } of blocks) {
        if (no * sizeOf(level) !== covered) return false
        covered += sizeOf(level)
      }
      const levels = blocks.map(({ level }) => level)
      return covered === count && levels.every((level) => levels.filter((other) => other === level).length < 8)
    }),
  )
})

t.test('what covers a prefix was filled on the way to it, however it grew', async () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 700n }), { maxLength: 30 }), (steps) => {
      const filled = new Set<string>()
      let count = 0n
      for (const step of steps) {
        for (const { level, from, to } of blocksThatFill(count, count + step))
          for (let no = from; no < to; no += 1n) {
            const below = Array.from({ length: 8 }, (_, i) => `${level - 1}/${no * BLOCKS_PER_BLOCK + BigInt(i)}`)
            if (filled.has(`${level}/${no}`) || (level > 0 && !below.every((block) => filled.has(block)))) return false
            filled.add(`${level}/${no}`)
          }
        count += step
      }
      return coveringBlocks(count).every(({ level, no }) => filled.has(`${level}/${no}`))
    }),
  )
})

t.test('a block is full with its last seal', async (t) => {
  t.equal(filledBlocks(SEALS_PER_BLOCK - 1n), 0n)
  t.equal(filledBlocks(SEALS_PER_BLOCK), 1n)
  t.same(coveringBlocks(9n), [
    { level: 0, no: 8n },
    { level: 1, no: 0n },
  ])
})
