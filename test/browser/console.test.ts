import t from 'tap'
import { openBrowser, type Visit, visit, WITHOUT_BROWSER } from '../support/browser.js'
import { runningBank } from '../support/console.js'
import { livedIn } from '../support/lived-in.js'
import { nothingWrong } from '../support/people-at-the-console.js'

t.setTimeout(600_000)

/** Bytes as they come over the line, for the sign-in and the first screen behind it. */
const FIRST_LOAD = 350 * 1024
const CHARTS = 200 * 1024

t.test('the console as a whole', { skip: WITHOUT_BROWSER }, async (t) => {
  const bank = await runningBank(t)
  await livedIn(bank)
  const browser = await openBrowser(t)

  await t.test('sign-in and the first screen are small', async (t) => {
    for (const user of ['officer.sihui', 'reviewer.pboc', 'enterprise.xingwang', 'auditor.zq']) {
      const seen = await visit(browser, bank, null)
      await signIn(seen, user)
      const loaded = await seen.loaded()
      // Charts come after the screen that shows them, in a file of their own.
      const isChart = ({ url }: { url: string }) => /\/EChart-/.test(url)
      const sumOf = (files: typeof loaded) => files.reduce((sum, one) => sum + one.bytes, 0)
      const bytes = sumOf(loaded.filter((file) => !isChart(file)))
      const charts = sumOf(loaded.filter(isChart))
      t.ok(loaded.length > 5 && bytes > 100_000, 'what was loaded was counted')
      t.ok(bytes <= FIRST_LOAD, `${user}: ${bytes} bytes of ${FIRST_LOAD}`)
      t.same(
        loaded.filter(({ url, encoding }) => /\.(js|css)$/.test(url) && encoding !== 'gzip').map(({ url }) => url),
        [],
        'all compressed',
      )
      t.ok(charts <= CHARTS, `${user}: ${charts} bytes of charts`)
      t.comment(`${user}: ${bytes} bytes, and ${charts} of charts, in ${loaded.length} files`)
      await seen.context.close()
    }
  })

  await t.test('what the page may load is held by its content policy', async (t) => {
    const answer = await fetch(`${bank.address}/app`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    t.match(policy, /default-src 'self'/)
    t.match(policy, /script-src 'self'(;|$)/, 'no script but our own files, none in the page')
    t.match(policy, /object-src 'none'/)
    t.notMatch(policy, /https?:|unsafe-eval|\*/)
    t.notMatch(
      await answer.text(),
      /<script(?![^>]* src=)|<style|\son\w+=/,
      'no script and no handler in the page itself',
    )
  })

  await t.test('without a mouse', async (t) => {
    const officer = await visit(browser, bank, 'officer.sihui')
    const { page } = officer
    await page.keyboard.press('Tab')
    t.match(await focused(officer), { tag: 'A', text: '跳到正文' }, 'the first stop skips the menu')
    t.ok(await outlined(officer), 'it is seen where one stands')
    await page.keyboard.press('Enter')
    t.match(await focused(officer), { id: 'main' })

    await page.getByRole('navigation').getByRole('link', { name: '贷款台账', exact: true }).press('Enter')
    await officer.settled()
    t.match(await focused(officer), { tag: 'H1' }, 'a new screen is begun at its heading')
    for (let stops = 0; (await focused(officer)).tag !== 'TR'; stops += 1) {
      if (stops > 30) throw new Error('the table cannot be reached by Tab')
      await page.keyboard.press('Tab')
      t.ok(await outlined(officer), `stop ${stops + 1} is seen`)
    }
    const first = await focused(officer)
    await page.keyboard.press('ArrowDown')
    t.notSame(await focused(officer), first, 'the arrow goes to the next row')
    t.ok(await outlined(officer))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/app\/loans\/[0-9a-f-]{36}/)
    await officer.settled()
    t.match(await focused(officer), { tag: 'H1' }, 'a row opens by Enter')

    const trigger = page.locator('main button[aria-haspopup=dialog]').first()
    await officer.go('/app/applications')
    await trigger.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    for (let stops = 0; stops < 12; stops += 1) {
      await page.keyboard.press('Tab')
      t.ok(await inDialog(officer), 'the form keeps the keyboard while it is open')
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    t.match(await focused(officer), { tag: 'BUTTON' }, 'and gives it back to where it was opened')

    await officer.go('/app/enterprises')
    const stops = new Set<string>()
    await page.locator('h1').focus()
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press('Tab')
      stops.add(JSON.stringify(await focused(officer)))
    }
    t.ok(stops.size > 5, 'Tab goes on: nothing holds it')
    nothingWrong(t, officer)
    await officer.context.close()
  })

  await t.test('at twice the size nothing is lost', async (t) => {
    // A window of 1280 at 200 % has 640 of the page's own pixels.
    for (const user of ['officer.sihui', 'reviewer.pboc', 'enterprise.xingwang']) {
      const seen = await visit(browser, bank, user, { viewport: { width: 640, height: 512 } })
      const menu = seen.page.getByRole('banner').getByRole('button').first()
      await menu.click()
      const links = await seen.page
        .getByRole('dialog')
        .getByRole('link')
        .evaluateAll((all) => all.map((link) => (link as unknown as { pathname: string }).pathname))
      t.ok(links.length > 5, 'the whole menu is there')
      await seen.page.keyboard.press('Escape')
      for (const address of links.filter((link) => link.startsWith('/app'))) {
        await seen.go(address)
        t.same(await overflow(seen), [], `${user} ${address}: no part of it leaves the page sideways`)
      }
      await seen.context.close()
    }
  })
})

