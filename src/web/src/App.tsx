import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import antdEn from 'antd/locale/en_US'
import antdZh from 'antd/locale/zh_CN'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { Problem } from './api/problem.js'
import { LanguageProvider, useLanguage } from './language/Language.js'
import { PreferencesProvider } from './parts/preferences.js'
import { Failure, Loading, Nothing } from './parts/States.js'
import { Home } from './screens/home/Home.js'
import { Report } from './screens/report/Report.js'
import { SignIn } from './screens/sign-in/SignIn.js'
import { DEMO_DAY, Shell } from './shell/Shell.js'
import { SESSION_KEY, SessionProvider, useCurrentSession, useDemoAccounts } from './shell/session.js'
import { TimesProvider } from './shell/times.js'
import { theme } from './theme.js'

const Dashboard = lazy(() => import('./screens/dashboard/Dashboard.js').then((m) => ({ default: m.Dashboard })))
const DashboardLines = lazy(() =>
  import('./screens/dashboard/DashboardLines.js').then((m) => ({ default: m.DashboardLines })),
)
const GradeMoves = lazy(() => import('./screens/dashboard/GradeMoves.js').then((m) => ({ default: m.GradeMoves })))
const CreditLines = lazy(() =>
  import('./screens/credit-lines/CreditLines.js').then((m) => ({ default: m.CreditLines })),
)
const RateDecision = lazy(() =>
  import('./screens/rate-decision/RateDecision.js').then((m) => ({ default: m.RateDecision })),
)
const Enterprises = lazy(() => import('./screens/enterprises/Enterprises.js').then((m) => ({ default: m.Enterprises })))
const Enterprise = lazy(() => import('./screens/enterprise/Enterprise.js').then((m) => ({ default: m.Enterprise })))
const Activity = lazy(() => import('./screens/activity/Activity.js').then((m) => ({ default: m.Activity })))
const Consents = lazy(() => import('./screens/consents/Consents.js').then((m) => ({ default: m.Consents })))
const AccountViews = lazy(() =>
  import('./screens/account-views/AccountViews.js').then((m) => ({ default: m.AccountViews })),
)
const CreditReports = lazy(() =>
  import('./screens/credit-reports/CreditReports.js').then((m) => ({ default: m.CreditReports })),
)
const CreditReportDetail = lazy(() =>
  import('./screens/credit-reports/CreditReportDetail.js').then((m) => ({ default: m.CreditReportDetail })),
)
const Methods = lazy(() => import('./screens/methods/Methods.js').then((m) => ({ default: m.Methods })))
const MethodDetail = lazy(() => import('./screens/methods/MethodDetail.js').then((m) => ({ default: m.MethodDetail })))
const FinancedEmissions = lazy(() =>
  import('./screens/financed-emissions/FinancedEmissions.js').then((m) => ({ default: m.FinancedEmissions })),
)
const DataProducts = lazy(() =>
  import('./screens/data-products/DataProducts.js').then((m) => ({ default: m.DataProducts })),
)
const DataProductDetail = lazy(() =>
  import('./screens/data-products/DataProductDetail.js').then((m) => ({ default: m.DataProductDetail })),
)
const Pledges = lazy(() => import('./screens/pledges/Pledges.js').then((m) => ({ default: m.Pledges })))
const PledgeDetail = lazy(() => import('./screens/pledges/PledgeDetail.js').then((m) => ({ default: m.PledgeDetail })))
const Applications = lazy(() =>
  import('./screens/applications/Applications.js').then((m) => ({ default: m.Applications })),
)
const ApplicationDetail = lazy(() =>
  import('./screens/applications/ApplicationDetail.js').then((m) => ({ default: m.ApplicationDetail })),
)
const Loans = lazy(() => import('./screens/loans/Loans.js').then((m) => ({ default: m.Loans })))
const LoanDetail = lazy(() => import('./screens/loans/LoanDetail.js').then((m) => ({ default: m.LoanDetail })))
const ServicingRequests = lazy(() =>
  import('./screens/servicing/ServicingRequests.js').then((m) => ({ default: m.ServicingRequests })),
)
const CreditLineDetail = lazy(() =>
  import('./screens/credit-lines/CreditLineDetail.js').then((m) => ({ default: m.CreditLineDetail })),
)
const Products = lazy(() => import('./screens/products/Products.js').then((m) => ({ default: m.Products })))
const Guarantees = lazy(() => import('./screens/guarantees/Guarantees.js').then((m) => ({ default: m.Guarantees })))
const Subsidies = lazy(() => import('./screens/subsidies/Subsidies.js').then((m) => ({ default: m.Subsidies })))
const BusinessDays = lazy(() =>
  import('./screens/business-days/BusinessDays.js').then((m) => ({ default: m.BusinessDays })),
)
const BusinessDay = lazy(() =>
  import('./screens/business-days/BusinessDay.js').then((m) => ({ default: m.BusinessDay })),
)
const Ledger = lazy(() => import('./screens/ledger/Ledger.js').then((m) => ({ default: m.Ledger })))
const Quotas = lazy(() => import('./screens/quotas/Quotas.js').then((m) => ({ default: m.Quotas })))
const QuotaDetail = lazy(() => import('./screens/quotas/QuotaDetail.js').then((m) => ({ default: m.QuotaDetail })))
const Filings = lazy(() => import('./screens/filings/Filings.js').then((m) => ({ default: m.Filings })))
const FilingDetail = lazy(() => import('./screens/filings/FilingDetail.js').then((m) => ({ default: m.FilingDetail })))
const NewFiling = lazy(() => import('./screens/filings/NewFiling.js').then((m) => ({ default: m.NewFiling })))
const Reloans = lazy(() => import('./screens/reloans/Reloans.js').then((m) => ({ default: m.Reloans })))
const ReloanDetail = lazy(() =>
  import('./screens/reloan-life/ReloanDetail.js').then((m) => ({ default: m.ReloanDetail })),
)
const ReloanReports = lazy(() =>
  import('./screens/reloan-reports/ReloanReports.js').then((m) => ({ default: m.ReloanReports })),
)
const Findings = lazy(() => import('./screens/findings/Findings.js').then((m) => ({ default: m.Findings })))
const Rights = lazy(() => import('./screens/rights/Rights.js').then((m) => ({ default: m.Rights })))
const Right = lazy(() => import('./screens/rights/Rights.js').then((m) => ({ default: m.Right })))
const Alerts = lazy(() => import('./screens/alerts/Alerts.js').then((m) => ({ default: m.Alerts })))
const AlertDetail = lazy(() => import('./screens/alerts/Alerts.js').then((m) => ({ default: m.AlertDetail })))
const RegisterFiles = lazy(() =>
  import('./screens/registers/RegisterFiles.js').then((m) => ({ default: m.RegisterFiles })),
)
const RegisterFileDetail = lazy(() =>
  import('./screens/registers/RegisterFileDetail.js').then((m) => ({ default: m.RegisterFileDetail })),
)
const Facilities = lazy(() => import('./screens/facilities/Facilities.js').then((m) => ({ default: m.Facilities })))
const Jobs = lazy(() => import('./screens/jobs/Jobs.js').then((m) => ({ default: m.Jobs })))
const Job = lazy(() => import('./screens/jobs/Job.js').then((m) => ({ default: m.Job })))
const JobSchedules = lazy(() => import('./screens/jobs/JobSchedules.js').then((m) => ({ default: m.JobSchedules })))
const RealisedSaving = lazy(() =>
  import('./screens/realised-saving/RealisedSaving.js').then((m) => ({ default: m.RealisedSaving })),
)
const SavingLoans = lazy(() =>
  import('./screens/realised-saving/SavingLoans.js').then((m) => ({ default: m.SavingLoans })),
)
const SavingIssues = lazy(() =>
  import('./screens/realised-saving/SavingIssues.js').then((m) => ({ default: m.SavingIssues })),
)
const SavingIssueDetail = lazy(() =>
  import('./screens/realised-saving/SavingIssueDetail.js').then((m) => ({ default: m.SavingIssueDetail })),
)
const Exports = lazy(() => import('./screens/exports/Exports.js').then((m) => ({ default: m.Exports })))
const ExportDetail = lazy(() => import('./screens/exports/ExportDetail.js').then((m) => ({ default: m.ExportDetail })))
const Audit = lazy(() => import('./screens/audit/Audit.js').then((m) => ({ default: m.Audit })))

