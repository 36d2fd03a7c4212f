import { Type } from 'typebox'
import { demoAccountList } from '../../app/demo/demo-account-list.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { Shape } from '../shapes/primitives.js'

/** Only a demo server has this address: the sign-in page lists who may be tried. */
export function registerDemoAccounts(app: App, services: Services): void {
  if (!services.demo) return
  app.get(
    '/v1/demo-accounts',
    {
      config: { access: 'open' },
      schema: {
        tags: ['sessions'],
        summary: '演示账号 Demo accounts',
        security: [],
        response: {
          200: Shape({
            items: Type.Array(Shape({ username: Type.String(), nameZh: Type.String(), nameEn: Type.String() })),
          }),
        },
      },
    },
    async (_request, reply) => reply.send({ items: await demoAccountList(services.db) }),
  )
}
