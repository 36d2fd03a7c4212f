import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/config.js'
import type { Visit } from './browser.js'

/** Where pictures of screens are left; output of the build, kept by nobody. */
const PICTURES = join(projectRoot, 'dist', 'screenshots')

/** A picture of what is seen. */
export async function picture({ page }: Visit, language: string, name: string): Promise<void> {
  const folder = join(PICTURES, language)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.jpeg`), type: 'jpeg', quality: 80 })
}

export type Entries = Readonly<Record<string, string>>

/** Opens the form behind a button and enters values at the labels of its fields; boxes are ticked. */
export async function enter({ page, settled }: Visit, button: string, entries: Entries): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await settled()
  for (const [label, value] of Object.entries(entries)) {
    const field = dialog.getByLabel(label, { exact: true })
    if ((await field.getAttribute('role')) === 'combobox') {
      await field.click()
      await page.locator('.ant-select-item-option', { hasText: value }).first().click()
    } else await field.fill(value)
  }
  for (const box of await dialog.getByRole('checkbox').all()) await box.check()
}

/** Sends the form that is open; whether it closes is for the caller to see. */
export const send = ({ page }: Visit) => page.getByRole('dialog').locator('button[type=submit]').click()

/** Enters and sends, and waits until it was taken. */
export async function handIn(visit: Visit, button: string, entries: Entries): Promise<void> {
  await enter(visit, button, entries)
  await send(visit)
  await visit.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await visit.settled()
}

/** What is read in the main part of the screen. */
export const readMain = async ({ page }: Visit): Promise<string> => (await page.getByRole('main').textContent()) ?? ''

/** What stands at a field of the open form as its mistake. */
export const toldAt = async ({ page }: Visit, label: string): Promise<string> => {
  const item = page.getByRole('dialog').locator('.ant-form-item', { has: page.getByLabel(label, { exact: true }) })
  const told = item.locator('.ant-form-item-explain-error').first()
  await told.waitFor()
  return (await told.textContent()) ?? ''
}

/** Everything that nobody expected in the pages of these people. */
export const nothingWrong = (
  t: { same(found: unknown, wanted: unknown, what: string): unknown },
  ...visits: { faults(): unknown; user: string | null }[]
) => {
  for (const { faults, user } of visits) t.same(faults(), [], `nothing goes wrong for ${user}`)
}
