import type { FastifyRequest } from 'fastify'
import { type Viewer, viewAs } from '../app/account-views/look-into.js'
import type { ReadTransaction } from '../app/read-as.js'
import { actorOf } from './authentication.js'
import type { Services } from './services.js'

/** Lets the signed-in user look into an account: like a read, in a transaction that can write the row of the log. */
export function look<T>(
  services: Services,
  request: FastifyRequest,
  work: (tx: ReadTransaction, viewer: Viewer) => Promise<T>,
): Promise<T> {
  const viewer = { actor: actorOf(request), requestId: request.id, address: request.ip }
  return viewAs(services.db, viewer, (tx) => work(tx, viewer))
}