const Users = lazy(() => import('./screens/users/Users.js').then((m) => ({ default: m.Users })))
const UserDetail = lazy(() => import('./screens/users/UserDetail.js').then((m) => ({ default: m.UserDetail })))
const Roles = lazy(() => import('./screens/users/Roles.js').then((m) => ({ default: m.Roles })))
const Organisations = lazy(() => import('./screens/users/Organisations.js').then((m) => ({ default: m.Organisations })))
const Profile = lazy(() => import('./screens/profile/Profile.js').then((m) => ({ default: m.Profile })))
const SignInStep = lazy(() => import('./screens/sign-in/SignInStep.js').then((m) => ({ default: m.SignInStep })))

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session ended elsewhere or expired: the next thing to see is the sign-in.
    onError: (error) => {
      if (error instanceof Problem && error.status === 401) queries.setQueryData(SESSION_KEY, null)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
})

export const App = () => (
  <QueryClientProvider client={queries}>
    <LanguageProvider>
      <PreferencesProvider>
        <Themed />
      </PreferencesProvider>
    </LanguageProvider>
  </QueryClientProvider>
)

function Themed() {
  const { code } = useLanguage()
  return (
    <ConfigProvider locale={code === 'zh' ? antdZh : antdEn} theme={theme} button={{ autoInsertSpace: false }}>
      <BrowserRouter>
        <SignedIn />
      </BrowserRouter>
    </ConfigProvider>
  )
}

