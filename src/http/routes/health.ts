import type { App } from '../server.js'
import type { Services } from '../services.js'

export function registerHealth(app: App, services: Services): void {
  const options = {
    config: { access: 'open' as const },
    schema: { tags: ['health'], summary: '健康检查 Health' },
    logLevel: 'warn' as const,
  }
  app.get('/health/live', options, async () => ({ status: 'live' }))
  app.get('/health/ready', options, async (_request, reply) => {
    const ready = await services.ready()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
}
