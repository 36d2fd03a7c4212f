import { randomUUID } from 'node:crypto'
import type { Answered, Bank } from './bank.js'
import { EVIDENCE } from './published-loan.js'

export const FIELDS = ['用电量', '蒸汽用量', '天然气用量']
export const CHAIN_CERTIFICATE = 'SJ4412024040001'
export const CHAIN = {
  developer: 'enterprise.xingwang',
  operator: 'operator.zq',
  bureau: 'steward.zq',
  registry: 'registry.zq',
  exchange: 'exchange.zq',
  compliance: 'compliance.zq',
} as const

type Members = Record<string, unknown>

async function done(answer: Promise<Answered>): Promise<Answered['body']> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** The chain of rights behind the published case, each step able to be taken otherwise. */
export function rightsChain(bank: Bank) {
  const { get, post } = bank
  const paths = {
    authorisation: '/v1/scenario-authorisations',
    resource: '/v1/resource-registrations',
    registration: '/v1/data-registrations',
    listing: '/v1/listings',
    order: '/v1/data-orders',
    dispute: '/v1/disputes',
  } as const
  type Kind = keyof typeof paths

  /** A step under the version that the taker sees, unless another is given. */
  const step = async (
    kind: Kind,
    id: string,
    by: string,
    event: string,
    on: string,
    other: Members = {},
  ): Promise<Answered> => {
    const seen = await get(by, `${paths[kind]}/${id}`)
    return post(by, `${paths[kind]}/${id}/steps`, {
      event,
      on,
      opinion: '同意',
      version: seen.body?.process?.version ?? 1,
      ...other,
    })
  }
  const grant = (other: Members = {}, by: string = CHAIN.bureau) =>
    post(by, '/v1/operator-grants', {
      operator: 'OP-EX-01',
      grantNo: '肇数授〔2024〕1号',
      fields: [...FIELDS, '用水量'],
      validFrom: '2024-01-01',
      endsOn: '2028-01-01',
      documentHash: EVIDENCE,
      ...other,
    })
  const apply = (grantId: string, other: Members = {}, by: string = CHAIN.developer) =>
    post(by, paths.authorisation, {
      grantId,
      source: 'GOV-ZQ-DATA',
      scenario: '绿色信贷碳核算',
      purpose: '为企业碳账户核算提供数据产品',
      fields: FIELDS,
      validFrom: '2024-03-25',
      endsOn: '2027-01-01',
      arbitrationClause: true,
      on: '2024-03-01',
      ...other,
    })
  const resource = (other: Members = {}) =>
    post(CHAIN.operator, paths.resource, {
      bureau: 'GOV-ZQ-DATA',
      name: '企业能源消费数据',
      fields: FIELDS,
      on: '2024-03-01',
      ...other,
    })
  const register = (authorisationId: string, resourceRegistrationId: string | null, other: Members = {}) =>
    post(CHAIN.developer, paths.registration, {
      authorisationId,
      registry: 'REG-EX-01',
      isPublic: true,
      resourceRegistrationId,
      productName: '肇庆高新区 2024 碳排放数据产品',
      rightType: 'operation',
      sourceFields: ['用电量', '天然气用量'],
      on: '2024-03-27',
      ...other,
    })
  const list = (registrationId: string, other: Members = {}) =>
    post(CHAIN.developer, paths.listing, {
      registrationId,
      exchange: 'GZDEX-ZQ',
      price: '120000.00',
      deliveryMode: 'report',
      on: '2024-04-11',
      ...other,
    })
  const hash = { evidenceHash: EVIDENCE }

  const doCodedResource = async (other: Members = {}): Promise<string> => {
    const { id } = await done(resource(other))
    await done(step('resource', id, CHAIN.bureau, 'accept', '2024-03-01'))
    await done(step('resource', id, CHAIN.bureau, 'review-form', '2024-03-04'))
    await done(step('resource', id, CHAIN.bureau, 'publish', '2024-03-05'))
    const code = { resourceCode: `GD-ZQ-${id.slice(0, 8)}`, endsOn: '2027-03-20' }
    await done(step('resource', id, CHAIN.bureau, 'code', '2024-03-20', code))
    return id
  }
  const doSubmitted = async (other: Members = {}): Promise<string> => {
    const { id: grantId } = await done(grant({ grantNo: `肇数授-${randomUUID()}` }))
    const { id } = await done(apply(grantId, other))
    await done(
      step('authorisation', id, CHAIN.developer, 'submit', '2024-03-01', { ...hash, confirms: ['member-checked-in'] }),
    )
    return id
  }
  const doAuthorised = async (other: Members = {}): Promise<string> => {
    const id = await doSubmitted(other)
    const checked = { confirms: ['checklist-complete'] }
    await done(step('authorisation', id, CHAIN.operator, 'pass-first-review', '2024-03-05', checked))
    await done(step('authorisation', id, CHAIN.bureau, 'pass-second-review', '2024-03-21'))
    await done(step('authorisation', id, CHAIN.bureau, 'confirm-source', '2024-03-22'))
    await done(step('authorisation', id, CHAIN.developer, 'sign', '2024-03-25', hash))
    const deposited = { ...hash, confirms: ['evidence-deposited'] }
    await done(step('authorisation', id, CHAIN.operator, 'activate', '2024-03-26', deposited))
    return id
  }
  const doNoticed = async (authorisationId: string, resourceId: string, other: Members = {}): Promise<string> => {
    const { id } = await done(register(authorisationId, resourceId, other))
    await done(step('registration', id, CHAIN.developer, 'submit', '2024-03-27', hash))
    await done(step('registration', id, CHAIN.registry, 'accept', '2024-03-28'))
    await done(step('registration', id, CHAIN.registry, 'examine', '2024-03-29'))
    const checks = { confirms: ['three-checks', 'no-ground-to-refuse'] }
    await done(step('registration', id, CHAIN.registry, 'publish', '2024-04-01', checks))
    return id
  }
  const certificate = { certificateKind: 'national', certificateNo: CHAIN_CERTIFICATE, endsOn: '2027-03-01' }
  const doRegistered = async (authorisationId: string, resourceId: string, other: Members = {}): Promise<string> => {
    const id = await doNoticed(authorisationId, resourceId)
    await done(step('registration', id, CHAIN.registry, 'register', '2024-04-10', { ...certificate, ...other }))
    return id
  }
  const doApplied = async (registrationId: string): Promise<string> => {
    const { id } = await done(list(registrationId))
    const member = { confirms: ['member-in-good-standing'] }
    await done(step('listing', id, CHAIN.developer, 'submit', '2024-04-11', member))
    const passed = { ...hash, confirms: ['member-in-good-standing', 'legal-opinion'] }
    await done(step('listing', id, CHAIN.compliance, 'pass-compliance', '2024-04-16', passed))
    await done(step('listing', id, CHAIN.developer, 'apply', '2024-04-17'))
    return id
  }
  const listed = { listingNo: 'GZDEX-2024-0415', endsOn: '2026-12-01' }
  const doListed = async (registrationId: string): Promise<string> => {
    const id = await doApplied(registrationId)
    await done(step('listing', id, CHAIN.exchange, 'list', '2024-04-18', listed))
    return id
  }
  /** From the grant to a listed product. */
  const doChain = async () => {
    const resourceId = await doCodedResource()
    const authorisationId = await doAuthorised()
    const registrationId = await doRegistered(authorisationId, resourceId)
    const listingId = await doListed(registrationId)
    const product = await done(post(CHAIN.developer, `/v1/listings/${listingId}/data-product`))
    return { resourceId, authorisationId, registrationId, listingId, productId: product.id as string }
  }
  return {
    paths,
    step,
    grant,
    apply,
    resource,
    register,
    list,
    certificate,
    listed,
    hash,
    done,
    doCodedResource,
    doSubmitted,
    doAuthorised,
    doNoticed,
    doRegistered,
    doApplied,
    doListed,
    doChain,
  }
}
