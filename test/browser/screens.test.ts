import { createHash } from 'node:crypto'
import t from 'tap'
import { AXE, checkAccessibility } from '../support/accessibility.js'
import { type LanguageCode, openBrowser, type Visit, visit, WITHOUT_BROWSER } from '../support/browser.js'
import { runningBank } from '../support/console.js'
import { livedIn } from '../support/lived-in.js'
import { picture } from '../support/people-at-the-console.js'
import { open, SCREENS, type Sight, screenAt, screensOf, walk } from '../support/screens.js'

// Two hundred screens and forms, each twice: more than a file of tests is given usually, where the machine has other work too.
t.setTimeout(900_000)

t.test('the list of screens is read from the router', async (t) => {
  t.ok(SCREENS.includes(''), 'the home screen')
  t.ok(SCREENS.length > 40)
  t.same(screenAt('/app/loans/1/rates?asOf=2024-06-30')?.tab, 'rates')
  t.equal(screenAt('/app/no/such'), undefined)
  t.same(screensOf('<Route path="a/:id" element={<A />} />'), ['a/:id'])
  t.throws(
    () => screensOf('<Route path="a" element={<A />} /><Route path={B} element={<B />} />'),
    /2 routes, of which 1/,
  )
})

/** What the program answers where there is nothing to tell, and the screen says so. */
const ANSWERS_TOLD: readonly { readonly status: number; readonly path: RegExp; readonly why: string }[] = [
  {
    status: 404,
    path: /^\/v1\/enterprises\/91441200MA9000011L\/(carbon-account|statements|rating|rating\/what-if)$/,
    why: 'the firm of the published case has no carbon account',
  },
  {
    status: 403,
    path: /^\/v1\/enterprises\/[^/]+\/[a-z/-]+$/,
    why: 'an account is opened by consent only',
  },
  {
    status: 404,
    path: /^\/v1\/(scenario-authorisations|resource-registrations|data-registrations|listings)\/[^/]+$/,
    why: 'how a right is handled is told to its parties only',
  },
]
const isTold = (fault: string) => {
  const [, status, path = ''] = /^answered (\d+): GET ([^? ]+)/.exec(fault) ?? []
  return ANSWERS_TOLD.some((answer) => answer.status === Number(status) && answer.path.test(path))
}

/** Of the menu of people who see most of it, two in each language. */
const MENUS = [
  ['officer.sihui', 'zh'],
  ['reviewer.pboc', 'en'],
  ['enterprise.001', 'zh'],
  ['admin', 'en'],
] as const

t.test('the screens of the menu hold WCAG 2.2 AA', { skip: WITHOUT_BROWSER }, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  const wrong: string[] = []
  let screens = 0
  for (const [user, language] of MENUS) {
    const seen = await visit(browser, bank, user, { script: AXE, language })
    const links = await seen.page
      .locator('aside a[href], nav a[href]')
      .evaluateAll((all) =>
        all.map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('href')),
      )
    for (const address of new Set(links)) {
      await seen.go(address)
      const { violations } = await checkAccessibility(seen.page)
      wrong.push(...violations.map((violation) => `${user} (${language}) > ${address}: ${violation}`))
      screens += 1
    }
    wrong.push(
      ...seen
        .faults()
        .filter((fault) => !isTold(fault))
        .map((fault) => `${user}: ${fault}`),
    )
    await seen.context.close()
  }
  t.same(wrong, [], 'nothing is wrong')
  t.ok(screens > 30, `${screens} screens`)
})

interface Seen {
  readonly user: string
  readonly sight: Sight
}

