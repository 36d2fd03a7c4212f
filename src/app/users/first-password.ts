import { randomInt } from 'node:crypto'

/** Without what is mistaken for something else when read aloud or copied by hand. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
const LENGTH = 16

/** @returns 16 of 56 letters at random, 92 bits */
export const newFirstPassword = (): string =>
  Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
