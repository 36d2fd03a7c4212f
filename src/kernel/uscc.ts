declare const brand: unique symbol

/** Unified social credit code 统一社会信用代码: 18 characters with a check character that has been verified. */
export type Uscc = string & { readonly [brand]: 'Uscc' }

/** GB 32100-2015, table of characters (no I, O, S, V, Z) and weights 3^(i-1) mod 31. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of the first 17 characters, or undefined when one of them is not in the table. */
export function usccCheckCharacter(body: string): string | undefined {
  if (body.length !== 17) return undefined
  let total = 0
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = CHARACTERS.indexOf(body.charAt(index))
    if (value < 0) return undefined
    total += value * weight
  }
  return CHARACTERS.charAt((31 - (total % 31)) % 31)
}

export const isUscc = (text: unknown): text is Uscc =>
  typeof text === 'string' &&
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text) &&
  usccCheckCharacter(text.slice(0, 17)) === text.charAt(17)
