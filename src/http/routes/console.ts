import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { App } from '../server.js'
import type { Services } from '../services.js'

/** The built console at /; its addresses are the page's own, so every unknown page gets index.html. */
export async function registerConsole(app: App, services: Services): Promise<void> {
  const root = services.consoleRoot
  if (!existsSync(join(root, 'index.html'))) return
  await app.register(async (pages: FastifyInstance) => {
    await pages.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    })
    for (const address of ['/', '/app', '/app/*'])
      pages.get(address, { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) =>
        reply.header('cache-control', 'no-cache').sendFile('index.html', { immutable: false, maxAge: 0 }),
      )
  })
}
