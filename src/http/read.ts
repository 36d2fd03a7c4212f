import type { FastifyRequest } from 'fastify'
import { type ReadTransaction, readAs } from '../app/read-as.js'
import { actorOf } from './authentication.js'
import type { Services } from './services.js'

/** Reads for the signed-in user in one read-only transaction: row-level security decides about rows. */
export const read = <T>(
  services: Services,
  request: FastifyRequest,
  work: (tx: ReadTransaction) => Promise<T>,
): Promise<T> => readAs(services.db, actorOf(request), work)