t.test(
  'every screen, for every role that may open it: nothing goes wrong and WCAG 2.2 AA holds',
  {
    skip:
      WITHOUT_BROWSER ||
      (process.env.SCREENS === 'every'
        ? false
        : 'every screen of every role takes a quarter of an hour: SCREENS=every'),
  },
  async (t) => {
    const bank = await runningBank(t)
    await livedIn(bank)
    const browser = await openBrowser(t)

    // One person of every role there is, and one of a bank that has opened its business day.
    const { items } = (await bank.get(null, '/v1/demo-accounts')).body as { items: { username: string }[] }
    const [constraint] = await bank.owner<[{ roles: string }]>`
      SELECT pg_get_constraintdef(oid) AS roles FROM pg_constraint WHERE conname = 'user_role_known'`
    const missing = new Set([...constraint.roles.matchAll(/'(\w+)'::text/g)].map(([, role]) => role))
    t.ok(missing.size >= 15, `${missing.size} roles`)
    const users = ['enterprise.xingwang', 'approver.bank01']
    for (const { username } of items) {
      const { roles } = (await bank.get(username, '/v1/sessions/current')).body as { roles: string[] }
      if (roles.filter((role) => missing.delete(role)).length > 0 && !username.endsWith('01')) users.push(username)
    }
    t.same([...missing], [], 'every role has somebody in the demonstration')

    const wrong: string[] = []
    const met = new Set<string>()
    const looked: Seen[] = []
    const known = new Set<string>()
    let rulesPassed = 0

    const look = async (seen: Visit, language: LanguageCode, user: string, sight: Sight) => {
      const where = [`${user} (${language})`, sight.address, ...sight.opened].join(' > ')
      const { passed, violations } = await checkAccessibility(seen.page)
      rulesPassed += passed
      wrong.push(...violations.map((violation) => `${where}: ${violation}`))
      if (sight.opened.length === 0) await picture(seen, language, nameOf(sight))
    }
    /** Two people who see the same words at the same places see the same screen: it is held against the rules once. */
    const isNew = async (seen: Visit): Promise<boolean> => {
      const html = await seen.page.locator('main').first().innerHTML()
      const form = await seen.page
        .locator('.ant-modal')
        .first()
        .innerHTML({ timeout: 100 })
        .catch(() => '')
      const key = createHash('sha256')
        .update(html.replace(/\bid="[^"]*"|_r_\w+_|:r\w+:/g, ''))
        .update(form)
        .digest('hex')
      return known.size !== known.add(key).size
    }
    const gather = (seen: Visit, where: string) => {
      for (const fault of seen.faults()) if (!isTold(fault)) wrong.push(`${where}: ${fault}`)
    }

    const first = users.slice()
    const walking = async () => {
      for (let user = first.shift(); user !== undefined; user = first.shift()) {
        const who = user
        const seen = await visit(browser, bank, who, { script: AXE })
        let shell = true
        await walk(seen, async (sight) => {
          met.add(sight.screen)
          if ((await isNew(seen)) || shell) {
            looked.push({ user: who, sight })
            await look(seen, 'zh', who, sight)
          }
          shell = false
          gather(seen, `${who} > ${sight.address}`)
        })
        await seen.context.close()
        t.comment(`${who}: ${looked.filter((one) => one.user === who).length} sights`)
      }
    }
    await Promise.all([walking(), walking()])

    // What differs from person to person is looked at once more, in the other language.
    const again = users.map((user) => [user, looked.filter((one) => one.user === user)] as const)
    const repeating = async () => {
      for (let next = again.shift(); next !== undefined; next = again.shift()) {
        const [user, sights] = next
        const seen = await visit(browser, bank, user, { script: AXE, language: 'en' })
        for (const { sight } of sights) {
          await open(seen, sight)
          await look(seen, 'en', user, sight)
          gather(seen, `${user} (en) > ${sight.address}`)
        }
        await seen.context.close()
      }
    }
    await Promise.all([repeating(), repeating()])

    for (const language of ['zh', 'en'] as const) {
      const nobody = await visit(browser, bank, null, { script: AXE, language })
      await look(nobody, language, 'nobody', { screen: 'sign-in', address: '/sign-in', opened: [] })
      gather(nobody, 'sign-in')
      await nobody.context.close()
    }
    const lost = await visit(browser, bank, 'auditor.zq', { script: AXE })
    await lost.go('/app/no/such/screen')
    await look(lost, 'zh', 'auditor.zq', { screen: '*', address: '/app/nowhere', opened: [] })
    met.add('*')

    t.same(wrong, [], 'nothing is wrong')
    t.same(
      SCREENS.filter((screen) => !met.has(screen)),
      [],
      'no screen of the router was left out',
    )
    t.ok(rulesPassed > 1000, 'the rules of axe found much to hold true')
    t.comment(`${looked.length} different sights in two languages by ${users.length} people, ${rulesPassed} rules held`)

    await t.test('a fault that is planted is found', async (t) => {
      await lost.page.evaluate(plant)
      const { violations } = await checkAccessibility(lost.page)
      for (const rule of ['color-contrast', 'button-name', 'label', 'link-in-text-block'])
        t.ok(
          violations.some((violation) => violation.startsWith(rule)),
          rule,
        )
      t.same(
        lost.faults().filter((fault) => !fault.startsWith('console:')),
        [],
      )
      await lost.page.evaluate(breach)
      await lost.page.waitForTimeout(200)
      const told = lost.faults().join('\n')
      t.match(told, /Content Security Policy/, 'a breach of the content policy')
      t.match(told, /answered 404/, 'a request that is answered with an error')
    })
  },
)

const nameOf = ({ screen, address }: Sight) =>
  (screen === '' ? 'home' : `${screen.replaceAll('/', '_').replaceAll(/[:?*]/g, '')}${tabOf(address)}`).replace(
    /_tab/,
    '',
  )
const tabOf = (address: string) => {
  const tab = screenAt(address)?.tab ?? ''
  return tab === '' ? '' : `_${tab}`
}

declare const document: {
  body: { insertAdjacentHTML(where: string, html: string): void; append(child: unknown): void }
  createElement(name: string): { src: string; textContent: string }
}
declare const fetch: (address: string) => Promise<unknown>

/** In the page: elements that break the rules. */
const plant = () =>
  document.body.insertAdjacentHTML(
    'beforeend',
    '<main><p style="color:#aaa;background:#fff">pale <a href="/app" style="color:#aaa;text-decoration:none">link</a> here</p><button></button><input></main>',
  )

/** In the page: a script written into it, a picture from elsewhere, a request that is not answered. */
const breach = () => {
  const script = document.createElement('script')
  script.textContent = 'globalThis.broken = true'
  document.body.append(script)
  const image = document.createElement('img')
  image.src = 'https://example.org/picture.png'
  document.body.append(image)
  void fetch('/v1/no-such-address').catch(() => undefined)
}
