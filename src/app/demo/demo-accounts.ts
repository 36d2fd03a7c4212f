import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { type Role, SYSTEM } from '../actor.js'
import { FIRST_OFFICERS, PLATFORM } from '../organisations/bootstrap.js'
import { createUser } from '../organisations/create-user.js'
import { addOrganisation } from '../organisations/store.js'
import { hashPassword } from '../sessions/password.js'

export const DEMO_PASSWORD = 'tandai-demo'

const AUDIT_OFFICE = {
  code: 'AUDIT-ZQ',
  kind: 'auditor',
  nameZh: '示例审计机构',
  nameEn: 'Example Audit Office',
  origin: 'example',
}

const REGISTRY = {
  code: 'REG-EX-01',
  kind: 'data_registry',
  nameZh: '示例数据产权登记机构',
  nameEn: 'Example Registry of Data Property',
  origin: 'example',
}

interface DemoAccount {
  readonly username: string
  readonly organisationCode: string
  readonly nameZh: string
  readonly nameEn: string
  readonly roles: readonly Role[]
}

/** The demo's people; enterprises are named by their code, which is their USCC. */
const demoAccounts = (xingwang: string, firstEnterprise: string): readonly DemoAccount[] => [
  {
    username: 'officer.sihui',
    organisationCode: 'RCB-SIHUI',
    nameZh: '四会农商行客户经理',
    nameEn: 'Loan officer, Sihui RCB',
    roles: ['loan_officer'],
  },
  {
    username: 'reviewer.sihui',
    organisationCode: 'RCB-SIHUI',
    nameZh: '四会农商行审查人',
    nameEn: 'Credit reviewer, Sihui RCB',
    roles: ['credit_reviewer'],
  },
  {
    username: 'approver.sihui',
    organisationCode: 'RCB-SIHUI',
    nameZh: '四会农商行审批人',
    nameEn: 'Credit approver, Sihui RCB',
    roles: ['credit_approver'],
  },
  {
    username: 'committee.sihui',
    organisationCode: 'RCB-SIHUI',
    nameZh: '四会农商行贷审会',
    nameEn: 'Credit committee, Sihui RCB',
    roles: ['credit_committee'],
  },
  {
    username: 'officer.bank01',
    organisationCode: 'BANK-EX-01',
    nameZh: '示例银行01客户经理',
    nameEn: 'Loan officer, Example Bank 01',
    roles: ['loan_officer'],
  },
  {
    username: 'reviewer.bank01',
    organisationCode: 'BANK-EX-01',
    nameZh: '示例银行01审查人',
    nameEn: 'Credit reviewer, Example Bank 01',
    roles: ['credit_reviewer'],
  },
  {
    username: 'approver.bank01',
    organisationCode: 'BANK-EX-01',
    nameZh: '示例银行01审批人',
    nameEn: 'Credit approver, Example Bank 01',
    roles: ['credit_approver'],
  },
  {
    username: 'committee.bank01',
    organisationCode: 'BANK-EX-01',
    nameZh: '示例银行01贷审会',
    nameEn: 'Credit committee, Example Bank 01',
    roles: ['credit_committee'],
  },
  {
    username: 'officer.guarantor',
    organisationCode: 'GUAR-EX-01',
    nameZh: '示例担保公司业务员',
    nameEn: 'Guarantee officer, Example Guarantee Co.',
    roles: ['guarantor_officer'],
  },
  {
    username: 'reviewer.pboc',
    organisationCode: 'PBOC-ZQ',
    nameZh: '肇庆人行再贷款审核岗',
    nameEn: 'Re-loan reviewer, PBoC Zhaoqing',
    roles: ['reloan_reviewer'],
  },
  {
    username: 'approver.pboc',
    organisationCode: 'PBOC-ZQ',
    nameZh: '肇庆人行再贷款审批岗',
    nameEn: 'Re-loan approver, PBoC Zhaoqing',
    roles: ['reloan_approver'],
  },
  {
    username: 'enterprise.xingwang',
    organisationCode: xingwang,
    nameZh: '兴旺数据经办人',
    nameEn: 'Xingwang Data',
    roles: ['enterprise_user'],
  },
  {
    username: 'enterprise.001',
    organisationCode: firstEnterprise,
    nameZh: '示例企业001经办人',
    nameEn: 'Example Enterprise 001',
    roles: ['enterprise_user'],
  },
  {
    username: 'steward.zq',
    organisationCode: 'GOV-ZQ-DATA',
    nameZh: '碳账户数据管理员',
    nameEn: 'Carbon data steward',
    roles: ['data_steward'],
  },
  {
    username: 'operator.zq',
    organisationCode: 'OP-EX-01',
    nameZh: '公共数据运营机构审核岗',
    nameEn: 'Reviewer, public data operator',
    roles: ['operator_officer'],
  },
  {
    username: 'registry.zq',
    organisationCode: REGISTRY.code,
    nameZh: '数据产权登记岗',
    nameEn: 'Registrar of data property',
    roles: ['registrar'],
  },
  {
    username: 'exchange.zq',
    organisationCode: 'GZDEX-ZQ',
    nameZh: '数据交易所挂牌岗',
    nameEn: 'Listing officer, data exchange',
    roles: ['exchange_officer'],
  },
  {
    username: 'compliance.zq',
    organisationCode: 'GZDEX-ZQ',
    nameZh: '数据交易所合规会审岗',
    nameEn: 'Compliance reviewer, data exchange',
    roles: ['compliance_reviewer'],
  },
  {
    username: 'auditor.zq',
    organisationCode: AUDIT_OFFICE.code,
    nameZh: '审计员',
    nameEn: 'Auditor',
    roles: ['auditor'],
  },
  ...FIRST_OFFICERS.map(({ role, ...officer }) => ({ ...officer, organisationCode: PLATFORM.code, roles: [role] })),
]

/** Creates the demo accounts that are missing. Only for a server that listens on loopback: their password is public. */
export async function createDemoAccounts(
  db: Database,
  enterprises: { readonly xingwang: string; readonly first: string },
): Promise<readonly string[]> {
  const accounts = demoAccounts(enterprises.xingwang, enterprises.first)
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  return withTransaction(db, SYSTEM, async (tx) => {
    await addOrganisation(tx, PLATFORM)
    await addOrganisation(tx, AUDIT_OFFICE)
    await addOrganisation(tx, REGISTRY)
    for (const account of accounts) await createUser(tx, { ...account, passwordHash, demo: true })
    return accounts.map((account) => account.username)
  })
}
