/**
 * Sums over the sealed order of a book: a block of level 0 holds 256 seals in a row, a block of the next level eight of the level below.
 * A prefix of n seals is then at most seven blocks a level and fewer than 256 seals beside, so a balance costs O(log n); small blocks keep
 * what is summed line by line short, and eight rather than two a level keep each line in few sums.
 */
export const SEALS_PER_BLOCK = 256n
export const BLOCKS_PER_BLOCK = 8n

export interface Block {
  readonly level: number
  /** From 0 within its level. */
  readonly no: bigint
}

export interface BlockRange {
  readonly level: number
  readonly from: bigint
  /** Not among them any more. */
  readonly to: bigint
}

/** How many blocks of level 0 so many seals fill. */
export const filledBlocks = (seals: bigint): bigint => seals / SEALS_PER_BLOCK

/** What becomes full when blocks of level 0 grow from `before` to `after`: lowest level first, in which order they can be summed up. */
export function blocksThatFill(before: bigint, after: bigint): readonly BlockRange[] {
  const ranges: BlockRange[] = []
  for (let level = 0, from = before, to = after; from < to; level += 1) {
    ranges.push({ level, from, to })
    from /= BLOCKS_PER_BLOCK
    to /= BLOCKS_PER_BLOCK
  }
  return ranges
}

/** The fewest blocks that hold the first `count` blocks of level 0, each seal once. */
export function coveringBlocks(count: bigint): readonly Block[] {
  const blocks: Block[] = []
  for (let level = 0, left = count; left > 0n; level += 1) {
    const above = left / BLOCKS_PER_BLOCK
    for (let no = above * BLOCKS_PER_BLOCK; no < left; no += 1n) blocks.push({ level, no })
    left = above
  }
  return blocks
}
