import {
  AccountBookOutlined,
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CloudOutlined,
  ClusterOutlined,
  ControlOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  ExportOutlined,
  EyeOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FileSyncOutlined,
  FileTextOutlined,
  FormOutlined,
  FunctionOutlined,
  FundOutlined,
  GiftOutlined,
  IdcardOutlined,
  LineChartOutlined,
  LockOutlined,
  PercentageOutlined,
  PieChartOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  SendOutlined,
  ShopOutlined,
  SwapOutlined,
  TagsOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Role, Session } from '../api/types.js'
import type { Key } from '../language/Language.js'

export const BANK: readonly Role[] = ['loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee']
/** Who books and decides for a bank; reviewers and the committee read what an application is judged by. */
const DESK: readonly Role[] = ['loan_officer', 'credit_approver']
export const CENTRAL_BANK: readonly Role[] = ['reloan_reviewer', 'reloan_approver']
export const CITY: readonly Role[] = [...CENTRAL_BANK, 'data_steward', 'auditor', 'administrator']
const OVERSIGHT: readonly Role[] = ['auditor']
/** 三员: who administers people and watches the log. */
const OFFICERS: readonly Role[] = ['administrator', 'security_officer', 'audit_officer']
/** They see nothing of the business, so what everybody else sees is not theirs. */
const APART: readonly Role[] = ['security_officer', 'audit_officer']
const FIRM: readonly Role[] = ['enterprise_user']
/** Who keeps the rights in data: operating unit, registry, exchange, compliance. */
const RIGHTS: readonly Role[] = [
  'data_steward',
  'operator_officer',
  'registrar',
  'exchange_officer',
  'compliance_reviewer',
]
export const RELENDING: readonly Role[] = ['loan_officer', 'credit_approver', ...CENTRAL_BANK, 'auditor']
const GUARANTOR: readonly Role[] = ['guarantor_officer']

interface Entry {
  readonly path: string
  readonly label: Key
  readonly icon: ReactNode
  /** Absent: everybody. */
  readonly roles?: readonly Role[]
}
interface Group {
  readonly label: Key | null
  readonly entries: readonly Entry[]
}