async function signIn({ page, settled }: Visit, user: string): Promise<void> {
  await page.getByLabel('用户名').fill(user)
  await page.getByLabel('密码', { exact: true }).fill('tandai-demo')
  await page.locator('button[type=submit]').click()
  await page.getByRole('navigation').first().waitFor()
  await settled()
}

interface PageElement {
  tagName: string
  id: string
  textContent: string | null
  className: unknown
  scrollWidth: number
  clientWidth: number
  parentElement: PageElement | null
  closest(selector: string): PageElement | null
  getBoundingClientRect(): { left: number; right: number; width: number }
}
declare const document: {
  activeElement: PageElement | null
  documentElement: PageElement
  querySelectorAll(selector: string): Iterable<PageElement>
}
declare const getComputedStyle: (element: PageElement) => Record<string, string>

/** What has the keyboard. */
const focused = ({ page }: Visit) =>
  page.evaluate(() => {
    const element = document.activeElement
    return { tag: element?.tagName ?? '', id: element?.id ?? '', text: (element?.textContent ?? '').slice(0, 60) }
  })

/** Whether one sees what has the keyboard: by an outline or a shadow of its own or of the component that draws its frame. */
const outlined = ({ page }: Visit): Promise<boolean> =>
  page.evaluate(() => {
    let element = document.activeElement
    for (let up = 0; element !== null && up < 4; up += 1) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || (boxShadow ?? 'none') !== 'none') return true
      element = element.parentElement
    }
    return false
  })

/** Nothing behind the form has the keyboard; after the last field the browser's own bar may have it. */
const inDialog = ({ page }: Visit): Promise<boolean> =>
  page.evaluate(
    () =>
      document.activeElement?.tagName === 'BODY' ||
      document.activeElement?.closest('.ant-modal-wrap, .ant-modal-root, .ant-modal') != null,
  )

/** Parts that stand out of the page at its right; what scrolls within itself, as wide tables do, is not among them. */
const overflow = ({ page }: Visit): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...[...document.querySelectorAll('body *')]
        .filter(
          (element) =>
            element.getBoundingClientRect().right > clientWidth + 1 && element.closest('.table-scroll') === null,
        )
        .slice(0, 5)
        .map((element) => `${element.tagName}.${String(element.className)}`),
    ]
  })
