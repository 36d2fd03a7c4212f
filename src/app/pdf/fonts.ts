import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const FONT = '@expo-google-fonts/noto-sans-sc'

export interface Fonts {
  readonly regular: Buffer
  readonly bold: Buffer
}

let loaded: Promise<Fonts> | undefined

/** Noto Sans SC (OFL): Chinese and Latin in one face with figures of equal width; read once, embedded as the subset a document uses. */
export function fonts(): Promise<Fonts> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Fonts> {
  const [regular, bold] = await Promise.all(
    ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map((file) =>
      readFile(resolve(`${FONT}/${file}`)),
    ),
  )
  if (!regular || !bold) throw new Error(`${FONT} has no regular and bold face`)
  return { regular, bold }
}