const groups = (session: Session): readonly Group[] => [
  {
    label: null,
    entries: [
      { path: '/app', label: 'nav.home', icon: <DashboardOutlined /> },
      {
        path: '/app/dashboard',
        label: session.roles.some((role) => CITY.includes(role)) ? 'nav.dashboard' : 'nav.ownDashboard',
        icon: <PieChartOutlined />,
        roles: [...CITY, ...DESK],
      },
      { path: '/app/report', label: 'nav.report', icon: <FundOutlined />, roles: CITY },
      {
        path: '/app/realised-saving',
        label: 'nav.realised',
        icon: <PercentageOutlined />,
        roles: [...CITY, ...DESK, ...FIRM],
      },
    ],
  },
  {
    label: 'nav.carbon',
    entries: [
      {
        path: `/app/enterprises/${session.organisation.code}`,
        label: 'nav.ownAccount',
        icon: <BarChartOutlined />,
        roles: FIRM,
      },
      { path: '/app/consents', label: 'consent.title', icon: <SafetyOutlined />, roles: [...FIRM, ...BANK] },
      { path: '/app/account-views', label: 'nav.accountViews', icon: <EyeOutlined /> },
      { path: '/app/enterprises', label: 'nav.enterprises', icon: <ClusterOutlined />, roles: [...BANK, ...CITY] },
      {
        path: '/app/credit-reports',
        label: 'nav.creditReports',
        icon: <ProfileOutlined />,
        roles: [...FIRM, ...BANK, ...CENTRAL_BANK, 'data_steward', 'auditor'],
      },
      {
        path: '/app/credit-lines',
        label: 'nav.creditLines',
        icon: <CreditCardOutlined />,
        roles: [...BANK, ...FIRM, ...CITY],
      },
      {
        path: '/app/financed-emissions',
        label: 'nav.financed',
        icon: <CloudOutlined />,
        roles: [...DESK, ...CENTRAL_BANK, 'auditor'],
      },
      {
        path: '/app/methods',
        label: 'nav.methods',
        icon: <FunctionOutlined />,
        roles: [...CENTRAL_BANK, 'data_steward', 'auditor'],
      },
    ],
  },
  {
    label: 'nav.lending',
    entries: [
      {
        path: '/app/data-products',
        label: 'nav.dataProducts',
        icon: <DatabaseOutlined />,
        roles: [...BANK, ...FIRM, ...OVERSIGHT],
      },
      {
        path: '/app/rights',
        label: 'nav.rights',
        icon: <ApartmentOutlined />,
        roles: [...FIRM, ...BANK, ...RIGHTS, ...OVERSIGHT],
      },
      { path: '/app/pledges', label: 'nav.pledges', icon: <LockOutlined />, roles: [...BANK, ...FIRM, ...OVERSIGHT] },
      { path: '/app/alerts', label: 'nav.alerts', icon: <AlertOutlined />, roles: [...BANK, ...OVERSIGHT] },
      { path: '/app/registers', label: 'nav.registers', icon: <FileSyncOutlined />, roles: [...BANK, ...OVERSIGHT] },
      {
        path: '/app/applications',
        label: 'nav.applications',
        icon: <FileTextOutlined />,
        roles: [...BANK, ...FIRM, ...OVERSIGHT],
      },
      {
        path: '/app/loans',
        label: 'nav.loans',
        icon: <FileDoneOutlined />,
        roles: [...BANK, ...FIRM, ...CENTRAL_BANK, ...OVERSIGHT],
      },
      { path: '/app/servicing-requests', label: 'nav.requests', icon: <FormOutlined />, roles: [...BANK, 'auditor'] },
      {
        path: '/app/guarantees',
        label: 'nav.guarantees',
        icon: <SafetyCertificateOutlined />,
        roles: [...BANK, ...GUARANTOR, 'auditor'],
      },
      { path: '/app/subsidies', label: 'nav.subsidies', icon: <GiftOutlined />, roles: [...BANK, ...FIRM, 'auditor'] },
      { path: '/app/products', label: 'nav.products', icon: <TagsOutlined /> },
    ],
  },
  {
    label: 'nav.relending',
    entries: [
      {
        path: '/app/quotas',
        label: 'nav.quotas',
        icon: <BankOutlined />,
        roles: [...DESK, ...CENTRAL_BANK, ...OVERSIGHT],
      },
      {
        path: '/app/filings',
        label: 'nav.filings',
        icon: <SendOutlined />,
        roles: [...DESK, ...CENTRAL_BANK, ...OVERSIGHT],
      },
      {
        path: '/app/reloans',
        label: 'nav.reloans',
        icon: <SwapOutlined />,
        roles: [...DESK, ...CENTRAL_BANK, ...OVERSIGHT],
      },
      { path: '/app/findings', label: 'nav.findings', icon: <FileSearchOutlined />, roles: RELENDING },
      { path: '/app/reloan-reports', label: 'nav.reloanReports', icon: <LineChartOutlined />, roles: RELENDING },
      {
        path: '/app/facilities',
        label: 'nav.facilities',
        icon: <ControlOutlined />,
        roles: [...BANK, ...CENTRAL_BANK, ...OVERSIGHT],
      },
    ],
  },
  {
    label: 'nav.books',
    entries: [
      {
        path: '/app/ledger',
        label: 'nav.ledger',
        icon: <AccountBookOutlined />,
        roles: [...BANK, ...CENTRAL_BANK, 'auditor'],
      },
      {
        path: '/app/business-days',
        label: 'nav.businessDays',
        icon: <CalendarOutlined />,
        roles: DESK,
      },
      {
        path: '/app/exports',
        label: 'nav.exports',
        icon: <ExportOutlined />,
        roles: [...BANK, ...CENTRAL_BANK, 'data_steward', 'auditor'],
      },
      { path: '/app/jobs', label: 'nav.jobs', icon: <ScheduleOutlined />, roles: [...CITY, ...DESK] },
      { path: '/app/audit', label: 'nav.audit', icon: <AuditOutlined />, roles: [...OVERSIGHT, 'audit_officer'] },
    ],
  },
  {
    label: 'nav.access',
    entries: [
      { path: '/app/users', label: 'nav.users', icon: <TeamOutlined />, roles: OFFICERS },
      { path: '/app/roles', label: 'nav.roles', icon: <IdcardOutlined />, roles: OFFICERS },
      { path: '/app/organisations', label: 'nav.organisations', icon: <ShopOutlined />, roles: OFFICERS },
    ],
  },
]

/** What this person's roles open, in the order of a working day. */
export const navigationOf = (session: Session): readonly Group[] =>
  groups(session)
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        ({ path, roles }) =>
          (roles === undefined && (path === '/app' || !session.roles.some((role) => APART.includes(role)))) ||
          roles?.some((role) => session.roles.includes(role)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0)

/** The entry whose address is the longest beginning of this one. */
export function entryAt(navigation: readonly Group[], pathname: string): Entry | undefined {
  return navigation
    .flatMap(({ entries }) => entries)
    .filter(({ path }) => pathname === path || (path !== '/app' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
}
