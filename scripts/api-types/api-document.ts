import { pino } from 'pino'
import { buildServer } from '../../src/http/server.js'
import type { Services } from '../../src/http/services.js'

/** The interface's OpenAPI document. Registering routes touches no database, so none is needed. */
export async function apiDocument(): Promise<unknown> {
  const services = {
    log: pino({ level: 'silent' }),
    demo: true,
    openCalculators: true,
    secureCookies: false,
    today: () => '2024-06-30',
    consoleRoot: '',
    ready: async () => true,
  } as unknown as Services
  const app = await buildServer(services)
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
