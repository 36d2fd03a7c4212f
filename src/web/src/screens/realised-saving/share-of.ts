const fen = (amount: string): bigint => BigInt(amount.replace('.', ''))

/** part ÷ whole to six decimals, half up; null where the whole is nothing. Both are amounts with two decimals. */
export function shareOf(part: string, whole: string): string | null {
  const [above, below] = [fen(part), fen(whole)]
  if (below === 0n) return null
  const isNegative = above < 0n !== below < 0n && above !== 0n
  const magnitude = (value: bigint) => (value < 0n ? -value : value)
  const millionths = (magnitude(above) * 2_000_000n + magnitude(below)) / (magnitude(below) * 2n)
  const digits = millionths.toString().padStart(7, '0')
  return `${isNegative ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}