function SignedIn() {
  const asked = useCurrentSession()
  const demo = useDemoAccounts().length > 0
  if (asked.error !== null) return <Failure error={asked.error} again={() => void asked.refetch()} />
  if (asked.data === undefined) return <Loading />
  if (asked.data === null) return <SignIn />
  if (asked.data.awaits !== null)
    return (
      <Suspense fallback={<Loading />}>
        <SignInStep session={asked.data} />
      </Suspense>
    )
  return (
    <SessionProvider session={asked.data}>
      <TimesProvider initial={demo ? DEMO_DAY : null}>
        <Screens />
      </TimesProvider>
    </SessionProvider>
  )
}

function Screens() {
  const { t } = useLanguage()
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/" element={<Navigate to="/app" replace />} />
        <Route path="/app" element={<Shell />}>
          <Route index element={<Home />} />
          <Route path="report" element={<Report />} />
          <Route path="dashboard" element={<Dashboard />} />
          <Route path="dashboard/lines" element={<DashboardLines />} />
          <Route path="dashboard/grade-moves" element={<GradeMoves />} />
          <Route path="credit-lines" element={<CreditLines />} />
          <Route path="credit-lines/:id" element={<CreditLineDetail />} />
          <Route path="rate-decisions/:id" element={<RateDecision />} />
          <Route path="enterprises" element={<Enterprises />} />
          <Route path="enterprises/:uscc/:tab?" element={<Enterprise />} />
          <Route path="activities/:id" element={<Activity />} />
          <Route path="consents" element={<Consents />} />
          <Route path="account-views" element={<AccountViews />} />
          <Route path="credit-reports" element={<CreditReports />} />
          <Route path="credit-reports/:id" element={<CreditReportDetail />} />
          <Route path="methods" element={<Methods />} />
          <Route path="methods/:id" element={<MethodDetail />} />
          <Route path="financed-emissions" element={<FinancedEmissions />} />
          <Route path="data-products" element={<DataProducts />} />
          <Route path="rights/:tab?" element={<Rights />} />
          <Route path="rights/:tab/:id" element={<Right />} />
          <Route path="alerts" element={<Alerts />} />
          <Route path="alerts/:id" element={<AlertDetail />} />
          <Route path="registers" element={<RegisterFiles />} />
          <Route path="registers/:id" element={<RegisterFileDetail />} />
          <Route path="data-products/:id/:tab?" element={<DataProductDetail />} />
          <Route path="pledges" element={<Pledges />} />
          <Route path="pledges/:id" element={<PledgeDetail />} />
          <Route path="applications" element={<Applications />} />
          <Route path="applications/:id" element={<ApplicationDetail />} />
          <Route path="loans" element={<Loans />} />
          <Route path="loans/:id/:tab?" element={<LoanDetail />} />
          <Route path="servicing-requests" element={<ServicingRequests />} />
          <Route path="products" element={<Products />} />
          <Route path="guarantees" element={<Guarantees />} />
          <Route path="subsidies" element={<Subsidies />} />
          <Route path="business-days" element={<BusinessDays />} />
          <Route path="business-days/:day" element={<BusinessDay />} />
          <Route path="ledger" element={<Ledger />} />
          <Route path="quotas" element={<Quotas />} />
          <Route path="quotas/:id" element={<QuotaDetail />} />
          <Route path="quotas/:id/filing" element={<NewFiling />} />
          <Route path="filings" element={<Filings />} />
          <Route path="filings/:id" element={<FilingDetail />} />
          <Route path="reloans" element={<Reloans />} />
          <Route path="reloans/:id/:tab?" element={<ReloanDetail />} />
          <Route path="reloan-reports/:tab?" element={<ReloanReports />} />
          <Route path="findings" element={<Findings />} />
          <Route path="facilities" element={<Facilities />} />
          <Route path="jobs" element={<Jobs />} />
          <Route path="jobs/schedules" element={<JobSchedules />} />
          <Route path="jobs/:id" element={<Job />} />
          <Route path="realised-saving" element={<RealisedSaving />} />
          <Route path="realised-saving/loans" element={<SavingLoans />} />
          <Route path="realised-saving/issues" element={<SavingIssues />} />
          <Route path="realised-saving/issues/:id" element={<SavingIssueDetail />} />
          <Route path="exports" element={<Exports />} />
          <Route path="exports/:id" element={<ExportDetail />} />
          <Route path="audit" element={<Audit />} />
          <Route path="users" element={<Users />} />
          <Route path="users/:id" element={<UserDetail />} />
          <Route path="roles" element={<Roles />} />
          <Route path="organisations" element={<Organisations />} />
          <Route path="profile" element={<Profile />} />
          <Route path="*" element={<Nothing>{t('state.notFound')}</Nothing>} />
        </Route>
      </Routes>
    </Suspense>
  )
}
