import type { FastifyRequest } from 'fastify'
import { businessDateOf, businessDateOfLoan } from '../app/business-days/business-date.js'
import { civilDate } from '../kernel/civil-date.js'
import { actorOf } from './authentication.js'
import { read } from './read.js'
import type { Services } from './services.js'
import { twoTimesOf } from './two-times.js'

type Asked = Parameters<typeof twoTimesOf>[1]

/** The two times of a question about one loan: unless a day is given, the business date of the loan's bank. @throws TwoTimesRefused */
export const loanTimesOf = async (
  services: Services,
  request: FastifyRequest,
  loanId: string,
  { asOf, knownAt }: Asked,
) =>
  twoTimesOf(services, {
    ...(knownAt === undefined ? {} : { knownAt }),
    asOf: asOf ?? (await read(services, request, (tx) => businessDateOfLoan(tx, loanId, civilDate(services.today())))),
  })

/** The two times of a question about the reader's own books: unless a day is given, its business date. @throws TwoTimesRefused */
export const ownTimesOf = async (services: Services, request: FastifyRequest, { asOf, knownAt }: Asked) => {
  const { organisationId } = actorOf(request)
  return twoTimesOf(services, {
    ...(knownAt === undefined ? {} : { knownAt }),
    asOf:
      asOf ?? (await read(services, request, (tx) => businessDateOf(tx, organisationId, civilDate(services.today())))),
  })
}
